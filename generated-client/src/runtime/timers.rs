//! Bounds of time and size that a client keeps.

use std::time::Duration;

/// Bounds of time. None is no bound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timers {
    /// Until there is a connection.
    pub(super) connect: Option<Duration>,
    /// Until the headers of the answer are there.
    pub(super) response: Option<Duration>,
    /// For one attempt; of a stream, until its headers are there.
    pub(super) attempt: Option<Duration>,
    /// For the whole call; of a stream, until its headers are there.
    pub(super) total: Option<Duration>,
    /// Between two pieces of a body.
    pub(super) idle: Option<Duration>,
}

impl Default for Timers {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(10)),
            response: Some(Duration::from_secs(60)),
            attempt: None,
            total: Some(Duration::from_secs(600)),
            idle: Some(Duration::from_secs(300)),
        }
    }
}

/// Bounds of size, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Of a body that is read whole.
    pub(super) body: usize,
    /// Of the body of an answer that means failure; what is beyond it is left out.
    pub(super) error_body: usize,
    /// Of one event.
    pub(super) event: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self { body: 16 * MIB, error_body: MIB, event: 16 * MIB }
    }
}
