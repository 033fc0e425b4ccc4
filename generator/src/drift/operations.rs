//! Pairs paths and operations of the two documents, and compares what each pair says.

use std::sync::Arc;

use super::cx::Cx;
use super::finding::{Direction, OperationKey, Subject};
use super::schema;
use super::side::At;
use crate::spec::{MediaType, Operation, PathItem, RefOr};

/// Compares all operations.
pub(super) fn compare(cx: &mut Cx<'_>) {
    let (old, new) = (cx.old, cx.new);
    for item in &old.document.paths {
        let same = |other: &&PathItem<'_>| shape(&other.template) == shape(&item.template);
        let Some(other) = new.document.paths.iter().find(same) else { continue };
        for operation in &item.operations {
            let Some(counterpart) = other.operations.iter().find(|other| other.method == operation.method) else {
                continue;
            };
            let key = OperationKey { method: operation.method.clone(), path: item.template.to_string() };
            cx.within(Subject::Operation(key.clone()), vec![Arc::new(key)], |cx| pair(cx, operation, counterpart));
        }
    }
}

/// A template with the names of its parameters left out.
fn shape(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn pair<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    let bodies = (
        old.request_body.as_ref().and_then(|body| cx.old.document.request_body(body)),
        new.request_body.as_ref().and_then(|body| cx.new.document.request_body(body)),
    );
    if let (Some(old), Some(new)) = bodies {
        contents(cx, &old.content, &new.content, Direction::Request);
    }
    for (status, response) in &old.responses {
        let Some((_, other)) = new.responses.iter().find(|(other, _)| other == status) else { continue };
        let both = (cx.old.document.response(response), cx.new.document.response(other));
        if let (Some(old), Some(new)) = both {
            contents(cx, &old.content, &new.content, Direction::Response);
        }
    }
}

type Content<'s> = [(&'s str, RefOr<'s, MediaType<'s>>)];

fn contents<'s>(cx: &mut Cx<'s>, old: &'s Content<'s>, new: &'s Content<'s>, direction: Direction) {
    for (name, media_type) in old {
        let Some((_, other)) = new.iter().find(|(other, _)| other == name) else { continue };
        let both = (cx.old.document.media_type(media_type), cx.new.document.media_type(other));
        let (Some(old), Some(new)) = both else { continue };
        if let (Some(old), Some(new)) = (&old.schema, &new.schema) {
            schema::compare(cx, At::new(cx.old, old), At::new(cx.new, new), direction);
        }
    }
}
