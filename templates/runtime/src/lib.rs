//! The runtime of emitted clients.

pub mod json;
pub mod lines;
pub mod scalars;
pub mod sse;
