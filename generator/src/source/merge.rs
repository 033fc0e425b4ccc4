//! The merge of the Overlay Specification (1.1, section "Action Object"): objects member by member, arrays by
//! concatenation, other values by replacement.
//!
//! Nothing is removed here.

use serde_json::Value;

use super::grafts::{Graft, Grafts};
use crate::pointer::Pointer;

/// What is merged, and where it was written.
pub(super) struct Merge<'a> {
    pub(super) grafts: &'a mut Grafts,
    /// The source of the update.
    pub(super) source: usize,
    /// Whether values of different kinds are refused (1.1) or replaced (1.0 leaves it open).
    pub(super) strict: bool,
}

/// Two values that do not fit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// The place of the value in the source of the update.
    pub(super) from: Pointer,
    /// The kind of the value in the target.
    pub(super) target: &'static str,
    /// The kind of the value in the update.
    pub(super) update: &'static str,
}

impl Merge<'_> {
    /// Merges an update into a node that an action selected.
    pub(super) fn selected(
        &mut self,
        target: &mut Value,
        update: &Value,
        at: &Pointer,
        from: &Pointer,
    ) -> Result<(), Mismatch> {
        match (target, update) {
            (Value::Array(items), single) if !single.is_array() => {
                self.came(&at.index(items.len()), from);
                items.push(single.clone());
                Ok(())
            }
            (target @ Value::Object(_), update) if !update.is_object() => Err(mismatch(target, update, from)),
            (target, update) => self.merge(target, update, at, from),
        }
    }

    fn merge(&mut self, target: &mut Value, update: &Value, at: &Pointer, from: &Pointer) -> Result<(), Mismatch> {
        match (target, update) {
            (Value::Object(members), Value::Object(updates)) => {
                for (key, update) in updates {
                    let (at, from) = (at.child(key), from.child(key));
                    if let Some(member) = members.get_mut(key) {
                        self.merge(member, update, &at, &from)?;
                    } else {
                        self.came(&at, &from);
                        members.insert(key.clone(), update.clone());
                    }
                }
                Ok(())
            }
            (Value::Array(items), Value::Array(more)) => {
                for (position, item) in more.iter().enumerate() {
                    self.came(&at.index(items.len()), &from.index(position));
                    items.push(item.clone());
                }
                Ok(())
            }
            // A structured overlay may mention a member without saying anything about it.
            (Value::Object(_) | Value::Array(_), Value::Null) => Ok(()),
            (target, update) => {
                if self.strict && !(is_primitive(target) && is_primitive(update)) {
                    return Err(mismatch(target, update, from));
                }
                self.came(at, from);
                *target = update.clone();
                Ok(())
            }
        }
    }

    fn came(&mut self, at: &Pointer, from: &Pointer) {
        self.grafts.set(at, Graft { source: self.source, from: from.clone() });
    }
}

fn mismatch(target: &Value, update: &Value, from: &Pointer) -> Mismatch {
    Mismatch { from: from.clone(), target: kind(target), update: kind(update) }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::String(_) => "a text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "a boolean",
        Value::Null => "null",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merged(mut target: Value, update: &Value, strict: bool) -> Result<Value, Mismatch> {
        let mut grafts = Grafts::default();
        let mut merge = Merge { grafts: &mut grafts, source: 1, strict };
        merge.selected(&mut target, update, &Pointer::root(), &Pointer::root()).map(|()| target)
    }

    #[test]
    fn objects_are_merged_and_lists_concatenated() {
        let target = json!({"a": {"b": 1, "l": [1]}, "c": {"d": 1}, "n": {}});
        let update = json!({"a": {"b": 2, "l": [2, 3], "x": null}, "c": null, "n": {"m": []}});
        let expected = json!({"a": {"b": 2, "l": [1, 2, 3], "x": null}, "c": {"d": 1}, "n": {"m": []}});
        assert_eq!(merged(target, &update, true), Ok(expected));
    }

    #[test]
    fn a_single_value_is_appended_to_a_list() {
        assert_eq!(merged(json!([1]), &json!({"a": 1}), true), Ok(json!([1, {"a": 1}])));
        assert_eq!(merged(json!([1]), &json!([2, 3]), true), Ok(json!([1, 2, 3])));
        assert_eq!(merged(json!("old"), &json!("new"), true), Ok(json!("new")));
    }

    #[test]
    fn values_of_different_kinds_are_refused_since_1_1() {
        let refused = merged(json!({"a": "text"}), &json!({"a": {"b": 1}}), true).unwrap_err();
        assert_eq!((refused.from.to_string().as_str(), refused.target, refused.update), ("/a", "a text", "an object"));
        assert_eq!(merged(json!({"a": "text"}), &json!({"a": [1]}), false), Ok(json!({"a": [1]})));
        assert!(merged(json!({}), &json!("text"), false).is_err());
    }
}
