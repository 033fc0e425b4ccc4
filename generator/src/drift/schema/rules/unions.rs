//! `oneOf` and `anyOf`: which alternatives there are.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Kind, composition, schemas};
use super::super::arms::{Arm, Matched, arms, matched};
use super::super::node::Node;
use super::super::parts::{Union, UnionKeyword};
use super::super::view::View;
use super::super::{Both, Role};

/// Compares the unions that both sides have, one after the other.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let (old, new) = (both.old.clone(), both.new.clone());
    for i in 0..old.unions.len().max(new.unions.len()) {
        match (old.unions.get(i), new.unions.get(i)) {
            (Some(before), Some(after)) => unions(cx, both, before, after),
            (Some(before), None) => removed(cx, both, arms(before), before.keyword),
            (None, Some(after)) => added(cx, both, arms(after), after.keyword),
            (None, None) => {}
        }
    }
}

/// A schema that became one alternative of several, or was one and is alone now; gives whether nothing else is to be
/// compared.
pub(super) fn wrapped<'s>(cx: &mut Cx<'s>, both: &Both<'s>) -> bool {
    let (old, new) = (both.old.clone(), both.new.clone());
    match (old.unions.as_slice(), new.unions.as_slice()) {
        ([], [union]) if new.properties.is_empty() => match &old.list {
            Some(list) => unions(cx, both, list, union),
            None => became_union(cx, both, union),
        },
        ([union], []) if old.properties.is_empty() => match &new.list {
            Some(list) => unions(cx, both, union, list),
            None => was_union(cx, both, union),
        },
        _ => return false,
    }
    true
}

fn became_union<'s>(cx: &mut Cx<'s>, both: &Both<'s>, union: &Union<'s>) {
    let (alone, arms) = (alone(&both.old), arms(union));
    if both.old.is_any() {
        return whole(cx, both, &schemas::TYPE_CHANGED_REQUEST, &schemas::TYPE_NARROWED_RESPONSE);
    }
    let Matched { pairs, added: others, .. } = matched(cx, both, std::slice::from_ref(&alone), &arms);
    let Some((_, arm)) = pairs.first() else {
        return whole(cx, both, &schemas::TYPE_CHANGED_REQUEST, &schemas::TYPE_CHANGED_RESPONSE);
    };
    added(cx, both, others, union.keyword);
    cx.pair(alone.node(both.old.side), arm.node(both.new.side), both.direction, Role::Plain);
}

fn was_union<'s>(cx: &mut Cx<'s>, both: &Both<'s>, union: &Union<'s>) {
    let (alone, arms) = (alone(&both.new), arms(union));
    if both.new.is_any() {
        return whole(cx, both, &schemas::TYPE_WIDENED_REQUEST, &schemas::TYPE_CHANGED_RESPONSE);
    }
    let Matched { pairs, removed: others, .. } = matched(cx, both, &arms, std::slice::from_ref(&alone));
    let Some((arm, _)) = pairs.first() else {
        return whole(cx, both, &schemas::TYPE_CHANGED_REQUEST, &schemas::TYPE_CHANGED_RESPONSE);
    };
    removed(cx, both, others, union.keyword);
    cx.pair(arm.node(both.old.side), alone.node(both.new.side), both.direction, Role::Plain);
}

/// A schema in the place of a union, as if it were its only arm.
fn alone<'s>(view: &View<'s>) -> Arm<'s> {
    Arm::alone(&view.node)
}

fn whole(cx: &mut Cx<'_>, both: &Both<'_>, request: &'static Kind, response: &'static Kind) {
    let sentence = if both.new.unions.is_empty() {
        "it is no longer one of several alternatives"
    } else {
        "it is one of several alternatives now"
    };
    cx.report(both.whole(both.kind(request, response), sentence));
}

fn unions<'s>(cx: &mut Cx<'s>, both: &Both<'s>, old: &Union<'s>, new: &Union<'s>) {
    let Matched { pairs, removed: gone, added: come } = matched(cx, both, &arms(old), &arms(new));
    removed(cx, both, gone, old.keyword);
    added(cx, both, come, new.keyword);
    let in_order = pairs.windows(2).all(|two| matches!(two, [(_, one), (_, two)] if one.position < two.position));
    if !in_order {
        let says = |part: &crate::spec::Schema<'_>| std::ptr::eq(part, old.holder) || std::ptr::eq(part, new.holder);
        let sentence = "the alternatives stand in another order";
        cx.report(both.annotation(&composition::UNION_REORDERED, new.keyword.name(), says, sentence));
    }
    for (before, after) in pairs {
        cx.pair(before.node(both.old.side), after.node(both.new.side), both.direction, Role::Plain);
    }
}

fn removed<'s>(cx: &mut Cx<'s>, both: &Both<'s>, gone: Vec<Arm<'s>>, keyword: UnionKeyword) {
    let kind = both.kind(&composition::ONEOF_REMOVED_REQUEST, &composition::ONEOF_REMOVED_RESPONSE);
    for arm in gone {
        let sentence = format!("{} is no longer among the alternatives of `{}`", arm.name(), keyword.name());
        cx.report(both.gone(kind, arm.schema, sentence));
    }
}

fn added<'s>(cx: &mut Cx<'s>, both: &Both<'s>, come: Vec<Arm<'s>>, keyword: UnionKeyword) {
    let response = match keyword {
        UnionKeyword::OneOf => &composition::ONEOF_ADDED_RESPONSE,
        UnionKeyword::AnyOf => &composition::ANYOF_ADDED_RESPONSE,
    };
    let kind = both.kind(&composition::ONEOF_ADDED_REQUEST, response);
    for arm in come {
        let sentence = format!("{} is among the alternatives of `{}` now", arm.name(), keyword.name());
        cx.report(both.come(kind, arm.schema, sentence));
    }
}

impl<'s> Arm<'s> {
    fn node(&self, side: &'s super::super::super::side::Side<'s>) -> Node<'s> {
        Node::of(side, self.schemas.iter().copied())
    }
}
