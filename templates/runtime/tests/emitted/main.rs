//! The JSON layer, as an emitted crate has it: the runtime is a module, and the types are a few tables.

#[path = "../../src/lib.rs"]
pub mod runtime;

mod enums;
mod errors;
mod events;
mod serde;
mod show;
mod structs;
#[expect(missing_docs, reason = "documents have gaps")]
pub mod types;
mod unions;
mod wide;
