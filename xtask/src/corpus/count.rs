//! Counts on the raw value tree, independent of the generator's reader.

use serde_json::Value;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Operations under `paths`, `additionalOperations` included.
pub(super) fn operations(document: &Value) -> usize {
    let items = document.get("paths").and_then(Value::as_object);
    let items = items.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    items.map(|(_, item)| in_item(document, item, 0)).sum()
}

/// A path item may be a reference to another.
fn in_item(document: &Value, item: &Value, depth: usize) -> usize {
    if let Some(reference) = item.get("$ref").and_then(Value::as_str).filter(|_| depth < 16) {
        let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        return target.map_or(0, |target| in_item(document, target, depth + 1));
    }
    let own = METHODS.iter().filter(|method| item.get(**method).is_some_and(Value::is_object)).count();
    own + item.get("additionalOperations").and_then(Value::as_object).map_or(0, serde_json::Map::len)
}

/// Schemas under `components`.
pub(super) fn schemas(document: &Value) -> usize {
    document.pointer("/components/schemas").and_then(Value::as_object).map_or(0, serde_json::Map::len)
}
