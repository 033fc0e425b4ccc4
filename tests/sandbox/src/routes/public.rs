//! Assistants that are open to callers without an account.

use serde::Deserialize;
use serde_json::{Value, json};

use super::runs::{chunks, name_messages, streamed};
use super::threads::input;
use crate::cx::{Cx, Outcome, ok};
use crate::model;
use crate::refusal::Refusal;
use crate::store::Assistant;

const MODE: &str = "type==agent/access_mode";
const TOKEN: &str = "type==agent/public_token";
const CLOSED: &str = "This assistant is not set up for public access";

#[derive(Deserialize)]
struct RunPayload {
    assistant_id: String,
    #[serde(default)]
    input: Value,
}

#[derive(Deserialize)]
struct ChatPayload {
    messages: Vec<Value>,
    #[serde(default)]
    stream: bool,
}

pub(super) fn stream_run(cx: &Cx) -> Outcome {
    let given: RunPayload = cx.json()?;
    let found = cx.app.store.read(|tables| tables.assistants.get(&given.assistant_id).cloned());
    let assistant = found.ok_or_else(|| Refusal::not_found("Assistant not found"))?;
    may_call(&assistant, cx.bearer())?;
    let mut sent = match given.input {
        Value::String(text) => vec![json!({ "type": "human", "content": text })],
        other => input(other).0,
    };
    let run = cx.app.store.change(|tables| {
        name_messages(&mut sent, || cx.app.id(tables));
        cx.app.id(tables)
    });
    let turn = model::answer(&model::last_text(&sent), cx.app.options.seed, &run);
    Ok(streamed(cx, &run, &sent, &turn))
}

fn may_call(assistant: &Assistant, token: Option<&str>) -> Result<(), Refusal> {
    match assistant.setting(MODE) {
        Some("public_no_auth") => Ok(()),
        Some("public_token") if token.is_none() => Err(Refusal::unauthorized("Not authenticated")),
        Some("public_token") if token == assistant.setting(TOKEN) => Ok(()),
        Some("public_token") => Err(Refusal::unauthorized("Invalid public token")),
        _ => Err(Refusal::forbidden(CLOSED)),
    }
}

pub(super) fn chat_completions(cx: &Cx) -> Outcome {
    let given: ChatPayload = cx.json()?;
    let token = cx.bearer().unwrap_or_default();
    let holder = cx
        .app
        .store
        .read(|tables| tables.assistants.values().find(|assistant| assistant.setting(TOKEN) == Some(token)).cloned());
    let holder = holder.ok_or_else(|| Refusal::unauthorized("Invalid public token"))?;
    if holder.setting(MODE) != Some("public_token") {
        return Err(Refusal::forbidden(CLOSED));
    }
    let run = cx.app.store.change(|tables| cx.app.id(tables));
    let text = model::says(&model::last_text(&given.messages));
    if given.stream {
        return Ok(chunks(cx, &run, &[json!({ "content": text })]));
    }
    let message = json!({ "role": "assistant", "content": text });
    let (prompt, completion) = (words(&model::last_text(&given.messages)), words(&text));
    ok(&json!({
        "id": format!("chatcmpl-{run}"),
        "object": "chat.completion",
        "created": cx.app.options.clock.seconds(),
        "model": "echo",
        "choices": [{ "index": 0, "message": message, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion },
    }))
}

/// Words stand for tokens.
fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
