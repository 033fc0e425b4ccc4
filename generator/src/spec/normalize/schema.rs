//! Rewrites schemas of JSON Schema 2020-12 in the words of 3.0.

use serde_json::{Value, json};

use super::grammar::Kind;
use super::{DEEPEST, Members, To30};
use crate::pointer::Pointer;

impl<'a> To30<'a, '_> {
    /// A schema. What is none, or stands too deep, accepts any value.
    pub(super) fn schema(&mut self, value: &'a Value, at: &Pointer) -> Value {
        let members = match value {
            Value::Object(members) if self.depth <= DEEPEST => members,
            Value::Bool(false) => return json!({ "not": {} }),
            _ => return json!({}),
        };
        self.depth += 1;
        let outer = self.resolver.enter(value, at);
        let mut made = self.members(Kind::Schema, members, at);
        self.inner(members, &mut made, at);
        self.lists(&mut made, at);
        types(&mut made);
        constant(&mut made);
        bounds(&mut made);
        self.contents(&mut made, at);
        examples(&mut made);
        null_arms(&mut made);
        self.pointing(members, &mut made);
        self.keep_valid(&mut made, at);
        self.resolver.leave(outer);
        self.depth -= 1;
        Value::Object(made)
    }

    /// `items` and `additionalProperties` are schemas, but for a list and for booleans.
    fn inner(&mut self, from: &'a Members, made: &mut Members, at: &Pointer) {
        match from.get("items") {
            Some(Value::Array(items)) => {
                let list = self.list(Kind::Schema, items, &at.child("items"));
                made.shift_remove("items");
                made.insert("prefixItems".to_owned(), list);
            }
            Some(items) if !items.is_null() => {
                let one = self.schema(items, &at.child("items"));
                made.insert("items".to_owned(), one);
            }
            _ => {}
        }
        if let Some(additional @ Value::Object(_)) = from.get("additionalProperties") {
            let one = self.schema(additional, &at.child("additionalProperties"));
            made.insert("additionalProperties".to_owned(), one);
        }
        if let Some(default) =
            made.get_mut("discriminator").and_then(|one| one.as_object_mut()?.remove("defaultMapping"))
        {
            let message =
                format!("3.0 has no `defaultMapping`: values with another tag than the mapped are not {default}");
            self.lost(&at.child("discriminator"), message);
        }
    }

    /// What a text holds is stated by `format` in 3.0: `byte` is base64, `binary` are bytes.
    fn contents(&mut self, made: &mut Members, at: &Pointer) {
        let encoding = made.shift_remove("contentEncoding");
        let media_type = made.shift_remove("contentMediaType");
        let (encoding, media_type) =
            (encoding.as_ref().and_then(Value::as_str), media_type.as_ref().and_then(Value::as_str));
        let format = match (encoding, media_type) {
            (None, None) => return,
            (Some(encoding), _) if encoding.to_ascii_lowercase().starts_with("base64") => "byte",
            (None | Some("binary" | "8bit"), Some(media_type))
                if !media_type.starts_with("text/") && !media_type.contains("json") =>
            {
                "binary"
            }
            _ => {
                self.lost(at, "3.0 cannot state what a text holds: it is a text like any other".to_owned());
                return;
            }
        };
        made.entry("type").or_insert_with(|| json!("string"));
        made.insert("format".to_owned(), json!(format));
    }

    /// Keywords beside `$ref` count since 3.1; in 3.0 the reference has to stand in `allOf` for that. References to
    /// places that 3.0 does not have lead to a component.
    fn pointing(&mut self, from: &'a Members, made: &mut Members) {
        let Some(text) = from.get("$ref").and_then(Value::as_str) else { return };
        made.shift_remove("$ref");
        let key = self.resolver.key(text);
        let declared = key.strip_prefix("#/components/schemas/").is_some_and(|name| !name.contains('/'));
        let hoisted = if declared { None } else { self.hoist(&key) };
        let reference =
            json!({ "$ref": hoisted.map_or(key.into_owned(), |name| format!("#/components/schemas/{name}")) });
        if made.is_empty() {
            made.extend(reference.as_object().cloned().unwrap_or_default());
        } else if let Some(Value::Array(parts)) = made.get_mut("allOf") {
            parts.insert(0, reference);
        } else {
            made.insert("allOf".to_owned(), json!([reference]));
        }
    }
}

