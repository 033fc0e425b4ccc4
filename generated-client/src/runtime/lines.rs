//! Turns the bytes of a body that holds one JSON text after another into those texts: JSON Lines (also called NDJSON)
//! and JSON text sequences (RFC 7464).
//!
//! Like the event stream parser it reads no socket and decodes nothing. The texts are lent as bytes: one that is not
//! UTF-8, or not JSON, is wrong alone, and the stream goes on.

use std::fmt;
use std::mem;

use memchr::memchr;

use super::sse::{Buffer, EventTooLarge};

const BOM: &[u8] = b"\xEF\xBB\xBF";
const RECORD_SEPARATOR: u8 = 0x1E;

/// How texts are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// A text a line (`application/jsonl`, `application/x-ndjson`). The last line needs no line feed.
    Lines,

    /// A record separator before each text and a line feed behind it (`application/json-seq`). A text ends with the
    /// line feed that stands outside of its brackets and strings, so that it need not wait for the next one.
    Sequence,
}

/// What a [`Parser`] is told before the first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParserOptions {
    /// How texts are told apart.
    pub framing: Framing,

    /// How many bytes one text may have.
    pub max_text_bytes: usize,
}

impl ParserOptions {
    /// The defaults for `framing`: texts of up to 16 MiB.
    pub fn new(framing: Framing) -> Self {
        Self { framing, max_text_bytes: 16 * 1024 * 1024 }
    }
}

/// One JSON text, lent by the [`Parser`] until it is asked for the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text without the space around it, never empty.
    pub json: &'a [u8],

    /// Whether it may be the head of a longer text although it reads as a whole one: a number, `true`, `false` or `null`
    /// of a sequence that no white space follows (RFC 7464, section 2.4).
    pub truncated: bool,
}

/// A parser of JSON texts without input or output of its own.
///
/// It takes time linear in the bytes it is given, however they are cut, and copies only texts that a chunk's end cuts.
pub struct Parser {
    options: ParserOptions,
    text: Buffer,
    scan: Scan,
    spent: bool,
    at_start: bool,
    failed: bool,
}

impl Parser {
    /// A parser at the start of a stream.
    pub fn new(options: ParserOptions) -> Self {
        Self { options, text: Buffer::default(), scan: Scan::default(), spent: false, at_start: true, failed: false }
    }

    /// The next text of `chunk`, which is moved past it; `None` when the chunk is used up. Fails when a text grows too
    /// large, and then always.
    ///
    /// The text borrows from the chunk where it lies inside it, else from the parser.
    pub fn next<'s, 'c: 's>(&'s mut self, chunk: &mut &'c [u8]) -> Result<Option<Text<'s>>, EventTooLarge> {
        let mut rest = mem::take(chunk);
        self.settle()?;
        loop {
            if self.text.as_slice().is_empty() {
                rest = self.past_blank(rest);
            }
            let Some((part, end)) = self.split(rest) else {
                self.check(rest)?;
                self.text.append(rest, self.options.max_text_bytes);
                return Ok(None);
            };
            self.check(part)?;
            rest = end;
            if !self.text.as_slice().is_empty() {
                self.text.append(part, self.options.max_text_bytes);
            }
            let line_feed = end.first() == Some(&b'\n');
            if self.is_text(part) {
                *chunk = rest;
                return Ok(Some(self.lend(part, line_feed)));
            }
            self.at_start = false;
            self.text.clear();
        }
    }

    /// The text that the end of the stream ends.
    pub fn finish(&mut self) -> Result<Option<Text<'_>>, EventTooLarge> {
        self.settle()?;
        if self.is_text(&[]) { Ok(Some(self.lend(&[], false))) } else { Ok(None) }
    }

    /// Whether a text has begun that has not ended. Meant to be asked when [`next`](Self::next) has returned `None`.
    pub fn is_mid_text(&self) -> bool {
        !self.spent && !self.text.as_slice().is_empty()
    }

    /// Bytes of memory held for the text under way.
    pub fn buffered(&self) -> usize {
        self.text.capacity()
    }

    /// Clears what the last text has left.
    fn settle(&mut self) -> Result<(), EventTooLarge> {
        if self.failed {
            return Err(EventTooLarge { limit: self.options.max_text_bytes });
        }
        if mem::take(&mut self.spent) {
            self.text.clear();
        }
        Ok(())
    }

    /// Moves past what may stand before a text.
    fn past_blank<'c>(&self, bytes: &'c [u8]) -> &'c [u8] {
        let separator = self.options.framing == Framing::Sequence;
        let blank = |byte: &u8| is_blank(*byte) || (separator && *byte == RECORD_SEPARATOR);
        let length = bytes.iter().take_while(|byte| blank(byte)).count();
        bytes.get(length..).unwrap_or_default()
    }

    /// Splits before the byte that ends the text.
    fn split<'c>(&mut self, bytes: &'c [u8]) -> Option<(&'c [u8], &'c [u8])> {
        let length = match self.options.framing {
            Framing::Lines => memchr(b'\n', bytes),
            Framing::Sequence => self.scan.end_of_text(bytes),
        };
        bytes.split_at_checked(length?)
    }

    /// Fails where `part` makes the text too large.
    fn check(&mut self, part: &[u8]) -> Result<(), EventTooLarge> {
        let limit = self.options.max_text_bytes;
        if part.len() <= limit.saturating_sub(self.text.as_slice().len()) {
            return Ok(());
        }
        self.failed = true;
        self.text.discard();
        Err(EventTooLarge { limit })
    }

    /// The text that was kept, or `part` if none was.
    fn whole<'t>(&'t self, part: &'t [u8]) -> &'t [u8] {
        let kept = self.text.as_slice();
        if kept.is_empty() { part } else { kept }
    }

    /// Whether there is more to it than space and a BOM.
    fn is_text(&self, part: &[u8]) -> bool {
        !content(self.whole(part), self.at_start).is_empty()
    }

    fn lend<'s, 'c: 's>(&'s mut self, part: &'c [u8], line_feed: bool) -> Text<'s> {
        self.spent = !self.text.as_slice().is_empty() || self.text.is_large();
        let at_start = mem::take(&mut self.at_start);
        let text = self.whole(part);
        let json = content(text, at_start);
        let sure = self.options.framing == Framing::Lines
            || line_feed
            || text.last().is_some_and(|byte| is_blank(*byte))
            || matches!(json.first(), Some(b'{' | b'[' | b'"'));
        Text { json, truncated: !sure }
    }
}

/// The content is the user's: only where the parser stands is shown.
impl fmt::Debug for Parser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Parser")
            .field("options", &self.options)
            .field("mid_text", &self.is_mid_text())
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

/// Where in a text of a sequence the scan stands.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Where the text ends, if it does in `bytes`: before a line feed outside of brackets and strings, or before a record
    /// separator, which no JSON text holds.
    fn end_of_text(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = bytes.iter().position(|byte| self.ends_at(*byte))?;
        *self = Self::default();
        Some(end)
    }

    fn ends_at(&mut self, byte: u8) -> bool {
        match byte {
            RECORD_SEPARATOR => return true,
            _ if mem::take(&mut self.escaped) => {}
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }
}

/// White space as JSON has it.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// `text` without the space around it, and without a BOM at the start of the stream.
fn content(text: &[u8], at_start: bool) -> &[u8] {
    let text = if at_start { text.strip_prefix(BOM).unwrap_or(text) } else { text };
    let start = text.iter().take_while(|byte| is_blank(**byte)).count();
    let end = text.iter().rev().take_while(|byte| is_blank(**byte)).count();
    text.get(start..text.len().saturating_sub(end)).unwrap_or_default()
}
