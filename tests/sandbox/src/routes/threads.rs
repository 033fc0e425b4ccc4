//! Threads, and what they hold.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::account::caller;
use crate::cx::{Cx, Outcome, ok};
use crate::refusal::Refusal;
use crate::store::{State, Thread};

#[derive(Deserialize)]
struct Payload {
    name: String,
    assistant_id: Option<String>,
    metadata: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Added {
    values: Value,
}

pub(super) fn list(cx: &Cx) -> Outcome {
    let project = cx.project()?;
    let number = |name: &str, default: u64| cx.query.get(name).and_then(Value::as_u64).unwrap_or(default);
    let page = |name, default| usize::try_from(number(name, default)).unwrap_or(usize::MAX);
    cx.app.store.read(|tables| {
        // Newest first.
        let own: Vec<_> = tables.threads.values().rev().filter(|thread| thread.project_id == project).collect();
        let page: Vec<_> = own.iter().skip(page("offset", 0)).take(page("limit", 100)).collect();
        if cx.is_rich() { ok(&json!({ "threads": page, "total": own.len() })) } else { ok(&page) }
    })
}

pub(super) fn create(cx: &Cx) -> Outcome {
    let (project_id, mut user) = (cx.project()?, caller(cx)?);
    if user.thread_counter >= user.thread_max {
        return Err(Refusal::bad("Thread limit reached."));
    }
    let given: Payload = cx.json()?;
    user.thread_counter += 1.0;
    let made = cx.app.store.change(|tables| {
        let made = new(cx, cx.app.id(tables), project_id, given);
        tables.put(made.clone());
        tables.put(State { thread_id: made.thread_id.clone(), ..State::default() });
        tables.put(user);
        made
    });
    cx.created(&made)
}

pub(super) fn get(cx: &Cx) -> Outcome {
    ok(&own(cx, cx.path("tid"))?)
}

pub(super) fn upsert(cx: &Cx) -> Outcome {
    let known = own(cx, cx.path("tid"))?;
    let made = new(cx, known.thread_id, known.project_id, cx.json()?);
    let made = Thread { created_at: known.created_at, ..made };
    cx.app.store.change(|tables| tables.put(made.clone()));
    ok(&made)
}

pub(super) fn delete(cx: &Cx) -> Outcome {
    let thread = own(cx, cx.path("tid"))?;
    cx.app.store.change(|tables| tables.remove_thread(&thread.thread_id));
    cx.deleted()
}

pub(super) fn state(cx: &Cx) -> Outcome {
    let (_, state) = with_assistant(cx)?;
    ok(&json!({ "values": state.values(), "next": [] }))
}

pub(super) fn add_state(cx: &Cx) -> Outcome {
    let (thread, mut state) = with_assistant(cx)?;
    let given: Added = cx.json()?;
    let (messages, others) = input(given.values);
    record(&thread, &mut state);
    state.messages.extend(messages);
    state.others.extend(others);
    cx.app.store.change(|tables| tables.put(state));
    ok(&Value::Null)
}

pub(super) fn history(cx: &Cx) -> Outcome {
    let (thread, state) = with_assistant(cx)?;
    let now = snapshot(&thread, &state);
    let all: Vec<_> = [&now].into_iter().chain(state.history.iter().rev()).collect();
    ok(&all)
}

/// The messages among the values that a caller sends, and what is beside them.
pub(super) fn input(values: Value) -> (Vec<Value>, Map<String, Value>) {
    match values {
        Value::Array(messages) => (messages, Map::new()),
        Value::Object(mut others) => match others.shift_remove("messages") {
            Some(Value::Array(messages)) => (messages, others),
            _ => (Vec::new(), others),
        },
        _ => (Vec::new(), Map::new()),
    }
}

/// Puts the present state behind the earlier ones.
pub(super) fn record(thread: &Thread, state: &mut State) {
    let now = snapshot(thread, state);
    state.history.push(now);
}

fn snapshot(thread: &Thread, state: &State) -> Value {
    json!({
        "values": state.values(),
        "next": [],
        "config": { "configurable": { "thread_id": thread.thread_id } },
        "parent": null,
    })
}

/// A thread of the token's project.
pub(super) fn own(cx: &Cx, id: &str) -> Result<Thread, Refusal> {
    let project = cx.project()?;
    let found = cx.app.store.read(|tables| tables.threads.get(id).cloned());
    found.filter(|thread| thread.project_id == project).ok_or_else(|| Refusal::not_found("Thread not found"))
}

fn with_assistant(cx: &Cx) -> Result<(Thread, State), Refusal> {
    let thread = own(cx, cx.path("tid"))?;
    if thread.assistant_id.is_none() {
        return Err(Refusal::bad("Thread has no assistant"));
    }
    let state = cx.app.store.read(|tables| tables.states.get(&thread.thread_id).cloned()).unwrap_or_default();
    Ok((thread, state))
}

fn new(cx: &Cx, thread_id: String, project_id: String, given: Payload) -> Thread {
    Thread {
        thread_id,
        project_id,
        assistant_id: given.assistant_id,
        name: given.name,
        created_at: cx.app.now(),
        updated_at: cx.app.now(),
        metadata: given.metadata,
    }
}
