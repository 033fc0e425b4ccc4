//! Turns `oneOf`, `anyOf` and lists of types into unions, or into something simpler that holds the same values.
//!
//! Normal form: null arms are the bit of nullability; arms without a value are left out; inline unions within are
//! spliced in; arms that are all texts, all numbers or all booleans become one, since nothing tells them apart; a
//! single arm is the type itself; what stands beside the union holds for every arm.

use std::rc::Rc;

use super::arms::{Tagging, tag_arms};
use super::collapse::collapse;
use super::cx::{LowerCx, Place, component_name};
use super::docs::of_texts;
use super::enums::lower_values;
use super::hoist::Begun;
use super::intersect::{Group, Intersection, Merged, Part};
use super::nullable::null_arm;
use super::object::head_of;
use super::outline::{Outline, outline_of};
use super::schema::{contradiction, lower_value};
use crate::diagnostics::codes;
use crate::ir::{Arm, Docs, EnumValue, Owner, Role, Scalar, Shape, TypeId, TypeRef, Union, Wire};
use crate::spec::{Discriminator, Schema, Types};

/// The most arms that several unions are multiplied out to.
const LARGEST_PRODUCT: usize = 64;

/// An arm before its type is made.
#[derive(Clone)]
pub(super) struct ArmDraft<'d> {
    /// Its schemas, the arm itself first.
    pub(super) all: Intersection<'d>,
    /// What is known of its values.
    pub(super) outline: Rc<Outline<'d>>,
    /// The component it refers to.
    pub(super) component: Option<usize>,
    /// What it became, if it stands for several.
    pub(super) simple: Option<Simple>,
    /// It is what all arms of a family have in common.
    pub(super) is_base: bool,
}

/// What arms of one kind became.
#[derive(Clone)]
pub(super) enum Simple {
    /// Any value of a scalar.
    Scalar(Scalar),
    /// Known values.
    Values(Vec<EnumValue>),
    /// A component's own type.
    Component(usize),
}

/// The type of schemas with unions among them; `None` where the unions add nothing.
pub(super) fn lower_groups<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    place: &Place,
) -> Option<TypeRef> {
    let mut groups = Vec::new();
    for group in &merged.groups {
        if group.arms.iter().all(only_requires) {
            report_requirements(cx, group);
        } else {
            groups.push(*group);
        }
    }
    if groups.is_empty() {
        return None;
    }
    let Some(alternatives) = alternatives(all, merged, &groups) else {
        let at = all.first().map(|schema| schema.at.clone()).unwrap_or_default();
        cx.report(codes::UNION_TOO_LARGE, &at, || {
            "several unions hold here at once, in too many ways to list".to_owned()
        });
        return Some(TypeRef::Json);
    };
    if alternatives.is_empty() {
        return Some(TypeRef::Scalar(Scalar::Null));
    }
    let drafts = alternatives.into_iter().map(|all| draft(cx, all)).collect();
    let discriminator = groups.iter().find_map(|group| group.holder.discriminator.as_deref());
    Some(lower_arms(cx, all, drafts, discriminator, place))
}

/// The arms of all unions, each with what holds beside them; `None` where there are too many.
pub(super) fn alternatives<'d>(
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    groups: &[Group<'d>],
) -> Option<Vec<Intersection<'d>>> {
    let base: Vec<Part<'d>> = merged.own.iter().filter(|part| has_shape(part.schema)).copied().collect();
    let product = multiplied(groups)?;
    Some(product.into_iter().map(|parts| Intersection { parts, only: all.only }.and(&base)).collect())
}

/// The type of values of several kinds.
pub(super) fn lower_kinds<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    types: Types,
    place: &Place,
) -> TypeRef {
    let kinds = [Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN, Types::ARRAY, Types::OBJECT];
    let drafts = kinds
        .into_iter()
        .filter(|kind| types.contains(*kind))
        .map(|kind| draft(cx, Intersection { parts: all.parts.clone(), only: kind }))
        .collect();
    lower_arms(cx, all, drafts, None, place)
}

