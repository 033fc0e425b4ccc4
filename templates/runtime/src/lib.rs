//! The runtime of emitted clients.

pub mod json;
pub mod scalars;
pub mod sse;
