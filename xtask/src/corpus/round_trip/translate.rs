//! One schema of any OpenAPI version -> JSON Schema 2020-12: the spellings of 3.0 rewritten, ill-typed keywords dropped.

use serde_json::{Map, Value, json};

/// Where a `$ref` leads now; `None` for one that leads nowhere.
type Rewrite<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The annotation under which all examples of a schema stand.
pub(super) const EXAMPLES: &str = "x-examples";

/// The schema of 2020-12.
pub(super) fn schema(schema: &Value, rewrite: &Rewrite<'_>) -> Value {
    let Some(members) = schema.as_object() else { return Value::Bool(schema.as_bool().unwrap_or(true)) };
    let mut out = Map::new();
    for (keyword, value) in members {
        if let Some(value) = translated(keyword, value, rewrite) {
            out.insert(if keyword == "definitions" { "$defs" } else { keyword }.to_owned(), value);
        }
    }
    if let Some(items) = members.get("items").and_then(|items| list(items, rewrite)) {
        out.insert("prefixItems".to_owned(), items);
    }
    if members.get("contentEncoding").and_then(Value::as_str) == Some("base64") {
        out.entry("format").or_insert_with(|| json!("byte"));
    }
    bounds(members, &mut out);
    examples(members, &mut out);
    if is_nullable(schema) {
        return or_null(out);
    }
    Value::Object(out)
}

fn translated(keyword: &str, value: &Value, rewrite: &Rewrite<'_>) -> Option<Value> {
    let keep = |good: bool| good.then(|| value.clone());
    match keyword {
        "$ref" => rewrite(value.as_str()?).map(Value::String),
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            let members = value.as_object()?.iter();
            let usable = members.filter(|(name, _)| keyword != "patternProperties" || is_pattern(name));
            Some(Value::Object(usable.map(|(name, of)| (name.clone(), schema(of, rewrite))).collect()))
        }
        "allOf" | "prefixItems" => list(value, rewrite),
        "anyOf" | "oneOf" => arms(value, rewrite),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedProperties"
        | "unevaluatedItems" => keep(value.is_object() || value.is_boolean()).map(|of| schema(&of, rewrite)),
        "type" => types(value),
        "enum" => keep(value.as_array().is_some_and(|values| !values.is_empty())),
        "const" | "default" | "discriminator" => Some(value.clone()),
        "required" => {
            let mut names: Vec<&Value> = Vec::new();
            for name in value.as_array()?.iter().filter(|name| name.is_string()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Some(json!(names))
        }
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => keep(value.is_number()),
        "multipleOf" => keep(value.as_f64().is_some_and(|number| number > 0.0)),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minContains"
        | "maxContains" => value.as_u64().map(|count| json!(count)),
        "pattern" => keep(value.as_str().is_some_and(is_pattern)),
        "format" => keep(value.is_string()),
        "uniqueItems" | "readOnly" | "writeOnly" => keep(value.is_boolean()),
        _ => None,
    }
}

fn list(value: &Value, rewrite: &Rewrite<'_>) -> Option<Value> {
    let list = value.as_array().filter(|list| !list.is_empty())?;
    Some(Value::Array(list.iter().map(|of| schema(of, rewrite)).collect()))
}

/// `{"nullable": true}` as an arm of a choice is how 3.0 writers say null; elsewhere it says nothing.
fn arms(value: &Value, rewrite: &Rewrite<'_>) -> Option<Value> {
    let arm = |arm: &Value| match schema(arm, rewrite) {
        Value::Object(of) if of.is_empty() && is_nullable(arm) => json!({ "type": "null" }),
        of => of,
    };
    let arms = value.as_array().filter(|arms| !arms.is_empty())?;
    Some(Value::Array(arms.iter().map(arm).collect()))
}

fn is_nullable(schema: &Value) -> bool {
    schema.get("nullable").or_else(|| schema.get("x-nullable")) == Some(&Value::Bool(true))
}

fn types(value: &Value) -> Option<Value> {
    const KNOWN: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let known = |value: &Value| value.as_str().is_some_and(|text| KNOWN.contains(&text));
    match value {
        Value::Array(list) => {
            let mut names: Vec<&Value> = Vec::new();
            for name in list.iter().filter(|name| known(name)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (!names.is_empty()).then(|| json!(names))
        }
        one => known(one).then(|| one.clone()),
    }
}

fn is_pattern(text: &str) -> bool {
    jsonschema::validator_for(&json!({ "pattern": text })).is_ok()
}

/// `exclusiveMinimum: true` of 3.0, and the ranges that formats of integers mean.
fn bounds(members: &Map<String, Value>, out: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if members.get(exclusive) == Some(&Value::Bool(true))
            && let Some(value) = out.remove(bound)
        {
            out.insert(exclusive.to_owned(), value);
        }
    }
    if out.get("type").and_then(Value::as_str) != Some("integer") {
        return;
    }
    let (low, high) = match members.get("format").and_then(Value::as_str) {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64" | "uint") => (json!(0), json!(u64::MAX)),
        Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
        _ => return,
    };
    for (bound, value) in [("minimum", low), ("maximum", high)] {
        out.entry(bound).or_insert(value);
    }
}

fn examples(members: &Map<String, Value>, out: &mut Map<String, Value>) {
    let mut found: Vec<Value> = members.get("example").cloned().into_iter().collect();
    match members.get("examples") {
        Some(Value::Array(list)) => found.extend(list.iter().cloned()),
        Some(Value::Object(named)) => found.extend(named.values().filter_map(|of| of.get("value")).cloned()),
        _ => {}
    }
    found.extend(members.get("default").cloned());
    if !found.is_empty() {
        out.insert(EXAMPLES.to_owned(), Value::Array(found));
    }
}

/// The schema, and null as well. Beside a composition null is an alternative of its own.
fn or_null(mut out: Map<String, Value>) -> Value {
    let null = json!({ "type": "null" });
    if let Some(Value::Array(values)) = out.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    if let Some(types) = out.get_mut("type") {
        if let Value::Array(list) = types {
            list.push(json!("null"));
            list.dedup();
        } else if types != "null" {
            *types = json!([types, "null"]);
        }
        return Value::Object(out);
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(Value::Array(arms)) = out.get_mut(keyword) {
            if !arms.contains(&null) {
                arms.push(null);
            }
            return Value::Object(out);
        }
    }
    if out.contains_key("$ref") || out.contains_key("allOf") {
        let kept: Map<String, Value> =
            ["readOnly", "writeOnly", EXAMPLES].iter().filter_map(|key| out.remove_entry(*key)).collect();
        let mut either = json!({ "anyOf": [out, json!({ "type": "null" })] });
        if let Some(members) = either.as_object_mut() {
            members.extend(kept);
        }
        return either;
    }
    Value::Object(out)
}

/// Drops references that lead nowhere: to the validator they would be an error of the whole.
pub(super) fn drop_dangling(root: &mut Value) {
    let whole = root.clone();
    drop_in(root, &whole);
}

fn drop_in(value: &mut Value, root: &Value) {
    match value {
        Value::Object(members) => {
            let dangles = |reference: &str| reference.strip_prefix('#').is_none_or(|at| root.pointer(at).is_none());
            if members.get("$ref").and_then(Value::as_str).is_some_and(dangles) {
                members.remove("$ref");
            }
            members.values_mut().for_each(|member| drop_in(member, root));
        }
        Value::Array(list) => list.iter_mut().for_each(|item| drop_in(item, root)),
        _ => {}
    }
}
