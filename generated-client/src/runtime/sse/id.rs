//! The last event id: set by a line, in force from the next blank line on.

use memchr::memchr;

/// Capacity that is kept for good: ids are short.
const KEPT: usize = 1024;

/// The id in force and the one that the block under way has set.
#[derive(Default)]
pub(super) struct LastId {
    current: String,
    next: String,
    changed: bool,
}

impl LastId {
    /// Starts from the id of an earlier connection.
    pub(super) fn new(current: String) -> Self {
        Self { current, ..Self::default() }
    }

    /// The id in force.
    #[inline]
    pub(super) fn current(&self) -> &str {
        &self.current
    }

    /// Whether an id waits for the blank line.
    pub(super) fn is_pending(&self) -> bool {
        self.changed
    }

    /// Takes the value of an `id` line; one with a NUL is ignored.
    pub(super) fn set(&mut self, value: &[u8]) {
        let repeated = !self.changed && self.current.as_bytes() == value;
        if repeated || memchr(0, value).is_some() {
            return;
        }
        self.next.clear();
        self.next.push_str(&String::from_utf8_lossy(value));
        self.next.shrink_to(KEPT);
        self.changed = true;
    }

    /// Puts the id of the block in force.
    #[inline]
    pub(super) fn commit(&mut self) {
        if self.changed {
            std::mem::swap(&mut self.current, &mut self.next);
            self.changed = false;
        }
    }

    /// Bytes of memory held.
    pub(super) fn capacity(&self) -> usize {
        self.current.capacity() + self.next.capacity()
    }
}
