//! The event under way: the part of it that lies in the chunk at hand, and the part that had to be copied.

use super::{Buffer, EventTooLarge};

/// The part of an event that still lies in the chunk.
#[derive(Clone, Copy, Default)]
pub(super) struct Here<'c> {
    /// The only data line so far.
    pub(super) data: Option<&'c [u8]>,

    /// The name.
    pub(super) name: Option<&'c [u8]>,
}

/// The part of an event that was copied: what came in an earlier chunk, and data of more than one line.
pub(super) struct Block {
    pub(super) data: Buffer,
    pub(super) name: Buffer,
    pub(super) has_data: bool,
    limit: usize,
    size: usize,
}

impl Block {
    /// An empty block whose values may have `limit` bytes together.
    pub(super) fn new(limit: usize) -> Self {
        Self { data: Buffer::default(), name: Buffer::default(), has_data: false, limit, size: 0 }
    }

    /// Bytes that the values may have together.
    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Whether a field of the event has been seen.
    pub(super) fn is_begun(&self) -> bool {
        self.has_data || self.size > 0
    }

    /// Counts `bytes` more. Values count even if a later line of the block replaces them, so that a block without end
    /// is stopped whatever it consists of.
    #[inline]
    pub(super) fn count(&mut self, bytes: usize) -> Result<(), EventTooLarge> {
        self.size = self.size.saturating_add(bytes);
        if self.size > self.limit { Err(EventTooLarge { limit: self.limit }) } else { Ok(()) }
    }

    /// Adds a whole data line: stays in the chunk if it is the first, else all of them are copied.
    #[inline]
    pub(super) fn data_line<'c>(&mut self, value: &'c [u8], here: &mut Here<'c>) -> Result<(), EventTooLarge> {
        if !self.has_data {
            let Some(first) = here.data else {
                here.data = Some(value);
                return self.count(value.len());
            };
            self.data.append(first, self.limit);
            here.data = None;
            self.has_data = true;
        }
        self.count(value.len().saturating_add(1))?;
        self.data.append_line(value, self.limit);
        Ok(())
    }

    /// Starts a data line of which more follows.
    pub(super) fn begin_data(&mut self) -> Result<(), EventTooLarge> {
        if self.has_data {
            self.count(1)?;
            self.data.append(b"\n", self.limit);
        }
        self.has_data = true;
        Ok(())
    }

    /// Adds counted bytes to the data line under way.
    pub(super) fn extend_data(&mut self, part: &[u8]) {
        self.data.append(part, self.limit);
    }

    /// Adds counted bytes to the name under way.
    pub(super) fn extend_name(&mut self, part: &[u8]) {
        self.name.append(part, self.limit);
    }

    /// Copies what lies in the chunk; all of it has been counted.
    pub(super) fn keep(&mut self, here: Here<'_>) {
        if let Some(data) = here.data {
            self.data.append(data, self.limit);
            self.has_data = true;
        }
        if let Some(name) = here.name {
            self.name.clear();
            self.extend_name(name);
        }
    }

    /// Forgets the fields; the bytes stay for as long as the frame lends them. Says whether there are any to clear, or
    /// memory to give back.
    #[inline]
    pub(super) fn end(&mut self) -> bool {
        let used = self.has_data || !self.name.as_slice().is_empty();
        self.has_data = false;
        self.size = 0;
        used || self.is_large()
    }

    /// Whether more memory is held than is kept for good.
    pub(super) fn is_large(&self) -> bool {
        self.data.is_large() || self.name.is_large()
    }

    /// Forgets the bytes.
    pub(super) fn clear(&mut self) {
        self.data.clear();
        self.name.clear();
    }

    /// Forgets everything and gives the memory back.
    pub(super) fn discard(&mut self) {
        self.end();
        self.data.discard();
        self.name.discard();
    }

    /// Bytes of memory held.
    pub(super) fn capacity(&self) -> usize {
        self.data.capacity() + self.name.capacity()
    }
}
