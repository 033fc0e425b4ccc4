//! Compares the responses of an operation: which there are, and what each holds.

use super::contents::{self, Named, essence, structure};
use super::cx::Cx;
use super::finding::Finding;
use super::kinds::{Kind, Wire, responses as kinds, schemas};
use super::operations::{Incoming, raw_change};
use super::side::At;
use super::{headers, schema, streams};
use crate::pointer::Pointer;
use crate::spec::{Operation, Response, StatusKey};

/// A response under its status.
#[derive(Clone, Copy)]
struct Known<'s> {
    status: StatusKey,
    response: &'s Response<'s>,
}

/// Compares the responses of two operations.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>, incoming: Incoming) {
    let (old_side, new_side) = (cx.old, cx.new);
    let known = |(status, response): &'s (StatusKey, _)| {
        Some(Known { status: *status, response: old_side.document.response(response)? })
    };
    let before: Vec<Known<'s>> = old.responses.iter().filter_map(known).collect();
    let known = |(status, response): &'s (StatusKey, _)| {
        Some(Known { status: *status, response: new_side.document.response(response)? })
    };
    let after: Vec<Known<'s>> = new.responses.iter().filter_map(known).collect();
    let find = |all: &[Known<'s>], status| all.iter().copied().find(|known| known.status == status);
    let mut gone: Vec<Known<'s>> = Vec::new();
    for one in &before {
        match find(&after, one.status) {
            Some(other) => pair(cx, one.response, other.response, incoming),
            None => gone.push(*one),
        }
    }
    let mut fresh: Vec<Known<'s>> =
        after.iter().filter(|known| find(&before, known.status).is_none()).copied().collect();
    respelled(cx, &mut gone, &mut fresh, incoming);
    primary(cx, (&before, old), (&after, new), incoming);
    for known in gone {
        let finding = Finding::new(removed(known.status), format!("the response {} is gone", shown(known.status)));
        report(cx, finding.at(&known.response.at, &new.at.child("responses")), incoming);
    }
    for known in fresh {
        let finding = Finding::new(added(known.status), format!("the response {} is new", shown(known.status)));
        report(cx, finding.at(&old.at.child("responses"), &known.response.at), incoming);
    }
}

fn report(cx: &mut Cx<'_>, finding: Finding, incoming: Incoming) {
    cx.report(finding.sent(incoming.responses()));
}

fn shown(status: StatusKey) -> String {
    match status {
        StatusKey::Code(code) => format!("`{code}`"),
        StatusKey::Range(range) => format!("`{range}XX`"),
        StatusKey::Default => "`default`".to_owned(),
    }
}

fn is_success(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(200..=299) | StatusKey::Range(2))
}

fn removed(status: StatusKey) -> &'static Kind {
    match status {
        StatusKey::Default => &kinds::DEFAULT_RESPONSE_CHANGED,
        status if is_success(status) => &kinds::SUCCESS_STATUS_REMOVED,
        _ => &kinds::ERROR_STATUS_REMOVED,
    }
}

fn added(status: StatusKey) -> &'static Kind {
    match status {
        StatusKey::Default => &kinds::DEFAULT_RESPONSE_CHANGED,
        status if is_success(status) => &kinds::SUCCESS_STATUS_ADDED,
        _ => &kinds::ERROR_STATUS_ADDED,
    }
}

/// A code that became its range, or the reverse.
fn respelled<'s>(cx: &mut Cx<'s>, gone: &mut Vec<Known<'s>>, fresh: &mut Vec<Known<'s>>, incoming: Incoming) {
    let covers = |one: StatusKey, other: StatusKey| match (one, other) {
        (StatusKey::Code(code), StatusKey::Range(range)) | (StatusKey::Range(range), StatusKey::Code(code)) => {
            code / 100 == u16::from(range)
        }
        _ => false,
    };
    gone.retain(|known| {
        let Some(at) = fresh.iter().position(|other| covers(known.status, other.status)) else { return true };
        let other = fresh.remove(at);
        let sentence = format!("the response {} is now {}", shown(known.status), shown(other.status));
        let finding = Finding::new(&kinds::STATUS_RANGE_RESPELLED, sentence);
        report(cx, finding.at(&known.response.at, &other.response.at), incoming);
        pair(cx, known.response, other.response, incoming);
        false
    });
}

