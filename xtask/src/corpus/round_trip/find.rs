//! Where schemas and their examples stand in a document, found on the raw value tree.

use serde_json::Value;

/// What a document has.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// Pointers of the schemas that stand by themselves: components, and those of media types, parameters and headers.
    pub(super) schemas: Vec<String>,
    /// Examples beside a schema, with its pointer.
    pub(super) examples: Vec<(String, &'a Value)>,
}

/// Looks through paths, webhooks and components.
pub(super) fn find(document: &Value) -> Found<'_> {
    let mut found = Found::default();
    if let Some(schemas) = document.pointer("/components/schemas").and_then(Value::as_object) {
        found.schemas.extend(schemas.keys().map(|name| format!("/components/schemas/{}", escaped(name))));
    }
    for part in ["paths", "webhooks", "components"] {
        if let Some(value) = document.get(part) {
            walk(document, value, &format!("/{part}"), &mut found);
        }
    }
    found
}

/// A name as a part of a pointer.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn walk<'a>(document: &'a Value, value: &'a Value, at: &str, found: &mut Found<'a>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let below = format!("{at}/{}", escaped(name));
                match name.as_str() {
                    "schema" | "itemSchema" if member.is_object() || member.is_boolean() => found.schemas.push(below),
                    "schemas" if at == "/components" => {}
                    "example" | "examples" | "default" | "x-examples" => {}
                    _ => walk(document, member, &below, found),
                }
            }
            if members.contains_key("schema") {
                let examples = examples(document, value).into_iter().map(|example| (format!("{at}/schema"), example));
                found.examples.extend(examples);
            }
        }
        Value::Array(list) => {
            for (index, item) in list.iter().enumerate() {
                walk(document, item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The values of `example` and `examples` beside a schema.
fn examples<'a>(document: &'a Value, holder: &'a Value) -> Vec<&'a Value> {
    let named = holder.get("examples").and_then(Value::as_object).into_iter().flat_map(serde_json::Map::values);
    let resolved = named.map(|example| {
        let reference = example.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        reference.and_then(|pointer| document.pointer(pointer)).unwrap_or(example)
    });
    resolved.filter_map(|example| example.get("value")).chain(holder.get("example")).collect()
}
