//! Carries the parser over the end of a chunk: half a BOM, the LF of a CRLF, half a line, a buffer that was lent.
//!
//! None of it dispatches an event: a line of which a part came earlier is not blank.

use std::mem;

use super::EventTooLarge;
use super::block::Here;
use super::field::{Cut, Field, PartialName, split_at_line_end, without_space};
use super::parser::Parser;

/// What a stream may start with.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

impl Parser {
    /// Remembers that the chunk has ended in a line.
    pub(super) fn stop_in(&mut self, cut: Cut) {
        self.cut = cut;
        self.unsettled = true;
    }

    /// Stops in a value that the end of the chunk cuts; `tail` is what follows the colon.
    pub(super) fn begin_value<'c>(&mut self, field: Field, tail: &[u8]) -> Result<Option<Here<'c>>, EventTooLarge> {
        self.start_value(field)?;
        self.extend_value(field, true, tail)?;
        self.unsettled = true;
        Ok(None)
    }

    /// Stops in a name that the end of the chunk cuts.
    pub(super) fn begin_name<'c>(&mut self, part: &[u8]) -> Result<Option<Here<'c>>, EventTooLarge> {
        self.read_name(PartialName::EMPTY, part)?;
        self.unsettled = true;
        Ok(None)
    }

    fn read_name(&mut self, name: PartialName, part: &[u8]) -> Result<(), EventTooLarge> {
        let (cut, tail) = name.read(part);
        self.cut = cut;
        if let Cut::Value { field, fresh } = cut {
            self.start_value(field)?;
            self.extend_value(field, fresh, tail)?;
        }
        Ok(())
    }

    fn start_value(&mut self, field: Field) -> Result<(), EventTooLarge> {
        match field {
            Field::Data => return self.block.begin_data(),
            Field::Event => self.block.name.clear(),
            Field::Id | Field::Retry => self.value.clear(),
        }
        Ok(())
    }

    fn extend_value(&mut self, field: Field, fresh: bool, part: &[u8]) -> Result<(), EventTooLarge> {
        self.cut = Cut::Value { field, fresh: fresh && part.is_empty() };
        let part = if fresh { without_space(part) } else { part };
        self.block.count(part.len())?;
        match field {
            Field::Data => self.block.extend_data(part),
            Field::Event => self.block.extend_name(part),
            Field::Id | Field::Retry => self.value.append(part, self.block.limit()),
        }
        Ok(())
    }

    /// Settles what the last chunk or the last frame has left, and says where a line starts.
    #[cold]
    pub(super) fn settle<'c>(&mut self, rest: &'c [u8]) -> Result<&'c [u8], EventTooLarge> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if mem::take(&mut self.spent) {
            self.block.clear();
            self.replaced = [String::new(), String::new()];
        }
        let rest = self.past_bom(rest);
        let rest = self.past_lf(rest);
        let rest = self.finish_line(rest)?;
        // A large buffer is looked at with each event until it is given back.
        self.unsettled = !self.bom.is_empty() || self.cut != Cut::Clean || self.block.is_large();
        Ok(rest)
    }

    /// Drops one BOM at the start of the stream. Part of one is text, so the first line has a name that nobody knows.
    fn past_bom<'c>(&mut self, mut rest: &'c [u8]) -> &'c [u8] {
        while let ([expected, others @ ..], [byte, tail @ ..]) = (self.bom, rest) {
            if byte == expected {
                self.bom = others;
                rest = tail;
            } else {
                if self.bom.len() < BOM.len() {
                    self.cut = Cut::Ignored;
                }
                self.bom = &[];
            }
        }
        rest
    }

    /// Drops the LF of a CRLF that the end of a chunk has cut.
    fn past_lf<'c>(&mut self, rest: &'c [u8]) -> &'c [u8] {
        if self.cut != Cut::AfterCr || rest.is_empty() {
            return rest;
        }
        self.cut = Cut::Clean;
        rest.strip_prefix(b"\n").unwrap_or(rest)
    }

    /// Reads the rest of a line that the end of a chunk has cut.
    fn finish_line<'c>(&mut self, rest: &'c [u8]) -> Result<&'c [u8], EventTooLarge> {
        if matches!(self.cut, Cut::Clean | Cut::AfterCr) {
            return Ok(rest);
        }
        let (part, end) = split_at_line_end(rest).unwrap_or((rest, &[]));
        match self.cut {
            Cut::Name(name) => self.read_name(name, part)?,
            Cut::Value { field, fresh } => self.extend_value(field, fresh, part)?,
            Cut::Ignored | Cut::Clean | Cut::AfterCr => {}
        }
        if !end.is_empty() {
            self.end_line()?;
        }
        Ok(self.past_line_end(end))
    }

    /// Obeys a line that came in parts.
    fn end_line(&mut self) -> Result<(), EventTooLarge> {
        if let Cut::Name(name) = self.cut {
            self.cut = Cut::Ignored;
            if let Some(field) = Field::named(name.as_slice()) {
                self.start_value(field)?;
                self.extend_value(field, true, &[])?;
            }
        }
        if let Cut::Value { field, .. } = mem::replace(&mut self.cut, Cut::Clean) {
            let mut value = mem::take(&mut self.value);
            self.set(field, value.as_slice());
            if !value.is_large() {
                value.clear();
                self.value = value;
            }
        }
        Ok(())
    }
}
