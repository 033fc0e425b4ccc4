//! `allOf`: which members it has, where that alone is what changed.
//!
//! What the members say together is compared by the other rules; moving it from one member to another is no change.

use super::super::super::cx::Cx;
use super::super::super::kinds::composition;
use super::super::node::{Node, says_only_annotations};
use super::super::view::View;
use super::Both;
use crate::spec::Schema;

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    annotations(cx, both);
    let (old, new) = (members(&both.old), members(&both.new));
    let named = |view: &View<'s>| view.parts.first().map(|part| (part.properties.len(), part.required.len()));
    if old.is_empty() || new.is_empty() || named(&both.old) != named(&both.new) {
        return;
    }
    let mut come = new.clone();
    let mut gone = Vec::new();
    for member in old {
        let node = Node::of(both.old.side, [member]);
        match come.iter().position(|other| cx.same(&node, &Node::of(both.new.side, [*other]))) {
            Some(i) => _ = come.remove(i),
            None => gone.push(member),
        }
    }
    match (gone.as_slice(), come.as_slice()) {
        (gone, []) => gone.iter().for_each(|member| removed(cx, both, member)),
        ([], come) => come.iter().for_each(|member| added(cx, both, member)),
        // Some changed: the other rules tell what.
        _ => {}
    }
}

fn added<'s>(cx: &mut Cx<'s>, both: &Both<'s>, member: &'s Schema<'s>) {
    let kind = both.kind(&composition::ALLOF_ADDED_REQUEST, &composition::ALLOF_CHANGED_RESPONSE);
    cx.report(both.come(kind, Some(member), "a further schema holds too"));
}

fn removed<'s>(cx: &mut Cx<'s>, both: &Both<'s>, member: &'s Schema<'s>) {
    let kind = both.kind(&composition::ALLOF_REMOVED_REQUEST, &composition::ALLOF_CHANGED_RESPONSE);
    cx.report(both.gone(kind, Some(member), "one schema of several no longer holds"));
}

/// Members that say nothing of values came or went.
fn annotations(cx: &mut Cx<'_>, both: &Both<'_>) {
    let count = |view: &View<'_>| {
        let own = view.parts.first().map_or(&[][..], |part| part.all_of.as_slice());
        own.iter().filter(|member| is_annotation(member)).count()
    };
    let sentence = match (count(&both.old), count(&both.new)) {
        (old, new) if old < new => "a member of `allOf` came that says nothing of values",
        (old, new) if old > new => "a member of `allOf` went that said nothing of values",
        _ => return,
    };
    cx.report(both.annotation(&composition::ALLOF_ANNOTATION_ONLY, "allOf", |part| !part.all_of.is_empty(), sentence));
}

fn is_annotation(schema: &Schema<'_>) -> bool {
    schema.reference.is_none() && says_only_annotations(schema)
}

/// The members that say something, those of nested `allOf` among them.
fn members<'s>(view: &View<'s>) -> Vec<&'s Schema<'s>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Schema<'_>> = view.parts.first().iter().flat_map(|part| part.all_of.iter().rev()).collect();
    while let Some(member) = waiting.pop() {
        if member.all_of.is_empty() {
            found.extend((!is_annotation(member)).then_some(member));
        } else {
            waiting.extend(member.all_of.iter().rev());
        }
    }
    found
}