/// An arm of these schemas.
pub(super) fn draft<'d>(cx: &mut LowerCx<'d, '_>, all: Intersection<'d>) -> ArmDraft<'d> {
    let outline = outline_of(cx, &all);
    let reference = all.first().and_then(|schema| schema.reference.as_deref());
    let component = reference.and_then(|reference| cx.component(reference)).map(|(position, _)| position);
    ArmDraft { all, outline, component, simple: None, is_base: false }
}

/// The type of one of these arms.
pub(super) fn lower_arms<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    mut drafts: Vec<ArmDraft<'d>>,
    discriminator: Option<&Discriminator<'d>>,
    place: &Place,
) -> TypeRef {
    drafts.retain(|draft| !draft.outline.is_impossible());
    drop_repeated(&mut drafts);
    collapse(&mut drafts);
    match drafts.as_slice() {
        [] => contradiction(cx, all),
        [ArmDraft { simple: Some(Simple::Scalar(scalar)), .. }] => TypeRef::Scalar(*scalar),
        [ArmDraft { simple: Some(Simple::Values(values)), .. }] => lower_values(cx, all, values.clone(), place),
        [only] => lower_value(cx, &only.all, place),
        _ => lower_union(cx, all, &drafts, discriminator, place),
    }
}

/// The union of these arms, two at least.
pub(super) fn lower_union<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    drafts: &[ArmDraft<'d>],
    discriminator: Option<&Discriminator<'d>>,
    place: &Place,
) -> TypeRef {
    let begun = match cx.drafts.begin(all, place) {
        Begun::Known(id) => return TypeRef::Named(id),
        Begun::New(draft) => draft,
    };
    let Tagging { tag, mut tags, default_arm, optional, stated } = tag_arms(cx, drafts, discriminator);
    let mut arms: Vec<Arm> = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let tags = tags.get_mut(index).map(std::mem::take).unwrap_or_default();
        let arm = lower_arm(cx, draft, tags, begun.id, arms.len());
        // Arms written twice in other words.
        let same = arms.iter().position(|other| other.ty == arm.ty);
        places.push(same.unwrap_or(arms.len()));
        match same.and_then(|same| arms.get_mut(same)) {
            Some(other) => other.tags.extend(arm.tags),
            None => arms.push(arm),
        }
    }
    let default_arm = default_arm.and_then(|index| places.get(index).copied());
    let head = head_of(all, place, Wire::Json);
    let union = Union { tag, arms, default_arm, tag_optional: optional, tag_stated: stated };
    cx.drafts.finish(begun, place, head, Shape::Union(union))
}

fn lower_arm<'d>(cx: &mut LowerCx<'d, '_>, draft: &ArmDraft<'d>, tags: Vec<String>, id: TypeId, index: usize) -> Arm {
    let place = Place::part(Owner::Type(id), Role::Arm(index));
    let ty = match &draft.simple {
        Some(Simple::Scalar(scalar)) => TypeRef::Scalar(*scalar),
        Some(Simple::Values(values)) => lower_values(cx, &draft.all, values.clone(), &place),
        Some(Simple::Component(position)) => cx.use_component(*position),
        None => lower_value(cx, &draft.all, &place),
    };
    let schema = draft.all.first();
    let component = draft.component.and_then(|position| component_name(cx.component_key(position)));
    let name = if draft.is_base { Some("Base") } else { component };
    let title = schema.and_then(|schema| schema.title);
    let hint = name.or(title).map(str::to_owned).or_else(|| tags.first().cloned());
    let docs = match schema {
        Some(schema) if !matches!(ty, TypeRef::Named(_)) => of_texts(None, schema.description, schema.deprecated),
        _ => Docs::default(),
    };
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Arm {
        ty,
        hint,
        kinds: draft.outline.kinds,
        tags,
        required: texts(&draft.outline.required),
        known: texts(&draft.outline.known),
        docs,
    }
}

