//! Rules of a schema that can be checked in it alone, and their repair.

use serde_json::Value;

use super::Cx;
use super::node::shown;
use crate::diagnostics::codes;
use crate::spec::{Schema, Types};

/// In 3.0 an exclusive bound is a boolean beside the bound; since 3.1 it is the bound itself.
pub(super) fn settle_bounds<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>) {
    let Some(rare) = schema.rare.as_deref_mut() else { return };
    let bounds = &mut rare.bounds;
    let pairs = [
        ("exclusiveMinimum", &mut bounds.exclusive_minimum, &mut bounds.minimum),
        ("exclusiveMaximum", &mut bounds.exclusive_maximum, &mut bounds.maximum),
    ];
    for (keyword, exclusive, plain) in pairs {
        match *exclusive {
            Some(Value::Bool(flag)) => {
                cx.until(0, "a boolean as an exclusive bound", &schema.at);
                *exclusive = if *flag { plain.take() } else { None };
            }
            Some(Value::Number(_)) => cx.since(1, "a number as an exclusive bound", &schema.at),
            Some(other) => {
                cx.wrong_type(&schema.at.child(keyword), other, "a number");
                *exclusive = None;
            }
            None => {}
        }
    }
}

/// All rules, in this order.
pub(super) fn check<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>) {
    array_has_items(cx, schema);
    enum_is_not_empty(cx, schema);
    default_is_valid(cx, schema);
}

/// In 3.0 an array states its items.
fn array_has_items(cx: &mut Cx<'_>, schema: &Schema<'_>) {
    let tuple = schema.rare.as_ref().is_some_and(|rare| rare.prefix_items.is_some());
    if cx.minor == 0 && schema.types.contains(Types::ARRAY) && schema.items.is_none() && !tuple {
        cx.report(
            codes::ARRAY_WITHOUT_ITEMS,
            &schema.at,
            "the array does not state its `items`: any value is accepted",
        );
    }
}

/// With an empty `enum` nothing would be valid.
fn enum_is_not_empty(cx: &mut Cx<'_>, schema: &mut Schema<'_>) {
    if schema.values.is_some_and(<[Value]>::is_empty) {
        cx.report(codes::EMPTY_ENUM, &schema.at.child("enum"), "`enum` lists no value: it is left out");
        schema.values = None;
    }
}

/// A default that its own schema refuses is left out.
fn default_is_valid(cx: &mut Cx<'_>, schema: &mut Schema<'_>) {
    let Some(value) = schema.default.filter(|value| !value.is_null()) else { return };
    let of_type = schema.types.is_empty() || is_of(value, schema.types);
    let listed = schema.values.is_none_or(|values| values.contains(value));
    if of_type && listed {
        return;
    }
    let reason = if of_type { "among the values".to_owned() } else { format!("of the type `{:?}`", schema.types) };
    let message = format!("the default {} is not {reason}: it is left out", shown(value));
    cx.report(codes::INVALID_DEFAULT, &schema.at.child("default"), message);
    schema.default = None;
}

fn is_of(value: &Value, types: Types) -> bool {
    let needed = match value {
        Value::Null => return true,
        Value::Bool(_) => Types::BOOLEAN,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
        // 1.0 is an integer (JSON Schema 2020-12, section 4.2.3).
        Value::Number(number) if types.contains(Types::NUMBER) || number.as_f64().is_some_and(|n| n.fract() == 0.0) => {
            return types.contains(Types::NUMBER) || types.contains(Types::INTEGER);
        }
        Value::Number(_) => Types::NUMBER,
    };
    types.contains(needed)
}
