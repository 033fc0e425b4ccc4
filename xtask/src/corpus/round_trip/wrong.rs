//! Instances made wrong: a value of another JSON type at a member that must be there.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::applicable::applicable;
use super::compare::{Side, is_foreign};
use super::oracle::{Node, Oracle};

/// An instance that the schema rejects.
pub(super) struct Wrong {
    pub(super) value: Value,
    /// A choice stands at the place or above it: unions are open, so an unknown shape is kept rather than refused.
    pub(super) open: bool,
}

/// One for each member of the object that must be there, if the schema cares for its type.
pub(super) fn wrong(oracle: &Oracle, node: &Node<'_>, side: Side, accepted: &Value) -> Vec<Wrong> {
    let Some(node) = oracle.at(&node.at) else { return Vec::new() };
    let found = applicable(oracle, std::slice::from_ref(&node), accepted);
    let required = found.required();
    let members = accepted.as_object().into_iter().flatten();
    let members = members.filter(|(name, _)| required.contains(&name.as_str()));
    let mut all = Vec::new();
    for (name, old) in members {
        let declared = found.member(name);
        if declared.iter().any(|member| is_foreign(oracle, side, member)) {
            continue;
        }
        let inner = applicable(oracle, &declared, old);
        let kinds = [json!({ "wrong": [] }), json!([[{}]]), json!(true), json!(-7.5), json!("wrong")];
        let branches = branches(oracle, &declared);
        let allowed = kinds_of(&branches);
        let is_open = found.chosen || inner.chosen || branches.iter().any(is_choice);
        let wrong = kinds.into_iter().filter(|new| !allowed.contains(&kind(new)));
        for new in wrong {
            let mut value = accepted.clone();
            if let Some(slot) = value.get_mut(name) {
                *slot = new.clone();
            }
            let rejected = !oracle.accepts(&node.at, &value);
            let typed = inner.all.iter().any(|node| node.schema.get("type").is_some());
            if rejected && typed {
                all.push(Wrong { value, open: is_open });
                break;
            }
        }
    }
    all
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The schemas and all that they are composed of, whatever it asks.
fn branches<'a>(oracle: &'a Oracle, declared: &[Node<'a>]) -> Vec<Node<'a>> {
    let mut all: Vec<Node<'a>> = Vec::new();
    let mut open = declared.to_vec();
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        if !seen.insert(node.at.clone()) {
            continue;
        }
        open.extend(node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at)));
        open.extend(["allOf", "oneOf", "anyOf"].iter().flat_map(|keyword| node.list(keyword)));
        all.push(node);
    }
    all
}

/// Whether a schema has several arms, null aside.
fn is_choice(node: &Node<'_>) -> bool {
    let is_null = |arm: &Node<'_>| arm.schema.get("type") == Some(&Value::from("null"));
    ["oneOf", "anyOf"].iter().any(|keyword| node.list(keyword).iter().filter(|arm| !is_null(arm)).count() > 1)
}

/// The kinds that some branch of the schemas allows.
fn kinds_of(branches: &[Node<'_>]) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    for node in branches {
        match node.schema.get("type") {
            Some(Value::String(one)) => kinds.extend(named(one)),
            Some(Value::Array(list)) => kinds.extend(list.iter().filter_map(Value::as_str).filter_map(named)),
            _ => {}
        }
        let listed = node.schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        kinds.extend(listed.chain(node.schema.get("const")).map(kind));
        kinds.extend(node.schema.get("properties").map(|_| "object"));
        kinds.extend(node.schema.get("items").map(|_| "array"));
    }
    kinds
}

fn named(text: &str) -> Option<&'static str> {
    const NAMES: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];
    if text == "integer" { Some("number") } else { NAMES.into_iter().find(|name| *name == text) }
}