/// The lowest success with a body, where both sides still have that of the old one: it is what a call returns.
fn primary<'s>(
    cx: &mut Cx<'s>,
    (old, operation): (&[Known<'s>], &'s Operation<'s>),
    (new, other): (&[Known<'s>], &'s Operation<'s>),
    incoming: Incoming,
) {
    let lowest = |all: &[Known<'s>]| {
        let with_body = all.iter().filter(|known| is_success(known.status) && !known.response.content.is_empty());
        with_body.map(|known| known.status).min()
    };
    let has = |all: &[Known<'s>], status| all.iter().any(|known| known.status == status);
    if let (Some(before), Some(after)) = (lowest(old), lowest(new))
        && before != after
        && has(new, before)
        && has(old, after)
    {
        let sentence = format!("what a call returns was in the response {} and is in {}", shown(before), shown(after));
        let finding = Finding::new(&kinds::PRIMARY_SUCCESS_CHANGED, sentence);
        report(cx, finding.at(&operation.at.child("responses"), &other.at.child("responses")), incoming);
    }
}

fn pair<'s>(cx: &mut Cx<'s>, old: &'s Response<'s>, new: &'s Response<'s>, incoming: Incoming) {
    if (old.summary, old.description) != (new.summary, new.description) {
        let finding = Finding::new(&schemas::DESCRIPTION_CHANGED, "the text about the response changed");
        report(cx, finding.at(&old.at, &new.at), incoming);
    }
    headers::compare(cx, old, new, incoming);
    let links = (old.at.child("links"), new.at.child("links"));
    raw_change(cx, (&links.0, &links.1), &super::kinds::paths::LINK_CHANGED, "the links of the response changed");
    let (kind, sentence) = match (old.content.is_empty(), new.content.is_empty()) {
        (false, true) => (&kinds::RESPONSE_BODY_REMOVED, "the response has no body any more"),
        (true, false) => (&kinds::RESPONSE_BODY_ADDED, "the response now has a body"),
        (true, true) => return,
        (false, false) => return contents(cx, old, new, incoming),
    };
    report(cx, Finding::new(kind, sentence).at(&old.at, &new.at), incoming);
}

fn contents<'s>(cx: &mut Cx<'s>, old: &'s Response<'s>, new: &'s Response<'s>, incoming: Incoming) {
    let mut paired = contents::pair(cx, &old.content, &new.content);
    streams::media_types(cx, (old, new), &mut paired);
    renamed(cx, &mut paired, incoming);
    for Named { name, media_type } in &paired.gone {
        let sentence = format!("the response is no longer offered as `{name}`");
        report(cx, Finding::new(&kinds::RESPONSE_MEDIA_TYPE_REMOVED, sentence).at(&media_type.at, &new.at), incoming);
    }
    for Named { name, media_type } in &paired.fresh {
        let sentence = format!("the response is now offered as `{name}`");
        report(cx, Finding::new(&kinds::RESPONSE_MEDIA_TYPE_ADDED, sentence).at(&old.at, &media_type.at), incoming);
    }
    for (before, after) in paired.both {
        content(cx, before, after, incoming);
    }
}

/// Another name for the same structure: `application/json` and `application/problem+json`.
fn renamed<'s>(cx: &mut Cx<'s>, paired: &mut contents::Paired<'s>, incoming: Incoming) {
    let mut renamed = Vec::new();
    let fresh = &mut paired.fresh;
    paired.gone.retain(|before| {
        let at = fresh.iter().position(|after| structure(after.name) == structure(before.name));
        renamed.extend(at.map(|at| (*before, fresh.remove(at))));
        at.is_none()
    });
    for (before, after) in renamed {
        // A media type with a suffix is one of that structure, not the reverse (RFC 6839).
        let general = |name: &str| essence(name).split('/').nth(1) == Some(structure(name).as_str());
        let wire = match (general(before.name), general(after.name)) {
            (true, false) => Wire::Keeps,
            (false, true) => Wire::Breaks,
            _ => Wire::Unclear,
        };
        let sentence = format!("the response is offered as `{}` instead of `{}`", after.name, before.name);
        let finding = Finding::new(&kinds::RESPONSE_MEDIA_TYPE_RENAMED, sentence);
        report(cx, finding.at(&before.media_type.at, &after.media_type.at).judged(wire), incoming);
        paired.both.push((before, after));
    }
}

fn content<'s>(cx: &mut Cx<'s>, old: Named<'s>, new: Named<'s>, incoming: Incoming) {
    if streams::content(cx, old, new) {
        return;
    }
    let (before, after) = (old.media_type, new.media_type);
    let examples = |media_type: &crate::spec::MediaType<'_>| {
        media_type.examples.iter().map(|example| example.value.cloned()).collect::<Vec<_>>()
    };
    if examples(before) != examples(after) {
        let finding = Finding::new(&schemas::EXAMPLE_CHANGED, "the examples of the response changed");
        report(cx, finding.at(&before.at, &after.at), incoming);
    }
    let tell = |cx: &mut Cx<'s>, kind, (old, new): (&Pointer, &Pointer), sentence: &str| {
        report(cx, Finding::new(kind, sentence).at(old, new), incoming);
    };
    match (&before.schema, &after.schema) {
        (Some(one), Some(two)) => {
            let (one, two) = (At::new(cx.old, one), At::new(cx.new, two));
            if !contents::text_changed(cx, new.name, one, two, incoming.responses()) {
                schema::compare(cx, one, two, incoming.responses());
            }
        }
        (None, Some(two)) => {
            let sentence = "the response is now described by a schema";
            tell(cx, &kinds::RESPONSE_SCHEMA_ADDED, (&before.at, &two.at), sentence);
        }
        (Some(one), None) => {
            let sentence = "the response is no longer described by a schema";
            tell(cx, &kinds::RESPONSE_SCHEMA_REMOVED, (&one.at, &after.at), sentence);
        }
        (None, None) => {}
    }
}
