//! Finds out whether an operation streams, and how: the first of configuration and `x-stream`, `itemSchema`, a schema
//! under a streaming media type, and vendors' keys that gives an answer.
//!
//! An operation that merely looks like a stream is not made one; it is reported with an overlay that would.

use serde_json::Value;

use super::cx::{LowerCx, Place};
use super::events::{Items, lower_items};
use super::hints::{Hints, read_hints};
use super::media::MediaKind;
use super::response::is_success;
use super::schema::lower_schema;
use super::twin::flag_of;
use crate::diagnostics::codes;
use crate::ir::{Framing, OperationId, Owner, Role, Stream, StreamItem, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{self, MediaType, Schema};

/// A stream that was found.
pub(super) struct Found<'d> {
    /// What says so.
    pub(super) at: Pointer,
    /// How items are told apart.
    framing: Framing,
    /// What describes an item.
    items: Option<&'d Schema<'d>>,
    /// More that is said of it.
    hints: Hints,
    /// The member of the body, or the query parameter, that asks for it.
    pub(super) trigger: Option<String>,
    /// Answers of other media types are another way to call the operation.
    pub(super) beside_plain: bool,
}

/// The stream of an operation.
pub(super) fn find_stream<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &'d spec::PathItem<'d>,
    operation: &'d spec::Operation<'d>,
) -> Option<Found<'d>> {
    let contents = success_contents(cx, operation);
    let (said, said_at) = said_of_operation(cx, item, operation);
    let chosen = choose(&contents, said.is_some());
    let vendor = vendor_hints(operation);
    let Some((name, content)) = chosen else {
        return match (said, vendor) {
            (Some(hints), _) => Some(from_hints(hints, said_at.unwrap_or_default())),
            (None, Some(vendor)) => from_vendor(cx, operation, &contents, vendor),
            (None, None) => {
                suggest(cx, item, operation, &contents);
                None
            }
        };
    };
    let mut hints = match content.stream.own {
        Some(own) => read_hints(cx, own, &content.at.child("x-stream")),
        None => said.unwrap_or_default(),
    };
    hints.done = hints.done.or_else(|| content.stream.speakeasy_sentinel.map(str::to_owned));
    if let Some(vendor) = vendor {
        hints.done = hints.done.or(vendor.done);
        hints.trigger = hints.trigger.or(vendor.trigger);
    }
    let kind = MediaKind::of(name);
    let framing = hints.framing.unwrap_or(framing_of(kind));
    let trigger = hints.trigger.clone().or_else(|| flag_of(cx, operation));
    let items = content.item_schema.as_ref().or_else(|| content.schema.as_ref().map(|schema| item_of(framing, schema)));
    // Under a plain media type it is the plain answer itself that streams.
    let beside_plain = kind.is_stream() || content.item_schema.is_some() || content.stream.own.is_some();
    Some(Found { at: content.at.clone(), framing, items, hints, trigger, beside_plain })
}

/// The bodies of all successes.
fn success_contents<'d>(cx: &LowerCx<'d, '_>, operation: &'d spec::Operation<'d>) -> Vec<(&'d str, &'d MediaType<'d>)> {
    let document = cx.document;
    let any_success = operation.responses.iter().any(|(status, _)| is_success(*status));
    let successes = operation
        .responses
        .iter()
        .filter(|(status, _)| is_success(*status) || (!any_success && *status == spec::StatusKey::Default));
    let responses = successes.filter_map(|(_, response)| document.response(response));
    responses
        .flat_map(|response| &response.content)
        .filter_map(|(name, content)| Some((*name, document.media_type(content)?)))
        .collect()
}

