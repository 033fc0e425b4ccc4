//! Streams that end well, in each of the server's modes.

use std::time::Duration;

use langgraph_client::api::thread_runs::StreamRunError;
use langgraph_client::runtime::stream::End;
use langgraph_client::types::{
    CronCreateStreamModeItem as Mode, RunCreateStateful, RunCreateStreamingStateless, RunEvent,
};
use langgraph_client::{Error, EventStream};
use serde_json::json;
use uuid::Uuid;

use crate::server::{ANSWER, Server, object, said, streaming, thread};

/// A mode, and whether an event is what the mode is for.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    pub name: &'static str,
    mode: fn() -> Mode,
    fits: fn(&RunEvent) -> bool,
}

/// All modes of the document.
pub fn modes() -> [Expected; 9] {
    let of = |name, mode, fits| Expected { name, mode, fits };
    [
        of(
            "values",
            || Mode::Values,
            |event| matches!(event, RunEvent::Values(values) if values.contains_key("messages")),
        ),
        of("updates", || Mode::Updates, |event| matches!(event, RunEvent::Updates(nodes) if nodes.contains_key("say"))),
        of(
            "messages",
            || Mode::Messages,
            |event| matches!(event, RunEvent::MessagesPartial(messages) if messages.len() == 1),
        ),
        of(
            "messages-tuple",
            || Mode::MessagesTuple,
            |event| matches!(event, RunEvent::Messages((_, about)) if !about.is_empty()),
        ),
        of("debug", || Mode::Debug, |event| matches!(event, RunEvent::Debug(debug) if debug.timestamp.is_some())),
        of("tasks", || Mode::Tasks, |event| matches!(event, RunEvent::Tasks(task) if task["name"] == "say")),
        of(
            "checkpoints",
            || Mode::Checkpoints,
            |event| matches!(event, RunEvent::Checkpoints(made) if made.contains_key("config")),
        ),
        of(
            "custom",
            || Mode::Custom,
            |event| matches!(event, RunEvent::Custom(value) if value["progress"].is_string()),
        ),
        of(
            "events",
            || Mode::Events,
            |event| matches!(event, RunEvent::Events(inner) if inner.event.starts_with("on_")),
        ),
    ]
}

pub async fn mode(server: Server, expected: Expected) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("chat", said("hello"), vec![(expected.mode)()]);
    let mut events = client.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let all = gathered(&mut events).await.unwrap();
    assert!(matches!(all.first(), Some(RunEvent::Metadata(_))), "{all:?}");
    let fitting = all.iter().filter(|event| (expected.fits)(event)).count();
    assert!(fitting > 0, "{all:?}");
    assert!(!all.iter().any(|event| matches!(event, RunEvent::Unknown(_))), "{all:?}");
    assert_eq!(events.end(), Some(End::Body));
}

/// All events that are left.
pub async fn gathered(events: &mut EventStream<RunEvent>) -> Result<Vec<RunEvent>, Error> {
    let mut all = Vec::new();
    while let Some(event) = events.try_next().await? {
        all.push(event);
    }
    Ok(all)
}

pub async fn several(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("chat", said("hello"), vec![Mode::Values, Mode::Updates, Mode::Custom]);
    let mut events = client.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let all = gathered(&mut events).await.unwrap();
    let count = |fits: fn(&RunEvent) -> bool| all.iter().filter(|event| fits(event)).count();
    assert_eq!(count(|event| matches!(event, RunEvent::Values(_))), 2, "{all:?}");
    assert_eq!(count(|event| matches!(event, RunEvent::Updates(_))), 1, "{all:?}");
    assert_eq!(count(|event| matches!(event, RunEvent::Custom(_))), 2, "{all:?}");
}

pub async fn text(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("chat", said("hello"), vec![Mode::Messages]);
    let runs = client.thread_runs();
    let mut deltas = runs.stream_run(thread, &body).send_deltas().await.unwrap();
    let mut pieces = Vec::new();
    while let Some(delta) = deltas.try_next().await.unwrap() {
        pieces.push(delta.text);
    }
    assert!(pieces.len() > 10, "{pieces:?}");
    assert_eq!(pieces.concat(), ANSWER);
    assert_eq!(runs.stream_run(thread, &body).send_text().await.unwrap(), ANSWER);
}

pub async fn stateless(server: Server) {
    let client = server.client();
    let body = RunCreateStreamingStateless::new("echo").input(object(json!({ "text": "one" })));
    let mut events = client.stateless_runs().stream_run_stateless(&body).send().await.unwrap();
    let all = gathered(&mut events).await.unwrap();
    let Some(RunEvent::Values(values)) = all.last() else { panic!("{all:?}") };
    assert_eq!(values["answer"], "echo: one");
}

pub async fn thread_runs(server: &Server, thread: Uuid) {
    let body = RunCreateStateful::new("echo").input(object(json!({ "text": "one" })));
    server.client().thread_runs().create_run(thread, &body).send().await.unwrap();
}

/// The stream of a thread stays open, so it is left in the midst.
pub async fn thread_stream(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let mut events = client.threads().join_stream(thread).send().await.unwrap();
    let mut answers = 0;
    for _ in 0..2 {
        thread_runs(&server, thread).await;
        let next = async {
            while let Some(event) = events.try_next().await.unwrap() {
                if matches!(&event, RunEvent::Values(values) if values.contains_key("answer")) {
                    return 1;
                }
            }
            0
        };
        answers += tokio::time::timeout(Duration::from_secs(30), next).await.expect("an answer");
    }
    assert_eq!(answers, 2);
}

pub async fn refused(server: Server) {
    let client = server.client();
    let body = streaming("chat", said("hello"), vec![Mode::Values]);
    let error = client.thread_runs().stream_run(Uuid::from_u128(7), &body).send().await.unwrap_err();
    assert!(matches!(error.kind(), StreamRunError::NotFound(_)), "{error:?}");
}
