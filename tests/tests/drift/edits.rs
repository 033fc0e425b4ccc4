//! Edits of documents whose effect is known by construction, and rewrites that have none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// An edited document: where the edit is, and the kinds of which one tells of it.
pub(crate) struct Edit {
    pub(crate) place: String,
    pub(crate) kinds: &'static [&'static str],
    pub(crate) document: Value,
}

const REMOVED: &[&str] = &["req-prop-removed", "resp-prop-optional-removed", "resp-prop-required-removed"];
const REQUIRED: &[&str] = &["req-prop-became-required", "resp-prop-became-required", "optional-vs-nullable-swapped"];
const DROPPED: &[&str] = &["enum-value-removed-request", "enum-value-removed-response"];
const RETYPED: &[&str] = &["type-changed-request", "type-changed-response"];

/// Every edit of one step that a document allows.
pub(crate) fn edits(document: &Value) -> Vec<Edit> {
    let mut all = Vec::new();
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let reached = reached(document.get("paths"), document);
    for (name, schema) in schemas.into_iter().flatten().filter(|(name, _)| reached.contains(*name)) {
        if schema.get("type") != Some(&json!("object")) || schema.to_string().contains("\"readOnly\"") {
            continue;
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (property, value) in properties.into_iter().flatten() {
            of_property(document, &format!("/components/schemas/{name}"), property, value, &mut all);
        }
    }
    all
}

fn of_property(document: &Value, schema: &str, property: &str, value: &Value, all: &mut Vec<Edit>) {
    if property.contains(['/', '~']) || value.get("writeOnly").is_some() {
        return;
    }
    let place = format!("{schema}/properties/{property}");
    let mut edit = |place: &str, kinds, change: &dyn Fn(&mut Value)| {
        let mut document = document.clone();
        change(document.pointer_mut(schema).expect("the schema is there"));
        all.push(Edit { place: place.to_owned(), kinds, document });
    };
    edit(&place, REMOVED, &|schema| {
        schema["properties"].as_object_mut().map(|all| all.shift_remove(property));
    });
    let required = document.pointer(schema).and_then(|schema| schema.get("required")).and_then(Value::as_array);
    if !required.is_some_and(|names| names.contains(&json!(property))) {
        edit(schema, REQUIRED, &|schema| match schema.get_mut("required").and_then(Value::as_array_mut) {
            Some(names) => names.push(json!(property)),
            None => schema["required"] = json!([property]),
        });
    }
    if value.get("enum").and_then(Value::as_array).is_some_and(|all| all.len() > 2 && all.iter().all(Value::is_string))
    {
        edit(&place, DROPPED, &|schema| {
            schema["properties"][property]["enum"].as_array_mut().map(Vec::pop);
        });
    }
    if *value == json!({"type": "string"}) {
        edit(&place, RETYPED, &|schema| schema["properties"][property]["type"] = json!("boolean"));
    }
}

/// Whether a word is a type of JSON Schema.
fn is_type(word: &str) -> bool {
    ["string", "integer", "number", "boolean", "array", "object", "null"].contains(&word)
}

/// The components that operations refer to, by way of others too.
fn reached(from: Option<&Value>, document: &Value) -> BTreeSet<String> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(value) = waiting.pop() {
        match value {
            Some(Value::Object(members)) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    let name = reference.strip_prefix("#/components/schemas/").unwrap_or_default();
                    if !name.is_empty() && found.insert(name.to_owned()) {
                        waiting.push(document.pointer(&format!("/components/schemas/{name}")));
                    }
                }
                // What stands below these has rules of its own, or says no more than another schema.
                let apart = ["callbacks", "parameters", "text/event-stream", "itemSchema", "allOf"];
                let below = members.iter().filter(|(key, _)| !apart.contains(&key.as_str()));
                waiting.extend(below.map(|(_, value)| Some(value)));
            }
            Some(Value::Array(items)) => waiting.extend(items.iter().map(Some)),
            _ => {}
        }
    }
    found
}

/// The same document with the members of all objects in the reverse order.
pub(crate) fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().rev().map(|(key, value)| (key.clone(), reversed(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

/// The same document with null spelled as an arm of a union, and each schema of a single type as a union of one arm.
pub(crate) fn respelled(value: &Value) -> Value {
    match value {
        Value::Object(members) if members.len() == 1 => match members.get("type") {
            Some(Value::Array(types)) if types.len() == 2 && types.contains(&json!("null")) => {
                json!({"anyOf": types.iter().map(|one| json!({"type": one})).collect::<Vec<_>>()})
            }
            Some(Value::String(word)) if is_type(word) => json!({"allOf": [value]}),
            _ => Value::Object(members.iter().map(|(key, value)| (key.clone(), respelled(value))).collect()),
        },
        Value::Object(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), respelled(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(respelled).collect()),
        other => other.clone(),
    }
}
