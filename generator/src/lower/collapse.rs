//! Makes one arm of the arms of a union that nothing tells apart: texts, numbers, booleans.

use super::constant::Listed;
use super::enums::{docs_of, hint_of};
use super::intersect::Intersection;
use super::scalar::integer_scalar;
use super::union::{ArmDraft, Simple};
use crate::ir::{EnumValue, Scalar};
use crate::spec::Types;

const NUMBERS: Types = Types(6);

/// Joins arms of one scalar kind; where every arm is a list of values, all of them.
pub(super) fn collapse(drafts: &mut Vec<ArmDraft<'_>>) {
    let listed = |draft: &ArmDraft<'_>| draft.outline.listed.is_some() && is_scalar(draft.outline.kinds);
    if drafts.len() > 1 && drafts.iter().all(listed) {
        join(drafts, |_| true);
        return;
    }
    for kinds in [Types::STRING, Types::BOOLEAN] {
        join(drafts, |draft| kinds.contains(draft.outline.kinds));
    }
    // No integer type holds both a negative number and the upper half of the unsigned ones: those stay two arms.
    let wide = drafts.iter().any(|draft| integer(draft) == Some(Scalar::U64));
    let apart = |draft: &ArmDraft<'_>| wide && integer(draft).is_some_and(|scalar| scalar >= Scalar::U8);
    join(drafts, |draft| NUMBERS.contains(draft.outline.kinds) && !apart(draft));
    join(drafts, |draft| NUMBERS.contains(draft.outline.kinds) && apart(draft));
}

/// The scalar of an arm that is an integer and no list of values.
fn integer(draft: &ArmDraft<'_>) -> Option<Scalar> {
    let plain = draft.outline.kinds == Types::INTEGER && draft.outline.listed.is_none();
    draft.all.first().filter(|_| plain).map(integer_scalar)
}

fn is_scalar(kinds: Types) -> bool {
    Types(Types::STRING.0 | NUMBERS.0 | Types::BOOLEAN.0).contains(kinds)
}

fn join<'d>(drafts: &mut Vec<ArmDraft<'d>>, joins: impl Fn(&ArmDraft<'d>) -> bool) {
    let chosen: Vec<usize> =
        drafts.iter().enumerate().filter(|(_, draft)| joins(draft)).map(|(index, _)| index).collect();
    let [first, rest @ ..] = chosen.as_slice() else { return };
    if rest.is_empty() {
        return;
    }
    let joined = joined(&chosen.iter().filter_map(|index| drafts.get(*index)).collect::<Vec<_>>());
    if let (Some(joined), Some(slot)) = (joined, drafts.get_mut(*first)) {
        *slot = joined;
        let mut index = 0;
        drafts.retain(|_| {
            index += 1;
            !rest.contains(&(index - 1))
        });
    }
}

fn joined<'d>(drafts: &[&ArmDraft<'d>]) -> Option<ArmDraft<'d>> {
    let lists: Vec<&ArmDraft<'d>> = drafts.iter().copied().filter(|draft| draft.outline.listed.is_some()).collect();
    let first = *drafts.first()?;
    // Enums are open, so one list of values beside any value of its kind is that enum.
    if let [one] = lists.as_slice() {
        return Some((*one).clone());
    }
    let kinds = drafts.iter().fold(Types(0), |kinds, draft| kinds.union(draft.outline.kinds));
    let mut draft = first.clone();
    let mut outline = (*first.outline).clone();
    outline.kinds = kinds;
    draft.component = None;
    if lists.is_empty() {
        draft.simple = Some(Simple::Scalar(common_scalar(drafts, kinds)));
    } else {
        let values: Vec<Listed<'d>> =
            lists.iter().filter_map(|draft| draft.outline.listed.as_ref()).flatten().copied().collect();
        outline.listed = Some(values.clone());
        draft.all = Intersection::parts(lists.iter().flat_map(|draft| draft.all.parts.clone()).collect());
        draft.simple = Some(Simple::Values(values.into_iter().map(enum_value).collect()));
    }
    draft.outline = outline.into();
    Some(draft)
}

fn enum_value(listed: Listed<'_>) -> EnumValue {
    EnumValue { value: listed.value.clone(), hint: hint_of(listed), docs: docs_of(listed) }
}

// The scalar that holds the values of all arms. Formats of texts differ, so any text is accepted.
fn common_scalar(drafts: &[&ArmDraft<'_>], kinds: Types) -> Scalar {
    let formats = drafts.iter().map(|draft| draft.all.first().and_then(|schema| schema.format));
    let formats: Vec<Option<&str>> = formats.collect();
    let first = formats.first().copied().flatten();
    let same = formats.iter().all(|format| *format == first);
    match kinds {
        Types::BOOLEAN => Scalar::Bool,
        Types::INTEGER if drafts.iter().all(|draft| integer(draft).is_some_and(|scalar| scalar >= Scalar::U8)) => {
            Scalar::U64
        }
        Types::INTEGER if drafts.iter().any(|draft| integer(draft) == Some(Scalar::I128)) => Scalar::I128,
        Types::INTEGER => Scalar::I64,
        Types::STRING => match first.filter(|_| same) {
            Some("uuid") => Scalar::Uuid,
            Some("date-time") => Scalar::DateTime,
            _ => Scalar::String,
        },
        _ => Scalar::F64,
    }
}
