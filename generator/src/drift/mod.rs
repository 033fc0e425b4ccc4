//! Two documents to findings: what changed between them, and whom it hurts.
//!
//! There are two axes. *Wire*: does a deployed client that kept to the old document break? *Crate*: does source code
//! break that uses the generated crate when it is generated again? Both documents are read by the stages of the
//! pipeline, so that spellings of the same thing (nullability, bounds, references) are equal before rules look at them.
//! Nothing is fetched and nothing is printed here.

mod account;
mod cx;
mod date;
mod finding;
mod ignore;
pub mod kinds;
mod operations;
pub mod render;
mod schema;
mod side;
mod verdict;

pub use account::{Account, LEVELS};
pub use date::Date;
pub use finding::{Direction, Finding, OperationKey, Spot, Subject};
pub use ignore::{Ignore, Ignored};
pub use side::Side;
pub use verdict::{Bump, Level, Reason, Step};

use cx::Cx;

/// All changes from `old` to `new`, in the order of the old document.
pub fn compare<'s>(old: &'s Side<'s>, new: &'s Side<'s>) -> Vec<Finding> {
    let mut cx = Cx::new(old, new);
    operations::compare(&mut cx);
    cx.drain();
    let mut findings = cx.finish();
    old.locate(&mut findings, |finding| finding.old.as_mut());
    new.locate(&mut findings, |finding| finding.new.as_mut());
    findings
}
