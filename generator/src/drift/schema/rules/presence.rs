//! Keywords that hold schemas and change no Rust type: what matters is whether they are there, and then what they say.

use serde_json::Value;

use super::super::super::cx::Cx;
use super::super::super::kinds::{Kind, Wire, composition};
use super::super::both::raw;
use super::super::view::View;
use super::Both;
use crate::pointer::Pointer;
use crate::spec::Schema;

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    // Who has none of these keywords has no rare one at all.
    if both.old.bounds().next().is_none() && both.new.bounds().next().is_none() {
        return;
    }
    single(cx, both, "not", |_, _| (&composition::NOT_CHANGED, None));
    for keyword in ["if", "then", "else"] {
        single(cx, both, keyword, conditional);
    }
    dependent_required(cx, both);
    named(cx, both, "dependentSchemas", &composition::DEPENDENT_CHANGED);
    named(cx, both, "dependencies", &composition::DEPENDENT_CHANGED);
    prefix_items(cx, both);
    contains(cx, both);
    named(cx, both, "patternProperties", &composition::PATTERN_PROPERTIES_CHANGED);
    single(cx, both, "propertyNames", |both, added| judged(&composition::PATTERN_PROPERTIES_CHANGED, both, added));
    for keyword in ["unevaluatedItems", "unevaluatedProperties"] {
        single(cx, both, keyword, |both, added| judged(&composition::UNEVALUATED_CHANGED, both, added));
    }
}

/// The kind of a keyword that came or went, and the verdict where it is not that of the kind.
type Judge = fn(&Both<'_>, bool) -> (&'static Kind, Option<Wire>);

fn judged(kind: &'static Kind, both: &Both<'_>, added: bool) -> (&'static Kind, Option<Wire>) {
    (kind, Some(both.verdict(added)))
}

fn conditional(both: &Both<'_>, added: bool) -> (&'static Kind, Option<Wire>) {
    match both.verdict(added) {
        Wire::Breaks => (&composition::CONDITIONAL_TIGHTENED, None),
        _ => (&composition::CONDITIONAL_LOOSENED, None),
    }
}

/// A keyword as it stands, and where; `true` says nothing.
fn stated<'s>(view: &View<'s>, keyword: &str) -> Option<(&'s Value, Pointer)> {
    let found = view.parts.iter().find_map(|part| Some((raw(view, part, keyword)?, part.at.child(keyword))));
    found.filter(|(value, _)| **value != Value::Bool(true))
}

fn report(cx: &mut Cx<'_>, both: &Both<'_>, keyword: &str, kind: &'static Kind, wire: Option<Wire>, what: &str) {
    let stands = |view: &View<'_>, part: &Schema<'_>| {
        let own = view.parts.iter().any(|other| std::ptr::from_ref(*other).addr() == std::ptr::from_ref(part).addr());
        own && view.side.value(&part.at).and_then(|value| value.get(keyword)).is_some()
    };
    let says = |part: &Schema<'_>| stands(&both.old, part) || stands(&both.new, part);
    let finding = both.finding(kind, keyword, says, format!("`{keyword}` {what}"));
    cx.report(match wire {
        Some(wire) => finding.judged(wire),
        None => finding,
    });
}

/// A keyword that holds one schema.
fn single<'s>(cx: &mut Cx<'s>, both: &Both<'s>, keyword: &str, judge: Judge) {
    match (stated(&both.old, keyword), stated(&both.new, keyword)) {
        (None, None) => {}
        (Some((old, before)), Some((new, after))) => {
            match (both.old.side.apart(&before), both.new.side.apart(&after)) {
                (Some(old), Some(new)) => cx.like(both, vec![old], vec![new]),
                _ if old != new => {
                    let (kind, wire) = judge(both, *new == Value::Bool(false));
                    report(cx, both, keyword, kind, wire, "changed");
                }
                _ => {}
            }
        }
        (old, _) => {
            let added = old.is_none();
            let (kind, wire) = judge(both, added);
            report(cx, both, keyword, kind, wire, came_or_went(added));
        }
    }
}

