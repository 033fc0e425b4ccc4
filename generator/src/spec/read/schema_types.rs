//! Reads `type` in all its spellings, slips included.

use serde_json::Value;

use super::{Cx, Member, Node};
use crate::diagnostics::codes;
use crate::pointer::Pointer;
use crate::spec::{Schema, Types};

/// The types of JSON Schema.
const TYPES: [(&str, Types); 7] = [
    ("string", Types::STRING),
    ("integer", Types::INTEGER),
    ("number", Types::NUMBER),
    ("boolean", Types::BOOLEAN),
    ("array", Types::ARRAY),
    ("object", Types::OBJECT),
    ("null", Types::NULL),
];

/// Names from programming languages and Swagger 2, and what they mean; no type is any value.
const SLIPS: [(&str, Types); 15] = [
    ("any", Types(0)),
    ("bool", Types::BOOLEAN),
    ("date", Types::STRING),
    ("datetime", Types::STRING),
    ("dict", Types::OBJECT),
    ("double", Types::NUMBER),
    ("file", Types::STRING),
    ("float", Types::NUMBER),
    ("int", Types::INTEGER),
    ("list", Types::ARRAY),
    ("long", Types::INTEGER),
    ("map", Types::OBJECT),
    ("str", Types::STRING),
    ("text", Types::STRING),
    ("uuid", Types::STRING),
];

/// Reads `type` into the types and the bit for null.
pub(super) fn types<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, member: Member<'_, 'a>) {
    let stated = match member.value {
        Value::Null => return,
        Value::String(name) => type_of(cx, &member.at(), name, schema),
        Value::Array(names) => {
            cx.since(1, "a list in `type`", member.holder());
            names.iter().enumerate().fold(Types::default(), |all, (i, name)| {
                let at = || member.at().index(i);
                match name {
                    Value::String(name) => all.union(type_of(cx, &at(), name, schema)),
                    // `null` without quotes.
                    Value::Null => all.union(Types::NULL),
                    other => {
                        cx.wrong_type(&at(), other, "the name of a type");
                        all
                    }
                }
            })
        }
        _ => {
            member.wrong::<()>(cx, "the name of a type");
            return;
        }
    };
    if stated.contains(Types::NULL) {
        schema.nullable = true;
        if stated == Types::NULL {
            cx.since(1, "`type: null`", member.holder());
        }
    }
    schema.types = if stated == Types::NULL { stated } else { Types(stated.0 & !Types::NULL.0) };
}

fn type_of<'a>(cx: &mut Cx<'a>, at: &Pointer, name: &str, schema: &mut Schema<'a>) -> Types {
    if let Some((_, found)) = TYPES.iter().find(|(known, _)| *known == name) {
        return *found;
    }
    let lower = name.to_ascii_lowercase();
    let guess = TYPES.iter().chain(&SLIPS).find(|(known, _)| *known == lower).map(|(_, found)| *found);
    let usual_format = match lower.as_str() {
        "file" => Some("binary"),
        "date" => Some("date"),
        "datetime" => Some("date-time"),
        "uuid" => Some("uuid"),
        _ => None,
    };
    schema.format = schema.format.or(usual_format);
    let reading = match guess {
        Some(types) if !types.is_empty() => format!("it is read as `{types:?}`"),
        _ => "any value is accepted".to_owned(),
    };
    let message = format!("`{name}` is no type of JSON Schema: {reading}");
    cx.report(codes::TYPE_NAME, at, message);
    guess.unwrap_or_default()
}

/// 3.0 says that members beside `$ref` are ignored; documents rely on them all the same, on `nullable` above all.
pub(super) fn note_siblings<'a>(cx: &mut Cx<'a>, schema: &Schema<'a>, node: &Node<'a>) {
    let harmless = |key: &str| matches!(key, "$ref" | "description" | "summary" | "title") || key.starts_with("x-");
    if cx.minor == 0
        && schema.reference.is_some()
        && node.value.as_object().is_some_and(|all| all.keys().any(|key| !harmless(key)))
    {
        cx.since(1, "a keyword beside `$ref`", &node.at);
    }
}
