//! Reads a value tree into a [`Document`]: one file per kind of object, each a pass over the members of its object.
//!
//! Whatever is of the wrong kind is reported and read as something usable; nothing here panics and nothing is decided
//! about Rust.

mod apart;
mod component;
mod cx;
mod cycles;
mod document;
mod example;
mod ignored;
mod media_type;
mod nearest;
mod node;
mod operation;
mod parameter;
mod paths;
mod references;
mod resolver;
mod response;
mod schema;
mod schema_checks;
mod schema_types;
mod security;
mod server;
#[cfg(test)]
mod tests;
mod version;
mod wanted;

pub(crate) use apart::schema_at;
pub use document::read;
pub use ignored::{IGNORED, Ignored};
pub(crate) use nearest::nearest;
pub(super) use resolver::Resolver;
pub(super) use version::version;

use cx::Cx;
use ignored::Holder;
use node::{Member, Node};
