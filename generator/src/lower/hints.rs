//! Reads what `x-stream`, the configuration and vendors' keys add to the description of a stream.

use serde_json::Value;

use super::cx::LowerCx;
use crate::diagnostics::codes;
use crate::ir::{Framing, TextStyle};
use crate::pointer::Pointer;

/// What a document says of a stream beyond its items.
#[derive(Clone, Default)]
pub(super) struct Hints {
    /// `framing`: `sse`, `json-lines` or `json-seq`.
    pub(super) framing: Option<Framing>,
    /// `item`: a reference to the schema of the items.
    pub(super) item: Option<String>,
    /// `done`: the `data` that ends the stream.
    pub(super) done: Option<String>,
    /// `error`: names of events that report a failure.
    pub(super) error_events: Vec<String>,
    /// `errorMember`: a member of a payload that reports a failure.
    pub(super) error_member: Option<String>,
    /// `terminal`: names of events after which the stream is complete.
    pub(super) terminal: Vec<String>,
    /// `dataless`: events without `data` are delivered.
    pub(super) dataless: bool,
    /// `resumable`: the server honours `Last-Event-ID`.
    pub(super) resumable: Option<bool>,
    /// `resume`: where the server goes on, if that is elsewhere.
    pub(super) resume: Option<String>,
    /// `trigger`: the member of the body, or query parameter, that asks for a stream.
    pub(super) trigger: Option<String>,
    /// `text`: how the text of an answer is spread over the items.
    pub(super) text: Option<TextStyle>,
}

/// The hints of an `x-stream` object. A member that is not known, or not of the right kind, is reported.
pub(super) fn read_hints(cx: &mut LowerCx<'_, '_>, value: &Value, at: &Pointer) -> Hints {
    let mut hints = Hints::default();
    let Value::Object(members) = value else {
        // `x-stream: true` says that it is one and no more.
        if *value != Value::Bool(true) {
            cx.report(codes::STREAM_HINT_UNKNOWN, at, || "`x-stream` is an object of hints, or `true`".to_owned());
        }
        return hints;
    };
    for (name, value) in members {
        if read_hint(&mut hints, name, value).is_none() {
            let help = "the members are framing, item, done, error, errorMember, terminal, dataless, resumable, resume, trigger and text";
            let message = || format!("`{name}: {value}` is no hint that is known");
            cx.report_with(codes::STREAM_HINT_UNKNOWN, &at.child(name), message, Some(help.to_owned()));
        }
    }
    hints
}

fn read_hint(hints: &mut Hints, name: &str, value: &Value) -> Option<()> {
    match name {
        "framing" => hints.framing = Some(framing(value.as_str()?)?),
        "item" => hints.item = Some(value.as_str()?.to_owned()),
        "done" => hints.done = Some(value.as_str()?.to_owned()),
        "error" => hints.error_events = texts(value)?,
        "errorMember" => hints.error_member = Some(value.as_str()?.to_owned()),
        "terminal" => hints.terminal = texts(value)?,
        "dataless" => hints.dataless = value.as_bool()?,
        "resumable" => hints.resumable = Some(value.as_bool()?),
        "resume" => hints.resume = Some(place(value.as_str()?)?),
        "trigger" => hints.trigger = Some(value.as_str()?.to_owned()),
        "text" => hints.text = Some(text_style(value)?),
        _ => return None,
    }
    Some(())
}

fn framing(name: &str) -> Option<Framing> {
    Some(match name {
        "sse" => Framing::Sse,
        "json-lines" | "jsonl" | "ndjson" => Framing::JsonLines,
        "json-seq" => Framing::JsonSeq,
        _ => return None,
    })
}

// One name or a list of them.
fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

fn text_style(value: &Value) -> Option<TextStyle> {
    let member = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    match member("style")?.as_str() {
        "cumulative" => {
            let only = match value.get("only") {
                Some(only) => Some(only_of(only)?),
                None => None,
            };
            Some(TextStyle::Cumulative { id: member("id")?, content: member("content")?, only })
        }
        "delta" => Some(TextStyle::Delta { content: member("content")? }),
        _ => None,
    }
}

// A path, or a header of the answer.
fn place(text: &str) -> Option<String> {
    (text.starts_with('/') || text.starts_with("$response.header.")).then(|| text.to_owned())
}

// `{ type: [ai, tool] }`: one member, and its values.
fn only_of(value: &Value) -> Option<(String, Vec<String>)> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    let (name, values) = members.iter().next()?;
    Some((name.clone(), texts(values)?))
}
