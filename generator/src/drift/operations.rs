//! Compares what both documents say of one operation.

use std::collections::BTreeMap;

use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Kind, paths as kinds};
use super::matching::Op;
use super::{callbacks, life_cycle, parameters, request_body, responses, security, servers, streams, tags};
use crate::pointer::Pointer;

/// Whether the server calls the client, as in webhooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Incoming(pub(super) bool);

impl Incoming {
    /// Who sends the request body.
    pub(super) fn body(self) -> Direction {
        if self.0 { Direction::Response } else { Direction::Request }
    }

    /// Who sends the responses.
    pub(super) fn responses(self) -> Direction {
        if self.0 { Direction::Request } else { Direction::Response }
    }
}

/// Compares two operations, within the scope of their key.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>, incoming: Incoming) {
    tags::operation_id(cx, old.operation, new.operation);
    tags::compare(cx, old, new);
    texts(cx, old, new);
    life_cycle::operation(cx, old.operation, new.operation);
    servers::operation(cx, (old.item, old.operation), (new.item, new.operation));
    security::operation(cx, old.operation, new.operation);
    parameters::compare(cx, old, new);
    request_body::compare(cx, old.operation, new.operation, incoming);
    responses::compare(cx, old.operation, new.operation, incoming);
    streams::operation(cx, old.operation, new.operation);
    callbacks::compare(cx, old.operation, new.operation);
    extensions(cx, old, new);
}

fn texts<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>) {
    let (old, new) = (old.operation, new.operation);
    if (old.summary, old.description) != (new.summary, new.description) {
        let finding = Finding::new(&kinds::OPERATION_SUMMARY_CHANGED, "the text about the operation changed");
        cx.report(finding.at(&old.at, &new.at));
    }
}

/// Extensions that are compared by what they control.
const KNOWN: [&str; 4] = ["x-sunset", "x-stability-level", "x-stream", "x-pagination"];

fn extensions<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>) {
    let at = |op: Op<'_>| op.operation.at.child("x-pagination");
    let sentence = "how pages of the operation are followed changed";
    raw_change(cx, (&at(old), &at(new)), &super::kinds::responses::PAGINATION_SHAPE_CHANGED, sentence);
    let rest = |op: Op<'s>| {
        let all = op.operation.extensions.iter().filter(|(name, _)| !KNOWN.contains(name));
        all.map(|(name, value)| (*name, *value)).collect::<BTreeMap<_, _>>()
    };
    if rest(old) != rest(new) {
        let finding = Finding::new(&super::kinds::schemas::EXTENSION_CHANGED, "extensions of the operation changed");
        cx.report(finding.at(&old.operation.at, &new.operation.at));
    }
}

/// Reports a part that nothing is made of, where it changed at all.
pub(super) fn raw_change(cx: &mut Cx<'_>, (old, new): (&Pointer, &Pointer), kind: &'static Kind, sentence: &str) {
    let (before, after) = (cx.old.value(old), cx.new.value(new));
    if before != after {
        cx.report(Finding::new(kind, sentence).at(old, new).values(before, after));
    }
}
