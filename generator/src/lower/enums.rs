//! Turns lists of values into enums.

use serde_json::Value;

use super::constant::Listed;
use super::cx::{LowerCx, Place};
use super::docs::of_texts;
use super::hoist::Begun;
use super::intersect::{ANY, Intersection, Merged};
use super::object::head_of;
use super::schema::contradiction;
use crate::diagnostics::codes;
use crate::ir::{Base, Docs, Enum, EnumValue, Scalar, Shape, TypeRef, Wire};
use crate::spec::{Schema, Types};

/// The type of listed values.
pub(super) fn lower_listed<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    listed: Vec<Listed<'d>>,
    place: &Place,
) -> TypeRef {
    let Some(types) = merged.stated() else { return contradiction(cx, all) };
    let mut values: Vec<EnumValue> = Vec::with_capacity(listed.len());
    for one in listed {
        if let Some(value) = fitted(cx, one, types) {
            let docs = docs_of(one);
            values.push(EnumValue { value, hint: hint_of(one), docs });
        }
    }
    if values.is_empty() {
        let only_null = merged.schemas().any(super::nullable::only_null);
        return if only_null { TypeRef::Scalar(Scalar::Null) } else { contradiction(cx, all) };
    }
    lower_values(cx, all, values, place)
}

/// The type of the items of an array that lists their values.
pub(super) fn lower_items<'d>(cx: &mut LowerCx<'d, '_>, listed: Vec<Listed<'d>>, place: &Place) -> TypeRef {
    let Some(first) = listed.first().map(|one| one.schema) else { return TypeRef::Json };
    let values = listed
        .into_iter()
        .map(|one| EnumValue { value: one.value.clone(), hint: hint_of(one), docs: docs_of(one) })
        .collect();
    // The schema is that of the array; only its values are looked at.
    let all = Intersection { only: Types::STRING, ..Intersection::of(first) };
    lower_values(cx, &all, values, place)
}

/// The enum of these values, or the scalar they all are where an enum would say no more.
pub(super) fn lower_values<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    mut values: Vec<EnumValue>,
    place: &Place,
) -> TypeRef {
    drop_repeated(&mut values);
    let Some(base) = base_of(&values) else { return TypeRef::Json };
    if values.iter().all(|value| value.value.is_boolean()) {
        return TypeRef::Scalar(Scalar::Bool);
    }
    let draft = match cx.drafts.begin(all, place) {
        Begun::Known(id) => return TypeRef::Named(id),
        Begun::New(draft) => draft,
    };
    cx.drafts.finish(draft, place, head_of(all, place, Wire::Json), Shape::Enum(Enum { base, values }))
}

fn drop_repeated(values: &mut Vec<EnumValue>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.value.to_string()));
}

fn base_of(values: &[EnumValue]) -> Option<Base> {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| is(&value.value));
    if all(Value::is_string) {
        Some(Base::String)
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some(Base::Integer)
    } else if values.iter().any(|value| value.value.is_array() || value.value.is_object()) {
        None
    } else {
        Some(Base::Mixed)
    }
}

/// The value as one of the stated type. YAML reads unquoted texts as numbers and booleans, which is meant for `string`.
fn fitted(cx: &mut LowerCx<'_, '_>, listed: Listed<'_>, types: Types) -> Option<Value> {
    let value = listed.value;
    if types.is_empty() || types.contains(kind_of(value)) || (value.is_number() && types.contains(Types::NUMBER)) {
        return Some(value.clone());
    }
    let repaired = match value {
        Value::Number(_) | Value::Bool(_) if types == Types::STRING => Some(Value::String(value.to_string())),
        Value::String(text) if types == Types::INTEGER => text.parse::<i64>().ok().map(Value::from),
        Value::Number(number) if types == Types::INTEGER => integral(number.as_f64()?),
        _ => None,
    };
    let outcome = if repaired.is_some() { "is read as one" } else { "is left out" };
    let at = listed.schema.at.child("enum").index(listed.position);
    cx.report(codes::ENUM_VALUE_TYPE, &at, || format!("`{value}` is not of the stated type and {outcome}"));
    repaired
}

#[expect(clippy::cast_possible_truncation, reason = "the value is integral and within the exact range of f64")]
fn integral(value: f64) -> Option<Value> {
    let exact = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
    exact.then(|| Value::from(value as i64))
}

/// The kind of a value.
pub(super) fn kind_of(value: &Value) -> Types {
    match value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::Number(number) if number.is_f64() => Types::NUMBER,
        Value::Number(_) => Types::INTEGER,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
    }
}

/// The name a document gives a value: in a list beside the values, or as the title of a `const`.
pub(super) fn hint_of(listed: Listed<'_>) -> Option<String> {
    let schema = listed.schema;
    if schema.constant.is_some() {
        return schema.title.map(str::to_owned);
    }
    let beside = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
    let name = beside.into_iter().find_map(|key| text_beside(schema, key, listed));
    name.or_else(|| member_of_ms_enum(listed, "name"))
}

/// What a document says of a value.
pub(super) fn docs_of(listed: Listed<'_>) -> Docs {
    let schema = listed.schema;
    if schema.constant.is_some() {
        return of_texts(None, schema.description, schema.deprecated);
    }
    let beside = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];
    let text = beside.into_iter().find_map(|key| text_beside(schema, key, listed));
    let text = text.or_else(|| member_of_ms_enum(listed, "description"));
    of_texts(None, text.as_deref(), false)
}

// Lists follow the order of the values; objects are keyed by them.
fn text_beside(schema: &Schema<'_>, key: &str, listed: Listed<'_>) -> Option<String> {
    let (_, beside) = schema.extensions.iter().find(|(name, _)| *name == key)?;
    let text = match beside {
        Value::Array(texts) => texts.get(listed.position),
        Value::Object(texts) => match listed.value {
            Value::String(value) => texts.get(value),
            other => texts.get(&other.to_string()),
        },
        _ => None,
    };
    text.and_then(Value::as_str).map(str::to_owned)
}

// `x-ms-enum: { values: [{ value, name, description }] }`
fn member_of_ms_enum(listed: Listed<'_>, member: &str) -> Option<String> {
    let (_, described) = listed.schema.extensions.iter().find(|(name, _)| *name == "x-ms-enum")?;
    let values = described.get("values")?.as_array()?;
    let one = values.iter().find(|one| one.get("value") == Some(listed.value))?;
    one.get(member)?.as_str().map(str::to_owned)
}

impl Merged<'_> {
    /// The stated types; `None` where they contradict each other, empty where none are stated.
    fn stated(&self) -> Option<Types> {
        let stated = self.schemas().any(|schema| schema.types.0 & ANY.0 != 0);
        if stated || self.only != ANY { self.types() } else { Some(Types(0)) }
    }
}