/// The body that streams: one with `x-stream`, with `itemSchema`, of a streaming media type; where the operation is said
/// to stream, any.
fn choose<'d>(contents: &[(&'d str, &'d MediaType<'d>)], said: bool) -> Option<(&'d str, &'d MediaType<'d>)> {
    let sequential = |(name, content): &&(&str, &MediaType<'_>)| {
        content.item_schema.is_some() && MediaKind::of(name) != MediaKind::Multipart
    };
    let own = contents.iter().find(|(_, content)| content.stream.own.is_some());
    let item = own.or_else(|| contents.iter().find(sequential));
    let streaming = item.or_else(|| contents.iter().find(|(name, _)| MediaKind::of(name).is_stream()));
    streaming.or_else(|| contents.first().filter(|_| said)).copied()
}

fn framing_of(kind: MediaKind) -> Framing {
    match kind {
        MediaKind::JsonLines => Framing::JsonLines,
        MediaKind::JsonSeq => Framing::JsonSeq,
        _ => Framing::Sse,
    }
}

// In 3.2 `schema` describes the whole of a sequence as an array.
fn item_of<'d>(framing: Framing, schema: &'d Schema<'d>) -> &'d Schema<'d> {
    match schema.items.as_deref() {
        Some(items) if framing != Framing::Sse => items,
        _ => schema,
    }
}

/// What the configuration, or `x-stream` on the operation, says.
fn said_of_operation<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &spec::PathItem<'_>,
    operation: &'d spec::Operation<'d>,
) -> (Option<Hints>, Option<Pointer>) {
    let options = cx.options;
    let place = format!("{} {}", operation.method, item.template);
    let configured =
        options.streams.iter().find(|(key, _)| Some(key.as_str()) == operation.operation_id || *key == place);
    let own = operation.extensions.iter().find(|(name, _)| *name == "x-stream");
    let (value, at) = match (configured, own) {
        (Some((_, value)), _) => (value, operation.at.clone()),
        (None, Some((name, value))) => (*value, operation.at.child(name)),
        (None, None) => return (None, None),
    };
    (Some(read_hints(cx, value, &at)), Some(at))
}

fn from_hints<'d>(hints: Hints, at: Pointer) -> Found<'d> {
    let framing = hints.framing.unwrap_or(Framing::Sse);
    let trigger = hints.trigger.clone();
    Found { at, framing, items: None, hints, trigger, beside_plain: false }
}

/// What a vendor's key says.
struct Vendor {
    framing: Framing,
    done: Option<String>,
    trigger: Option<String>,
    item: Option<String>,
    chosen: bool,
}

/// `x-fern-streaming` and `x-speakeasy-stream-request-field`.
fn vendor_hints(operation: &spec::Operation<'_>) -> Option<Vendor> {
    let value = |name: &str| operation.extensions.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let field = value("x-speakeasy-stream-request-field").and_then(Value::as_str).map(str::to_owned);
    let nothing = Vendor { framing: Framing::JsonLines, done: None, trigger: field, item: None, chosen: false };
    match value("x-fern-streaming") {
        Some(Value::Bool(true)) => Some(Vendor { chosen: true, ..nothing }),
        Some(Value::Object(members)) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            let condition = text("stream-condition").and_then(|path| path.rsplit('.').next()).map(str::to_owned);
            let item = members.get("response-stream").and_then(|item| item.get("$ref")).and_then(Value::as_str);
            Some(Vendor {
                framing: if text("format") == Some("sse") { Framing::Sse } else { Framing::JsonLines },
                done: text("terminator").map(str::to_owned),
                trigger: condition.or(nothing.trigger),
                item: item.map(str::to_owned),
                chosen: true,
            })
        }
        _ => nothing.trigger.is_some().then_some(nothing),
    }
}

fn from_vendor<'d>(
    cx: &LowerCx<'d, '_>,
    operation: &spec::Operation<'_>,
    contents: &[(&'d str, &'d MediaType<'d>)],
    vendor: Vendor,
) -> Option<Found<'d>> {
    if !vendor.chosen {
        return None;
    }
    let items = match &vendor.item {
        Some(reference) => cx.component(reference).map(|(_, schema)| schema),
        None => contents.iter().find_map(|(_, content)| content.schema.as_ref()),
    };
    let hints = Hints { done: vendor.done, item: vendor.item, ..Hints::default() };
    let beside_plain = vendor.trigger.is_some();
    Some(Found {
        at: operation.at.clone(),
        framing: vendor.framing,
        items,
        hints,
        trigger: vendor.trigger,
        beside_plain,
    })
}

