//! Changes of items to findings, and what the tables know better than the catalogue.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::finding::{Finding, OperationKey, Subject};
use super::super::kinds::Effect;
use super::super::side::Side;
use super::{CrateChange, Tables, compare};
use crate::config::Config;
use crate::names::Lock;
use crate::pointer::Pointer;

/// How the crate is made of a document.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// The configuration of the crate.
    pub config: &'a Config,
    /// The names it has published; without them each document is named afresh.
    pub lock: Option<&'a Lock>,
}

/// Compares the crates of both documents, adds the findings that only they show, and gives all changes of items. Where
/// no item breaks, no finding breaks source code: the catalogue speaks of generators in general.
pub fn compare_crates(
    old: &Side<'_>,
    new: &Side<'_>,
    making: Making<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<CrateChange> {
    let fresh = Lock::default();
    let before = Tables::of(old, making.config, making.lock.unwrap_or(&fresh));
    // A crate that is generated again keeps the names that it has.
    let kept = if making.lock.is_some() { &before.lock } else { &fresh };
    let after = Tables::of(new, making.config, kept);
    let changes = compare(&before, &after);
    if changes.iter().all(|change| change.effect() != Effect::Breaks) {
        let breaking = findings.iter_mut().filter(|finding| finding.source == Effect::Breaks);
        breaking.for_each(|finding| finding.source = Effect::Same);
    }
    let place = |finding: &Finding| (finding.kind.id, finding.old.as_ref().map(|spot| spot.pointer.clone()));
    let known: BTreeSet<_> = findings.iter().map(place).collect();
    let found = changes.iter().filter_map(finding).filter(|found| !known.contains(&place(found)));
    let mut more: Vec<Finding> = found.collect();
    old.locate(&mut more, |finding| finding.old.as_mut());
    new.locate(&mut more, |finding| finding.new.as_mut());
    findings.append(&mut more);
    changes
}

fn finding(change: &CrateChange) -> Option<Finding> {
    let mut finding = Finding::new(change.kind?, change.to_string());
    if let Some(old) = &change.old {
        finding = finding.old(old);
    }
    if let Some(new) = &change.new {
        finding = finding.new_at(new);
    }
    let (subject, operation) = subject(change.old.as_ref().or(change.new.as_ref())?);
    finding.subject = subject;
    finding.operations = operation.map(Arc::new).into_iter().collect();
    Some(finding)
}

/// The component or the operation that a place is in.
fn subject(at: &Pointer) -> (Subject, Option<OperationKey>) {
    match at.segments().as_slice() {
        ["components", "schemas", name, ..] => {
            let component = Pointer::parse("/components/schemas").child(name);
            (Subject::Component(format!("{component:?}")), None)
        }
        ["paths", path, method, ..] => {
            let key = OperationKey { method: method.to_ascii_uppercase(), path: (*path).to_owned() };
            (Subject::Operation(key.clone()), Some(key))
        }
        _ => (Subject::Document, None),
    }
}
