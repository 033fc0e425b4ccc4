//! Streams of events over the loopback.

use std::time::Duration;

use crate::api::ListError;
use crate::runtime::stream::End;
use crate::runtime::{Client, Error, EventStream, UnknownEvent};
use crate::server::{Reply, Server};
use crate::types::{Detail, RunEvent};

async fn start(reply: Reply) -> (Client, Server) {
    let server = Server::start(vec![reply]).await;
    (Client::builder().base_url(&server.url("")).unwrap().retries(0).build().unwrap(), server)
}

fn sse(chunks: &[&[u8]]) -> Reply {
    Reply::chunks("text/event-stream; charset=utf-8", chunks)
}

/// All items of a stream, and how it ended.
async fn all<T>(mut stream: EventStream<T>) -> (Vec<Result<T, Error>>, End) {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    assert!(stream.next().await.is_none());
    (items, stream.end().unwrap())
}

async fn within_a_second(gone: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(1), gone).await.expect("the connection is still open");
}

fn good<T>(items: Vec<Result<T, Error>>) -> Vec<T> {
    items.into_iter().map(Result::unwrap).collect()
}

fn detail(text: &str) -> Detail {
    Detail { detail: text.to_owned() }
}

#[tokio::test]
async fn a_run_with_all_that_servers_do() {
    let bytes = "event: metadata\r\ndata: {\"detail\":\"grün 🌱\"}\r\n\r\n: ping\r\n\r\nevent: data\r\ndata: [1,\r\ndata: 2]\r\n\r\n\
        event: news\r\ndata: later\r\n\r\nevent: end\r\n\r\n";
    let expected = [
        RunEvent::Metadata(detail("grün 🌱")),
        RunEvent::Data(vec![1, 2]),
        RunEvent::Unknown(UnknownEvent::new("news", "later")),
        RunEvent::End,
    ];
    // Every character of more than one byte and every CRLF is cut in one of these.
    for size in [1, 2, 3, 7, 1000] {
        let chunks: Vec<_> = bytes.as_bytes().chunks(size).collect();
        let (client, server) = start(sse(&chunks)).await;
        let stream = client.run().send().await.unwrap();
        let (items, end) = all(stream).await;
        assert_eq!((good(items).as_slice(), end), (&expected[..], End::Terminal), "{size}");
        let asked = server.only();
        assert_eq!(asked.line(), "POST /runs/stream");
        assert_eq!(asked.header("accept").as_deref(), Some("text/event-stream"));
        assert_eq!(asked.header("accept-encoding").as_deref(), Some("identity"));
    }
}

#[tokio::test]
async fn an_error_event_ends_the_stream() {
    let bytes = b"event: data\ndata: [1]\n\nevent: error\ndata: {\"detail\":\"boom\"}\n\nevent: end\n\n";
    let (client, _server) = start(sse(&[bytes])).await;
    let (mut items, end) = all(client.run().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (2, End::Failed));
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!(error.event().unwrap().json::<Detail>().unwrap(), detail("boom"));
    assert_eq!(error.to_string(), "POST /runs/stream: the server reported a failure by the event `error`");
    assert!(!format!("{error:?}").contains("boom"));
}

#[tokio::test]
async fn an_error_member_ends_the_stream() {
    let bytes = b"data: {\"detail\":\"error\"}\n\ndata: {\"detail\":\"x\",\"error\":null}\n\ndata: {\"error\":{\"code\":1}}\n\n";
    let (client, _server) = start(sse(&[bytes])).await;
    let (items, end) = all(client.chat().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (3, End::Failed));
    assert_eq!(items[1].as_ref().unwrap(), &detail("x"));
    let error = items[2].as_ref().unwrap_err();
    assert_eq!(error.to_string(), "POST /chat: the server reported a failure in the stream");
}

#[tokio::test]
async fn a_sentinel_ends_the_stream_and_is_no_json() {
    for bytes in
        ["data: {\"detail\":\"x\"}\n\ndata: [DONE]\n\ndata: never\n\n", "data: {\"detail\":\"x\"}\n\ndata: [DONE]"]
    {
        let (client, _server) = start(sse(&[bytes.as_bytes()])).await;
        let (items, end) = all(client.chat().send().await.unwrap()).await;
        assert_eq!((good(items), end), (vec![detail("x")], End::Sentinel));
    }
}

#[tokio::test]
async fn an_end_that_nothing_announced_is_an_error() {
    for (bytes, mid_event) in [("event: data\ndata: [1]\n\n", false), ("event: data\ndata: [1]\n\ndata: [2", true)] {
        for reply in [sse(&[bytes.as_bytes()]), Reply::cut("text/event-stream", &[bytes.as_bytes()])] {
            let (client, _server) = start(reply).await;
            let (items, end) = all(client.run().send().await.unwrap()).await;
            assert_eq!((items.len(), end), (2, End::Failed));
            let error = items[1].as_ref().unwrap_err();
            assert!(error.is_truncated());
            assert_eq!(error.events_seen(), Some(1));
            let text = error.to_string();
            assert!(text.starts_with("POST /runs/stream: the stream ended early, after 1 event"), "{text}");
            assert_eq!(text.contains("in the midst of one"), mid_event, "{text}");
        }
    }
}

