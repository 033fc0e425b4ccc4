//! Runs that end as they should.

use std::collections::BTreeMap;
use std::time::Duration;

use epsimo_client::Operation;
use epsimo_client::runtime::stream::End;
use epsimo_client::types::{
    AnyMessage, CreateRunPayload, CreateRunPayloadInput, HumanMessage, MessageContent, PublicRunPayload, RunEvent,
};
use specloom_tests::server::Answer;

use super::{all, answering, read, run, text, word, words};

/// What a run may bring: CRLF, pings, messages that come again and longer, names that the document does not list, data on
/// several lines, an end without data.
const RUN: &str = "event: metadata\r\ndata: {\"run_id\": \"r-1\"}\r\n\r\n\
    : ping - 2026-05-15 10:30:00+00:00\r\n\r\n\
    event: data\r\ndata: [{\"type\":\"human\",\"content\":\"Grüß dich\",\"id\":\"h\"}]\r\n\r\n\
    event: data\r\ndata: [{\"type\":\"AIMessageChunk\",\"content\":\"Schö\",\"id\":\"a\"}]\r\n\r\n\
    event: on_tool_start\r\ndata: {\"name\":\"arxiv\"}\r\n\r\n\
    event: data\r\ndata: [{\"type\":\"AIMessageChunk\",\"content\":\"Schön, 🌱\",\r\ndata: \"id\":\"a\"}]\r\n\r\n\
    : ping\r\n\r\n\
    event: messages\r\ndata: [{\"type\":\"ai\",\"content\":\"Schön, 🌱 日本\",\"id\":\"a\"}]\r\n\r\n\
    event: end\r\n\r\n";

const WORDS: [&str; 7] = [
    "metadata r-1",
    "data Grüß dich",
    "data Schö",
    "unknown on_tool_start {\"name\":\"arxiv\"}",
    "data Schön, 🌱",
    "messages Schön, 🌱 日本",
    "end",
];

/// Every character of several bytes, every CRLF and every field is cut in one of these.
#[tokio::test]
async fn a_run_in_pieces_of_any_size() {
    for size in [1, 2, 3, 5, 7, 64, 10_000] {
        let (mut stream, _server) = run(Answer::events(RUN, size).end()).await;
        let mut seen = Vec::new();
        while let Some(item) = stream.next().await {
            seen.push(word(&item));
        }
        assert_eq!(seen, WORDS, "{size}");
        assert_eq!((stream.end(), stream.events_seen(), stream.comments_seen()), (Some(End::Terminal), 7, 2), "{size}");
    }
}

