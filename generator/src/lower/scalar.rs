//! Turns types and formats into scalars.
//!
//! Formats that have no type of their own stay strings or numbers; they are told in the docs.

use serde_json::Value;

use super::intersect::Merged;
use crate::ir::Scalar;
use crate::spec::{Rare, Schema, Types};

/// The scalar for one kind of value, under the formats of all schemas.
pub(super) fn scalar_of(merged: &Merged<'_>, kind: Types) -> Scalar {
    match kind {
        Types::BOOLEAN => Scalar::Bool,
        Types::INTEGER => integer_of(merged),
        Types::NUMBER => number_of(merged),
        Types::NULL => Scalar::Null,
        _ => text_of(merged),
    }
}

/// Formats that only strings have.
pub(super) fn is_text_format(format: &str) -> bool {
    const TEXTS: &[&str] = &[
        "uuid",
        "date-time",
        "date",
        "time",
        "byte",
        "binary",
        "uri",
        "url",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "password",
        "uri-reference",
        "duration",
        "regex",
    ];
    TEXTS.contains(&format)
}

// The narrowest of the stated formats holds all values that every schema allows.
fn integer_of(merged: &Merged<'_>) -> Scalar {
    let stated = merged.schemas().filter_map(|schema| schema.format.and_then(integer_format)).min();
    stated.unwrap_or_else(|| wide_enough(&merged.schemas().collect::<Vec<_>>()))
}

/// The scalar of a schema of integers by itself.
pub(super) fn integer_scalar(schema: &Schema<'_>) -> Scalar {
    schema.format.and_then(integer_format).unwrap_or_else(|| wide_enough(&[schema]))
}

/// The type of integers without a format: `i64`, unless the schemas show that it is too small.
fn wide_enough(schemas: &[&Schema<'_>]) -> Scalar {
    let any = |holds: fn(&Schema<'_>) -> bool| schemas.iter().any(|schema| holds(schema));
    match (any(exceeds_i64), any(is_never_negative)) {
        (false, _) => Scalar::I64,
        (true, true) => Scalar::U64,
        (true, false) => Scalar::I128,
    }
}

fn integer_format(format: &str) -> Option<Scalar> {
    Some(match format {
        "int8" => Scalar::I8,
        "int16" => Scalar::I16,
        "int32" => Scalar::I32,
        "int64" | "int" => Scalar::I64,
        "uint8" => Scalar::U8,
        "uint16" => Scalar::U16,
        "uint32" => Scalar::U32,
        "uint64" | "uint" => Scalar::U64,
        _ => return None,
    })
}

/// The number that a text of this format spells.
pub(super) fn number_format(format: &str) -> Option<Scalar> {
    match format {
        "float" => Some(Scalar::F32),
        "double" => Some(Scalar::F64),
        other => integer_format(other),
    }
}

/// Whether a bound or a value that is shown is beyond `i64`.
fn exceeds_i64(schema: &Schema<'_>) -> bool {
    let bounds = schema.rare.as_deref().map(|rare| &rare.bounds);
    let bounds = bounds.map(|of| [of.minimum, of.exclusive_minimum, of.maximum, of.exclusive_maximum]);
    let shown = schema.examples.iter().copied().chain(schema.default);
    bounds.into_iter().flatten().flatten().chain(shown).any(is_beyond_i64)
}

// The largest bounds of 64 bits are often written rounded as a float; still larger ones mean that there is none.
fn is_beyond_i64(value: &Value) -> bool {
    const FIRST: f64 = 9_223_372_036_854_775_808.0;
    const LAST: f64 = 2.0 * FIRST;
    match value.as_f64() {
        Some(number) if value.is_f64() => number.fract() == 0.0 && (FIRST..=LAST).contains(&number.abs()),
        _ => value.as_i64().is_none() && value.as_u64().is_some(),
    }
}

fn is_never_negative(schema: &Schema<'_>) -> bool {
    let bounds = schema.rare.as_deref().map(|rare| [rare.bounds.minimum, rare.bounds.exclusive_minimum]);
    let mut numbers = bounds.into_iter().flatten().flatten().filter_map(Value::as_f64);
    numbers.any(|bound| bound >= 0.0)
}

fn number_of(merged: &Merged<'_>) -> Scalar {
    let float = merged.schemas().any(|schema| schema.format == Some("float"));
    if float { Scalar::F32 } else { Scalar::F64 }
}

fn text_of(merged: &Merged<'_>) -> Scalar {
    let mut found: Option<Scalar> = None;
    for scalar in merged.schemas().filter_map(text_format) {
        match found {
            Some(other) if other != scalar => return Scalar::String,
            _ => found = Some(scalar),
        }
    }
    found.unwrap_or(Scalar::String)
}

fn text_format(schema: &Schema<'_>) -> Option<Scalar> {
    let encoding = schema.rare.as_deref().and_then(|rare: &Rare<'_>| rare.content_encoding);
    match (schema.format, encoding) {
        (Some("uuid"), _) => Some(Scalar::Uuid),
        (Some("date-time"), _) => Some(Scalar::DateTime),
        (Some("byte"), _) | (_, Some("base64")) => Some(Scalar::Base64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_integers_are_ordered_by_width() {
        let formats = ["int8", "int16", "int32", "int64"].map(integer_format);
        assert!(formats.is_sorted());
        assert_eq!(integer_format("timestamp"), None);
    }
}
