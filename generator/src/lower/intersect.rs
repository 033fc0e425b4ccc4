//! Turns schemas that hold together (`allOf`, `$ref` with siblings, an arm of a union with what stands beside the union)
//! into one flat list of keywords.
//!
//! Nothing is copied: an intersection is a list of the document's schemas, and each keyword is met across them, which
//! does not depend on their order. Only the order of properties and the choice among texts follow the document.

use std::collections::BTreeSet;

use super::cx::LowerCx;
use crate::ir::TypeId;
use crate::spec::{Rare, Schema, Types};

/// All kinds of JSON values but null.
pub(super) const ANY: Types = Types(63);

/// A schema of an intersection.
#[derive(Clone, Copy)]
pub(super) struct Part<'d> {
    /// The schema.
    pub(super) schema: &'d Schema<'d>,
    /// With its `$ref`, `allOf`, `oneOf` and `anyOf`; otherwise only its own keywords hold.
    pub(super) whole: bool,
    /// The component it is written in, where that was reached by a reference.
    pub(super) home: Option<TypeId>,
}

impl<'d> Part<'d> {
    /// The schema with all that it refers to.
    pub(super) fn whole(schema: &'d Schema<'d>) -> Self {
        Self { schema, whole: true, home: None }
    }

    fn address(self) -> usize {
        std::ptr::from_ref(self.schema).addr()
    }
}

/// Schemas that hold together.
#[derive(Clone)]
pub(super) struct Intersection<'d> {
    /// The schemas, the outermost first.
    pub(super) parts: Vec<Part<'d>>,
    /// The kinds of values that are looked at.
    pub(super) only: Types,
}

impl<'d> Intersection<'d> {
    /// One schema.
    pub(super) fn of(schema: &'d Schema<'d>) -> Self {
        Self { parts: vec![Part::whole(schema)], only: ANY }
    }

    /// Several schemas.
    pub(super) fn parts(parts: Vec<Part<'d>>) -> Self {
        Self { parts, only: ANY }
    }

    /// This with further schemas.
    pub(super) fn and(&self, more: &[Part<'d>]) -> Self {
        Self { parts: self.parts.iter().chain(more).copied().collect(), only: self.only }
    }

    /// The first schema, whose docs come first.
    pub(super) fn first(&self) -> Option<&'d Schema<'d>> {
        self.parts.first().map(|part| part.schema)
    }

    /// What tells it from other intersections of the same document: the schemas in any order, and the kinds.
    pub(super) fn key(&self) -> Vec<usize> {
        let mut key: Vec<usize> = self.parts.iter().map(|part| part.address() | usize::from(part.whole)).collect();
        key.sort_unstable();
        key.dedup();
        key.push(usize::from(self.only.0));
        key
    }

    /// The flat list of keywords.
    pub(super) fn merged(&self, cx: &LowerCx<'d, '_>) -> Merged<'d> {
        let mut merged = Merged { own: Vec::new(), groups: Vec::new(), only: self.only };
        let (mut own, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open: Vec<Part<'d>> = self.parts.iter().rev().copied().collect();
        while let Some(part) = open.pop() {
            if own.insert(part.address()) {
                merged.own.push(Part { whole: false, ..part });
            }
            if part.whole && seen.insert(part.address()) {
                merged.groups.extend(groups_of(part));
                open.extend(part.schema.all_of.iter().rev().map(|schema| Part { schema, ..part }));
                open.extend(referred(cx, part));
            }
        }
        merged.absorb(cx, &seen);
        merged
    }
}

fn referred<'d>(cx: &LowerCx<'d, '_>, part: Part<'d>) -> Option<Part<'d>> {
    let (position, schema) = cx.component(part.schema.reference.as_deref()?)?;
    Some(Part { schema, whole: true, home: Some(cx.component_id(position)) })
}

fn groups_of(part: Part<'_>) -> impl Iterator<Item = Group<'_>> {
    let Part { schema, home, .. } = part;
    let arms = [schema.one_of.as_slice(), schema.any_of.as_slice()];
    arms.into_iter().filter(|arms| !arms.is_empty()).map(move |arms| Group { holder: schema, arms, home })
}

/// Arms of which one holds.
#[derive(Clone, Copy)]
pub(super) struct Group<'d> {
    /// The schema with the `oneOf` or `anyOf`.
    pub(super) holder: &'d Schema<'d>,
    /// Its arms.
    pub(super) arms: &'d [Schema<'d>],
    /// The component the holder is written in.
    pub(super) home: Option<TypeId>,
}

