//! The instances to try: examples of the document and random ones, each of a schema that has an emitted type.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specloom::names::Lock;

use super::compare::Side;
use super::find::{Found, find};
use super::instances::{Random, instance};
use super::oracle::{Node, Oracle};
use super::tags::is_of_another;
use super::translate::EXAMPLES;
use super::wrong::wrong;

/// So many random instances a schema.
const RANDOM: usize = 50;
/// So many attempts to get them.
const ATTEMPTS: usize = 300;
/// So many instances a schema are made wrong.
const MADE_WRONG: usize = 5;

/// An instance to try.
pub(super) struct Case {
    /// The emitted type.
    pub(super) ty: String,
    /// The schema it is made from.
    pub(super) fragment: String,
    /// Its pointer in the document.
    pub(super) pointer: String,
    pub(super) side: Side,
    pub(super) value: Value,
    pub(super) kind: Kind,
}

/// What is expected of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The document shows it: it comes back.
    Example,
    /// It was made from the schema: it comes back.
    Random,
    /// It was made wrong: it is refused; `open` where a union may keep it.
    Wrong { open: bool },
}

/// All cases, and what there is none for.
#[derive(Default)]
pub(super) struct Cases {
    pub(super) list: Vec<Case>,
    /// Components without an emitted type.
    pub(super) not_emitted: Vec<String>,
    /// Schemas for which no instance could be made.
    pub(super) without: Vec<String>,
    /// Examples that their own schema rejects.
    pub(super) rejected: Vec<String>,
}

/// A schema that has an emitted type.
struct Target {
    ty: String,
    pointer: String,
    side: Side,
}

/// The schemas of a document, and the pointers of those that stand by themselves.
pub(super) fn cases(document: &Value, lock: &Lock) -> (Oracle, Cases) {
    let found = find(document);
    let oracle = Oracle::new(document, &found.schemas);
    let targets = targets(&found, lock);
    let mut cases = Cases::default();
    let mut examples = placed(&oracle, &found, &targets);
    let mut seen = BTreeSet::new();
    for target in &targets {
        let Some(node) = oracle.node(&target.pointer) else { continue };
        let shown = examples.remove(&target.pointer).unwrap_or_default();
        // Equal schemas share a type; one of them is enough.
        if seen.insert((target.ty.clone(), node.schema.to_string())) || !shown.is_empty() {
            cases.add(&oracle, target, &node, &shown);
        }
    }
    let emitted = |pointer: &&String| !targets.iter().any(|target| target.pointer == **pointer);
    let components = found.schemas.iter().filter(|pointer| pointer.starts_with("/components/schemas/"));
    cases.not_emitted = components.filter(emitted).cloned().collect();
    (oracle, cases)
}

/// The types of the schemas that stand by themselves: one, or one a side.
fn targets(found: &Found<'_>, lock: &Lock) -> Vec<Target> {
    let mut targets = Vec::new();
    for pointer in &found.schemas {
        let sent = lock.types.get(&format!("{pointer}#request"));
        let side = if sent.is_some() { Side::Received } else { Side::Either };
        let forms = [(lock.types.get(pointer), side), (sent, Side::Sent)];
        let forms = forms.into_iter().filter_map(|(ty, side)| Some((ty?.clone(), side)));
        targets.extend(forms.map(|(ty, side)| Target { ty, pointer: pointer.clone(), side }));
    }
    targets
}

impl Cases {
    fn add(&mut self, oracle: &Oracle, target: &Target, node: &Node<'_>, shown: &[Value]) {
        let case = |value: Value, kind: Kind| Case {
            ty: target.ty.clone(),
            fragment: node.at.clone(),
            pointer: target.pointer.clone(),
            side: target.side,
            value,
            kind,
        };
        let before = self.list.len();
        let Some(shown_by) = oracle.at(&node.at) else { return };
        for value in shown {
            if !oracle.accepts(&node.at, value) {
                self.rejected.push(format!("{} {}", target.pointer, oracle.complaint(&node.at, value)));
            } else if is_of_another(oracle, &shown_by, value) {
                self.rejected.push(format!("{} the tag means another schema", target.pointer));
            } else {
                self.list.push(case(value.clone(), Kind::Example));
            }
        }
        let mut random = Random::of(&target.pointer);
        let mut made: Vec<Value> = Vec::new();
        for index in 0..ATTEMPTS {
            let Some(value) = instance(oracle, node, index, &mut random) else { continue };
            if oracle.accepts(&node.at, &value) {
                made.push(value);
            }
            if made.len() == RANDOM {
                break;
            }
        }
        for value in made.iter().take(MADE_WRONG) {
            let all = wrong(oracle, node, target.side, value);
            self.list.extend(all.into_iter().map(|wrong| case(wrong.value, Kind::Wrong { open: wrong.open })));
        }
        self.list.extend(made.into_iter().map(|value| case(value, Kind::Random)));
        if self.list.len() == before {
            self.without.push(target.pointer.clone());
        }
    }
}

/// Examples by the pointer of the schema with a type that they are instances of: what stands beside a list of a
/// component is several examples of the component.
fn placed(oracle: &Oracle, found: &Found<'_>, targets: &[Target]) -> BTreeMap<String, Vec<Value>> {
    let known: BTreeSet<&str> = targets.iter().map(|target| target.pointer.as_str()).collect();
    let mut examples = BTreeMap::new();
    for (pointer, value) in &found.examples {
        if let Some(node) = oracle.node(pointer) {
            place(oracle, &known, node, value, &mut examples);
        }
    }
    for fragment in oracle.keys.values() {
        if let Some(node) = oracle.at(&format!("#/$defs/{fragment}")) {
            place_within(oracle, &known, &node, &mut examples);
        }
    }
    examples
}

/// The examples that a schema and the schemas in it state.
fn place_within(oracle: &Oracle, known: &BTreeSet<&str>, node: &Node<'_>, examples: &mut BTreeMap<String, Vec<Value>>) {
    for value in node.schema.get(EXAMPLES).and_then(Value::as_array).into_iter().flatten() {
        if let Some(node) = oracle.at(&node.at) {
            place(oracle, known, node, value, examples);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        node.child(keyword).iter().for_each(|node| place_within(oracle, known, node, examples));
    }
    for name in node.names("properties") {
        node.member("properties", name).iter().for_each(|node| place_within(oracle, known, node, examples));
    }
    for keyword in ["allOf", "oneOf", "anyOf", "prefixItems"] {
        node.list(keyword).iter().for_each(|node| place_within(oracle, known, node, examples));
    }
}

fn place(
    oracle: &Oracle,
    known: &BTreeSet<&str>,
    node: Node<'_>,
    value: &Value,
    examples: &mut BTreeMap<String, Vec<Value>>,
) {
    let mut node = node;
    for _ in 0..16 {
        if let Some(pointer) = oracle.pointer(&node.at).filter(|pointer| known.contains(pointer)) {
            let list: &mut Vec<Value> = examples.entry(pointer.to_owned()).or_default();
            if !list.contains(value) {
                list.push(value.clone());
            }
            return;
        }
        match node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at)) {
            Some(target) => node = target,
            None => break,
        }
    }
    let items = node.child("items").into_iter().zip(value.as_array());
    for (node, list) in items {
        for value in list {
            place(oracle, known, node.clone(), value, examples);
        }
    }
    let values = node.child("additionalProperties").into_iter().zip(value.as_object());
    for (values, members) in values.filter(|_| node.schema.get("properties").is_none()) {
        for value in members.values() {
            place(oracle, known, values.clone(), value, examples);
        }
    }
}
