//! Outlines the value tree of a 3.0 document, straight from its members and independently of the reader.

use serde_json::Value;

use super::Outline;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The outline of a document.
pub(super) fn outline(document: &Value) -> Outline {
    let mut outline = Outline::new();
    for (path, item) in members(document.get("paths")).filter(|(path, _)| path.starts_with('/')) {
        parameters(&mut outline, path, item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                self::operation(&mut outline, &format!("{} {path}", method.to_ascii_uppercase()), operation);
            }
        }
    }
    for (name, component) in members(document.pointer("/components/schemas")) {
        schema(&mut outline, &format!("schema {name}"), component);
    }
    for (name, component) in members(document.pointer("/components/parameters")) {
        parameter(&mut outline, &format!("parameter {name}"), component);
    }
    for (name, component) in members(document.pointer("/components/responses")) {
        content(&mut outline, &format!("response {name}"), component);
    }
    for (name, component) in members(document.pointer("/components/requestBodies")) {
        content(&mut outline, &format!("body {name}"), component);
    }
    outline
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn operation(outline: &mut Outline, place: &str, operation: &Value) {
    outline.insert(place.to_owned(), text(operation, "operationId").to_owned());
    parameters(outline, place, operation);
    if let Some(body) = operation.get("requestBody") {
        content(outline, &format!("{place} body"), body);
    }
    for (status, response) in members(operation.get("responses")).filter(|(status, _)| !status.starts_with("x-")) {
        content(outline, &format!("{place} {}", status.to_ascii_uppercase()), response);
    }
}

fn parameters(outline: &mut Outline, place: &str, holder: &Value) {
    for (i, one) in items(holder, "parameters").iter().enumerate() {
        parameter(outline, &format!("{place} parameter {i}"), one);
    }
}

fn parameter(outline: &mut Outline, place: &str, parameter: &Value) {
    if let Some(to) = parameter.get("$ref").and_then(Value::as_str) {
        outline.insert(place.to_owned(), to.to_owned());
        return;
    }
    let location = text(parameter, "in");
    let required = flag(parameter, "required") || location == "path";
    let style = text(parameter, "style");
    let explode = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
    let sent = if parameter.get("content").is_some() { String::new() } else { format!("{style} {explode}") };
    let said = format!("{location} {} {required} {sent}", text(parameter, "name"));
    outline.insert(place.to_owned(), said);
    if let Some(one) = parameter.get("schema") {
        schema(outline, &format!("{place} schema"), one);
    }
    media_types(outline, place, parameter);
}

fn content(outline: &mut Outline, place: &str, holder: &Value) {
    outline.insert(place.to_owned(), text(holder, "$ref").to_owned());
    media_types(outline, place, holder);
}

fn media_types(outline: &mut Outline, place: &str, holder: &Value) {
    for (name, media_type) in members(holder.get("content")) {
        let place = format!("{place} {name}");
        outline.insert(place.clone(), String::new());
        if let Some(one) = media_type.get("schema") {
            schema(outline, &place, one);
        }
    }
}

fn schema(outline: &mut Outline, place: &str, schema: &Value) {
    if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
        outline.insert(place.to_owned(), to.to_owned());
        return;
    }
    let list = |key: &str| items(schema, key).iter().map(shown).collect::<Vec<_>>().join(",");
    let additional = match schema.get("additionalProperties") {
        Some(Value::Bool(flag)) => flag.to_string(),
        other => if other.is_some() { "schema" } else { "" }.to_owned(),
    };
    let said = [
        text(schema, "type").to_owned(),
        text(schema, "format").to_owned(),
        flag(schema, "nullable").to_string(),
        list("enum"),
        list("required"),
        additional,
    ];
    outline.insert(place.to_owned(), said.join(" / "));
    for (name, property) in members(schema.get("properties")) {
        self::schema(outline, &format!("{place}.{name}"), property);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for (i, arm) in items(schema, keyword).iter().enumerate() {
            self::schema(outline, &format!("{place} {keyword} {i}"), arm);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(keyword).filter(|inner| inner.is_object()) {
            self::schema(outline, &format!("{place} {keyword}"), inner);
        }
    }
}

/// A value as both outlines write it: numbers without regard to how they are spelled.
pub(super) fn shown(value: &Value) -> String {
    match value.as_f64() {
        Some(number) => number.to_string(),
        None => value.to_string(),
    }
}
