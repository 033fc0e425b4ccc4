//! Tokens that are kept: one is fetched for all who need it, and again when it ends or is refused.
//!
//! How a token is fetched is told by its source.

mod cached;
mod flight;
mod jwt;

pub use self::cached::Cached;
