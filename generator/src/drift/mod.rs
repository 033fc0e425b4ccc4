//! Two documents to findings: what changed between them, and whom it hurts.
//!
//! There are two axes. *Wire*: does a deployed client that kept to the old document break? *Crate*: does source code
//! break that uses the generated crate when it is generated again? Both documents are read by the stages of the
//! pipeline, so that spellings of the same thing (nullability, bounds, references) are equal before rules look at them.
//! Nothing is fetched and nothing is printed here.

mod account;
mod callbacks;
mod contents;
pub mod crate_axis;
mod cx;
mod date;
mod document;
mod finding;
mod headers;
mod ignore;
pub mod kinds;
mod life_cycle;
mod matching;
mod merge;
mod operations;
mod parameters;
mod paths;
pub mod render;
mod request_body;
mod responses;
mod schema;
mod schemes;
mod security;
mod servers;
mod side;
mod streams;
mod sunset;
mod tags;
mod telling;
mod verdict;

pub use account::{Account, LEVELS};
pub use date::Date;
pub use document::Outcome;
pub use finding::{Direction, Finding, OperationKey, Spot, Subject};
pub use ignore::{Ignore, Ignored};
pub use side::Side;
pub use telling::{FailOn, Telling};
pub use verdict::{Bump, Level, Reason, Step};

use cx::Cx;

/// What [`compare`] needs beside the documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompareOptions {
    /// The day on which announced removals are judged; without one no announced day has come.
    pub today: Option<Date>,
}

/// All changes from `old` to `new`, in the order of the old document.
pub fn compare<'s>(old: &'s Side<'s>, new: &'s Side<'s>, options: &CompareOptions) -> Vec<Finding> {
    let mut cx = Cx::new(old, new, options.today);
    document::compare(&mut cx);
    security::document(&mut cx);
    schemes::compare(&mut cx);
    tags::report_renamed(&mut cx);
    paths::compare(&mut cx);
    paths::webhooks(&mut cx);
    cx.drain();
    let mut findings = merge::merged(cx.finish());
    findings.extend(document::version(old, new, &findings));
    old.locate(&mut findings, |finding| finding.old.as_mut());
    new.locate(&mut findings, |finding| finding.new.as_mut());
    findings
}