/// A list of types is a union of schemas with one type each, null is `nullable`.
fn types(made: &mut Members) {
    if made.shift_remove("x-nullable") == Some(json!(true)) {
        made.insert("nullable".to_owned(), json!(true));
    }
    let names: Vec<String> = match made.get("type") {
        Some(Value::Array(names)) => names.iter().map(|name| name.as_str().unwrap_or("null").to_owned()).collect(),
        Some(Value::String(name)) if name == "null" => vec![name.clone()],
        _ => return,
    };
    let others: Vec<&String> = names.iter().filter(|name| *name != "null").collect();
    if others.len() < names.len() {
        made.insert("nullable".to_owned(), json!(true));
    }
    match others.as_slice() {
        [] => {
            made.shift_remove("type");
            if !names.is_empty() {
                made.insert("enum".to_owned(), json!([null]));
            }
        }
        [one] => {
            made.insert("type".to_owned(), json!(one));
        }
        several => {
            made.shift_remove("type");
            let items = made.shift_remove("items").unwrap_or_else(|| json!({}));
            let arm = |name: &&String| match name.as_str() {
                "array" => json!({"type": "array", "items": items}),
                name => json!({ "type": name }),
            };
            let union = several.iter().map(arm).collect::<Value>();
            add_union(made, union);
        }
    }
}

/// `const` is an `enum` of one value.
fn constant(made: &mut Members) {
    if let Some(value) = made.shift_remove("const") {
        if value.is_null() {
            made.insert("nullable".to_owned(), json!(true));
        }
        made.insert("enum".to_owned(), json!([value]));
    }
}

/// A union beside one that is there already.
fn add_union(made: &mut Members, union: Value) {
    if !made.contains_key("anyOf") {
        made.insert("anyOf".to_owned(), union);
    } else if let Value::Array(parts) = made.entry("allOf").or_insert_with(|| json!([])) {
        parts.push(json!({ "anyOf": union }));
    }
}

/// An exclusive bound is a boolean beside the bound. Where both stand, the stricter one counts.
fn bounds(made: &mut Members) {
    let pairs = [("exclusiveMinimum", "minimum", 1.0), ("exclusiveMaximum", "maximum", -1.0)];
    for (exclusive, plain, direction) in pairs {
        let Some(Value::Number(bound)) = made.get(exclusive).cloned() else { continue };
        let other = made.get(plain).and_then(Value::as_f64);
        let stricter = other.is_none_or(|other| bound.as_f64().is_some_and(|bound| (bound - other) * direction >= 0.0));
        if stricter {
            made.insert(plain.to_owned(), Value::Number(bound));
            made.insert(exclusive.to_owned(), json!(true));
        } else {
            made.shift_remove(exclusive);
        }
    }
}

/// There is one example.
fn examples(made: &mut Members) {
    if let Some(Value::Array(examples)) = made.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        made.entry("example").or_insert(first);
    }
}

/// An arm that is null alone makes the union nullable.
fn null_arms(made: &mut Members) {
    for keyword in ["anyOf", "oneOf"] {
        let Some(Value::Array(arms)) = made.get_mut(keyword) else { continue };
        let before = arms.len();
        arms.retain(|arm| {
            arm.get("enum")
                .and_then(Value::as_array)
                .is_none_or(|all| all.is_empty() || !all.iter().all(Value::is_null))
        });
        if arms.len() < before {
            if arms.is_empty() {
                made.shift_remove(keyword);
                made.insert("enum".to_owned(), json!([null]));
            }
            made.insert("nullable".to_owned(), json!(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, codes};
    use crate::spec::normalize_to_30;

    fn normalized(schema: &Value) -> (Value, usize) {
        let document = json!({"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": {},
            "components": {"schemas": {"A": schema, "B": {}}}});
        let mut diagnostics = Diagnostics::new();
        let made = normalize_to_30(&document, &mut diagnostics).unwrap();
        let lost = diagnostics.counts().get(&codes::LOST_IN_30).copied().unwrap_or_default();
        (made["components"]["schemas"]["A"].clone(), lost)
    }

    #[test]
    fn schemas_in_the_words_of_30() {
        let cases = [
            (json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true})),
            (
                json!({"type": ["string", "array"]}),
                json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {}}]}),
            ),
            (json!({"const": "a"}), json!({"enum": ["a"]})),
            (json!({"exclusiveMinimum": 1, "minimum": 0}), json!({"exclusiveMinimum": true, "minimum": 1})),
            (json!({"$ref": "#/components/schemas/B"}), json!({"$ref": "#/components/schemas/B"})),
            (
                json!({"$ref": "#/components/schemas/B", "nullable": true}),
                json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/B"}]}),
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
                json!({"anyOf": [{"type": "string"}], "nullable": true}),
            ),
            (json!({"contentMediaType": "application/octet-stream"}), json!({"type": "string", "format": "binary"})),
            (json!({"examples": [1, 2]}), json!({"example": 1})),
        ];
        for (from, to) in cases {
            assert_eq!(normalized(&from), (to, 0), "{from}");
        }
        let (tuple, lost) = normalized(&json!({"prefixItems": [{"type": "string"}, {"type": "integer"}]}));
        assert_eq!(tuple["items"]["anyOf"], json!([{"type": "string"}, {"type": "integer"}]));
        assert_eq!(lost, 1);
    }
}
