//! Finds out what tells the arms of a union apart: a stated discriminator, else a member with other values in each arm.
//!
//! Where neither is there, the kinds of values and the members of each arm are all there is to go by.

use super::cx::{LowerCx, component_name};
use super::outline::Outline;
use super::union::ArmDraft;
use crate::diagnostics::codes;
use crate::spec::{Discriminator, Schema, Types};

/// How deep unions within unions are searched for the target of a mapping.
const DEEPEST: usize = 6;

/// Members that are most often meant to tell arms apart, the likeliest first.
const USUAL_TAGS: &[&str] = &["type", "kind", "object", "event", "role", "name"];

/// What tells arms apart.
#[derive(Default)]
pub(super) struct Tagging {
    /// The member, if there is one.
    pub(super) tag: Option<String>,
    /// Its values for each arm.
    pub(super) tags: Vec<Vec<String>>,
    /// The arm for values that no arm has.
    pub(super) default_arm: Option<usize>,
    /// It may be absent.
    pub(super) optional: bool,
    /// A discriminator names it.
    pub(super) stated: bool,
}

/// The tagging of a union.
pub(super) fn tag_arms(
    cx: &mut LowerCx<'_, '_>,
    drafts: &[ArmDraft<'_>],
    discriminator: Option<&Discriminator<'_>>,
) -> Tagging {
    let stated = discriminator.map(|discriminator| stated(cx, drafts, discriminator));
    stated.filter(|tagging| tagging.tag.is_some()).unwrap_or_else(|| inferred(drafts))
}

fn stated(cx: &mut LowerCx<'_, '_>, drafts: &[ArmDraft<'_>], discriminator: &Discriminator<'_>) -> Tagging {
    let property = discriminator.property;
    let mut tags: Vec<Vec<String>> = vec![Vec::new(); drafts.len()];
    for (value, reference) in &discriminator.mapping {
        let position = cx.component(reference).map(|(position, _)| position);
        match position.and_then(|position| arm_of(cx, drafts, position)) {
            Some(index) => tags.get_mut(index).into_iter().for_each(|tags| tags.push((*value).to_owned())),
            None => report_mapping(cx, discriminator, value),
        }
    }
    for (draft, tags) in drafts.iter().zip(&mut tags) {
        if tags.is_empty() && draft.outline.kinds.contains(Types::OBJECT) && !draft.is_base {
            *tags = implied_tags(cx, draft, property);
        }
    }
    leave_to_base(drafts, &mut tags, property);
    let default = discriminator.default.as_deref().and_then(|reference| cx.component(reference));
    let default_arm = default.and_then(|(position, _)| arm_of(cx, drafts, position));
    let named = tags.iter().any(|tags| !tags.is_empty());
    // The member should be required, but many writers leave it optional.
    let optional = drafts.iter().zip(&tags).any(|(draft, tags)| {
        !tags.is_empty() && draft.outline.known.contains(&property) && !draft.outline.required.contains(&property)
    });
    Tagging { tag: named.then(|| property.to_owned()), tags, default_arm, optional, stated: named }
}

fn report_mapping(cx: &mut LowerCx<'_, '_>, discriminator: &Discriminator<'_>, value: &str) {
    cx.report(codes::DISCRIMINATOR_MAPPING, &discriminator.at.child("mapping").child(value), || {
        format!("`{value}` is mapped to a schema that is no arm of this union")
    });
}

/// The values an arm itself declares are what is on the wire, of a list that others share the one that reads like the name
/// of its component; that name is what is meant without them.
pub(super) fn implied_tags(cx: &LowerCx<'_, '_>, draft: &ArmDraft<'_>, property: &str) -> Vec<String> {
    let name = draft.component.and_then(|position| component_name(cx.component_key(position)));
    let Some(choices) = draft.outline.choices.get(property) else {
        return name.map(str::to_owned).into_iter().collect();
    };
    let reads_like = |value: &&String| name.is_some_and(|name| letters(value).eq(letters(name)));
    choices.iter().find(reads_like).map_or_else(|| choices.clone(), |own| vec![own.clone()])
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The base of a family has the values that mean no child.
fn leave_to_base(drafts: &[ArmDraft<'_>], tags: &mut [Vec<String>], property: &str) {
    let Some(base) = drafts.iter().position(|draft| draft.is_base) else { return };
    let choices = drafts.get(base).and_then(|draft| draft.outline.choices.get(property));
    let left: Vec<String> =
        choices.into_iter().flatten().filter(|value| !tags.iter().any(|tags| tags.contains(value))).cloned().collect();
    if let Some(tags) = tags.get_mut(base).filter(|tags| tags.is_empty()) {
        *tags = left;
    }
}

/// The arm that is a component, or a union of which it is an arm.
fn arm_of(cx: &LowerCx<'_, '_>, drafts: &[ArmDraft<'_>], position: usize) -> Option<usize> {
    let direct = drafts.iter().position(|draft| draft.component == Some(position));
    direct.or_else(|| {
        drafts.iter().position(|draft| draft.all.first().is_some_and(|schema| has_arm(cx, schema, position, 0)))
    })
}

fn has_arm(cx: &LowerCx<'_, '_>, schema: &Schema<'_>, position: usize, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    let target = schema.reference.as_deref().and_then(|reference| cx.component(reference));
    match target {
        Some((found, _)) if found == position => true,
        Some((_, target)) => has_arm(cx, target, position, depth + 1),
        None => {
            let mut arms = schema.one_of.iter().chain(&schema.any_of);
            arms.any(|arm| has_arm(cx, arm, position, depth + 1))
        }
    }
}

/// The best member that all objects have, with values of which not all are the same.
fn inferred(drafts: &[ArmDraft<'_>]) -> Tagging {
    let objects: Vec<&Outline<'_>> =
        drafts.iter().map(|draft| &*draft.outline).filter(|outline| outline.kinds == Types::OBJECT).collect();
    let Some(tag) = best_tag(&objects) else {
        return Tagging { tags: vec![Vec::new(); drafts.len()], ..Tagging::default() };
    };
    let values = |draft: &ArmDraft<'_>| match draft.outline.kinds {
        Types::OBJECT => draft.outline.choices.get(tag).cloned().unwrap_or_default(),
        _ => Vec::new(),
    };
    let optional = objects.iter().any(|outline| !outline.required.contains(&tag));
    let tags = drafts.iter().map(values).collect();
    Tagging { tag: Some(tag.to_owned()), tags, default_arm: None, optional, stated: false }
}

fn best_tag<'d>(objects: &[&Outline<'d>]) -> Option<&'d str> {
    let tagged = |name: &str| objects.iter().filter(|outline| outline.choices.contains_key(name)).count();
    let candidates = objects.iter().flat_map(|outline| outline.choices.keys().copied());
    let mut names: Vec<&'d str> = candidates.collect();
    names.sort_unstable();
    names.dedup();
    let free = |name: &str| objects.iter().filter(|outline| !is_told(outline, name)).count();
    // An arm may lack the member: it is what is left when no other arm has the value. Several may where all but one do
    // not even know it, so that none of their values is taken for one of another arm.
    let usable =
        names.into_iter().filter(|name| tagged(name) > 1 && (tagged(name) + 1 >= objects.len() || free(name) <= 1));
    usable.filter_map(|name| Some((rank(objects, name)?, name))).min().map(|(_, name)| name)
}

/// Whether an arm must have a constant as the member, or does not know the member at all.
fn is_told(outline: &Outline<'_>, name: &str) -> bool {
    match outline.choices.get(name) {
        Some(values) => values.len() == 1 && outline.required.contains(&name),
        None => !outline.known.contains(&name),
    }
}

/// How well a member tells arms apart, the best being the least; `None` where it does not.
fn rank(objects: &[&Outline<'_>], name: &str) -> Option<(usize, usize, usize, usize)> {
    let mut values: Vec<&String> = objects.iter().filter_map(|outline| outline.choices.get(name)).flatten().collect();
    let stated = values.len();
    values.sort_unstable();
    values.dedup();
    let untagged = objects.iter().filter(|outline| !outline.choices.contains_key(name)).count();
    let repeated = stated - values.len();
    let lists: std::collections::BTreeSet<&Vec<String>> =
        objects.iter().filter_map(|outline| outline.choices.get(name)).collect();
    if lists.len() < 2 {
        return None;
    }
    let optional = objects.iter().filter(|outline| !outline.required.contains(&name)).count();
    let unusual = USUAL_TAGS.iter().position(|usual| *usual == name).unwrap_or(USUAL_TAGS.len());
    Some((untagged, repeated, optional, unusual))
}
