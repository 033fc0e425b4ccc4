//! Compares what operations require for authentication. What the document requires of all operations is compared once.

use std::collections::{BTreeMap, BTreeSet};

use super::cx::Cx;
use super::finding::Finding;
use super::kinds::servers as kinds;
use crate::pointer::Pointer;
use crate::spec::{Operation, Requirement};

/// Alternatives: schemes that are needed together, each with its scopes.
type Alternatives<'s> = BTreeMap<BTreeSet<&'s str>, BTreeSet<(&'s str, &'s str)>>;

/// Compares what the documents require of operations that state nothing.
pub(super) fn document(cx: &mut Cx<'_>) {
    let (old, new) = (cx.old.document.security.as_deref(), cx.new.document.security.as_deref());
    let at = Pointer::root().child("security");
    requirements(cx, old.unwrap_or_default(), new.unwrap_or_default(), &at, &at);
}

/// Compares what an operation requires, where one side states it.
pub(super) fn operation<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    if old.security.is_none() && new.security.is_none() {
        return;
    }
    let (old_side, new_side) = (cx.old, cx.new);
    let before = old.security.as_ref().or(old_side.document.security.as_ref()).map_or(&[][..], |all| all);
    let after = new.security.as_ref().or(new_side.document.security.as_ref()).map_or(&[][..], |all| all);
    requirements(cx, before, after, &old.at.child("security"), &new.at.child("security"));
}

fn alternatives<'s>(all: &'s [Requirement<'s>]) -> Alternatives<'s> {
    let one = |requirement: &'s Requirement<'s>| {
        let schemes = requirement.schemes.iter().map(|(name, _)| *name).collect();
        let scopes = requirement.schemes.iter().flat_map(|(name, scopes)| scopes.iter().map(|scope| (*name, *scope)));
        (schemes, scopes.collect())
    };
    all.iter().map(one).collect()
}

fn requirements<'s>(
    cx: &mut Cx<'_>,
    old: &'s [Requirement<'s>],
    new: &'s [Requirement<'s>],
    old_at: &Pointer,
    new_at: &Pointer,
) {
    let (mut old, mut new) = (alternatives(old), alternatives(new));
    let nothing = BTreeSet::new();
    let optional = (old.remove(&nothing).is_some(), new.remove(&nothing).is_some());
    let mut report = |kind, sentence: String| cx.report(Finding::new(kind, sentence).at(old_at, new_at));
    match (old.is_empty(), new.is_empty()) {
        (true, true) => return,
        (true, false) if !optional.1 => {
            return report(&kinds::SECURITY_ADDED, format!("authentication is now required: {}", list(&new)));
        }
        (false, true) => {
            return report(&kinds::SECURITY_REMOVED, format!("authentication is no longer required: {}", list(&old)));
        }
        (false, false) if optional.0 != optional.1 => {
            let sentence =
                if optional.1 { "authentication became optional" } else { "authentication is no longer optional" };
            report(&kinds::SECURITY_BECAME_OPTIONAL, sentence.to_owned());
        }
        _ => {}
    }
    let gone: Alternatives<'_> = old.iter().filter(|(name, _)| !new.contains_key(*name)).map(owned).collect();
    let fresh: Alternatives<'_> = new.iter().filter(|(name, _)| !old.contains_key(*name)).map(owned).collect();
    let kept = gone.len() < old.len();
    if !fresh.is_empty() {
        // Whoever satisfied an alternative that remains needs nothing more.
        let kind = if kept || gone.is_empty() { &kinds::SECURITY_ALTERNATIVE_ADDED } else { &kinds::SECURITY_ADDED };
        report(kind, format!("authentication may now be by {}", list(&fresh)));
    }
    let extended = |alternative: &BTreeSet<&str>| fresh.keys().any(|fresh| fresh.is_superset(alternative));
    let dropped: Alternatives<'_> = gone.iter().filter(|(name, _)| !extended(name)).map(owned).collect();
    if !dropped.is_empty() {
        report(&kinds::SECURITY_REMOVED, format!("authentication by {} is no longer enough", list(&dropped)));
    }
    for (schemes, before) in &old {
        let Some(after) = new.get(schemes) else { continue };
        for (scheme, scope) in after.difference(before) {
            report(&kinds::SECURITY_SCOPE_ADDED, format!("the scope `{scope}` of `{scheme}` is now needed"));
        }
        for (scheme, scope) in before.difference(after) {
            report(&kinds::SECURITY_SCOPE_REMOVED, format!("the scope `{scope}` of `{scheme}` is no longer needed"));
        }
    }
}

fn owned<'s>(
    (schemes, scopes): (&BTreeSet<&'s str>, &BTreeSet<(&'s str, &'s str)>),
) -> (BTreeSet<&'s str>, BTreeSet<(&'s str, &'s str)>) {
    (schemes.clone(), scopes.clone())
}

fn list(all: &Alternatives<'_>) -> String {
    let one =
        |schemes: &BTreeSet<&str>| schemes.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" with ");
    all.keys().map(one).collect::<Vec<_>>().join(" or ")
}
