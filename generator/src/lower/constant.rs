//! Finds members that can have one value only.
//!
//! A member of an object that is such and always there gets no field in Rust: it is written always, and read only where
//! it tells the arms of a union apart.

use serde_json::Value;

use super::intersect::{Intersection, Merged};
use crate::ir::{Scalar, TypeRef};
use crate::spec::Schema;

/// The values that an intersection lists (`enum`, `const`), null left out: those that all lists have in common, in the
/// order of the first. `None` where there is no list.
pub(super) fn listed<'d>(merged: &Merged<'d>) -> Option<Vec<Listed<'d>>> {
    let mut lists = merged.schemas().filter_map(|schema| Some((schema, values_of(schema)?)));
    let (schema, first) = lists.next()?;
    let mut kept: Vec<Listed<'d>> = Vec::with_capacity(first.len());
    let rest: Vec<&[Value]> = lists.map(|(_, values)| values).collect();
    for (position, value) in first.iter().enumerate() {
        if !value.is_null() && rest.iter().all(|values| values.contains(value)) {
            kept.push(Listed { value, schema, position });
        }
    }
    Some(kept)
}

/// A value of a list.
#[derive(Clone, Copy)]
pub(super) struct Listed<'d> {
    /// The value.
    pub(super) value: &'d Value,
    /// The schema that lists it.
    pub(super) schema: &'d Schema<'d>,
    /// Its position in that list.
    pub(super) position: usize,
}

/// The list of one schema.
pub(super) fn values_of<'d>(schema: &'d Schema<'d>) -> Option<&'d [Value]> {
    match (schema.constant, schema.values) {
        (Some(constant), _) => Some(std::slice::from_ref(constant)),
        (None, Some([]) | None) => None,
        (None, Some(values)) => Some(values),
    }
}

/// The one value of a member, where its schemas say so themselves and not through a reference: a component with one
/// value is a type of its own.
pub(super) fn constant_of<'d>(all: &Intersection<'d>) -> Option<&'d Value> {
    let mut lists = all.parts.iter().filter_map(|part| own_list(part.schema));
    let first = lists.next()?;
    let rest: Vec<&[Value]> = lists.collect();
    let mut common = first.iter().filter(|value| rest.iter().all(|list| list.contains(value)));
    match (common.next(), common.next()) {
        (Some(one), None) if !one.is_null() => Some(one),
        _ => None,
    }
}

fn own_list<'d>(schema: &'d Schema<'d>) -> Option<&'d [Value]> {
    values_of(schema).or_else(|| match schema.all_of.as_slice() {
        [one] if schema.reference.is_none() => values_of(one),
        _ => None,
    })
}

/// The type of a constant.
pub(super) fn type_of(value: &Value) -> TypeRef {
    match value {
        Value::String(_) => TypeRef::Scalar(Scalar::String),
        Value::Bool(_) => TypeRef::Scalar(Scalar::Bool),
        Value::Number(number) if number.is_i64() => TypeRef::Scalar(Scalar::I64),
        Value::Number(number) if number.is_u64() => TypeRef::Scalar(Scalar::U64),
        Value::Number(_) => TypeRef::Scalar(Scalar::F64),
        Value::Null | Value::Array(_) | Value::Object(_) => TypeRef::Json,
    }
}
