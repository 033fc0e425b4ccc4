//! Null, whatever it is spelled like.

use super::super::super::cx::Cx;
use super::super::super::kinds::schemas;
use super::super::view::View;
use super::super::{Both, Role};

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    match change(&both.old, &both.new) {
        Some(_) if both.role == Role::Swapped => {}
        Some(true) => added(cx, both),
        Some(false) => removed(cx, both),
        None => {}
    }
}

/// Whether null came, or went; where any value is allowed on one side, nothing is said of null alone.
pub(super) fn change(old: &View<'_>, new: &View<'_>) -> Option<bool> {
    let (before, after) = (old.nullable?, new.nullable?);
    let told_by_types = old.types.is_empty() != new.types.is_empty();
    (before != after && !told_by_types).then_some(after)
}

fn added(cx: &mut Cx<'_>, both: &Both<'_>) {
    let kind = both.kind(&schemas::NULLABLE_ADDED_REQUEST, &schemas::NULLABLE_ADDED_RESPONSE);
    let sentence = if both.is_request() { "null is accepted now" } else { "it may be null now" };
    cx.report(both.whole(kind, sentence));
}

fn removed(cx: &mut Cx<'_>, both: &Both<'_>) {
    let kind = both.kind(&schemas::NULLABLE_REMOVED_REQUEST, &schemas::NULLABLE_REMOVED_RESPONSE);
    let sentence = if both.is_request() { "null is no longer accepted" } else { "it is never null now" };
    cx.report(both.whole(kind, sentence));
}
