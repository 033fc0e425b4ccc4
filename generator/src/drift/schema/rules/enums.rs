//! Values: `enum`, and `const` as an enum of one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::super::cx::Cx;
use super::super::super::kinds::{Wire, enums, schemas};
use super::super::both::listed;
use super::super::value::same_value;
use super::super::view::View;
use super::{Both, constants};
use crate::names::pascal;
use crate::spec::Schema;

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    let (old, new) = (both.old.values.as_deref(), both.new.values.as_deref());
    match (old, new) {
        (None, None) => {}
        (Some([old]), Some([new])) => constants::changed(cx, both, old, new),
        (None, Some([new])) if both.new.constant => constants::added(cx, both, new),
        (Some([old]), None) if both.old.constant => constants::removed(cx, both, old),
        (None, Some(_)) => introduced(cx, both),
        (Some(_), None) => dropped(cx, both),
        (Some(old), Some(new)) => {
            removed(cx, both, &without(old, new));
            added(cx, both, &without(new, old));
            collision(cx, both, old, new);
            opened(cx, both);
        }
    }
    variant_names(cx, both);
}

/// The values that another list lacks.
fn without<'v>(values: &[&'v Value], others: &[&Value]) -> Vec<&'v Value> {
    values.iter().copied().filter(|value| !others.iter().any(|other| same_value(value, other))).collect()
}

fn removed(cx: &mut Cx<'_>, both: &Both<'_>, values: &[&Value]) {
    if values.is_empty() {
        return;
    }
    let kind = match both.is_request() {
        true if both.new.read_only => &schemas::READ_ONLY_PROP_CONSTRAINT,
        true => &enums::ENUM_VALUE_REMOVED_REQUEST,
        false => &enums::ENUM_VALUE_REMOVED_RESPONSE,
    };
    let sentence = format!("{} no longer among the values", are(values));
    let finding = both.finding(kind, "enum", says_values, sentence);
    cx.report(if both.new.open { finding.judged(Wire::Keeps) } else { finding });
}

fn added(cx: &mut Cx<'_>, both: &Both<'_>, values: &[&Value]) {
    if values.is_empty() {
        return;
    }
    let kind = match both.is_request() {
        true => &enums::ENUM_VALUE_ADDED_REQUEST,
        false if both.new.write_only => &schemas::WRITE_ONLY_PROP_CHANGED,
        false => &enums::ENUM_VALUE_ADDED_RESPONSE,
    };
    cx.report(both.finding(kind, "enum", says_values, format!("{} among the values now", are(values))));
}

fn introduced(cx: &mut Cx<'_>, both: &Both<'_>) {
    let kind = both.kind(&enums::ENUM_INTRODUCED_REQUEST, &enums::ENUM_INTRODUCED_RESPONSE);
    let values = both.new.values.as_deref().unwrap_or_default();
    let sentence = format!("only {} are left of all values", listed(values.iter().copied()));
    cx.report(both.finding(kind, "enum", says_values, sentence));
}

fn dropped(cx: &mut Cx<'_>, both: &Both<'_>) {
    cx.report(both.finding(&enums::ENUM_DROPPED, "enum", says_values, "values are no longer listed: any is allowed"));
}

/// Two values that make one variant where they did not before.
fn collision(cx: &mut Cx<'_>, both: &Both<'_>, old: &[&Value], new: &[&Value]) {
    let before = clashes(old);
    for (name, values) in clashes(new) {
        if before.contains_key(&name) {
            continue;
        }
        let sentence = format!("{} make one variant: `{name}`", listed(values.iter().copied()));
        cx.report(both.annotation(&enums::ENUM_VALUE_COLLISION, "enum", says_values, sentence));
    }
}

fn clashes<'v>(values: &[&'v Value]) -> BTreeMap<String, Vec<&'v Value>> {
    let mut names: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for value in values {
        if let Some(text) = value.as_str() {
            names.entry(pascal(text)).or_default().push(value);
        }
    }
    names.retain(|_, values| values.len() > 1);
    names
}

/// The extensions that name the variants.
pub(super) const VARIANT_NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// The extension that says that further values may follow.
pub(super) const EXTENSIBLE: &str = "x-extensible-enum";

fn variant_names(cx: &mut Cx<'_>, both: &Both<'_>) {
    for name in VARIANT_NAMES {
        if extension(&both.old, name) != extension(&both.new, name) {
            let says = |part: &Schema<'_>| part.extensions.iter().any(|(key, _)| *key == name);
            cx.report(both.annotation(&enums::ENUM_VARNAMES_CHANGED, name, says, "the names of the variants changed"));
        }
    }
}

fn opened(cx: &mut Cx<'_>, both: &Both<'_>) {
    let open = |view: &View<'_>| view.open || extension(view, EXTENSIBLE).is_some();
    let sentence = match (open(&both.old), open(&both.new)) {
        (false, true) => "values beside those listed may appear",
        (true, false) => "only the listed values are left",
        _ => return,
    };
    cx.report(both.annotation(&enums::ENUM_CLOSED_TO_EXTENSIBLE, "enum", says_values, sentence));
}

pub(super) fn extension<'s>(view: &View<'s>, name: &str) -> Option<&'s Value> {
    view.said(|part| part.extensions.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

fn says_values(part: &Schema<'_>) -> bool {
    part.values.is_some() || part.constant.is_some()
}

fn are(values: &[&Value]) -> String {
    let verb = if values.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", listed(values.iter().copied()))
}
