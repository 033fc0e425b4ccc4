//! Compares two outlines place by place.

use super::{Disagreement, Outline};

/// The places that only one outline has, or about which they say different things.
pub(super) fn compare(ours: Outline, mut theirs: Outline) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (place, ours) in ours {
        let theirs = theirs.remove(&place);
        if theirs.as_ref() != Some(&ours) {
            found.push(Disagreement { place, ours: Some(ours), theirs });
        }
    }
    found.extend(theirs.into_iter().map(|(place, theirs)| Disagreement { place, ours: None, theirs: Some(theirs) }));
    found
}
