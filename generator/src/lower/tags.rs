//! Gathers the tags that group operations. An operation belongs to its first tag.

use std::collections::BTreeSet;

use super::docs::of_texts;
use crate::ir::Tag;
use crate::spec::{Document, Operation};

/// The tags that come first on some operation, sorted by name.
pub(super) fn lower_tags<'d>(document: &Document<'d>, operations: impl Iterator<Item = &'d Operation<'d>>) -> Vec<Tag> {
    let used: BTreeSet<&str> = operations.filter_map(|operation| operation.tags.first().copied()).collect();
    let tag = |name: &str| {
        let declared = document.tags.iter().find(|tag| tag.name == name);
        let docs = declared.map(|tag| of_texts(tag.summary, tag.description, false)).unwrap_or_default();
        Tag { name: name.to_owned(), docs }
    };
    used.into_iter().map(tag).collect()
}
