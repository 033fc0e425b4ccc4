//! The bound of size that only clients with streams have.

use super::super::client::ClientBuilder;

impl ClientBuilder {
    /// How large an event of a stream may be (16 MiB).
    #[must_use]
    pub fn max_event_bytes(mut self, limit: usize) -> Self {
        self.settings.sizes.event = limit;
        self
    }
}
