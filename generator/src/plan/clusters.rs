//! Which types stand together: those that exactly the same features need.
//!
//! A type that one feature needs stands with that feature; what few features share stands in a cluster of its own, gated
//! by any of them. What a type refers to is needed by at least the same features, so a gate never hides a part of what
//! it lets through. It names no module: see [`super::modules`].

use std::collections::{BTreeMap, BTreeSet};

use super::usage;
use crate::ir::{Api, Incoming, Operation, TypeId, TypeRef};

/// The most features that have a cluster together.
const MOST_FEATURES: usize = 4;
/// The fewest types that make a cluster of several features.
const FEWEST_TYPES: usize = 6;

/// What a cargo feature brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brings {
    /// The operations of a tag, by index into [`Api::tags`], and what they use.
    Tag(usize),
    /// The operations without a tag.
    Untagged,
    /// What the API sends: webhooks and callbacks.
    Incoming,
    /// Components that nothing uses.
    Components,
}

/// The features that need a type, sorted; none where it is always there.
pub(super) type Needed = Vec<Brings>;

/// By type: the features its module is gated by.
pub(super) fn needed(api: &Api) -> Vec<Needed> {
    let mut needed: Vec<Needed> = vec![Vec::new(); api.types.len()];
    for (brings, roots) in roots(api) {
        mark(api, roots, brings, &mut needed);
    }
    let unused = ids(api).filter(|id| needed.get(id.index()).is_some_and(Vec::is_empty)).collect();
    mark(api, unused, Brings::Components, &mut needed);
    let all: BTreeSet<Brings> = needed.iter().flatten().copied().collect();
    let mut always = BTreeSet::new();
    loop {
        let more: Vec<TypeId> = loose(api, &needed, &all).filter(|id| !always.contains(id)).collect();
        if more.is_empty() {
            break;
        }
        // What is always there needs its parts to be.
        for id in reachable(api, more) {
            always.insert(id);
            needed.get_mut(id.index()).into_iter().for_each(Vec::clear);
        }
    }
    needed
}

/// The types that each feature starts from, in order.
fn roots(api: &Api) -> BTreeMap<Brings, Vec<TypeId>> {
    let mut roots: BTreeMap<Brings, Vec<TypeId>> = BTreeMap::new();
    for operation in &api.operations {
        let from = roots.entry(brings(operation)).or_default();
        usage::roots(operation, &mut |ty, _| usage::named(ty, &mut |id| from.push(id)));
    }
    for payload in api.incoming.iter().filter_map(|Incoming { payload, .. }| payload.as_ref()) {
        let from = roots.entry(Brings::Incoming).or_default();
        usage::named(payload, &mut |id| from.push(id));
    }
    roots
}

/// The feature of an operation.
pub(super) fn brings(operation: &Operation) -> Brings {
    operation.tag.map_or(Brings::Untagged, Brings::Tag)
}

fn mark(api: &Api, roots: Vec<TypeId>, brings: Brings, needed: &mut [Needed]) {
    for id in reachable(api, roots) {
        needed.get_mut(id.index()).into_iter().for_each(|features| features.push(brings));
    }
}

/// The types that have no cluster: too many features need them, or too few other types are needed by the same.
fn loose<'a>(api: &'a Api, needed: &'a [Needed], all: &'a BTreeSet<Brings>) -> impl Iterator<Item = TypeId> + 'a {
    let mut sizes: BTreeMap<&[Brings], usize> = BTreeMap::new();
    for features in needed {
        *sizes.entry(features).or_default() += 1;
    }
    ids(api).zip(needed).filter_map(move |(id, features)| {
        let is_loose = match features.as_slice() {
            [] => true,
            // Without tags there is nothing to choose from.
            [Brings::Untagged] => api.tags.is_empty(),
            [_] => false,
            several => {
                several.len() > MOST_FEATURES
                    || several.len() == all.len()
                    || sizes.get(several).is_some_and(|size| *size < FEWEST_TYPES)
            }
        };
        is_loose.then_some(id)
    })
}

/// The types and all they are made of.
fn reachable(api: &Api, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if let (Some(def), true) = (api.types.get(id.index()), found.insert(id)) {
            usage::parts(&def.shape, &mut |part: &TypeRef| usage::named(part, &mut |id| open.push(id)));
        }
    }
    found
}

fn ids(api: &Api) -> impl Iterator<Item = TypeId> + use<> {
    (0_u32..).map(TypeId).take(api.types.len())
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::lower::{LowerOptions, lower};

    /// The features of each component. A component is an object of others, an operation of a tag answers with one.
    fn gates(components: &[(&str, &str)], operations: &[(&str, &str)]) -> BTreeMap<String, Needed> {
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let part = |name: &str| (name.to_owned(), to(name));
        let object = |parts: &str| json!({"properties": parts.split_whitespace().map(part).collect::<Map<_, _>>()});
        let schemas: Map<_, _> = components.iter().map(|(name, parts)| ((*name).to_owned(), object(parts))).collect();
        let answer =
            |name: &str| json!({"200": {"description": "", "content": {"application/json": {"schema": to(name)}}}});
        let path = |(tag, name): &(&str, &str)| {
            (format!("/{tag}"), json!({"get": {"tags": [tag], "responses": answer(name)}}))
        };
        let paths: Map<String, Value> = operations.iter().map(path).collect();
        let document = json!({"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": paths, "components": {"schemas": schemas}});
        let mut diagnostics = Diagnostics::new();
        let document = crate::spec::read(&document, &mut diagnostics).unwrap();
        let api = lower(&document, &LowerOptions::default(), &mut diagnostics);
        let name = |def: &crate::ir::TypeDef| def.context.component.clone().unwrap_or_default();
        api.types.iter().map(name).zip(needed(&api)).collect()
    }

    #[test]
    fn one_feature_keeps_its_types_and_nobody_those_that_are_left() {
        let gates = gates(&[("A", "B"), ("B", ""), ("C", "B"), ("D", "")], &[("x", "A"), ("y", "D")]);
        assert_eq!(gates["A"], [Brings::Tag(0)]);
        assert_eq!(gates["C"], [Brings::Components]);
        assert_eq!(gates["D"], [Brings::Tag(1)]);
        // Too few for a cluster of the tag and the unused.
        assert_eq!(gates["B"], []);
    }

    #[test]
    fn enough_types_of_the_same_features_stand_together() {
        let chain = [("A", "B"), ("B", "C"), ("C", "D"), ("D", "E"), ("E", "F"), ("F", ""), ("G", "F"), ("H", "")];
        let of_two = gates(&chain, &[("x", "A"), ("y", "A"), ("z", "H")]);
        // `F` is used by the unused `G` too, which leaves too few.
        assert_eq!(of_two["A"], []);
        let of_two = gates(&[&chain[..6], &[("H", "")]].concat(), &[("x", "A"), ("y", "A"), ("z", "H")]);
        assert_eq!(of_two["F"], [Brings::Tag(0), Brings::Tag(1)]);
    }
}
