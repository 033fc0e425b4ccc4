//! A schema and all that applies beside it, in one list: references followed, `allOf` opened, an arm of each choice taken.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::oracle::{Node, Oracle};
use super::super::tags::tag_values;
use super::random::Random;

/// Schemas that hold together.
#[derive(Default)]
pub(super) struct Flat<'a> {
    /// The schemas, without what was opened.
    pub(super) all: Vec<Node<'a>>,
    /// Members that must have this value: the tags of the arms taken.
    pub(super) tags: BTreeMap<String, Value>,
    open: Vec<String>,
}

/// Opens schemas; at depth simple arms are preferred. `None` where nothing is accepted.
pub(super) fn flat<'a>(oracle: &'a Oracle, start: &[Node<'a>], deep: bool, random: &mut Random) -> Option<Flat<'a>> {
    let mut flat = Flat::default();
    for node in start {
        open(oracle, node.clone(), deep, random, &mut flat)?;
    }
    Some(flat)
}

fn open<'a>(oracle: &'a Oracle, node: Node<'a>, deep: bool, random: &mut Random, flat: &mut Flat<'a>) -> Option<()> {
    match node.schema {
        Value::Object(_) if !flat.open.contains(&node.at) => flat.open.push(node.at.clone()),
        Value::Bool(true) | Value::Object(_) => return Some(()),
        _ => return None,
    }
    for (holder, arm) in oracle.choices(&node.at) {
        tag(oracle, &holder, arm, random, flat);
    }
    if let Some(target) = node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at)) {
        open(oracle, target, deep, random, flat)?;
    }
    for part in node.list("allOf") {
        tag_of_family(oracle, &node, &part, flat);
        open(oracle, part, deep, random, flat)?;
    }
    for keyword in ["oneOf", "anyOf"] {
        let arms = node.list(keyword);
        let simple: Vec<Node<'a>> = arms.iter().filter(|arm| deep && is_simple(arm.schema)).cloned().collect();
        let Some(arm) = random.pick(if simple.is_empty() { &arms } else { &simple }).cloned() else { continue };
        tag_of_arm(oracle, &node, &arm, random, flat);
        open(oracle, arm, deep, random, flat)?;
    }
    if let Some(member) = member_of_family(oracle, &node, random, flat) {
        open(oracle, member, deep, random, flat)?;
    }
    flat.all.push(node);
    Some(())
}

/// A base with a discriminator stands for any member of its family: one is taken, unless a member has it as a part.
fn member_of_family<'a>(
    oracle: &'a Oracle,
    base: &Node<'a>,
    random: &mut Random,
    flat: &mut Flat<'a>,
) -> Option<Node<'a>> {
    let name = base.schema.get("discriminator")?.get("propertyName")?.as_str()?;
    if flat.tags.contains_key(name) || base.schema.get("oneOf").is_some() || base.schema.get("anyOf").is_some() {
        return None;
    }
    let member = random.pick(oracle.family(&base.at)).map_or(base.at.as_str(), String::as_str).to_owned();
    tag(oracle, base, &member, random, flat);
    oracle.at(&member)
}

fn is_simple(schema: &Value) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    kind.is_some_and(|kind| kind != "object" && kind != "array") || schema.get("enum").is_some()
}

/// The arm of a choice with a discriminator carries a value it states itself, else of the mapping, else the component's name.
fn tag_of_arm(oracle: &Oracle, choice: &Node<'_>, arm: &Node<'_>, random: &mut Random, flat: &mut Flat<'_>) {
    let Some(target) = arm.schema.get("$ref").and_then(Value::as_str) else { return };
    tag(oracle, choice, target, random, flat);
}

/// A component that is part of a family (`allOf` with a base that has a discriminator) carries its own value.
fn tag_of_family(oracle: &Oracle, child: &Node<'_>, part: &Node<'_>, flat: &mut Flat<'_>) {
    let Some(base) = part.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at)) else { return };
    if base.schema.get("oneOf").is_none() && base.schema.get("anyOf").is_none() {
        tag(oracle, &base, &child.at, &mut Random::of(&child.at), flat);
    }
}

fn tag(oracle: &Oracle, holder: &Node<'_>, target: &str, random: &mut Random, flat: &mut Flat<'_>) {
    let Some((name, values)) = tag_values(oracle, holder, target) else { return };
    if let Some(value) = random.pick(&values).cloned() {
        flat.tags.entry(name.to_owned()).or_insert(value);
    }
}

impl<'a> Flat<'a> {
    /// The values a keyword has in the schemas.
    pub(super) fn values(&self, keyword: &str) -> impl Iterator<Item = &'a Value> {
        let values: Vec<&'a Value> = self.all.iter().filter_map(|node| node.schema.get(keyword)).collect();
        values.into_iter()
    }

    /// Names of the members that must be there.
    pub(super) fn required(&self) -> Vec<&'a str> {
        let lists = self.values("required").filter_map(Value::as_array).flatten();
        lists.filter_map(Value::as_str).collect()
    }

    /// The declared members, in order, each with all that is said about it.
    pub(super) fn properties(&self) -> Vec<(&'a str, Vec<Node<'a>>)> {
        let mut found: Vec<(&'a str, Vec<Node<'a>>)> = Vec::new();
        for node in &self.all {
            for name in node.names("properties") {
                let Some(property) = node.member("properties", name) else { continue };
                match found.iter_mut().find(|(known, _)| known == name) {
                    Some((_, all)) => all.push(property),
                    None => found.push((name, vec![property])),
                }
            }
        }
        found
    }

    /// Whether no schema is closed to a member.
    pub(super) fn admits(&self, name: &str) -> bool {
        let closed =
            self.all.iter().filter(|node| node.schema.get("additionalProperties") == Some(&Value::Bool(false)));
        closed
            .map(|node| node.schema.get("properties").and_then(Value::as_object))
            .all(|properties| properties.is_some_and(|properties: &Map<String, Value>| properties.contains_key(name)))
    }
}