fn came_or_went(added: bool) -> &'static str {
    if added { "came" } else { "went" }
}

/// A keyword that holds schemas by names.
fn named<'s>(cx: &mut Cx<'s>, both: &Both<'s>, keyword: &str, kind: &'static Kind) {
    let (old, new) = (stated(&both.old, keyword), stated(&both.new, keyword));
    let member = |side: &Option<(&'s Value, Pointer)>, name: &str| {
        side.as_ref().and_then(|(value, at)| Some((value.get(name)?, at.child(name))))
    };
    let names = |side: &Option<(&'s Value, Pointer)>| -> Vec<&'s str> {
        let members = side.as_ref().and_then(|(value, _)| value.as_object());
        members.into_iter().flat_map(|members| members.keys().map(String::as_str)).collect()
    };
    for name in names(&old) {
        match (member(&old, name), member(&new, name)) {
            (Some((before, old_at)), Some((after, new_at))) => {
                match (both.old.side.apart(&old_at), both.new.side.apart(&new_at)) {
                    (Some(old), Some(new)) => cx.like(both, vec![old], vec![new]),
                    _ if before != after => report(cx, both, keyword, kind, None, &format!("of `{name}` changed")),
                    _ => {}
                }
            }
            _ => report(cx, both, keyword, kind, Some(both.verdict(false)), &format!("of `{name}` went")),
        }
    }
    for name in names(&new).into_iter().filter(|name| member(&old, name).is_none()) {
        report(cx, both, keyword, kind, Some(both.verdict(true)), &format!("of `{name}` came"));
    }
}

fn dependent_required(cx: &mut Cx<'_>, both: &Both<'_>) {
    let keyword = "dependentRequired";
    let of = |view: &View<'_>| stated(view, keyword).map(|(value, _)| value.clone());
    let (wire, what) = match (of(&both.old), of(&both.new)) {
        (None, Some(_)) => (Some(both.verdict(true)), "came"),
        (Some(_), None) => (Some(both.verdict(false)), "went"),
        (old, new) if old != new => (None, "changed"),
        _ => return,
    };
    report(cx, both, keyword, &composition::DEPENDENT_CHANGED, wire, what);
}

fn prefix_items<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let of = |part: &'s Schema<'s>| part.rare.as_deref()?.prefix_items.as_deref();
    let old = both.old.said(of).unwrap_or_default();
    let new = both.new.said(of).unwrap_or_default();
    for (before, after) in old.iter().zip(new) {
        cx.like(both, vec![before], vec![after]);
    }
    if old.len() != new.len() {
        let added = old.len() < new.len();
        let (kind, wire) = judged(&composition::PREFIX_ITEMS_CHANGED, both, added);
        report(cx, both, "prefixItems", kind, wire, came_or_went(added));
    }
}

fn contains<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    single(cx, both, "contains", |both, added| judged(&composition::CONTAINS_CHANGED, both, added));
    // They say nothing without `contains`.
    if stated(&both.old, "contains").is_none() || stated(&both.new, "contains").is_none() {
        return;
    }
    count(cx, both, "minContains", |old, new| new.unwrap_or(1) > old.unwrap_or(1));
    count(cx, both, "maxContains", |old, new| new.unwrap_or(u64::MAX) < old.unwrap_or(u64::MAX));
}

fn count(cx: &mut Cx<'_>, both: &Both<'_>, keyword: &str, tightened: fn(Option<u64>, Option<u64>) -> bool) {
    let of = |view: &View<'_>| stated(view, keyword).and_then(|(value, _)| value.as_u64());
    let (old, new) = (of(&both.old), of(&both.new));
    if old != new {
        let wire = both.verdict(tightened(old, new));
        report(cx, both, keyword, &composition::CONTAINS_CHANGED, Some(wire), "changed");
    }
}
