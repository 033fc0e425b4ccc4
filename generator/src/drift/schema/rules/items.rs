//! `items` and `uniqueItems`.

use super::super::super::cx::Cx;
use super::super::super::kinds::schemas;
use super::super::node::says_only_annotations;
use super::super::view::View;
use super::Both;
use crate::spec::Schema;

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let (old, new) = (items(&both.old), items(&both.new));
    let sentence = match (old.is_empty(), new.is_empty()) {
        (false, false) => return cx.like(both, old, new),
        (true, true) => return,
        (true, false) => "the items keep to a schema now",
        (false, true) => "the items may be any value now",
    };
    // Where it is no array on one side, the type tells.
    if super::types::relation(both.old.types, both.new.types) != super::formats::Relation::Same {
        return;
    }
    let finding = both.finding(&schemas::ITEMS_SCHEMA_CHANGED, "items", |part| part.items.is_some(), sentence);
    cx.report(finding.judged(both.verdict(old.is_empty())));
}

/// The schemas of the items, but not one that allows any value.
fn items<'s>(view: &View<'s>) -> Vec<&'s Schema<'s>> {
    let any = |schema: &Schema<'_>| schema.reference.is_none() && says_only_annotations(schema);
    view.parts.iter().filter_map(|part| part.items.as_deref()).filter(|schema| !any(schema)).collect()
}

pub(super) fn unique(cx: &mut Cx<'_>, both: &Both<'_>) {
    let is_unique = |view: &View<'_>| view.bounds().any(|bounds| bounds.unique_items);
    let sentence = match (is_unique(&both.old), is_unique(&both.new)) {
        (false, true) => "no item stands twice now",
        (true, false) => "an item may stand twice now",
        _ => return,
    };
    let says = |part: &Schema<'_>| part.rare.as_ref().is_some_and(|rare| rare.bounds.unique_items);
    cx.report(both.finding(&schemas::UNIQUE_ITEMS_CHANGED, "uniqueItems", says, sentence));
}
