//! Values into JSON text, without white space and escaped as `serde_json` does it.

use std::fmt::Write as _;

use serde_json::Number;

use super::ToJson;
use super::text::special;

/// A JSON text being written.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    out: String,
    hides: bool,
}

impl Writer {
    /// A writer that has written nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer that has written nothing, and has room for some.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), hides: false }
    }

    /// A writer of what may be seen: secrets become `***`.
    pub(super) fn hiding() -> Self {
        Self { out: String::new(), hides: true }
    }

    /// Whether secrets are not to be written.
    pub(super) fn hides(&self) -> bool {
        self.hides
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Writes a number, floats in the fewest digits that read back as the same.
    pub fn number(&mut self, value: &Number) {
        // Writing to a string does not fail.
        let _ = write!(self.out, "{value}");
    }

    /// Writes a text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Writes an integer.
    pub(super) fn integer(&mut self, magnitude: u64, is_negative: bool) {
        if is_negative {
            self.out.push('-');
        }
        // The largest has 20 digits.
        let mut digits = [0; 20];
        let mut length = 0;
        let mut left = magnitude;
        for place in digits.iter_mut().rev() {
            *place = b'0' + u8::try_from(left % 10).unwrap_or_default();
            length += 1;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        let text = digits.get(digits.len() - length..).and_then(|digits| std::str::from_utf8(digits).ok());
        self.out.push_str(text.unwrap_or_default());
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push('"');
        let bytes = text.as_bytes();
        let mut start = 0;
        loop {
            let end = special(bytes, start);
            self.out.push_str(text.get(start..end).unwrap_or_default());
            match bytes.get(end) {
                Some(&byte) => self.escape(byte),
                None => break,
            }
            start = end + 1;
        }
        self.out.push('"');
    }

    /// Begins an object; members and [`Self::end_object`] follow.
    pub fn begin_object(&mut self) {
        self.out.push('{');
    }

    /// Writes the name of a member; its value must follow.
    pub fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.out.push(':');
    }

    /// Writes a member of an object.
    pub fn member(&mut self, name: &str, value: &dyn ToJson) {
        self.name(name);
        value.write(self);
    }

    /// Ends an object.
    pub fn end_object(&mut self) {
        self.out.push('}');
    }

    /// Begins an array; items and [`Self::end_array`] follow.
    pub fn begin_array(&mut self) {
        self.out.push('[');
    }

    /// Writes an item of an array.
    pub fn item(&mut self, value: &dyn ToJson) {
        self.comma();
        value.write(self);
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.out.push(']');
    }

    /// No value ends with an opening bracket, so one at the end was just opened.
    fn comma(&mut self) {
        if !matches!(self.out.as_bytes().last(), Some(b'{' | b'[')) {
            self.out.push(',');
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.out.push_str("\\\""),
            b'\\' => self.out.push_str("\\\\"),
            b'\n' => self.out.push_str("\\n"),
            b'\r' => self.out.push_str("\\r"),
            b'\t' => self.out.push_str("\\t"),
            0x08 => self.out.push_str("\\b"),
            0x0C => self.out.push_str("\\f"),
            _ => {
                let _ = write!(self.out, "\\u{byte:04x}");
            }
        }
    }
}
