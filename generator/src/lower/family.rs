//! Turns a base schema with a discriminator, which other components extend by `allOf`, into a union of those.
//!
//! OpenAPI 3.0 describes inheritance so: the base never lists its children. As a value it is one of them; as a part of
//! an `allOf` it stays the object it is. The base itself is an arm if the mapping names it, or if the member that tells
//! them apart has values of which none means a child. A child that is a base again is represented by its own children.

use std::collections::{BTreeMap, BTreeSet};

use super::arms::implied_tags;
use super::cx::{LowerCx, Place};
use super::intersect::Intersection;
use super::outline::outline_of_component;
use super::union::{ArmDraft, Simple, lower_union};
use crate::ir::{TypeId, TypeRef};
use crate::spec::{Discriminator, Document, Schema};

/// Components that extend others by `allOf`, by the position of a base with a discriminator.
#[derive(Default)]
pub(super) struct Families {
    children: BTreeMap<usize, BTreeSet<usize>>,
}

impl Families {
    /// The families of a document.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let schemas = &document.components.schemas;
        let mut extended_by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (position, schema) in schemas.values().enumerate() {
            for reference in schema.all_of.iter().filter_map(|part| part.reference.as_deref()) {
                if let Some(base) = schemas.get_index_of(reference) {
                    extended_by.entry(base).or_default().push(position);
                }
            }
        }
        let is_base = |schema: &Schema<'_>| {
            schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
        };
        let bases = schemas.values().enumerate().filter(|(_, schema)| is_base(schema));
        let children = bases.map(|(position, _)| (position, descendants(&extended_by, position)));
        Self { children: children.filter(|(_, children)| !children.is_empty()).collect() }
    }

    fn is_base(&self, position: usize) -> bool {
        self.children.contains_key(&position)
    }
}

fn descendants(extended_by: &BTreeMap<usize, Vec<usize>>, base: usize) -> BTreeSet<usize> {
    let (mut found, mut open) = (BTreeSet::new(), vec![base]);
    while let Some(position) = open.pop() {
        for &child in extended_by.get(&position).into_iter().flatten() {
            if child != base && found.insert(child) {
                open.push(child);
            }
        }
    }
    found
}

impl LowerCx<'_, '_> {
    /// Whether the component with this type extends the base at `position`.
    pub(super) fn is_child(&self, id: TypeId, position: usize) -> bool {
        let child = self.component_order.get(id.index());
        child.is_some_and(|child| self.families.children.get(&position).is_some_and(|all| all.contains(child)))
    }
}

/// The type of a base; `None` where nothing extends the component.
pub(super) fn lower_family<'d>(
    cx: &mut LowerCx<'d, '_>,
    position: usize,
    schema: &'d Schema<'d>,
    place: &Place,
) -> Option<TypeRef> {
    let children = cx.families.children.get(&position)?.clone();
    let discriminator = schema.discriminator.as_deref()?;
    let all = Intersection::of(schema);
    let mapped: Vec<usize> =
        discriminator.mapping.iter().filter_map(|(_, to)| cx.component(to)).map(|(position, _)| position).collect();
    let mut drafts: Vec<ArmDraft<'d>> = Vec::new();
    for child in cx.component_order.clone() {
        let as_itself = child == position || cx.families.is_base(child);
        if as_itself && mapped.contains(&child) {
            drafts.extend(draft_of_base(cx, child));
        } else if children.contains(&child) && !as_itself {
            drafts.extend(draft_of_component(cx, child));
        }
    }
    if !mapped.contains(&position) && leaves_values(cx, position, discriminator, &drafts) {
        drafts.extend(draft_of_base(cx, position));
    }
    (!drafts.is_empty()).then(|| lower_union(cx, &all, &drafts, Some(discriminator), place))
}

/// Whether the tag has values of which none means a child: the base itself has them.
fn leaves_values<'d>(
    cx: &mut LowerCx<'d, '_>,
    position: usize,
    discriminator: &Discriminator<'d>,
    children: &[ArmDraft<'d>],
) -> bool {
    let outline = outline_of_component(cx, position);
    let Some(values) = outline.choices.get(discriminator.property) else { return false };
    let implied = children.iter().flat_map(|child| implied_tags(cx, child, discriminator.property));
    let meant: BTreeSet<String> =
        discriminator.mapping.iter().map(|(value, _)| (*value).to_owned()).chain(implied).collect();
    values.iter().any(|value| !meant.contains(value))
}

fn draft_of_component<'d>(cx: &mut LowerCx<'d, '_>, position: usize) -> Option<ArmDraft<'d>> {
    let (_, schema) = cx.document.components.schemas.get_index(position)?;
    let outline = outline_of_component(cx, position);
    Some(ArmDraft {
        all: Intersection::of(schema),
        outline,
        component: Some(position),
        simple: Some(Simple::Component(position)),
        is_base: false,
    })
}

// A base as one of its own arms is the object that it describes.
fn draft_of_base<'d>(cx: &mut LowerCx<'d, '_>, position: usize) -> Option<ArmDraft<'d>> {
    let draft = draft_of_component(cx, position)?;
    Some(ArmDraft { simple: None, is_base: true, ..draft })
}
