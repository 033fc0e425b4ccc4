//! Sketches schemas as arms of unions: the kinds of values, and of objects the members.
//!
//! An outline is made from the document alone, so that a union can be laid out before the types of its arms exist.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::alias::same_as;
use super::constant::{Listed, listed, values_of};
use super::cx::{LowerCx, Place};
use super::enums::kind_of;
use super::intersect::{ANY, Group, Intersection, Merged, meet};
use super::nullable::null_arm;
use super::object::members_of;
use crate::ir::{Owner, Role};
use crate::spec::{Schema, Types};

/// How deep unions of unions are looked into.
const DEEPEST: usize = 24;

/// What is known of the values of a schema.
#[derive(Clone, Default)]
pub(super) struct Outline<'d> {
    /// Kinds of values but null; all where nothing is said, none where nothing fits.
    pub(super) kinds: Types,
    /// Members that must be there.
    pub(super) required: Vec<&'d str>,
    /// Members that are declared.
    pub(super) known: Vec<&'d str>,
    /// Members that have one of few values, as texts.
    pub(super) choices: BTreeMap<&'d str, Vec<String>>,
    /// The values themselves, where they are listed.
    pub(super) listed: Option<Vec<Listed<'d>>>,
}

impl Outline<'_> {
    /// Nothing is known.
    fn unknown() -> Self {
        Self { kinds: ANY, ..Self::default() }
    }

    /// No value fits: no kind is left, or a member that must be there can have no value.
    pub(super) fn is_impossible(&self) -> bool {
        let no_choice = |name: &&str| self.choices.get(*name).is_some_and(Vec::is_empty);
        self.kinds.is_empty() || (self.kinds == Types::OBJECT && self.required.iter().any(no_choice))
    }
}

/// The outline of a component.
pub(super) fn outline_of_component<'d>(cx: &mut LowerCx<'d, '_>, position: usize) -> Rc<Outline<'d>> {
    if let Some(known) = cx.outline_memo.get(&position) {
        return Rc::clone(known);
    }
    let document = cx.document;
    let Some((_, schema)) = document.components.schemas.get_index(position) else {
        return Rc::new(Outline::unknown());
    };
    // While it is being made, a recursive union is an arm of which nothing is known.
    cx.outline_memo.insert(position, Rc::new(Outline::unknown()));
    let outline = Rc::new(sketch(cx, &Intersection::of(schema)));
    cx.outline_memo.insert(position, Rc::clone(&outline));
    outline
}

/// The outline of schemas that hold together.
pub(super) fn outline_of<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>) -> Rc<Outline<'d>> {
    match same_as(cx, all, &Place::part(Owner::None, Role::Whole)) {
        Some(position) => outline_of_component(cx, position),
        None => Rc::new(sketch(cx, all)),
    }
}

fn sketch<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>) -> Outline<'d> {
    if cx.sketching >= DEEPEST {
        return Outline::unknown();
    }
    cx.sketching += 1;
    let merged = all.merged(cx);
    let mut outline = sketch_own(cx, &merged);
    for group in &merged.groups {
        let arms = sketch_arms(cx, group);
        narrow(&mut outline, &arms);
    }
    cx.sketching -= 1;
    outline
}

fn sketch_own<'d>(cx: &LowerCx<'d, '_>, merged: &Merged<'d>) -> Outline<'d> {
    let mut outline = Outline { listed: listed(merged), ..Outline::default() };
    outline.kinds = match (&outline.listed, merged.types()) {
        _ if merged.is_null() => Types(0),
        (_, None) => Types(0),
        (Some(listed), Some(stated)) if stated.is_empty() => {
            listed.iter().fold(Types(0), |kinds, one| kinds.union(kind_of(one.value)))
        }
        (_, Some(stated)) if stated.is_empty() => ANY,
        (_, Some(stated)) => stated,
    };
    if !outline.kinds.contains(Types::OBJECT) {
        return outline;
    }
    for (name, parts) in members_of(merged) {
        outline.known.push(name);
        let choices = parts.iter().filter_map(|part| choices_of(cx, part.schema));
        if let Some(choices) = choices.reduce(|one, two| one.into_iter().filter(|value| two.contains(value)).collect())
        {
            outline.choices.insert(name, choices);
        }
    }
    for &name in merged.schemas().flat_map(|schema| &schema.required) {
        if !outline.required.contains(&name) {
            outline.required.push(name);
        }
    }
    outline
}

/// The few values of a member, seen through one reference and a single part of `allOf`.
fn choices_of<'d>(cx: &LowerCx<'d, '_>, schema: &'d Schema<'d>) -> Option<Vec<String>> {
    let target = schema.reference.as_deref().and_then(|reference| cx.component(reference)).map(|(_, schema)| schema);
    let only_part = match schema.all_of.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let part_target = only_part
        .and_then(|part| part.reference.as_deref())
        .and_then(|reference| cx.component(reference))
        .map(|(_, schema)| schema);
    let beside_null = match schema.any_of.as_slice() {
        [one, other] if null_arm(other) => Some(one),
        [other, one] if null_arm(other) => Some(one),
        _ => None,
    };
    let candidates = [Some(schema), target, only_part, part_target, beside_null];
    let values = candidates.into_iter().flatten().find_map(values_of)?;
    let scalar = |value: &&Value| !value.is_null() && !value.is_array() && !value.is_object();
    Some(values.iter().filter(scalar).map(choice_text).collect())
}

/// A value of a tag as text: of a string what it says, else the JSON.
pub(super) fn choice_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn sketch_arms<'d>(cx: &mut LowerCx<'d, '_>, group: &Group<'d>) -> Vec<Rc<Outline<'d>>> {
    let arms = group.arms.iter().filter(|arm| !null_arm(arm));
    arms.map(|arm| outline_of(cx, &Intersection::of(arm))).collect()
}

// One of the arms holds: what all of them ask for is required, what any of them declares is known.
fn narrow<'d>(outline: &mut Outline<'d>, arms: &[Rc<Outline<'d>>]) {
    let kinds = arms.iter().fold(Types(0), |kinds, arm| kinds.union(arm.kinds));
    outline.kinds = if outline.kinds == ANY { kinds } else { meet(outline.kinds, kinds) };
    if outline.listed.is_none() {
        let lists: Option<Vec<_>> = arms.iter().map(|arm| arm.listed.clone()).collect();
        outline.listed = lists.map(|lists| lists.concat()).filter(|list| !list.is_empty());
    }
    let objects: Vec<&Rc<Outline<'d>>> = arms.iter().filter(|arm| arm.kinds.contains(Types::OBJECT)).collect();
    let Some((first, rest)) = objects.split_first() else { return };
    for &name in first.required.iter().filter(|name| rest.iter().all(|arm| arm.required.contains(*name))) {
        if !outline.required.contains(&name) {
            outline.required.push(name);
        }
    }
    for &name in objects.iter().flat_map(|arm| &arm.known) {
        if !outline.known.contains(&name) {
            outline.known.push(name);
        }
    }
    for (&name, choices) in &first.choices {
        let others: Option<Vec<&Vec<String>>> = rest.iter().map(|arm| arm.choices.get(name)).collect();
        if let Some(others) = others {
            let mut all: Vec<String> = Vec::new();
            for choice in choices.iter().chain(others.into_iter().flatten()) {
                if !all.contains(choice) {
                    all.push(choice.clone());
                }
            }
            outline.choices.entry(name).or_insert(all);
        }
    }
}
