//! `$recursiveRef: "#"` of draft 2019-09 -> `$ref` to the schema around it that has `$recursiveAnchor: true`.

use serde_json::{Map, Value};

use super::find::escaped;

/// The schema at a pointer, its recursive references written as plain ones.
pub(super) fn resolved(schema: &Value, at: &str) -> Value {
    written(schema, at, None)
}

fn written(value: &Value, at: &str, around: Option<&str>) -> Value {
    match value {
        Value::Object(members) => {
            let is_anchor = members.get("$recursiveAnchor") == Some(&Value::Bool(true));
            let around = if is_anchor { Some(at) } else { around };
            let below = |(name, member): (&String, &Value)| {
                (name.clone(), written(member, &format!("{at}/{}", escaped(name)), around))
            };
            let mut out: Map<String, Value> = members.iter().map(below).collect();
            if let Some(around) = around.filter(|_| members.get("$recursiveRef") == Some(&Value::from("#"))) {
                out.insert("$ref".to_owned(), Value::String(format!("#{around}")));
            }
            Value::Object(out)
        }
        Value::Array(list) => {
            Value::Array(list.iter().enumerate().map(|(i, item)| written(item, &format!("{at}/{i}"), around)).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::resolved;

    #[test]
    fn recursive_references_lead_to_the_anchor() {
        let schema = json!({"$recursiveAnchor": true, "items": {"oneOf": [{"$recursiveRef": "#"}]}});
        let found = resolved(&schema, "/components/schemas/Filter");
        assert_eq!(found.pointer("/items/oneOf/0/$ref"), Some(&json!("#/components/schemas/Filter")));
        assert_eq!(resolved(&json!({"$recursiveRef": "#"}), "/x").get("$ref"), None);
    }
}
