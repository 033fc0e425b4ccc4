//! Findings about the user's document: what is wrong, where it stands and what would repair it.
//!
//! Stages push findings here and go on; nothing in this module decides whether a run fails.

pub mod codes;
mod diagnostic;
mod excerpt;
mod render;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Located, Place, Severity};
pub use render::{Locate, NoSources, render, render_json_lines};
pub(crate) use render::{findings_as_json, render_lines};
