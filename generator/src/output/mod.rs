//! The output stage: prints the files of [`crate::emit`] and writes or compares them.
//!
//! Knows how Rust is laid out, not what it means.

mod lines;
mod pieces;
mod print;
mod rows;
mod spacing;
mod tree;

pub use print::{PrintError, print};
pub use tree::{Change, ChangeKind, FileTree, WriteError};
