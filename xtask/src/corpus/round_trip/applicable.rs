//! The schemas that apply to a value: references followed, `allOf` opened, of a choice the arms that accept the value.

use serde_json::Value;

use super::oracle::{Node, Oracle};

/// All schemas that say something of a value, and whether a choice was among them.
#[derive(Default)]
pub(super) struct Applicable<'a> {
    pub(super) all: Vec<Node<'a>>,
    /// Of some keyword several schemas had a say.
    pub(super) chosen: bool,
}

/// Opens schemas for a value.
pub(super) fn applicable<'a>(oracle: &'a Oracle, start: &[Node<'a>], value: &Value) -> Applicable<'a> {
    let mut found = Applicable::default();
    let mut open: Vec<Node<'a>> = start.to_vec();
    while let Some(node) = open.pop() {
        if !node.schema.is_object() || found.all.iter().any(|known| known.at == node.at) {
            continue;
        }
        open.extend(node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at)));
        open.extend(node.list("allOf"));
        for keyword in ["oneOf", "anyOf"] {
            let arms = node.list(keyword);
            found.chosen |= arms.iter().filter(|arm| arm.schema.get("type") != Some(&Value::from("null"))).count() > 1;
            open.extend(arms.into_iter().filter(|arm| oracle.accepts(&arm.at, value)));
        }
        open.extend(["then", "else"].iter().filter_map(|keyword| node.child(keyword)));
        found.chosen |= node
            .schema
            .get("type")
            .and_then(Value::as_array)
            .is_some_and(|types| types.iter().filter(|kind| *kind != "null").count() > 1);
        found.chosen |= node.schema.get("discriminator").is_some();
        found.all.push(node);
    }
    found
}

impl<'a> Applicable<'a> {
    /// All that is declared for a member; empty where nothing is.
    pub(super) fn member(&self, name: &str) -> Vec<Node<'a>> {
        let mut found: Vec<Node<'a>> = self.all.iter().filter_map(|node| node.member("properties", name)).collect();
        found.extend(self.all.iter().filter(|node| node.member("properties", name).is_none()).filter_map(|node| {
            let others = node.child("additionalProperties")?;
            (others.schema != &Value::Bool(false)).then_some(others)
        }));
        found
    }

    /// All that is declared for an element.
    pub(super) fn element(&self, index: usize) -> Vec<Node<'a>> {
        let own = |node: &Node<'a>| node.list("prefixItems").get(index).cloned().or_else(|| node.child("items"));
        self.all.iter().filter_map(own).collect()
    }

    /// Names of the members that must be there.
    pub(super) fn required(&self) -> Vec<&'a str> {
        let lists = self.all.iter().filter_map(|node| node.schema.get("required")?.as_array()).flatten();
        lists.filter_map(Value::as_str).collect()
    }
}
