//! `discriminator`: which property tells the alternatives apart, and by which values.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Kind, Wire, composition};
use super::super::super::side::At;
use super::super::view::View;
use super::Both;
use crate::spec::{Discriminator, Schema};

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    let (before, after) = (both.old.clone(), both.new.clone());
    let of = |part: &Schema<'_>| part.discriminator.is_some();
    let (old, new) = (before.part(of), after.part(of));
    match (old.and_then(|part| part.discriminator.as_deref()), new.and_then(|part| part.discriminator.as_deref())) {
        (Some(old), Some(new)) => {
            property(cx, both, old, new);
            mapping(cx, both, old, new);
        }
        (None, Some(new)) => {
            let sentence = format!("`{}` tells the alternatives apart now", new.property);
            report(cx, both, &composition::DISCRIMINATOR_ADDED, sentence);
        }
        (Some(old), None) => {
            let sentence = format!("`{}` no longer tells the alternatives apart", old.property);
            report(cx, both, &composition::DISCRIMINATOR_REMOVED, sentence);
        }
        (None, None) => {}
    }
}

fn property(cx: &mut Cx<'_>, both: &Both<'_>, old: &Discriminator<'_>, new: &Discriminator<'_>) {
    if old.property != new.property {
        let sentence = format!("`{}` tells the alternatives apart instead of `{}`", new.property, old.property);
        judged(cx, both, old, &composition::DISCRIMINATOR_PROPERTY_CHANGED, sentence);
    }
}

fn mapping(cx: &mut Cx<'_>, both: &Both<'_>, old: &Discriminator<'_>, new: &Discriminator<'_>) {
    for (value, target) in &old.mapping {
        let sentence = match target_of(new, value) {
            Some(other) if same_target(both, target, &other) => continue,
            Some(other) => format!("`{value}` leads to `{}` instead of `{}`", name(&other), name(target)),
            None => format!("`{value}` no longer leads to `{}`", name(target)),
        };
        judged(cx, both, old, &composition::DISCRIMINATOR_MAPPING_REMOVED, sentence);
    }
    for (value, target) in &new.mapping {
        if target_of(old, value).is_none() && !(old.mapping.is_empty() && name(target) == *value) {
            let sentence = format!("`{value}` leads to `{}` now", name(target));
            report(cx, both, &composition::DISCRIMINATOR_MAPPING_ADDED, sentence);
        }
    }
}

/// What a value leads to: by the mapping, or where there is none by the name of the component.
fn target_of(discriminator: &Discriminator<'_>, value: &str) -> Option<String> {
    if discriminator.mapping.is_empty() {
        return Some(format!("#/components/schemas/{value}"));
    }
    discriminator.mapping.iter().find(|(other, _)| *other == value).map(|(_, target)| target.clone())
}

/// The same component, or one that has another name now.
fn same_target(both: &Both<'_>, old: &str, new: &str) -> bool {
    let known = |view: &View<'_>, name: &str| view.side.document.components.schemas.contains_key(name);
    old == new || (!known(&both.new, old) && !known(&both.old, new))
}

fn name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// Where no alternative requires the property, values without it were within the contract, and nobody could rely on it.
fn judged(cx: &mut Cx<'_>, both: &Both<'_>, old: &Discriminator<'_>, kind: &'static Kind, sentence: String) {
    let finding = both.finding(kind, "discriminator", |part| part.discriminator.is_some(), sentence);
    let wire = if is_required(both, old) { kind.wire } else { Wire::Unclear };
    cx.report(finding.judged(wire));
}

fn is_required(both: &Both<'_>, old: &Discriminator<'_>) -> bool {
    let Some(holder) = both.old.part(|part| part.discriminator.is_some()) else { return false };
    let requires = |schema: &Schema<'_>| schema.required.contains(&old.property);
    let target = |schema| At::new(both.old.side, schema).resolved().schema;
    let arms = holder.one_of.iter().chain(&holder.any_of).map(target);
    let mut parts = arms.flat_map(|arm| std::iter::once(arm).chain(arm.all_of.iter().map(target)));
    requires(holder) || parts.any(requires)
}

fn report(cx: &mut Cx<'_>, both: &Both<'_>, kind: &'static Kind, sentence: String) {
    cx.report(both.finding(kind, "discriminator", |part| part.discriminator.is_some(), sentence));
}
