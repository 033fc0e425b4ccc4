//! JSON strings: found eight bytes at a time, borrowed from the text unless an escape stands in them.

use std::borrow::Cow;

use memchr::memchr;

use super::error::JsonError;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Reads a string. Half a surrogate pair (`\ud800` alone) becomes U+FFFD.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        if self.peek() != Some(b'"') {
            return Err(self.mismatch("a string"));
        }
        let start = self.at + 1;
        let end = special(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.slice(start, end)));
        }
        self.at = start;
        self.escaped(end).map(Cow::Owned)
    }

    /// A string with escapes, from its first character on; `end` is where the first special byte stands.
    fn escaped(&mut self, mut end: usize) -> Result<String, JsonError> {
        // Up to the next quote, which mostly ends the string; with escapes it is longer than what it stands for.
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        let mut out = String::with_capacity(end - self.at + memchr(b'"', rest).unwrap_or_default());
        loop {
            out.push_str(self.slice(self.at, end));
            self.at = end;
            match self.text.as_bytes().get(end) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                _ => return Err(self.unexpected("`\"` at the end of a string")),
            }
            end = special(self.text.as_bytes(), self.at);
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        self.at += 1;
        let plain = match self.text.as_bytes().get(self.at) {
            Some(b'u') => {
                self.at += 1;
                return self.unicode_escape();
            }
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            _ => return Err(self.unexpected("an escape")),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let first = self.hex()?;
        if !(0xD800..=0xDBFF).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let behind = self.at;
        if self.text.as_bytes().get(behind..).is_some_and(|rest| rest.starts_with(b"\\u")) {
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..=0xDFFF).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // A lone half; what follows it is an escape of its own.
            self.at = behind;
        }
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.text.as_bytes().get(self.at).and_then(|&byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return Err(self.unexpected("four hexadecimal digits")) };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = ONES << 7;

/// The first byte from `start` on that a string cannot simply contain: a quote, a backslash or a control character.
/// The length of the text if there is none.
#[inline]
pub(super) fn special(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        match first_special(*block) {
            8 => at += 8,
            index => return at + index,
        }
    }
    // The last eight bytes reach back over some that were seen to be plain.
    if let Some(block) = bytes.get(start..).and_then(<[u8]>::last_chunk::<8>) {
        return bytes.len() - 8 + first_special(*block);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len())
}

/// The index of the first such byte of eight, or eight.
#[inline]
fn first_special(block: [u8; 8]) -> usize {
    let word = u64::from_le_bytes(block);
    // The lowest marked byte is exact: a borrow can only mark bytes above it.
    let controls = word.wrapping_sub(ONES * 0x20) & !word;
    let quotes = word ^ (ONES * u64::from(b'"'));
    let slashes = word ^ (ONES * u64::from(b'\\'));
    let zeros = (quotes.wrapping_sub(ONES) & !quotes) | (slashes.wrapping_sub(ONES) & !slashes);
    (((controls | zeros) & HIGHS).trailing_zeros() / 8) as usize
}

#[inline]
fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}
