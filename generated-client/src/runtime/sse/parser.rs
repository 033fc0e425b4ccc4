//! Reads lines and dispatches events.
//!
//! The commonest form of event is read at one go; the loop over lines sees whole lines from their start and copies
//! nothing for an event of one data line. What a chunk's end has left behind is settled before either.

use std::fmt;
use std::mem;
use std::time::Duration;

use super::block::{Block, Here};
use super::field::{Cut, Field, Line, milliseconds, split_at_line_end, without_space};
use super::id::LastId;
use super::seam::BOM;
use super::whole;
use super::{Buffer, EventTooLarge, Frame, ParserOptions};

/// An event stream parser without input or output of its own.
///
/// It takes time linear in the bytes it is given, however they are cut, and holds no memory for comments and fields that
/// nobody reads, nor for an event of one data line that lies inside a chunk.
pub struct Parser {
    /// Whether something must be settled before lines can be read.
    pub(super) unsettled: bool,

    /// What a stream may start with and has not yet; empty once its first bytes are through.
    pub(super) bom: &'static [u8],

    /// Where in a line the last chunk has ended.
    pub(super) cut: Cut,

    /// The value of an `id` or `retry` line that a chunk's end has cut.
    pub(super) value: Buffer,

    pub(super) block: Block,

    /// Whether the last frame leaves bytes to clear.
    pub(super) spent: bool,

    /// Texts that replace what was not UTF-8: name, data.
    pub(super) replaced: [String; 2],

    id: LastId,
    retry: Option<u64>,
    comments: u64,
    dataless: bool,
    pub(super) failed: Option<EventTooLarge>,
}

impl Parser {
    /// A parser at the start of a stream.
    pub fn new(options: ParserOptions) -> Self {
        Self {
            unsettled: true,
            bom: BOM,
            cut: Cut::Clean,
            value: Buffer::default(),
            block: Block::new(options.max_event_bytes),
            spent: false,
            replaced: [String::new(), String::new()],
            id: LastId::new(options.last_event_id),
            retry: None,
            comments: 0,
            dataless: options.dataless,
            failed: None,
        }
    }

    /// The next event of `chunk`, which is moved past it; `None` when the chunk is used up. Fails when an event grows too
    /// large, and then always.
    ///
    /// The frame borrows from the chunk where the event lies inside it, else from the parser.
    pub fn next<'s, 'c: 's>(&'s mut self, chunk: &mut &'c [u8]) -> Result<Option<Frame<'s>>, EventTooLarge> {
        let at_start = !self.unsettled && !self.block.is_begun() && !self.id.is_pending();
        let whole = if at_start { whole::event(chunk, self.block.limit()) } else { None };
        match whole {
            Some((event, data, rest)) => {
                *chunk = rest;
                Ok(Some(Frame { event, data, id: self.id.current(), dataless: false }))
            }
            None => self.next_by_lines(chunk),
        }
    }

    /// Last event id: that of the last blank line, or the one the parser was given.
    pub fn last_event_id(&self) -> &str {
        self.id.current()
    }

    /// Reconnection time that the server asked for.
    pub fn retry(&self) -> Option<Duration> {
        self.retry.map(Duration::from_millis)
    }

    /// Whether a stream that ends here cuts an event: fields were read that no blank line has dispatched. Meant to be
    /// asked when [`next`](Self::next) has returned `None`.
    pub fn is_mid_event(&self) -> bool {
        self.block.is_begun() || self.id.is_pending() || matches!(self.cut, Cut::Name(_) | Cut::Value { .. })
    }

    /// The data of the event that is under way, as far as it has come. Some servers end without the last blank line;
    /// what they meant can be told from this.
    pub fn unfinished_data(&self) -> Option<&[u8]> {
        self.block.has_data.then(|| self.block.data.as_slice())
    }

    /// Number of comment lines; servers send them to show that they are alive.
    pub fn comments_seen(&self) -> u64 {
        self.comments
    }

    /// Bytes of memory held for events under way and for the last event id.
    pub fn buffered(&self) -> usize {
        let replaced: usize = self.replaced.iter().map(String::capacity).sum();
        self.block.capacity() + self.value.capacity() + self.id.capacity() + replaced
    }

    /// The next event, whatever its form and however much of it came before.
    #[inline(never)]
    fn next_by_lines<'s, 'c: 's>(&'s mut self, chunk: &mut &'c [u8]) -> Result<Option<Frame<'s>>, EventTooLarge> {
        match self.read(chunk) {
            Ok(Some(here)) => Ok(Some(self.lend(here))),
            Ok(None) => Ok(None),
            Err(error) => Err(self.fail(error)),
        }
    }

