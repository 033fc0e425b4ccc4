//! Specloom.

pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod names;
pub mod output;
pub mod plan;
pub mod pointer;
pub mod source;
pub mod spec;
