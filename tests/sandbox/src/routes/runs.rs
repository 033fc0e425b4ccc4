//! Runs: the answer of a thread's assistant, as it is written.

use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::threads::{input, own, record};
use crate::cx::{Cx, Outcome, ok};
use crate::events::{self, done, event};
use crate::model::{self, Turn};
use crate::options::Dialect;
use crate::refusal::Refusal;
use crate::store::Thread;

#[derive(Deserialize)]
struct Payload {
    thread_id: String,
    assistant_id: Option<String>,
    #[serde(default)]
    input: Value,
}

pub(super) fn stream(cx: &Cx) -> Outcome {
    let (run, sent, turn) = run(cx)?;
    Ok(streamed(cx, &run, &sent, &turn))
}

pub(super) fn create(cx: &Cx) -> Outcome {
    run(cx)?;
    ok(&json!({ "status": "ok" }))
}

/// Lets the assistant answer: the id of the run, the messages that the caller sent, and the answer.
fn run(cx: &Cx) -> Result<(String, Vec<Value>, Turn), Refusal> {
    let given: Payload = cx.json()?;
    let thread = own(cx, &given.thread_id)?;
    let assistant = given.assistant_id.as_ref().or(thread.assistant_id.as_ref());
    let is_known = cx.app.store.read(|tables| {
        assistant.and_then(|id| tables.assistants.get(id)).is_some_and(|found| found.project_id == thread.project_id)
    });
    if !is_known {
        return Err(Refusal::not_found("Assistant not found"));
    }
    let (mut sent, others) = input(given.input);
    let run = cx.app.store.change(|tables| {
        name_messages(&mut sent, || cx.app.id(tables));
        cx.app.id(tables)
    });
    let turn = model::answer(&model::last_text(&sent), cx.app.options.seed, &run);
    cx.app.store.change(|tables| {
        let mut state = tables.states.get(&thread.thread_id).cloned().unwrap_or_default();
        record(&thread, &mut state);
        state.thread_id.clone_from(&thread.thread_id);
        state.messages.extend(sent.iter().chain(&turn.whole).cloned());
        state.others.extend(others);
        tables.put(state);
        tables.put(Thread { updated_at: cx.app.now(), ..thread });
    });
    Ok((run, sent, turn))
}

/// Messages without an id get one.
pub(super) fn name_messages(messages: &mut [Value], mut id: impl FnMut() -> String) {
    for message in messages.iter_mut().filter_map(Value::as_object_mut) {
        if message.get("id").is_none_or(Value::is_null) {
            message.insert("id".to_owned(), json!(id()));
        }
    }
}

/// The events of a run in the dialect that was asked for.
pub(super) fn streamed(cx: &Cx, run: &str, sent: &[Value], turn: &Turn) -> Response {
    let name = match cx.app.options.dialect {
        Dialect::Ancestor => "data",
        Dialect::Messages => "messages",
        Dialect::Openai => return chunks(cx, run, &turn.whole),
    };
    let mut all = vec![event(Some("metadata"), Some(&json!({ "run_id": run })))];
    if !sent.is_empty() {
        all.push(event(Some(name), Some(&json!(sent))));
    }
    all.extend(turn.steps.iter().map(|step| event(Some(name), Some(&json!(step)))));
    all.push(match cx.app.options.dialect {
        Dialect::Messages => done(),
        _ => event(Some("end"), None),
    });
    paced(cx, all)
}

/// The last of these messages as chunks of a chat completion.
pub(super) fn chunks(cx: &Cx, run: &str, messages: &[Value]) -> Response {
    let text = model::last_text(messages);
    let created = cx.app.options.clock.seconds();
    let chunk = |delta: Value, finish: Value| {
        let choice = json!({ "index": 0, "delta": delta, "finish_reason": finish });
        let chunk = json!({
            "id": format!("chatcmpl-{run}"),
            "object": "chat.completion.chunk",
            "created": created,
            "model": "echo",
            "choices": [choice],
        });
        event(None, Some(&chunk))
    };
    let mut all = vec![chunk(json!({ "role": "assistant", "content": "" }), Value::Null)];
    let pieces = model::pieces(&text, cx.app.options.seed);
    all.extend(pieces.iter().map(|piece| chunk(json!({ "content": piece }), Value::Null)));
    all.push(chunk(json!({}), json!("stop")));
    all.push(done());
    paced(cx, all)
}

fn paced(cx: &Cx, all: Vec<Bytes>) -> Response {
    let options = &cx.app.options;
    events::stream(all, Duration::from_millis(options.pace), options.ping, cx.app.now())
}

pub(super) fn input_schema(_: &Cx) -> Outcome {
    ok(&json!({ "title": "Input", "type": "array", "items": { "type": "object" } }))
}

pub(super) fn output_schema(_: &Cx) -> Outcome {
    ok(&json!({ "title": "Output", "type": "array", "items": { "type": "object" } }))
}

pub(super) fn config_schema(_: &Cx) -> Outcome {
    ok(&json!({ "title": "Config", "type": "object", "properties": { "configurable": { "type": "object" } } }))
}

pub(super) fn feedback(cx: &Cx) -> Outcome {
    let given: Value = cx.json()?;
    ok(&json!({ "run_id": given.get("run_id"), "key": given.get("key"), "status": "ok" }))
}
