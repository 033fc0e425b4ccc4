//! Bytes that outlive their chunk: a vector that never grows past its limit and gives memory back with delay.
//!
//! It does not decide what is too much; whoever appends has checked that.

/// Capacity that is kept for good.
const KEPT: usize = 64 * 1024;

/// Number of small contents in a row after which a large capacity is given back. Giving it back at once would make a
/// stream of large events pay for growing a buffer with every event.
const PATIENCE: u8 = 16;

/// Bytes gathered from several chunks.
#[derive(Default)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    small_in_a_row: u8,
}

impl Buffer {
    /// What was gathered.
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// Adds `part`; the capacity stays within `limit` as long as the content does.
    pub(crate) fn append(&mut self, part: &[u8], limit: usize) {
        if part.len() > self.bytes.capacity() - self.bytes.len() {
            self.grow(part.len(), limit);
        }
        self.bytes.extend_from_slice(part);
    }

    /// Adds a line feed and `line`.
    pub(crate) fn append_line(&mut self, line: &[u8], limit: usize) {
        if line.len() >= self.bytes.capacity() - self.bytes.len() {
            self.grow(line.len() + 1, limit);
        }
        self.bytes.push(b'\n');
        self.bytes.extend_from_slice(line);
    }

    /// Forgets the content, and a large capacity too once it has not been needed for a while.
    pub(crate) fn clear(&mut self) {
        if self.is_large() {
            self.small_in_a_row = if self.bytes.len() > KEPT { 0 } else { self.small_in_a_row + 1 };
        }
        self.bytes.clear();
        if self.small_in_a_row >= PATIENCE {
            self.bytes.shrink_to(KEPT);
            self.small_in_a_row = 0;
        }
    }

    /// Gives all memory back.
    pub(crate) fn discard(&mut self) {
        *self = Self::default();
    }

    /// Whether the capacity is more than is kept for good.
    pub(crate) fn is_large(&self) -> bool {
        self.bytes.capacity() > KEPT
    }

    /// Bytes of memory held.
    pub(crate) fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Doubles the capacity, or takes all that `limit` leaves, but makes room for `more` bytes.
    #[cold]
    fn grow(&mut self, more: usize, limit: usize) {
        let needed = self.bytes.len().saturating_add(more);
        let wished = self.bytes.capacity().saturating_mul(2).max(256).min(limit).max(needed);
        self.bytes.reserve_exact(wished - self.bytes.len());
    }
}