#[tokio::test]
async fn where_nothing_announces_the_end_the_body_does() {
    let (client, _server) = start(sse(&[b"data: a\n\nevent: x\ndata: b\n\n"])).await;
    let (items, end) = all(client.texts().send().await.unwrap()).await;
    assert_eq!((good(items), end), (vec![UnknownEvent::new("message", "a"), UnknownEvent::new("x", "b")], End::Body));
    let (client, _server) = start(sse(&[b"data: a\n\ndata: b\n"])).await;
    let (items, end) = all(client.texts().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (2, End::Failed));
}

#[tokio::test]
async fn an_event_that_cannot_be_decoded_does_not_end_the_stream() {
    let bytes = b"event: data\ndata: [1]\n\nevent: data\ndata: [\"two\"]\n\nevent: data\ndata: [3]\n\nevent: end\n\n";
    let (client, _server) = start(sse(&[bytes])).await;
    let (items, end) = all(client.run().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (4, End::Terminal));
    let error = items[1].as_ref().unwrap_err();
    assert!(error.is_decode());
    let text = error.to_string();
    assert!(
        text.starts_with("POST /runs/stream: could not decode the event `data`: at [0]: expected an integer"),
        "{text}"
    );
    assert_eq!(error.excerpt().as_deref(), Some("[\"two\"]"));
    assert!(!format!("{error:?}").contains("two"), "{error:?}");
}

#[tokio::test]
async fn an_event_that_is_too_large_ends_the_stream() {
    let (client, _server) = start(sse(&[b"data: 0123456789abcdef", b"0123456789abcdef\n\n"])).await;
    let client = client.to_builder().max_event_bytes(20).build().unwrap();
    let (items, end) = all(client.texts().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (1, End::Failed));
    let text = items[0].as_ref().unwrap_err().to_string();
    assert_eq!(text, "GET /texts: an event is larger than 20 B (`max_event_bytes`)");
}

#[tokio::test]
async fn json_lines_and_sequences() {
    for (media_type, bytes) in [
        ("application/jsonl", "1\n2\r\n\n3"),
        ("application/x-ndjson", "1\n2\n3\n"),
        ("text/plain", "1\n2\n3\n"),
        ("application/json-seq", "\u{1e}1\n\u{1e}2\n\u{1e}3\n"),
        ("text/event-stream", "data: 1\n\ndata: 2\n\ndata: 3\n\n"),
    ] {
        let (client, _server) = start(Reply::chunks(media_type, &[bytes.as_bytes()])).await;
        let (items, end) = all(client.lines().send().await.unwrap()).await;
        assert_eq!((good(items), end), (vec![1, 2, 3], End::Body), "{media_type}");
    }
}

#[tokio::test]
async fn a_bad_line_is_wrong_alone() {
    let (client, _server) = start(Reply::chunks("application/jsonl", &[b"1\n\xff\nx\n2"])).await;
    let (items, _) = all(client.lines().send().await.unwrap()).await;
    let bad: Vec<_> = items.iter().map(Result::is_err).collect();
    assert_eq!(bad, [false, true, true, false]);
}

/// A body that the closing of the connection ends says nothing of being cut.
#[tokio::test]
async fn a_text_that_is_cut_is_told_from_a_clean_end() {
    let cases: [(&str, &str, usize, bool); 9] = [
        ("application/jsonl", "1\n2", 2, false),
        ("application/jsonl", "1\n[2,", 1, true),
        ("application/jsonl", "1\n\"gr\u{fc}", 1, true),
        ("application/x-ndjson", "1\ntru", 1, true),
        ("application/json-seq", "\u{1e}1\n\u{1e}2\n", 2, false),
        ("application/json-seq", "\u{1e}1\n\u{1e}{\"a\":2", 1, true),
        ("application/json-seq", "\u{1e}1\n\u{1e}2", 1, true),
        ("text/event-stream", "data: 1\n\ndata: 2\n\n", 2, false),
        ("text/event-stream", "data: 1\n\ndata: 2", 1, true),
    ];
    for (media_type, body, whole, is_cut) in cases {
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n");
        let (client, _server) = start(Reply::raw(&(head + body))).await;
        let (mut items, end) = all(client.lines().send().await.unwrap()).await;
        assert_eq!(end, if is_cut { End::Failed } else { End::Body }, "{media_type} {body}");
        if is_cut {
            let error = items.pop().unwrap().unwrap_err();
            assert!(error.is_truncated() && !error.is_decode(), "{media_type} {body}: {error}");
            assert!(error.to_string().ends_with("after 1 event in the midst of one"), "{error}");
        }
        assert_eq!(good(items).len(), whole, "{media_type} {body}");
    }
}

