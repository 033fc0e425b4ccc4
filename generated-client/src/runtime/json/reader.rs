//! JSON text into values, one token at a time and without a type parameter.
//!
//! The text is checked to be UTF-8 once, before reading: every slice of it is then a `str` for free. Strings and
//! numbers are read in `text` and `number`. No tree is built and nothing is looked up here.

use std::str::FromStr;

use super::error::{JsonError, JsonErrorKind, excerpt};

/// A position in a JSON text (RFC 8259).
///
/// Each method that reads takes one value, or says what stands there instead. A reader is cheap to clone, which is how
/// a value is looked at before it is read.
#[derive(Clone)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: usize,
    depth_limit: usize,
    lost: usize,
    is_hasty: bool,
}

/// The six kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,

    /// `true` or `false`
    Boolean,

    /// A number.
    Number,

    /// A string.
    String,

    /// An array.
    Array,

    /// An object.
    Object,
}

impl<'a> Reader<'a> {
    /// Arrays and objects inside each other that a reader allows unless told otherwise.
    pub const DEPTH_LIMIT: usize = 128;

    /// A reader at the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, depth_limit: Self::DEPTH_LIMIT, lost: 0, is_hasty: false }
    }

    /// The same reader with another bound on arrays and objects inside each other. Each level costs stack.
    #[must_use]
    pub fn with_depth_limit(mut self, limit: usize) -> Self {
        self.depth_limit = limit;
        self
    }

    /// Where the reader stands, in bytes: at the next token if it was looked at, else behind the last one.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The kind of the next value, which stays unread. An error where none begins.
    pub fn kind(&mut self) -> Result<Kind, JsonError> {
        match self.peek() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::String),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Takes a `null` if one stands here.
    pub fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.word("null")
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool, JsonError> {
        match self.peek() {
            Some(b't') if self.word("true") => Ok(true),
            Some(b'f') if self.word("false") => Ok(false),
            _ => Err(self.mismatch("a boolean")),
        }
    }

    /// Reads an object: `each` gets every name and must read the value behind it.
    pub fn object(&mut self, each: &mut dyn FnMut(&str, &mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
        self.scan(&mut |name, value| each(name, value).map(|()| true))
    }

    /// Reads an object as long as `each` says true.
    pub(super) fn scan(
        &mut self,
        each: &mut dyn FnMut(&str, &mut Self) -> Result<bool, JsonError>,
    ) -> Result<(), JsonError> {
        if !self.open(b'{', "an object")? {
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a member name"));
            }
            let name = self.string()?;
            if self.peek() != Some(b':') {
                return Err(self.unexpected("`:`"));
            }
            self.at += 1;
            let go_on = each(&name, self).map_err(|error| error.in_member(&name))?;
            if !go_on || !self.more(b'}', "`,` or `}`")? {
                return Ok(());
            }
        }
    }

    /// Reads an array: `each` must read one item.
    pub fn array(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
        if !self.open(b'[', "an array")? {
            return Ok(());
        }
        let mut index = 0;
        loop {
            each(self).map_err(|error| error.in_item(index))?;
            index += 1;
            if !self.more(b']', "`,` or `]`")? {
                return Ok(());
            }
        }
    }

    /// Reads any value and forgets it.
    pub fn skip(&mut self) -> Result<(), JsonError> {
        match self.kind()? {
            Kind::Null if self.null() => Ok(()),
            Kind::Null => Err(self.unexpected("a value")),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => self.array(&mut Self::skip),
            Kind::Object => self.object(&mut |_, value| value.skip()),
        }
    }

    /// Reads any value that is kept nowhere.
    pub(super) fn lose(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        self.skip()?;
        self.count_lost(self.at - start);
        Ok(())
    }

    /// How much was read so far that the values do not keep, in bytes about: by it arms of a union are told apart.
    pub fn lost(&self) -> usize {
        self.lost
    }

    /// Counts bytes that are not kept.
    pub fn count_lost(&mut self, bytes: usize) {
        self.lost += bytes;
    }

    /// Whether the first arm of a union that can be read is good enough.
    pub fn is_hasty(&self) -> bool {
        self.is_hasty
    }

    /// The same reader, to which the first arm that can be read is good enough or not.
    #[must_use]
    pub fn with_haste(mut self, is_hasty: bool) -> Self {
        self.is_hasty = is_hasty;
        self
    }

    /// Reads any value as the text that it is, without the white space around it.
    pub fn raw(&mut self) -> Result<&'a str, JsonError> {
        self.kind()?;
        let start = self.at;
        self.skip()?;
        Ok(self.slice(start, self.at))
    }

    /// The end of the text: an error where more than white space is left.
    pub fn finish(&mut self) -> Result<(), JsonError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the text")),
        }
    }

    /// The error of a value that is not what was expected: ``expected a date-time, found number `17` ``.
    #[cold]
    pub fn mismatch(&mut self, expected: &str) -> JsonError {
        self.peek();
        let Ok(found) = self.clone().found() else { return self.unexpected(expected) };
        JsonError::new(JsonErrorKind::Type, format!("expected {expected}, found {found}"), self.at)
    }

    /// Reads a string that has a form, such as a date-time. The error does not quote it: it may be a secret out of place.
    pub fn parse<T: FromStr>(&mut self, expected: &str) -> Result<T, JsonError> {
        if self.peek() != Some(b'"') {
            return Err(self.mismatch(expected));
        }
        let start = self.at;
        let text = self.string()?;
        text.parse().map_err(|_| {
            let message = format!("expected {expected}, found a string of another form");
            JsonError::new(JsonErrorKind::Type, message, start)
        })
    }

    /// What stands here, as a message says it. An error if it is not JSON, made without asking what was found.
    fn found(&mut self) -> Result<String, JsonError> {
        Ok(match self.kind()? {
            Kind::Null if self.null() => "null".to_owned(),
            Kind::Boolean if self.word("true") => "boolean `true`".to_owned(),
            Kind::Boolean if self.word("false") => "boolean `false`".to_owned(),
            Kind::Null | Kind::Boolean => return Err(self.unexpected("a value")),
            Kind::Number => format!("number `{}`", excerpt(self.number()?)),
            Kind::String => "a string".to_owned(),
            Kind::Array => "an array".to_owned(),
            Kind::Object => "an object".to_owned(),
        })
    }

    /// The error of a text that is no JSON.
    #[cold]
    pub(super) fn unexpected(&self, expected: &str) -> JsonError {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(c) => format!("`{}`", c.escape_debug()),
            None => "the end of the text".to_owned(),
        };
        JsonError::new(JsonErrorKind::Syntax, format!("expected {expected}, found {found}"), self.at)
    }

    /// The next byte that is not white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Both ends are at ASCII bytes of the text, so the slice is always there.
    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        if found {
            self.at += word.len();
        }
        found
    }

    /// Enters an array or object; false if it is empty, and then it is read.
    fn open(&mut self, bracket: u8, expected: &str) -> Result<bool, JsonError> {
        if self.peek() != Some(bracket) {
            return Err(self.mismatch(expected));
        }
        if self.depth >= self.depth_limit {
            let message = format!("more than {} arrays and objects inside each other", self.depth_limit);
            return Err(JsonError::new(JsonErrorKind::Depth, message, self.at));
        }
        self.at += 1;
        // In ASCII the closing bracket is two behind the opening one.
        if self.peek() == Some(bracket + 2) {
            self.at += 1;
            return Ok(false);
        }
        self.depth += 1;
        Ok(true)
    }

    /// Whether a comma follows rather than the closing bracket; either is taken.
    #[inline]
    fn more(&mut self, bracket: u8, expected: &str) -> Result<bool, JsonError> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == bracket => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            _ => Err(self.unexpected(expected)),
        }
    }
}
