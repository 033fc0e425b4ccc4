//! Compares answers that are streams: whether there is one, what ends it, and which events it has.

mod events;
mod flag;

use serde_json::Value;

use super::contents::{Named, Paired, essence};
use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Kind, streams as kinds};
use super::side::At;
use crate::spec::{MediaType, Operation, Response, Schema};

/// Compares what asks for a stream.
pub(super) fn operation<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    flag::compare(cx, old, new);
}

fn is_stream(name: &str) -> bool {
    let streams = [
        "text/event-stream",
        "application/jsonl",
        "application/x-ndjson",
        "application/ndjson",
        "application/json-seq",
        "application/stream+json",
    ];
    streams.contains(&essence(name).as_str())
}

fn report(cx: &mut Cx<'_>, finding: Finding) {
    cx.report(finding.sent(Direction::Response));
}

/// Takes streams out of the media types that came and went, and tells of them.
pub(super) fn media_types<'s>(
    cx: &mut Cx<'s>,
    (old, new): (&'s Response<'s>, &'s Response<'s>),
    paired: &mut Paired<'s>,
) {
    let split = |all: &mut Vec<Named<'s>>| {
        let (streams, rest): (Vec<_>, Vec<_>) = all.drain(..).partition(|named| is_stream(named.name));
        *all = rest;
        streams
    };
    let (gone, fresh) = (split(&mut paired.gone), split(&mut paired.fresh));
    let swapped = paired.both.is_empty() && (gone.is_empty() != fresh.is_empty());
    if swapped && !(paired.gone.is_empty() && paired.fresh.is_empty()) {
        let sentence = if gone.is_empty() { "the answer is a stream now" } else { "the answer is no stream any more" };
        paired.gone.clear();
        paired.fresh.clear();
        return report(cx, Finding::new(&kinds::SSE_BECAME_ONLY, sentence).at(&old.at, &new.at));
    }
    for one in gone {
        let sentence = format!("the answer is no longer offered as `{}`", one.name);
        report(cx, Finding::new(&kinds::SSE_RESPONSE_REMOVED, sentence).at(&one.media_type.at, &new.at));
    }
    for one in fresh {
        let sentence = format!("the answer is now offered as `{}`", one.name);
        report(cx, Finding::new(&kinds::SSE_RESPONSE_ADDED, sentence).at(&old.at, &one.media_type.at));
    }
}

/// Compares a stream; false where it is none.
pub(super) fn content<'s>(cx: &mut Cx<'s>, old: Named<'s>, new: Named<'s>) -> bool {
    let (before, after) = (old.media_type, new.media_type);
    if !is_stream(new.name) && before.item_schema.is_none() && after.item_schema.is_none() {
        return false;
    }
    let mut tell = |kind: &'static Kind, sentence: String| {
        report(cx, Finding::new(kind, sentence).at(&before.at, &after.at));
    };
    if end(before) != end(after) {
        let shown = |end: Option<&Value>| end.map_or_else(|| "nothing".to_owned(), |end| format!("`{end}`"));
        let sentence = format!(
            "the stream ended with {} and ends with {}",
            shown(end(before).as_ref()),
            shown(end(after).as_ref())
        );
        tell(&kinds::SSE_TERMINATOR_CHANGED, sentence);
    }
    if hints(before) != hints(after) {
        tell(&kinds::SSE_ITEM_SCHEMA_CHANGED, "what `x-stream` says of the stream changed".to_owned());
    }
    match (item(before), item(after)) {
        (Some(one), Some(two)) => events::compare(cx, At::new(cx.old, one), At::new(cx.new, two)),
        (None, None) => {}
        (one, _) => {
            let how = if one.is_some() { "no longer" } else { "now" };
            tell(&kinds::SSE_ITEM_SCHEMA_CHANGED, format!("the items of the stream are {how} described by a schema"));
        }
    }
    true
}

fn item<'s>(media_type: &'s MediaType<'s>) -> Option<&'s Schema<'s>> {
    media_type.item_schema.as_ref().or(media_type.schema.as_ref())
}

/// What ends the stream, as extensions say.
fn end(media_type: &MediaType<'_>) -> Option<Value> {
    let own = media_type.stream.own.and_then(|own| own.get("done")).cloned();
    own.or_else(|| media_type.stream.speakeasy_sentinel.map(Value::from))
}

/// What else `x-stream` says.
fn hints(media_type: &MediaType<'_>) -> Option<Value> {
    let mut own = media_type.stream.own?.clone();
    let left = own.as_object_mut().map(|members| {
        members.shift_remove("done");
        members.is_empty()
    });
    if left == Some(true) { None } else { Some(own) }
}