    /// Reads lines up to a blank one that dispatches, or to the end of the chunk.
    fn read<'c>(&mut self, chunk: &mut &'c [u8]) -> Result<Option<Here<'c>>, EventTooLarge> {
        let mut rest = mem::take(chunk);
        if self.unsettled {
            rest = self.settle(rest)?;
        }
        let mut here = Here::default();
        loop {
            match Line::at(rest) {
                Line::Field(field, tail) => {
                    let Some((value, end)) = split_at_line_end(without_space(tail)) else {
                        self.block.keep(here);
                        return self.begin_value(field, tail);
                    };
                    self.field(field, value, &mut here)?;
                    rest = self.past_line_end(end);
                }
                Line::Blank => {
                    rest = self.past_line_end(rest);
                    if self.ends_event(&mut here) {
                        *chunk = rest;
                        return Ok(Some(here));
                    }
                }
                Line::Comment => {
                    self.comments = self.comments.saturating_add(1);
                    let Some((_, end)) = split_at_line_end(rest) else {
                        self.block.keep(here);
                        self.stop_in(Cut::Ignored);
                        return Ok(None);
                    };
                    rest = self.past_line_end(end);
                }
                Line::Other => {
                    let Some((name, end)) = split_at_line_end(rest) else {
                        self.block.keep(here);
                        return self.begin_name(rest);
                    };
                    if let Some(field) = Field::named(name) {
                        self.field(field, &[], &mut here)?;
                    }
                    rest = self.past_line_end(end);
                }
                Line::Nothing => {
                    self.block.keep(here);
                    return Ok(None);
                }
            }
        }
    }

    /// Obeys a whole line.
    #[inline]
    fn field<'c>(&mut self, field: Field, value: &'c [u8], here: &mut Here<'c>) -> Result<(), EventTooLarge> {
        match field {
            Field::Data => self.block.data_line(value, here),
            Field::Event => {
                here.name = Some(value);
                self.block.count(value.len())
            }
            Field::Id | Field::Retry => {
                self.set(field, value);
                self.block.count(value.len())
            }
        }
    }

    /// Obeys the value of an `id` or a `retry` line; the latter is in force at once.
    pub(super) fn set(&mut self, field: Field, value: &[u8]) {
        match field {
            Field::Id => self.id.set(value),
            Field::Retry => self.retry = milliseconds(value).or(self.retry),
            Field::Data | Field::Event => {}
        }
    }

    /// Moves past a CRLF, CR or LF. A CR ends its line at once, even if the chunk ends there.
    #[inline]
    pub(super) fn past_line_end<'c>(&mut self, end: &'c [u8]) -> &'c [u8] {
        match end {
            [b'\r'] => {
                self.stop_in(Cut::AfterCr);
                &[]
            }
            [b'\r', b'\n', rest @ ..] | [_, rest @ ..] => rest,
            [] => &[],
        }
    }

    /// At a blank line: whether there is an event to dispatch. If not, the name that was set is forgotten.
    #[inline]
    fn ends_event(&mut self, here: &mut Here<'_>) -> bool {
        self.id.commit();
        if here.data.is_some() || self.block.has_data {
            return true;
        }
        let name = here.name.unwrap_or(self.block.name.as_slice());
        if self.dataless && !name.is_empty() {
            return true;
        }
        here.name = None;
        self.block.end();
        self.block.clear();
        false
    }

    /// The frame of an event that has ended.
    #[inline]
    fn lend<'s, 'c: 's>(&'s mut self, here: Here<'c>) -> Frame<'s> {
        let dataless = here.data.is_none() && !self.block.has_data;
        self.spent = self.block.end();
        let [name_text, data_text] = &mut self.replaced;
        let name = here.name.unwrap_or(self.block.name.as_slice());
        let event = if name.is_empty() { "message" } else { text(name, name_text, &mut self.spent) };
        let data = text(here.data.unwrap_or(self.block.data.as_slice()), data_text, &mut self.spent);
        self.unsettled |= self.spent;
        Frame { event, data, id: self.id.current(), dataless }
    }

    /// Remembers the failure and gives all memory back.
    #[cold]
    fn fail(&mut self, error: EventTooLarge) -> EventTooLarge {
        self.failed = Some(error);
        self.unsettled = true;
        self.block.discard();
        self.value.discard();
        error
    }
}

/// The content is the user's: only where the parser stands is shown.
impl fmt::Debug for Parser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Parser")
            .field("mid_event", &self.is_mid_event())
            .field("comments", &self.comments)
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

/// `bytes` as text. What is not UTF-8 is replaced by U+FFFD, as the standard has it, in a copy that is dropped with the
/// frame.
#[inline]
fn text<'a>(bytes: &'a [u8], replaced: &'a mut String, spent: &mut bool) -> &'a str {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text;
    }
    *spent = true;
    *replaced = String::from_utf8_lossy(bytes).into_owned();
    replaced
}