/// A text of a sequence that was cut by the next one is wrong alone (RFC 7464, section 2.3).
#[tokio::test]
async fn a_sequence_goes_on_behind_a_text_that_was_cut() {
    let bytes = "\u{1e}1\n\u{1e}[2,\u{1e}3\n\u{1e}4\u{1e}5\n";
    let (client, _server) = start(Reply::chunks("application/json-seq", &[bytes.as_bytes()])).await;
    let (items, end) = all(client.lines().send().await.unwrap()).await;
    let read: Vec<_> = items.into_iter().map(Result::ok).collect();
    assert_eq!((read.as_slice(), end), (&[Some(1), None, Some(3), None, Some(5)][..], End::Body));
}

#[tokio::test]
async fn a_strict_stream_ends_with_an_event_that_cannot_be_decoded() {
    let bytes = b"event: data\ndata: [1]\n\nevent: data\ndata: x\n\nevent: data\ndata: [3]\n\nevent: end\n\n";
    let (client, server) = start(Reply::cut("text/event-stream", &[bytes]).and_wait()).await;
    let (items, end) = all(client.run().send().await.unwrap().strict()).await;
    assert_eq!((items.len(), end), (2, End::Failed));
    assert!(items[1].as_ref().unwrap_err().is_decode());
    within_a_second(server.client_gone()).await;
    // A wrong byte counts too.
    let (client, _server) = start(Reply::chunks("application/jsonl", &[b"1\n\xff\n2"])).await;
    let (items, end) = all(client.lines().send().await.unwrap().strict()).await;
    assert_eq!((items.len(), end), (2, End::Failed));
}

#[tokio::test]
async fn raw_events_and_events_with_meta() {
    let bytes = b"id: 7\nevent: data\ndata: [1]\nretry: 2500\n\nevent: end\n\n";
    let (client, _server) = start(sse(&[bytes])).await;
    let (items, end) = all(client.run().send().await.unwrap().raw()).await;
    assert_eq!(
        (good(items), end),
        (vec![UnknownEvent::new("data", "[1]"), UnknownEvent::new("end", "")], End::Terminal)
    );
    let mut stream = client.run().send().await.unwrap().with_meta();
    let first = stream.try_next().await.unwrap().unwrap();
    assert_eq!((first.event, first.name.as_str(), first.id.as_str()), (RunEvent::Data(vec![1]), "data", "7"));
    let retry = Some(Duration::from_millis(2500));
    assert_eq!((first.retry, stream.retry(), stream.last_event_id()), (retry, retry, "7"));
    let mut twice = client.run().send().await.unwrap().with_meta().with_meta();
    let first = twice.try_next().await.unwrap().unwrap();
    assert_eq!((first.retry, first.event.retry, first.event.id.as_str()), (retry, retry, "7"));
}

#[tokio::test]
async fn opening_fails_with_the_typed_error() {
    let (client, _server) = start(Reply::json(401, r#"{"detail":"who?"}"#)).await;
    let error = client.run().send().await.unwrap_err();
    assert_eq!(error.kind(), &ListError::Unauthorized(detail("who?")));
    assert_eq!(error.to_string(), "POST /runs/stream: 401 Unauthorized (application/json, 17 B)");
}

#[tokio::test]
async fn json_where_a_stream_was_expected() {
    let (client, _server) = start(Reply::json(200, r#"{"detail":"x"}"#)).await;
    let error = client.run().send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.to_string(), "POST /runs/stream: expected text/event-stream, got 200 OK (application/json, 14 B)");
    assert_eq!(error.json::<Detail>(), Some(detail("x")));
}

#[tokio::test]
async fn an_answer_without_content_is_an_empty_stream() {
    let (client, _server) = start(Reply::new(204, &[], "")).await;
    let (items, end) = all(client.run().send().await.unwrap()).await;
    assert_eq!((items.len(), end), (0, End::Body));
}

#[tokio::test]
async fn dropping_a_stream_closes_the_connection() {
    let (client, server) = start(Reply::cut("text/event-stream", &[b"event: data\ndata: [1]\n\n"]).and_wait()).await;
    let mut stream = client.run().send().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap(), Some(RunEvent::Data(vec![1])));
    drop(stream);
    within_a_second(server.client_gone()).await;
}

#[tokio::test]
async fn a_terminal_event_closes_the_connection() {
    let (client, server) = start(Reply::cut("text/event-stream", &[b"event: end\n\n"]).and_wait()).await;
    let (items, end) = all(client.run().send().await.unwrap()).await;
    assert_eq!((good(items), end), (vec![RunEvent::End], End::Terminal));
    within_a_second(server.client_gone()).await;
}

#[tokio::test]
async fn status_and_headers_of_a_stream_are_there() {
    let (client, _server) = start(sse(&[b"data: [DONE]\n\n"])).await;
    let response = client.chat().send_full().await.unwrap();
    assert_eq!(
        (response.status.as_u16(), response.header("content-type")),
        (200, Some("text/event-stream; charset=utf-8"))
    );
}
