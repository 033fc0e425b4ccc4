//! Compares the tags and names of operations, which pick modules and methods of a crate and nothing on the wire.

use std::collections::{BTreeMap, BTreeSet};

use super::cx::Cx;
use super::finding::Finding;
use super::kinds::paths as kinds;
use super::matching::Op;
use crate::names;
use crate::spec::{Document, Operation};

/// Tags that got another name everywhere, old to new.
pub(super) type Renamed<'s> = BTreeMap<&'s str, &'s str>;

/// Finds the tags that were renamed: gone from the new document, with one successor on all operations that had it.
pub(super) fn renamed<'s>(old: &'s Document<'s>, new: &'s Document<'s>) -> Renamed<'s> {
    let (before, after) = (uses(old), uses(new));
    let fresh = || after.iter().filter(|(name, _)| !before.contains_key(*name));
    let mut found = Renamed::new();
    for (name, operations) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        // One operation that changed its tag says nothing about the tag.
        if operations.len() < 2 {
            continue;
        }
        found.extend(fresh().find(|(_, others)| *others == operations).map(|(other, _)| (*name, *other)));
    }
    found
}

type Place<'s> = (&'s str, &'s str);

fn uses<'s>(document: &'s Document<'s>) -> BTreeMap<&'s str, BTreeSet<Place<'s>>> {
    let mut uses: BTreeMap<&str, BTreeSet<Place<'_>>> = BTreeMap::new();
    for item in &document.paths {
        for operation in &item.operations {
            for tag in &operation.tags {
                uses.entry(tag).or_default().insert((&item.template, &operation.method));
            }
        }
    }
    uses
}

/// Reports renamed tags, once each.
pub(super) fn report_renamed(cx: &mut Cx<'_>) {
    let (old, new) = (cx.old, cx.new);
    for (before, after) in cx.renamed_tags.clone() {
        let at = |document: &Document<'_>, name: &str| {
            let declared = document.tags.iter().find(|tag| tag.name == name).map(|tag| tag.at.clone());
            let used = || {
                let mut operations = document.paths.iter().flat_map(|item| &item.operations);
                Some(operations.find(|operation| operation.tags.contains(&name))?.at.child("tags"))
            };
            declared.or_else(used).unwrap_or_default()
        };
        let sentence = format!("the tag `{before}` is now called `{after}`");
        let (old_at, new_at) = (at(&old.document, before), at(&new.document, after));
        cx.report(Finding::new(&kinds::TAG_RENAMED, sentence).at(&old_at, &new_at));
    }
}

/// Compares the tags of an operation.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>) {
    let (old, new) = (old.operation, new.operation);
    let before: Vec<&str> = old.tags.iter().map(|tag| cx.renamed_tags.get(tag).copied().unwrap_or(tag)).collect();
    let (old_at, new_at) = (old.at.child("tags"), new.at.child("tags"));
    let mut report = |kind, sentence: String| cx.report(Finding::new(kind, sentence).at(&old_at, &new_at));
    let gone: Vec<&str> = before.iter().filter(|tag| !new.tags.contains(tag)).copied().collect();
    let fresh: Vec<&str> = new.tags.iter().filter(|tag| !before.contains(tag)).copied().collect();
    if !gone.is_empty() {
        report(&kinds::TAG_REMOVED, format!("the operation lost the tag `{}`", gone.join("`, `")));
    }
    if !fresh.is_empty() {
        report(&kinds::TAG_ADDED, format!("the operation got the tag `{}`", fresh.join("`, `")));
    }
    if let (true, true, (Some(before), Some(after))) =
        (gone.is_empty(), fresh.is_empty(), (before.first(), new.tags.first()))
        && before != after
    {
        report(&kinds::TAG_ORDER_CHANGED, format!("the first tag was `{before}` and is `{after}`"));
    }
}

/// Compares the `operationId`.
pub(super) fn operation_id<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    let (kind, sentence) = match (old.operation_id, new.operation_id) {
        (Some(before), Some(after)) if before != after => {
            let sentence = format!("the operationId changed from `{before}` to `{after}`");
            let same = names::snake(before) == names::snake(after);
            (if same { &kinds::OPERATION_ID_CASE_ONLY } else { &kinds::OPERATION_ID_RENAMED }, sentence)
        }
        (Some(before), None) => (&kinds::OPERATION_ID_REMOVED, format!("the operationId `{before}` is gone")),
        (None, Some(after)) => (&kinds::OPERATION_ID_ADDED, format!("the operation now has the operationId `{after}`")),
        _ => return,
    };
    let at = |operation: &Operation<'_>| operation.at.child("operationId");
    cx.report(Finding::new(kind, sentence).at(&at(old), &at(new)));
}
