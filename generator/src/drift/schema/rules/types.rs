//! `type` and `format`: what kinds of value are allowed.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Kind, Wire, schemas};
use super::super::node::Node;
use super::super::view::View;
use super::Both;
use super::formats::{self, Relation};
use crate::spec::Types;

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let types = relation(both.old.types, both.new.types);
    if types == Relation::Same {
        format(cx, both);
    } else if became_array(&both.old, &both.new) || became_array(&both.new, &both.old) {
        report(cx, both, &schemas::ARRAY_BECAME_SCALAR);
    } else {
        // Where any value is allowed on one side, the format is part of the type that came or went.
        let any = both.old.types.is_empty() || both.new.types.is_empty();
        let formats = if any { Relation::Same } else { formats::relation(both.old.format(), both.new.format()) };
        changed(cx, both, types.and(formats));
    }
}

/// How the values of two sets of types relate.
pub(in crate::drift) fn relation(old: Types, new: Types) -> Relation {
    match (contains(new, old), contains(old, new)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Widened,
        (false, true) => Relation::Narrowed,
        (false, false) => Relation::Changed,
    }
}

/// Whether each value of the second set is one of the first.
fn contains(wide: Types, narrow: Types) -> bool {
    if wide.is_empty() || narrow.is_empty() {
        return wide.is_empty();
    }
    // Each integer is a number.
    let wide = if wide.contains(Types::NUMBER) { wide.union(Types::INTEGER) } else { wide };
    wide.contains(narrow)
}

fn changed(cx: &mut Cx<'_>, both: &Both<'_>, relation: Relation) {
    let (old, new) = (both.old.types, both.new.types);
    let list = both.old.list.is_some() || both.new.list.is_some() || (old.len() > 1 && new.len() > 1);
    let kind = match (relation, both.is_request()) {
        (Relation::Same, _) => return,
        (Relation::Widened, true) if list => &schemas::TYPE_LIST_WIDENED_REQUEST,
        (Relation::Widened, true) => &schemas::TYPE_WIDENED_REQUEST,
        (Relation::Widened, false) if list => &schemas::TYPE_LIST_WIDENED_RESPONSE,
        (Relation::Widened, false) if new.is_empty() => &schemas::TYPE_CHANGED_RESPONSE,
        (Relation::Widened, false) => &schemas::TYPE_WIDENED_RESPONSE,
        (Relation::Narrowed, true) if list => &schemas::TYPE_LIST_NARROWED_REQUEST,
        (Relation::Narrowed, false) if list => &schemas::TYPE_LIST_NARROWED_RESPONSE,
        (Relation::Narrowed, false) => &schemas::TYPE_NARROWED_RESPONSE,
        (Relation::Narrowed | Relation::Changed, true) => &schemas::TYPE_CHANGED_REQUEST,
        (Relation::Changed, false) => &schemas::TYPE_CHANGED_RESPONSE,
    };
    report(cx, both, kind);
}

fn report(cx: &mut Cx<'_>, both: &Both<'_>, kind: &'static Kind) {
    let sentence = format!("the type changed from `{}` to `{}`", shown(&both.old), shown(&both.new));
    let finding = both.finding(kind, "type", |part| !part.types.is_empty(), sentence);
    cx.report(finding);
}

/// An array of what a single value was.
fn became_array(single: &View<'_>, array: &View<'_>) -> bool {
    let items: Vec<_> = array.parts.iter().filter_map(|part| part.items.as_deref()).collect();
    if array.types != Types::ARRAY || single.types.is_empty() || items.is_empty() {
        return false;
    }
    let items = View::of(&Node::of(array.side, items));
    let names = |view: &View<'_>| view.properties.keys().copied().collect::<Vec<_>>().join("\n");
    items.types == single.types && names(&items) == names(single)
}

/// The same types with another format.
fn format(cx: &mut Cx<'_>, both: &Both<'_>) {
    let (old, new) = (both.old.format(), both.new.format());
    let sentence = match (old, new) {
        (None, Some(new)) => format!("values have the format `{new}` now"),
        (Some(old), None) => format!("values no longer have the format `{old}`"),
        (old, new) => {
            format!("the format of values changed from `{}` to `{}`", old.unwrap_or_default(), new.unwrap_or_default())
        }
    };
    let relation = formats::relation(old, new);
    let harmless = if both.is_request() { Relation::Widened } else { Relation::Narrowed };
    let kind = match relation {
        Relation::Same => return,
        relation if relation == harmless => &schemas::FORMAT_CHANGED,
        _ => both.kind(&schemas::TYPE_CHANGED_REQUEST, &schemas::TYPE_CHANGED_RESPONSE),
    };
    let finding = both.finding(kind, "format", |part| part.format.is_some(), sentence);
    cx.report(if relation == harmless { finding.judged(Wire::Keeps) } else { finding });
}

/// The types in words.
fn shown(view: &View<'_>) -> String {
    let types = if view.types.is_empty() { "any".to_owned() } else { format!("{:?}", view.types) };
    match view.format() {
        Some(format) => format!("{types} ({format})"),
        None => types,
    }
}