fn drop_repeated(drafts: &mut Vec<ArmDraft<'_>>) {
    let mut seen = std::collections::BTreeSet::new();
    drafts.retain(|draft| seen.insert(draft.all.key()));
    let mut components = std::collections::BTreeSet::new();
    drafts.retain(|draft| {
        draft.component.is_none_or(|position| draft.all.parts.len() > 1 || components.insert(position))
    });
}

/// One arm of each group, in all ways; `None` where there are too many.
fn multiplied<'d>(groups: &[Group<'d>]) -> Option<Vec<Vec<Part<'d>>>> {
    let mut product: Vec<Vec<Part<'d>>> = vec![Vec::new()];
    for group in groups {
        let mut arms = Vec::new();
        spliced(group.arms, group.home, &mut arms);
        if groups.len() > 1 && product.len().saturating_mul(arms.len()) > LARGEST_PRODUCT {
            return None;
        }
        let with = |so_far: &Vec<Part<'d>>, arm: &Part<'d>| so_far.iter().chain([arm]).copied().collect();
        product = product.iter().flat_map(|so_far| arms.iter().map(move |arm| with(so_far, arm))).collect();
    }
    Some(product)
}

/// The arms, those of inline unions within in their place.
fn spliced<'d>(arms: &'d [Schema<'d>], home: Option<TypeId>, into: &mut Vec<Part<'d>>) {
    for schema in arms.iter().filter(|arm| !null_arm(arm) && arm.always != Some(false)) {
        match inner_arms(schema) {
            Some(inner) => spliced(inner, home, into),
            None => into.push(Part { schema, whole: true, home }),
        }
    }
}

/// The arms of a schema that is a union and nothing else.
fn inner_arms<'d>(schema: &'d Schema<'d>) -> Option<&'d [Schema<'d>]> {
    let bare = schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.discriminator.is_none()
        && schema.types.is_empty()
        && !has_shape(schema);
    match (bare, schema.any_of.as_slice(), schema.one_of.as_slice()) {
        (true, [], arms) | (true, arms, []) if !arms.is_empty() => Some(arms),
        _ => None,
    }
}

/// Whether a schema accepts any value.
pub(super) fn says_nothing(schema: &Schema<'_>) -> bool {
    let composed = schema.reference.is_some()
        || !(schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty());
    !composed && !has_shape(schema)
}

/// Whether the own keywords of a schema say anything of the type.
fn has_shape(schema: &Schema<'_>) -> bool {
    schema.always == Some(false)
        || !schema.types.is_empty()
        || schema.values.is_some()
        || schema.constant.is_some()
        || schema.format.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.items.is_some()
        || schema.additional_properties.is_some()
        || schema.rare.is_some()
}

/// An arm that only asks for members, or says nothing at all.
fn only_requires(schema: &Schema<'_>) -> bool {
    let mut bare = schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.iter().all(only_requires)
        && schema.one_of.iter().all(only_requires)
        && schema.always.is_none();
    bare &= !schema.required.is_empty() || schema.rare.is_some() || !schema.any_of.is_empty();
    let typed = !(schema.types.is_empty() || schema.types == Types::OBJECT);
    bare && !typed
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.properties.is_empty()
        && schema.items.is_none()
        && schema.additional_properties.is_none()
        && schema.format.is_none()
        && schema.rare.as_deref().is_none_or(|rare| !rare.not_honoured.is_empty() && rare.prefix_items.is_none())
}

fn report_requirements(cx: &mut LowerCx<'_, '_>, group: &Group<'_>) {
    let keyword = if group.holder.one_of.is_empty() { "anyOf" } else { "oneOf" };
    cx.report(codes::REQUIRED_ALTERNATIVES, &group.holder.at.child(keyword), || {
        "the arms differ only in which members they require, which is not checked".to_owned()
    });
}
