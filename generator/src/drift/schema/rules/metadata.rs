//! Texts, examples and extensions: nothing that crosses the wire.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::super::cx::Cx;
use super::super::super::kinds::schemas;
use super::super::both::raw;
use super::super::view::View;
use super::Both;
use super::enums::{EXTENSIBLE, VARIANT_NAMES};

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    description(cx, both);
    example(cx, both);
    extension(cx, both);
}

fn description(cx: &mut Cx<'_>, both: &Both<'_>) {
    let kind = &schemas::DESCRIPTION_CHANGED;
    if both.old.said(|part| part.title) != both.new.said(|part| part.title) {
        cx.report(both.annotation(kind, "title", |part| part.title.is_some(), "the title changed"));
    }
    if both.old.said(|part| part.description) != both.new.said(|part| part.description) {
        let says = |part: &crate::spec::Schema<'_>| part.description.is_some();
        cx.report(both.annotation(kind, "description", says, "the description changed"));
    }
}

fn example(cx: &mut Cx<'_>, both: &Both<'_>) {
    let examples = |view: &View<'_>| -> Vec<Value> {
        view.parts
            .iter()
            .find(|part| !part.examples.is_empty())
            .map_or_else(Vec::new, |part| part.examples.iter().map(|value| (*value).clone()).collect())
    };
    let docs = |view: &View<'_>| view.parts.iter().find_map(|part| raw(view, part, "externalDocs")).cloned();
    if examples(&both.old) != examples(&both.new) || docs(&both.old) != docs(&both.new) {
        let says = |part: &crate::spec::Schema<'_>| !part.examples.is_empty();
        cx.report(both.annotation(&schemas::EXAMPLE_CHANGED, "examples", says, "the examples changed"));
    }
}

fn extension(cx: &mut Cx<'_>, both: &Both<'_>) {
    let (before, after) = (both.old.clone(), both.new.clone());
    let (old, new) = (extensions(&before), extensions(&after));
    let differs = |name: &&&str| old.get(**name) != new.get(**name);
    let all: std::collections::BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    for name in all.iter().filter(|name| differs(name)) {
        let says = |part: &crate::spec::Schema<'_>| part.extensions.iter().any(|(key, _)| key == name);
        cx.report(both.annotation(&schemas::EXTENSION_CHANGED, name, says, format!("`{name}` changed")));
    }
}

/// Extensions that rules of their own tell of.
const TOLD: [&str; 4] = [EXTENSIBLE, "x-nullable", "x-sunset", "x-stability-level"];

/// Extensions that no other rule tells of.
fn extensions<'v>(view: &'v View<'_>) -> BTreeMap<&'v str, &'v Value> {
    let all = view.parts.iter().rev().flat_map(|part| part.extensions.iter().copied());
    let told = |name: &str| VARIANT_NAMES.contains(&name) || TOLD.contains(&name);
    all.filter(|(name, _)| !told(name)).collect()
}
