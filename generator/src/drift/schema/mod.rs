//! Compares two schemas, keyword by keyword. Direction decides what a change means.

use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Wire, schemas};
use super::life_cycle;
use super::side::At;

/// Compares the schemas of one place, which may hold references: findings go to `cx`.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, direction: Direction) {
    if old.schema.reference.is_some() || new.schema.reference.is_some() {
        cx.pair(old.resolved(), new.resolved(), direction, keywords);
    } else {
        keywords(cx, old, new, direction);
    }
}

/// Compares what stands in two schemas, after references.
fn keywords<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, direction: Direction) {
    format(cx, old, new, direction);
    for (name, property) in &old.schema.properties {
        if let Some((_, other)) = new.schema.properties.iter().find(|(other, _)| other == name) {
            life_cycle::property(cx, old.to(property), new.to(other), direction);
            compare(cx, old.to(property), new.to(other), direction);
        }
    }
}

fn format<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, direction: Direction) {
    if old.schema.format == new.schema.format {
        return;
    }
    let (before, after) = (old.raw().and_then(|raw| raw.get("format")), new.raw().and_then(|raw| raw.get("format")));
    let sentence = match (old.schema.format, new.schema.format) {
        (None, Some(after)) => format!("values now have the format `{after}`"),
        (Some(before), None) => format!("values no longer have the format `{before}`"),
        (before, after) => format!(
            "the format of values changed from `{}` to `{}`",
            before.unwrap_or_default(),
            after.unwrap_or_default()
        ),
    };
    let finding = Finding::new(&schemas::FORMAT_CHANGED, sentence).at(&old.schema.at, &new.schema.at);
    cx.report(finding.values(before, after).sent(direction).judged(Wire::Unclear));
}
