//! Instances made wrong: a value of another JSON type at a member that must be there.

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
        let wrong = kinds.into_iter().filter(|new| std::mem::discriminant(new) != std::mem::discriminant(old));
        for new in wrong {
            let mut value = accepted.clone();
            if let Some(slot) = value.get_mut(name) {
                *slot = new.clone();
            }
            let rejected = !oracle.accepts(&node.at, &value);
            let typed = inner.all.iter().any(|node| node.schema.get("type").is_some());
            if rejected && typed {
                all.push(Wrong { value, open: found.chosen || inner.chosen });
                break;
            }
        }
    }
    all
}
