//! What the runtime costs beside what others have written for the same task.
//!
//! The figures are CPU time of the thread that works, and medians of rounds in which all take their turns: the machine may
//! be shared, and the ratios still hold.

pub mod allocations;
pub mod call;
pub mod json;
pub mod random;
pub mod rounds;
#[path = "../../../templates/runtime/src/lib.rs"]
pub mod runtime;
pub mod sse;
