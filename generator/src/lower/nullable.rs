//! Whether null is allowed: one bit, from all spellings.
//!
//! Types with a name never hold null themselves; each use of a nullable component says so, since a field's form
//! depends on it.

use super::cx::LowerCx;
use super::intersect::Intersection;
use crate::ir::{Scalar, TypeRef};
use crate::spec::{Schema, Types};

/// How far references and unions are followed before a schema counts as saying nothing.
const FARTHEST: usize = 48;

/// Whether an intersection allows null: a schema that says so outright (`nullable`, a type array with `null`) is taken
/// at its word even if what it refers to does not; else all that say anything have to.
pub(super) fn allows_null<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>) -> bool {
    let said =
        all.parts.iter().map(|part| if part.whole { said_by(cx, part.schema, 0) } else { said_alone(part.schema) });
    met(said.collect::<Vec<_>>()) == Some(true)
}

/// The type, or null.
pub(super) fn or_null(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Json | TypeRef::Nullable(_) | TypeRef::Scalar(Scalar::Null) => ty,
        other => TypeRef::Nullable(Box::new(other)),
    }
}

/// The type without null.
pub(super) fn not_null(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => *inner,
        other => other,
    }
}

/// Only null is allowed by this schema.
pub(super) fn only_null(schema: &Schema<'_>) -> bool {
    let null_values =
        schema.values.is_some_and(|values| !values.is_empty() && values.iter().all(serde_json::Value::is_null));
    schema.types == Types::NULL || null_values || schema.constant.is_some_and(serde_json::Value::is_null)
}

/// A null arm, also in the spelling of 3.0 documents: nothing but `nullable: true`.
pub(super) fn null_arm(schema: &Schema<'_>) -> bool {
    let bare = schema.types.is_empty()
        && schema.reference.is_none()
        && schema.values.is_none()
        && schema.properties.is_empty()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.rare.is_none()
        && schema.format.is_none();
    only_null(schema) || (schema.nullable && bare)
}

// All that say something must allow it.
fn met(said: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    said.into_iter().flatten().fold(None, |so_far, one| Some(so_far.unwrap_or(true) && one))
}

fn said_alone(schema: &Schema<'_>) -> Option<bool> {
    let null_value = schema.values.is_some_and(|values| values.iter().any(serde_json::Value::is_null));
    if schema.nullable || null_value || only_null(schema) {
        return Some(true);
    }
    let shaped = !schema.types.is_empty()
        || schema.values.is_some()
        || schema.constant.is_some()
        || !schema.properties.is_empty()
        || schema.items.is_some();
    shaped.then_some(false)
}

fn said_by<'d>(cx: &mut LowerCx<'d, '_>, schema: &'d Schema<'d>, depth: usize) -> Option<bool> {
    let alone = said_alone(schema);
    if alone == Some(true) || depth > FARTHEST {
        return alone;
    }
    let mut said = vec![alone];
    if let Some((position, target)) = schema.reference.as_deref().and_then(|reference| cx.component(reference)) {
        said.push(said_by_component(cx, position, target, depth));
    }
    said.extend(schema.all_of.iter().map(|part| said_by(cx, part, depth + 1)).collect::<Vec<_>>());
    for arms in [&schema.any_of, &schema.one_of] {
        said.push(said_by_arms(cx, arms, depth));
    }
    met(said)
}

fn said_by_component<'d>(
    cx: &mut LowerCx<'d, '_>,
    position: usize,
    target: &'d Schema<'d>,
    depth: usize,
) -> Option<bool> {
    if let Some(known) = cx.null_memo.get(&position) {
        return *known;
    }
    // A circle of references says nothing of its own.
    cx.null_memo.insert(position, None);
    let said = said_by(cx, target, depth + 1);
    cx.null_memo.insert(position, said);
    said
}

// One arm that allows null is enough.
fn said_by_arms<'d>(cx: &mut LowerCx<'d, '_>, arms: &'d [Schema<'d>], depth: usize) -> Option<bool> {
    let mut said = None;
    for arm in arms {
        let one = if null_arm(arm) { Some(true) } else { said_by(cx, arm, depth + 1) };
        match (said, one) {
            (_, Some(true)) => return Some(true),
            (None, Some(false)) => said = Some(false),
            _ => {}
        }
    }
    said
}