/// The stream with the types of its items.
pub(super) fn lower_stream<'d>(cx: &mut LowerCx<'d, '_>, found: &Found<'d>, id: OperationId) -> Stream {
    let Items { item, done } = lower_stream_items(cx, found, id);
    let hints = &found.hints;
    if item == StreamItem::Text {
        let help = "say what an event holds with `itemSchema`, in the document or an overlay";
        let message = || "nothing says what the events of this stream hold, so they are given as text".to_owned();
        cx.report_with(codes::STREAM_UNTYPED, &found.at, message, Some(help.to_owned()));
    }
    Stream {
        framing: found.framing,
        item,
        done: hints.done.clone().or(done),
        error_events: hints.error_events.clone(),
        error_member: hints.error_member.clone(),
        terminal: hints.terminal.clone(),
        dataless: hints.dataless,
        resumable: hints.resumable,
        resume: hints.resume.clone(),
        text: hints.text.clone(),
    }
}

fn lower_stream_items<'d>(cx: &mut LowerCx<'d, '_>, found: &Found<'d>, id: OperationId) -> Items {
    let named = found.hints.item.as_deref().and_then(|reference| cx.component(reference));
    if let Some((position, schema)) = named {
        let item = match found.framing {
            Framing::Sse => return lower_items(cx, schema, id),
            _ => StreamItem::Json(cx.use_component(position)),
        };
        return Items { item, done: None };
    }
    match (found.items, found.framing) {
        (Some(schema), Framing::Sse) => lower_items(cx, schema, id),
        (Some(schema), _) => {
            let place = Place::part(Owner::Operation(id), Role::Events);
            Items { item: StreamItem::Json(lower_schema(cx, schema, &place)), done: None }
        }
        (None, Framing::Sse) => Items { item: StreamItem::Text, done: None },
        (None, _) => Items { item: StreamItem::Json(TypeRef::Json), done: None },
    }
}

/// Reports an operation that looks like a stream: JSON without a schema, or no body, under a path that says so.
fn suggest(
    cx: &mut LowerCx<'_, '_>,
    item: &spec::PathItem<'_>,
    operation: &spec::Operation<'_>,
    contents: &[(&str, &MediaType<'_>)],
) {
    let answers_200 = operation.responses.iter().any(|(status, _)| *status == spec::StatusKey::Code(200));
    let usual = matches!(operation.method.as_str(), "GET" | "POST") && answers_200;
    let path = item.template.trim_end_matches('/');
    let named = path.ends_with("/stream") || path.ends_with("/events/stream") || path.ends_with("/sse");
    let bare = |schema: &Schema<'_>| super::union::says_nothing(schema);
    let untyped = contents
        .iter()
        .all(|(name, content)| MediaKind::of(name) == MediaKind::Json && content.schema.as_ref().is_none_or(bare));
    if !(usual && named && untyped) {
        return;
    }
    let method = operation.method.to_ascii_lowercase();
    let help = format!(
        "if it does stream, an overlay can say so:\n  - target: $.paths['{}'].{method}.responses['200'].content\n    update:\n      \
         text/event-stream:\n        itemSchema: {{ type: object, properties: {{ event: {{ type: string }}, data: {{ type: string }} }} }}",
        item.template.replace('\'', "\\'")
    );
    let message = || {
        format!(
            "`{} {}` looks like an event stream, but is declared as JSON without a schema",
            operation.method, item.template
        )
    };
    cx.report_with(codes::STREAM_UNDECLARED, &operation.at, message, Some(help));
}
