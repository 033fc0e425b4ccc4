//! The HTTP layer, as an emitted crate has it: the runtime is a module, the API is a few tables.
#![cfg(feature = "client")]
#![expect(
    missing_docs,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "the names say it, and a test may panic"
)]

#[path = "../../src/lib.rs"]
pub mod runtime;

mod answers;
pub mod api;
mod auth;
mod bodies;
pub mod canary;
mod errors;
mod headers;
mod hooks;
#[cfg(feature = "mock")]
mod mock;
mod oauth;
pub mod paging;
mod paths;
mod redirects;
mod refusals;
mod resume;
mod retries;
mod send;
pub mod server;
mod servers;
mod streams;
pub mod stub;
mod styles;
mod texts;
mod ticking;
mod timers;
mod tokens;
#[cfg(feature = "tracing")]
mod trace;
pub mod types;
