//! `additionalProperties`: members that have no name in the schema.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Wire, schemas};
use super::super::node::{Node, says_only_annotations};
use super::super::view::View;
use super::Both;
use crate::spec::Schema;

/// What a side says of members without a name.
enum Additional<'s> {
    /// Nothing, or that any value is allowed.
    Any,
    /// There are none.
    Closed,
    /// They keep to these schemas.
    Like(Vec<&'s Schema<'s>>),
}

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    if map_became_struct(both) {
        let what = if is_map(&both.new) { "a map" } else { "an object with named properties" };
        cx.report(both.whole(&schemas::MAP_BECAME_STRUCT, format!("it is {what} now")));
        return;
    }
    match (additional(&both.old), additional(&both.new)) {
        (Additional::Closed, Additional::Any | Additional::Like(_)) => opened(cx, both),
        (Additional::Any | Additional::Like(_), Additional::Closed) => closed(cx, both),
        (Additional::Any, Additional::Like(_)) => schema_changed(cx, both, true),
        (Additional::Like(_), Additional::Any) => schema_changed(cx, both, false),
        (Additional::Like(old), Additional::Like(new)) => {
            cx.like(both, old, new);
        }
        (Additional::Any, Additional::Any) | (Additional::Closed, Additional::Closed) => {}
    }
}

/// One side is a map, the other has named properties instead.
pub(super) fn map_became_struct(both: &Both<'_>) -> bool {
    let is_struct = |view: &View<'_>| !view.properties.is_empty() && !matches!(additional(view), Additional::Like(_));
    (is_map(&both.old) && is_struct(&both.new)) || (is_struct(&both.old) && is_map(&both.new))
}

fn is_map(view: &View<'_>) -> bool {
    let stated = view.parts.iter().any(|part| part.additional_properties.is_some());
    stated && view.properties.is_empty() && !matches!(additional(view), Additional::Closed)
}

fn additional<'s>(view: &View<'s>) -> Additional<'s> {
    let stated: Vec<_> = view.parts.iter().filter_map(|part| part.additional_properties.as_deref()).collect();
    if stated.iter().any(|schema| schema.always == Some(false)) {
        return Additional::Closed;
    }
    let any = |schema: &&Schema<'_>| schema.reference.is_none() && says_only_annotations(schema);
    if stated.iter().all(any) { Additional::Any } else { Additional::Like(stated) }
}

fn says(part: &Schema<'_>) -> bool {
    part.additional_properties.is_some()
}

fn closed(cx: &mut Cx<'_>, both: &Both<'_>) {
    let sentence = "members that are not named are no longer allowed";
    let finding = both.finding(&schemas::ADDITIONAL_PROPERTIES_CLOSED, "additionalProperties", says, sentence);
    cx.report(finding.judged(both.verdict(true)));
}

fn opened(cx: &mut Cx<'_>, both: &Both<'_>) {
    let sentence = "members that are not named are allowed now";
    let finding = both.finding(&schemas::ADDITIONAL_PROPERTIES_OPENED, "additionalProperties", says, sentence);
    cx.report(finding.judged(Wire::Keeps));
}

fn schema_changed(cx: &mut Cx<'_>, both: &Both<'_>, tightened: bool) {
    let sentence = if tightened {
        "members that are not named keep to a schema now"
    } else {
        "members that are not named may be any value now"
    };
    let kind = &schemas::ADDITIONAL_PROPERTIES_SCHEMA_CHANGED;
    cx.report(both.finding(kind, "additionalProperties", says, sentence).judged(both.verdict(tightened)));
}

impl<'s> Cx<'s> {
    /// Compares schemas that stand under one keyword on both sides.
    pub(super) fn like(&mut self, both: &Both<'s>, old: Vec<&'s Schema<'s>>, new: Vec<&'s Schema<'s>>) {
        let (old, new) = (Node::of(both.old.side, old), Node::of(both.new.side, new));
        self.pair(old, new, both.direction, super::super::Role::Plain);
    }
}
