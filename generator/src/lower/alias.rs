//! Tells whether schemas that hold together are just one component: a `$ref`, an `allOf` of one, a union of one arm and
//! null, also with siblings that say nothing the component does not say.

use super::cx::{LowerCx, Place};
use super::intersect::{ANY, Intersection, meet};
use super::nullable::null_arm;
use super::object::extra_of;
use super::outline::outline_of_component;
use super::schema::report_keywords;
use crate::spec::{Schema, Types};

/// The position of the component that an intersection is.
pub(super) fn same_as<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>, place: &Place) -> Option<usize> {
    let (position, beside) = only_reference(cx, all)?;
    // The types of a family extend their base even where they add nothing; a part of itself is not another name.
    if place.id.is_some_and(|id| cx.is_child(id, position) || id == cx.component_id(position)) {
        return None;
    }
    let nothing_added =
        beside.iter().all(|schema| adds_nothing(cx, schema, position) || is_part_of(cx, schema, position));
    if nothing_added {
        for schema in beside {
            report_keywords(cx, schema);
        }
    }
    nothing_added.then_some(position)
}

/// The only component that is referred to, and the schemas around the reference.
fn only_reference<'d>(cx: &LowerCx<'d, '_>, all: &Intersection<'d>) -> Option<(usize, Vec<&'d Schema<'d>>)> {
    let composed = |schema: &Schema<'_>| {
        schema.reference.is_some()
            || !(schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty())
    };
    if all.only != ANY || !all.parts.iter().any(|part| part.whole && composed(part.schema)) {
        return None;
    }
    let (mut found, mut beside) = (Vec::new(), Vec::new());
    let mut open: Vec<(&'d Schema<'d>, bool)> = all.parts.iter().map(|part| (part.schema, part.whole)).collect();
    while let Some((schema, whole)) = open.pop() {
        beside.push(schema);
        if !whole {
            continue;
        }
        if let Some(reference) = schema.reference.as_deref() {
            let (position, _) = cx.component(reference)?;
            if !found.contains(&position) {
                found.push(position);
            }
        }
        open.extend(schema.all_of.iter().map(|part| (part, true)));
        for arms in [&schema.any_of, &schema.one_of].into_iter().filter(|arms| !arms.is_empty()) {
            let mut others = arms.iter().filter(|arm| !null_arm(arm));
            let only = others.next()?;
            if others.next().is_some() {
                return None;
            }
            open.push((only, true));
        }
    }
    let position = match found.as_slice() {
        [one] => *one,
        several => several.iter().copied().find(|one| holds_all(cx, *one, several))?,
    };
    Some((position, beside))
}

/// Whether a component says all that a schema says by itself, since it refers to it.
fn is_part_of(cx: &LowerCx<'_, '_>, schema: &Schema<'_>, position: usize) -> bool {
    let schemas = &cx.document.components.schemas;
    let Some((_, target)) = schemas.get_index(position) else { return false };
    Intersection::of(target).merged(cx).schemas().any(|part| std::ptr::eq(part, schema))
}

/// Whether a component refers to, and so is, all of the others.
fn holds_all(cx: &LowerCx<'_, '_>, position: usize, others: &[usize]) -> bool {
    let schemas = &cx.document.components.schemas;
    let Some((_, schema)) = schemas.get_index(position) else { return false };
    let merged = Intersection::of(schema).merged(cx);
    let has = |other: &Schema<'_>| merged.schemas().any(|schema| std::ptr::eq(schema, other));
    others.iter().all(|other| schemas.get_index(*other).is_some_and(|(_, other)| has(other)))
}

/// Whether the own keywords of a schema allow all that the component allows.
fn adds_nothing<'d>(cx: &mut LowerCx<'d, '_>, schema: &'d Schema<'d>, position: usize) -> bool {
    let rare = schema.rare.as_deref();
    let shaped = schema.always == Some(false)
        || schema.values.is_some()
        || schema.constant.is_some()
        || !schema.properties.is_empty()
        || schema.items.is_some()
        || schema.additional_properties.as_deref().is_some_and(|schema| schema.always.is_none())
        || opens(cx, schema, position)
        || rare.is_some_and(|rare| rare.prefix_items.is_some() || !rare.pattern_properties.is_empty());
    let stated = Types(schema.types.0 & ANY.0);
    if shaped {
        return false;
    }
    if stated.is_empty() && schema.required.is_empty() {
        return true;
    }
    let outline = outline_of_component(cx, position);
    let kinds = stated.is_empty() || outline.kinds == ANY || meet(stated, outline.kinds) == outline.kinds;
    kinds && schema.required.iter().all(|name| outline.required.contains(name))
}

/// Whether a schema states that there are further members, of which the component says nothing: they are kept then.
fn opens<'d>(cx: &LowerCx<'d, '_>, schema: &Schema<'d>, position: usize) -> bool {
    let stated = schema.additional_properties.as_deref().is_some_and(|further| further.always == Some(true));
    let target = || cx.document.components.schemas.get_index(position).map(|(_, target)| target);
    stated
        && target()
            .is_some_and(|target| Intersection::of(target).merged(cx).schemas().all(|part| extra_of(part).is_none()))
}
