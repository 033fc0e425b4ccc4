//! Compares request bodies.

use super::contents::{self, Named};
use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Kind, Wire, request_body as kinds};
use super::operations::{Incoming, raw_change};
use super::schema;
use super::side::At;
use crate::spec::{Operation, RequestBody};

/// Compares the bodies of two operations.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>, incoming: Incoming) {
    let before = old.request_body.as_ref().and_then(|body| cx.old.document.request_body(body));
    let after = new.request_body.as_ref().and_then(|body| cx.new.document.request_body(body));
    match (before, after) {
        (Some(before), Some(after)) => pair(cx, before, after, incoming),
        (Some(before), None) => {
            let finding = Finding::new(&kinds::BODY_REMOVED, "the operation takes no body any more");
            report(cx, finding.at(&before.at, &new.at), incoming);
        }
        (None, Some(after)) => {
            let (kind, sentence) = if after.required {
                (&kinds::BODY_ADDED_REQUIRED, "the operation now needs a body")
            } else {
                (&kinds::BODY_ADDED_OPTIONAL, "the operation now takes a body")
            };
            report(cx, Finding::new(kind, sentence).at(&old.at, &after.at), incoming);
        }
        (None, None) => {}
    }
}

/// What the server sends with a webhook is at worst more than a client reads.
fn report(cx: &mut Cx<'_>, finding: Finding, incoming: Incoming) {
    cx.report(finding.sent(incoming.body()));
}

fn pair<'s>(cx: &mut Cx<'s>, old: &'s RequestBody<'s>, new: &'s RequestBody<'s>, incoming: Incoming) {
    if old.required != new.required {
        let (kind, how) = if new.required {
            (&kinds::BODY_BECAME_REQUIRED, "required")
        } else {
            (&kinds::BODY_BECAME_OPTIONAL, "optional")
        };
        report(cx, Finding::new(kind, format!("the body is now {how}")).at(&old.at, &new.at), incoming);
    }
    if old.description != new.description {
        let finding = Finding::new(&super::kinds::schemas::DESCRIPTION_CHANGED, "the text about the body changed");
        report(cx, finding.at(&old.at, &new.at), incoming);
    }
    let paired = contents::pair(cx, &old.content, &new.content);
    for Named { name, media_type } in &paired.gone {
        let sentence = format!("the body is no longer accepted as `{name}`");
        report(cx, Finding::new(&kinds::BODY_MEDIA_TYPE_REMOVED, sentence).at(&media_type.at, &new.at), incoming);
    }
    for Named { name, media_type } in &paired.fresh {
        let sentence = format!("the body is now accepted as `{name}`");
        report(cx, Finding::new(&kinds::BODY_MEDIA_TYPE_ADDED, sentence).at(&old.at, &media_type.at), incoming);
    }
    for (before, after) in paired.both {
        content(cx, before, after, incoming);
    }
}

fn content<'s>(cx: &mut Cx<'s>, old: Named<'s>, new: Named<'s>, incoming: Incoming) {
    let (before, after) = (old.media_type, new.media_type);
    let at = (before.at.child("encoding"), after.at.child("encoding"));
    raw_change(cx, (&at.0, &at.1), &kinds::BODY_ENCODING_CHANGED, "how parts of the body are encoded changed");
    let examples = |media_type: &crate::spec::MediaType<'_>| {
        media_type.examples.iter().map(|example| example.value.cloned()).collect::<Vec<_>>()
    };
    if examples(before) != examples(after) {
        let finding = Finding::new(&super::kinds::schemas::EXAMPLE_CHANGED, "the examples of the body changed");
        report(cx, finding.at(&before.at, &after.at), incoming);
    }
    match (&before.schema, &after.schema) {
        (Some(one), Some(two)) => {
            let (one, two) = (At::new(cx.old, one), At::new(cx.new, two));
            if wrapped(one, two) && incoming.body() == Direction::Request {
                let finding = Finding::new(&kinds::BODY_WRAPPED, "the body is now one of several");
                report(cx, finding.at(&one.schema.at, &two.schema.at), incoming);
            } else if !contents::text_changed(cx, new.name, one, two, incoming.body()) {
                schema::compare(cx, one, two, incoming.body());
            }
        }
        (None, Some(after)) => schema_change(cx, &kinds::BODY_SCHEMA_ADDED, (&before.at, &after.at), incoming),
        (Some(before), None) => schema_change(cx, &kinds::BODY_SCHEMA_REMOVED, (&before.at, &after.at), incoming),
        (None, None) => {}
    }
}

fn schema_change(
    cx: &mut Cx<'_>,
    kind: &'static Kind,
    (old, new): (&crate::pointer::Pointer, &crate::pointer::Pointer),
    incoming: Incoming,
) {
    let added = kind == &kinds::BODY_SCHEMA_ADDED;
    let sentence =
        if added { "the body is now described by a schema" } else { "the body is no longer described by a schema" };
    let wire = if added { Wire::Breaks } else { Wire::Keeps };
    report(cx, Finding::new(kind, sentence).at(old, new).judged(wire), incoming);
}

/// A plain object that became a union of which no alternative is that object.
fn wrapped(old: At<'_>, new: At<'_>) -> bool {
    let (before, after) = (old.resolved(), new.resolved());
    let arms = &after.schema.one_of;
    let is_plain = before.schema.one_of.is_empty() && before.schema.any_of.is_empty();
    let typed = || arms.iter().filter(|arm| arm.types != crate::spec::Types::NULL).count();
    let same = |arm: &crate::spec::Schema<'_>| {
        let same_name = arm.reference.is_some() && arm.reference == old.schema.reference;
        same_name || after.side.value(&arm.at) == before.side.value(&before.schema.at)
    };
    is_plain && !before.schema.properties.is_empty() && typed() > 1 && !arms.iter().any(same)
}
