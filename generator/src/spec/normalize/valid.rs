//! Leaves out members whose values are of the wrong kind: readers of 3.0 refuse the whole document for one.

use serde_json::Value;

use super::grammar::Kind;
use super::{Members, To30};
use crate::pointer::Pointer;

impl To30<'_, '_> {
    /// Removes what no reader of 3.0 accepts.
    pub(super) fn keep_valid(&mut self, made: &mut Members, at: &Pointer) {
        let wrong: Vec<String> =
            made.iter().filter(|(key, value)| !is_valid(key, value)).map(|(key, _)| key.clone()).collect();
        for key in wrong {
            self.wrong_kind(&at.child(&key), &key);
            made.shift_remove(&key);
        }
    }

    /// Tells that a member is left out.
    pub(super) fn wrong_kind(&mut self, at: &Pointer, key: &str) {
        self.lost(at, format!("the value of `{key}` is of a kind that 3.0 does not allow: it is left out"));
    }
}

fn is_valid(key: &str, value: &Value) -> bool {
    match key {
        "type" | "format" | "title" | "description" | "pattern" => value.is_string(),
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" | "exclusiveMinimum"
        | "exclusiveMaximum" => value.is_boolean(),
        "minimum" | "maximum" | "multipleOf" => value.is_number(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => value.is_u64(),
        "required" => value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
        "enum" | "allOf" | "anyOf" | "oneOf" => value.is_array(),
        "properties" | "items" | "not" | "xml" => value.is_object(),
        "additionalProperties" => value.is_object() || value.is_boolean(),
        "discriminator" => {
            let mapping = value
                .get("mapping")
                .is_none_or(|all| all.as_object().is_some_and(|all| all.values().all(Value::is_string)));
            value.get("propertyName").is_some_and(Value::is_string) && mapping
        }
        "externalDocs" => value.get("url").is_some_and(Value::is_string),
        _ => true,
    }
}

/// The same for members of other objects.
pub(super) fn is_valid_member(kind: Kind, key: &str, value: &Value) -> bool {
    let texts = |value: &Value| value.as_array().is_some_and(|all| all.iter().all(Value::is_string));
    match (kind, key) {
        (Kind::Operation, "tags") | (Kind::ServerVariable, "enum") => texts(value),
        (Kind::Operation | Kind::Document, "security") => value
            .as_array()
            .is_some_and(|all| all.iter().all(|one| one.as_object().is_some_and(|one| one.values().all(texts)))),
        (Kind::Info, "version") | (Kind::ServerVariable, "default") => value.is_string() || value.is_number(),
        (Kind::Link, "parameters") => value.is_object(),
        (Kind::Flow, "scopes") => value.as_object().is_some_and(|all| all.values().all(Value::is_string)),
        (_, "externalDocs") => value.get("url").is_some_and(Value::is_string),
        (
            _,
            "description" | "summary" | "title" | "termsOfService" | "operationId" | "url" | "email" | "name" | "in"
            | "style" | "scheme" | "bearerFormat" | "openIdConnectUrl" | "contentType" | "externalValue"
            | "operationRef" | "authorizationUrl" | "tokenUrl" | "refreshUrl" | "type",
        ) => value.is_string(),
        (_, "deprecated" | "required" | "allowEmptyValue" | "explode" | "allowReserved") => value.is_boolean(),
        _ => true,
    }
}
