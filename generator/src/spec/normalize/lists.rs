//! Rewrites tuples, which 3.0 does not have.

use serde_json::{Value, json};

use super::{Members, To30};
use crate::pointer::Pointer;

impl To30<'_, '_> {
    /// The items of a tuple can stand at any position of a 3.0 array, which always states its items.
    pub(super) fn lists(&mut self, made: &mut Members, at: &Pointer) {
        if let Some(Value::Array(mut arms)) = made.shift_remove("prefixItems") {
            let message = "3.0 has no `prefixItems`: each item can stand at any position".to_owned();
            self.lost(&at.child("prefixItems"), message);
            let closed = made.get("items") == Some(&json!({ "not": {} }));
            let rest = made.shift_remove("items").filter(|_| !closed);
            if closed {
                made.entry("maxItems").or_insert_with(|| json!(arms.len()));
            }
            arms.extend(rest);
            made.entry("type").or_insert_with(|| json!("array"));
            made.insert("items".to_owned(), json!({ "anyOf": arms }));
        }
        if made.get("type").and_then(Value::as_str) == Some("array") {
            made.entry("items").or_insert_with(|| json!({}));
        }
    }
}
