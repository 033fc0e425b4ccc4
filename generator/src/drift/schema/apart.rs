//! Reads the schemas whose place alone the model keeps: `not`, `if`, `contains` and the like.
//!
//! They change no Rust type, but what they say is part of the contract.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pointer::Pointer;
use crate::spec::{Schema, Version, schema_at};

/// The keywords whose value is a schema.
const SINGLE: [&str; 8] =
    ["not", "if", "then", "else", "contains", "unevaluatedItems", "unevaluatedProperties", "propertyNames"];

/// The keywords whose members are schemas.
const NAMED: [&str; 3] = ["dependentSchemas", "dependencies", "patternProperties"];

/// Schemas by their place.
pub(in crate::drift) type Apart<'a> = BTreeMap<String, Schema<'a>>;

/// Deeper than any schema is read.
const DEEPEST: usize = 256;

/// A step from a value to one it holds.
#[derive(Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

/// All of a document. A member that is only called like a keyword is read too, and nobody asks for it.
pub(in crate::drift) fn read<'a>(root: &'a Value, version: Version<'_>) -> Apart<'a> {
    let mut places = Vec::new();
    search(root, &mut Vec::new(), &mut places);
    places.into_iter().filter_map(|at| Some((at.to_string(), schema_at(root, version, &at)?))).collect()
}

/// Places are built where something stands: most of a document has none of these keywords.
fn search<'a>(value: &'a Value, path: &mut Vec<Step<'a>>, places: &mut Vec<Pointer>) {
    if path.len() > DEEPEST {
        return;
    }
    let mut below = |step, value: &'a Value, path: &mut Vec<Step<'a>>| {
        if value.is_object() || value.is_array() {
            path.push(step);
            note(value, path, places);
            search(value, path, places);
            path.pop();
        }
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| below(Step::Member(key), value, path)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, value)| below(Step::Item(i), value, path)),
        _ => {}
    }
}

/// Notes the schemas that the last step of a path leads to.
fn note(value: &Value, path: &[Step<'_>], places: &mut Vec<Pointer>) {
    let (Some(Step::Member(key)), Value::Object(members)) = (path.last(), value) else { return };
    if SINGLE.contains(key) {
        places.push(pointer(path));
    } else if NAMED.contains(key) {
        let named = members.iter().filter(|(_, value)| value.is_object());
        places.extend(named.map(|(name, _)| pointer(path).child(name)));
    }
}

fn pointer(path: &[Step<'_>]) -> Pointer {
    path.iter().fold(Pointer::root(), |at, step| match step {
        Step::Member(key) => at.child(key),
        Step::Item(position) => at.index(*position),
    })
}
