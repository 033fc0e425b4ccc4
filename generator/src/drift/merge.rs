//! Makes one finding of those that tell the same change of the same place, as operations that share a part do.

use std::collections::BTreeMap;

use super::finding::{Finding, Spot, Subject};
use crate::pointer::Pointer;

/// The findings, each change once, in the order in which they were first met.
pub(super) fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut places: BTreeMap<(&'static str, String, String, String), usize> = BTreeMap::new();
    let mut all: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let place = |spot: &Option<Spot>| spot.as_ref().map(|spot| spot.pointer.to_string()).unwrap_or_default();
        let key = (finding.kind.id, place(&finding.old), place(&finding.new), finding.sentence.clone());
        let at = *places.entry(key).or_insert(all.len());
        match all.get_mut(at) {
            Some(first) => join(first, finding),
            None => all.push(finding),
        }
    }
    all
}

fn join(first: &mut Finding, other: Finding) {
    if first.subject != other.subject {
        first.subject = shared(first).unwrap_or_else(|| first.subject.clone());
    }
    if first.operations != other.operations {
        first.operations.extend(other.operations);
        first.operations.sort();
        first.operations.dedup();
    }
    if first.direction != other.direction {
        first.direction = None;
    }
    first.wire = first.wire.max(other.wire);
    first.run = first.run.max(other.run);
    first.source = first.source.max(other.source);
}

/// The component or path that holds the place of a finding.
fn shared(finding: &Finding) -> Option<Subject> {
    let spots = [&finding.old, &finding.new].into_iter().flatten();
    spots.map(|spot| &spot.pointer).find_map(|pointer| match pointer.segments().as_slice() {
        ["components", kind, name, ..] => {
            let component = Pointer::root().child("components").child(kind).child(name);
            Some(Subject::Component(format!("{component:?}")))
        }
        ["paths", path, ..] => Some(Subject::Path((*path).to_owned())),
        _ => None,
    })
}
