//! Specloom.

pub mod diagnostics;
pub mod ir;
pub mod names;
pub mod plan;
pub mod pointer;
pub mod spec;
