//! Whether null is allowed: one bit, from all spellings.
//!
//! A schema that says so outright is taken at its word even if what it refers to does not; else all that say anything
//! have to allow it, and of a union one arm is enough.

use super::super::side::Side;
use crate::spec::{Schema, Types};
use serde_json::Value;

/// How far references and unions are followed before a schema counts as saying nothing.
const FARTHEST: usize = 24;

/// How many schemas are looked at.
const MOST: usize = 2000;

/// Whether schemas that hold together allow null; `None` where they say nothing.
pub(super) fn allows_null(side: &Side<'_>, schemas: &[&Schema<'_>]) -> Option<bool> {
    let mut left = MOST;
    met(schemas.iter().map(|schema| said(side, schema, 0, &mut left)).collect::<Vec<_>>())
}

/// Only null is allowed by this schema.
fn only_null(schema: &Schema<'_>) -> bool {
    let null_values = schema.values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null));
    schema.types == Types::NULL || null_values || schema.constant.is_some_and(Value::is_null)
}

/// A null arm, also in the spelling of 3.0: nothing but `nullable: true`.
pub(super) fn null_arm(schema: &Schema<'_>) -> bool {
    let shaped = !schema.types.is_empty() || schema.reference.is_some() || schema.values.is_some();
    let composed = !schema.all_of.is_empty() || !schema.any_of.is_empty() || !schema.one_of.is_empty();
    let bare = !shaped && !composed && schema.properties.is_empty() && schema.rare.is_none() && schema.format.is_none();
    only_null(schema) || (schema.nullable && bare)
}

/// All that say something must allow it.
fn met(said: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    said.into_iter().flatten().fold(None, |so_far, one| Some(so_far.unwrap_or(true) && one))
}

fn said_alone(schema: &Schema<'_>) -> Option<bool> {
    let null_value = schema.values.is_some_and(|values| values.iter().any(Value::is_null));
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

fn said(side: &Side<'_>, schema: &Schema<'_>, depth: usize, left: &mut usize) -> Option<bool> {
    let alone = said_alone(schema);
    if alone == Some(true) || depth > FARTHEST || *left == 0 {
        return alone;
    }
    *left -= 1;
    let mut all = vec![alone];
    if let Some(target) = schema.reference.as_deref().and_then(|reference| side.document.schema(reference)) {
        all.push(said(side, target, depth + 1, left));
    }
    for part in &schema.all_of {
        all.push(said(side, part, depth + 1, left));
    }
    for arms in [&schema.any_of, &schema.one_of] {
        all.push(said_by_arms(side, arms, depth, left));
    }
    met(all)
}

/// One arm that allows null is enough.
fn said_by_arms(side: &Side<'_>, arms: &[Schema<'_>], depth: usize, left: &mut usize) -> Option<bool> {
    let mut all = None;
    for arm in arms {
        let one = if null_arm(arm) { Some(true) } else { said(side, arm, depth + 1, left) };
        match one {
            Some(true) => return one,
            Some(false) => all = one,
            None => {}
        }
    }
    all
}