/// The keywords of an intersection.
pub(super) struct Merged<'d> {
    /// Schemas whose own keywords all hold.
    pub(super) own: Vec<Part<'d>>,
    /// Unions that all hold too.
    pub(super) groups: Vec<Group<'d>>,
    /// The kinds of values that are looked at.
    pub(super) only: Types,
}

impl<'d> Merged<'d> {
    /// The kinds of values that all schemas allow; `None` where they contradict each other, empty where nothing is said.
    pub(super) fn types(&self) -> Option<Types> {
        let mut met: Option<Types> = None;
        for part in &self.own {
            let stated = Types(part.schema.types.0 & ANY.0);
            if part.schema.always == Some(false) {
                return None;
            }
            if !stated.is_empty() {
                met = Some(met.map_or(stated, |so_far| meet(so_far, stated)));
            }
        }
        let met = met.unwrap_or_else(|| self.implied());
        if met.is_empty() && self.says_type() {
            return None;
        }
        let kept = if met.is_empty() && self.only != ANY { self.only } else { meet(met, self.only) };
        if kept.is_empty() && !met.is_empty() { None } else { Some(narrow(kept)) }
    }

    /// Only null is allowed.
    pub(super) fn is_null(&self) -> bool {
        self.own.iter().any(|part| part.schema.types == Types::NULL)
    }

    /// The schemas, in order.
    pub(super) fn schemas(&self) -> impl Iterator<Item = &'d Schema<'d>> {
        self.own.iter().map(|part| part.schema)
    }

    fn says_type(&self) -> bool {
        self.own.iter().any(|part| part.schema.types.0 & ANY.0 != 0)
    }

    /// The kind that keywords speak of, where no type is stated.
    fn implied(&self) -> Types {
        let mut implied = Types(0);
        for schema in self.schemas() {
            implied = implied.union(implied_types(schema));
        }
        // `properties` beside `items` and the like: the object is what was meant.
        let order = [Types::OBJECT, Types::ARRAY, Types::STRING, Types::NUMBER];
        order.into_iter().find(|kind| implied.contains(*kind)).unwrap_or_default()
    }

    // (A or B) and A is A: a union of which one arm is among the schemas says nothing more. Base schemas that list
    // their children, which extend the base, are of this form. A union that is its own arm is not.
    fn absorb(&mut self, cx: &LowerCx<'d, '_>, seen: &BTreeSet<usize>) {
        self.groups.retain(|group| {
            let held = |arm: &Schema<'d>| {
                let target = arm.reference.as_deref().and_then(|reference| cx.component(reference));
                target.is_some_and(|(_, schema)| {
                    !std::ptr::eq(schema, group.holder) && seen.contains(&std::ptr::from_ref(schema).addr())
                })
            };
            !group.arms.iter().any(held)
        });
    }
}

/// The kinds that the keywords of one schema speak of.
fn implied_types(schema: &Schema<'_>) -> Types {
    let rare = schema.rare.as_deref();
    let bounds = rare.map(|rare| &rare.bounds);
    let object =
        !schema.properties.is_empty() || schema.additional_properties.is_some() || rare.is_some_and(speaks_of_objects);
    let array = schema.items.is_some() || rare.is_some_and(|rare| rare.prefix_items.is_some());
    let text = bounds.is_some_and(|bounds| bounds.pattern.is_some() || bounds.max_length.is_some())
        || rare.is_some_and(|rare| rare.content_media_type.is_some() || rare.content_encoding.is_some())
        || schema.format.is_some_and(super::scalar::is_text_format);
    let number = bounds.is_some_and(|bounds| bounds.minimum.is_some() || bounds.maximum.is_some());
    let kinds = [(object, Types::OBJECT), (array, Types::ARRAY), (text, Types::STRING), (number, Types::NUMBER)];
    kinds.into_iter().filter(|(holds, _)| *holds).fold(Types(0), |all, (_, kind)| all.union(kind))
}

fn speaks_of_objects(rare: &Rare<'_>) -> bool {
    !rare.pattern_properties.is_empty()
        || rare.property_names.is_some()
        || rare.unevaluated_properties.is_some()
        || rare.conditional.iter().any(|schema| !schema.properties.is_empty())
}

/// What two sets of kinds have in common; an integer is a number.
pub(super) fn meet(one: Types, two: Types) -> Types {
    narrow(widen(one).intersection(widen(two)))
}

fn widen(types: Types) -> Types {
    if types.contains(Types::NUMBER) { types.union(Types::INTEGER) } else { types }
}

fn narrow(types: Types) -> Types {
    if types.contains(Types::NUMBER) { Types(types.0 & !Types::INTEGER.0) } else { types }
}