#[tokio::test]
async fn the_request_of_a_run() {
    let (client, server) = answering(Answer::events(RUN, 64).end()).await;
    let mut body = CreateRunPayload::new("t").assistant_id("a");
    body.input = read::<epsimo_client::Nullable<_>>(r#"[{"type":"human","content":"Hi"},{"type":"later"}]"#);
    let stream = client.runs().stream(&body).send_full().await.unwrap();
    assert_eq!((stream.status.as_u16(), stream.header("cache-control")), (200, Some("no-store")));
    drop(stream);
    let request = server.only();
    assert_eq!(request.line(), "POST /runs/stream");
    let names = ["accept", "accept-encoding", "cache-control", "content-type", "authorization"];
    let headers = names.map(|name| request.header(name).unwrap());
    assert_eq!(headers, ["text/event-stream", "identity", "no-cache", "application/json", "Bearer user-token"]);
    let input = r#"[{"type":"human","content":"Hi"},{"type":"later"}]"#;
    assert_eq!(request.text(), format!(r#"{{"thread_id":"t","assistant_id":"a","input":{input}}}"#));
}

/// Which operation repeats messages is known, so that nobody appends what is to be replaced.
#[tokio::test]
async fn messages_are_replaced_by_their_id() {
    let shape = Operation::STREAM_RUN.events().unwrap();
    assert_eq!(
        (shape.cumulative_members(), shape.delta_path(), shape.is_resumable()),
        (Some(("id", "content")), None, false)
    );
    let (mut stream, _server) = run(Answer::events(RUN, 11).end()).await;
    let mut texts = BTreeMap::new();
    while let Some(event) = stream.try_next().await.unwrap() {
        if let RunEvent::Data(messages) | RunEvent::Messages(messages) = event {
            for message in &messages {
                let id = match message {
                    AnyMessage::HumanMessage(message) => message.id.as_option(),
                    AnyMessage::AiMessage(message) => message.id.as_option(),
                    AnyMessage::AiMessageChunk(message) => message.id.as_option(),
                    other => panic!("{other:?}"),
                };
                let text = text(std::slice::from_ref(message)).to_owned();
                let before = texts.insert(id.unwrap().clone(), text.clone()).unwrap_or_default();
                assert!(text.starts_with(&before), "{text} after {before}");
            }
        }
    }
    assert_eq!(texts.into_values().collect::<Vec<_>>(), ["Schön, 🌱 日本", "Grüß dich"]);
}

/// The text of the assistant alone, each piece once.
#[tokio::test]
async fn the_text_of_a_run() {
    let (client, _server) = answering(Answer::events(RUN, 11).end()).await;
    let mut deltas = client.runs().stream(&CreateRunPayload::new("t")).send_deltas().await.unwrap();
    let mut seen = Vec::new();
    while let Some(delta) = deltas.try_next().await.unwrap() {
        assert_eq!((delta.id.as_str(), delta.message, delta.replaces), ("a", 0, false));
        seen.push(delta.text);
    }
    assert_eq!(
        (seen.as_slice(), deltas.end()),
        (["Schö", "n, 🌱", " 日本"].map(str::to_owned).as_slice(), Some(End::Terminal))
    );
    let (client, _server) = answering(Answer::events(RUN, 64).end()).await;
    let text = client.public().stream_run(&PublicRunPayload::new("a")).send_text().await.unwrap();
    assert_eq!(text, "Schön, 🌱 日本");
}

/// Newer servers close with a sentinel, with or without the blank line after it.
#[tokio::test]
async fn a_sentinel_ends_a_run() {
    let (head, _) = RUN.split_once("event: end").unwrap();
    for (end, expected) in [
        ("data: [DONE]\r\n\r\nevent: data\r\ndata: [", End::Sentinel),
        ("data: [DONE]", End::Sentinel),
        ("data: [DONE]\r\n", End::Sentinel),
        ("event: end\r\ndata: [DONE]\r\n\r\n", End::Sentinel),
        ("event: end\r\ndata:\r\n\r\n", End::Terminal),
        ("event: end\r\n\r\ndata: never\r\n\r\n", End::Terminal),
    ] {
        let (stream, _server) = run(Answer::events(&format!("{head}{end}"), 64).end()).await;
        let (items, end) = all(stream).await;
        let last = if expected == End::Terminal { "end" } else { "messages Schön, 🌱 日本" };
        assert_eq!((words(&items).last().unwrap().as_str(), end), (last, expected));
    }
}

#[tokio::test]
async fn an_event_is_there_as_soon_as_it_was_sent() {
    let (head, tail) = RUN.split_at(RUN.find(": ping").unwrap());
    let answer = Answer::events(head, 9).hold().pause(Duration::from_millis(20)).chunk(tail.as_bytes()).end();
    let (mut stream, server) = run(answer).await;
    let first = stream.next().await.unwrap();
    assert_eq!((word(&first).as_str(), stream.end()), ("metadata r-1", None));
    server.release();
    // The stream may go to another task.
    let rest = tokio::spawn(async move { words(&all(stream).await.0) }).await.unwrap();
    assert_eq!(rest, WORDS[1..]);
}

#[tokio::test]
async fn a_public_run_is_of_the_same_form() {
    let (client, server) = answering(Answer::events(RUN, 64).end()).await;
    let body = PublicRunPayload::new("a");
    let (items, end) = all(client.public().stream_run(&body).send().await.unwrap()).await;
    assert_eq!((words(&items).as_slice(), end), (WORDS.map(str::to_owned).as_slice(), End::Terminal));
    let request = server.only();
    assert_eq!(
        (request.line().as_str(), request.header("authorization")),
        ("POST /public/runs/stream", Some("Bearer public-token"))
    );
    assert_eq!(request.text(), r#"{"assistant_id":"a"}"#);
}

#[tokio::test]
async fn events_as_the_server_sends_them() {
    let (stream, _server) = run(Answer::events(RUN, 64).end()).await;
    let names: Vec<_> = all(stream.raw()).await.0.into_iter().map(|item| item.unwrap().name().to_owned()).collect();
    assert_eq!(names, ["metadata", "data", "data", "on_tool_start", "data", "messages", "end"]);
    let (stream, _server) = run(Answer::events("id: 7\r\nevent: end\r\n\r\n", 64).end()).await;
    let last = stream.with_meta().try_next().await.unwrap().unwrap();
    assert_eq!((last.event, last.name.as_str(), last.id.as_str()), (RunEvent::End, "end", "7"));
}

#[test]
fn a_message_to_send() {
    let message = HumanMessage::new(MessageContent::from("Hi".to_owned()));
    let body = CreateRunPayload::new("t").input(CreateRunPayloadInput::from(vec![message.into()]));
    let text = epsimo_client::runtime::json::to_string(&body);
    assert_eq!(text, r#"{"thread_id":"t","input":[{"type":"human","content":"Hi"}]}"#);
}
