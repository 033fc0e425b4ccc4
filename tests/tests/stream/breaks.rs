//! Runs that break: errors that the server tells, events that cannot be read, ends that nobody announced.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use epsimo_client::Client;
use epsimo_client::runtime::mock::ManualClock;
use epsimo_client::runtime::stream::End;
use epsimo_client::types::{CreateRunPayload, StreamErrorEvent};
use specloom_tests::server::Answer;

use super::{all, answering, run, word, words};

const HEAD: &str = "event: metadata\r\ndata: {\"run_id\":\"r\"}\r\n\r\nevent: data\r\ndata: []\r\n\r\n";

/// After it the server still sends `end`; the stream is over all the same.
#[tokio::test]
async fn an_error_event_ends_the_stream() {
    let payload = r#"{"status_code":500,"message":"Internal Server Error","later":1}"#;
    let text = format!("{HEAD}event: error\r\ndata: {payload}\r\n\r\nevent: end\r\n\r\n");
    let (stream, server) = run(Answer::events(&text, 7).end()).await;
    let (mut items, end) = all(stream).await;
    assert_eq!((items.len(), end), (3, End::Failed));
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "POST /runs/stream: the server reported a failure by the event `error`");
    let event = error.event().unwrap();
    assert_eq!((event.name(), event.data()), ("error", payload));
    let event: StreamErrorEvent = event.json().unwrap();
    assert_eq!((event.status_code, event.message.as_deref()), (Some(500), Some("Internal Server Error")));
    assert_eq!((error.status().unwrap().as_u16(), error.is_truncated(), error.is_decode()), (200, false, false));
    assert!(!format!("{error:?}").contains("Internal"));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_item() {
    let text = "event: data\r\ndata: [{\"type\":\"human\",\"content\":\"1\"}]\r\n\r\n\
        event: data\r\ndata: [{\"type\":\"human\"}]\r\n\r\n\
        event: metadata\r\ndata: {\"run_id\":\r\n\r\n\
        event: metadata\r\n\r\n\
        event: data\r\ndata: [{\"type\":\"human\",\"content\":\"2\"}]\r\n\r\n\
        event: end\r\n\r\n";
    let (stream, _server) = run(Answer::events(text, 13).end()).await;
    let (items, end) = all(stream).await;
    assert_eq!(end, End::Terminal);
    let failed: Vec<_> = items.iter().map(Result::is_err).collect();
    assert_eq!(failed, [false, true, true, true, false, false]);
    assert_eq!((word(&items[0]), word(&items[4])), ("data 1".to_owned(), "data 2".to_owned()));
    let error = items[1].as_ref().unwrap_err();
    assert!(error.is_decode());
    let text = error.to_string();
    assert!(text.starts_with("POST /runs/stream: could not decode the event `data`: at [0]: "), "{text}");
    assert!(text.contains("`content`") && text.ends_with("(as `HumanMessage`)"), "{text}");
    assert_eq!(error.excerpt().as_deref(), Some("[{\"type\":\"human\"}]"));
    assert_eq!(error.json_error().unwrap().path(), "[0]");
}

/// What was seen is told, so that nobody pays for the same run twice without knowing.
#[tokio::test]
async fn an_end_that_nobody_announced_is_an_error() {
    for (tail, mid_event) in [("", false), (": ping\r\n", false), ("event: data\r\ndata: [{\"type\"", true)] {
        let text = format!("{HEAD}{tail}");
        for answer in [Answer::events(&text, 16).end(), Answer::events(&text, 16)] {
            let (stream, server) = run(answer).await;
            let (items, end) = all(stream).await;
            assert_eq!((items.len(), end), (3, End::Failed));
            let error = items[2].as_ref().unwrap_err();
            assert!(error.is_truncated() && !error.is_decode() && !error.is_timeout());
            assert_eq!(error.events_seen(), Some(2));
            let message = error.to_string();
            assert!(message.starts_with("POST /runs/stream: the stream ended early, after 2 events"), "{message}");
            assert_eq!(message.contains(" in the midst of one"), mid_event, "{message}");
            assert_eq!(server.received().len(), 1, "a run must not be sent twice");
        }
    }
}

#[tokio::test]
async fn a_stream_without_any_event_is_cut_too() {
    let (stream, _server) = run(Answer::events("", 1).end()).await;
    let (items, end) = all(stream).await;
    assert_eq!((items.len(), end), (1, End::Failed));
    assert_eq!(items[0].as_ref().unwrap_err().events_seen(), Some(0));
}

/// A clock that stands still, and a client of it that waits a minute for a byte.
fn with_clock(client: &Client) -> (Client, ManualClock) {
    let clock = ManualClock::new();
    let builder = client.to_builder().clock(clock.clone()).idle_timeout(Duration::from_secs(60));
    (builder.build().unwrap(), clock)
}

#[tokio::test]
async fn a_stream_that_falls_silent() {
    let (client, server) = answering(Answer::events(HEAD, 16).await_close()).await;
    let (client, clock) = with_clock(&client);
    let mut stream = client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap();
    assert_eq!(word(&stream.next().await.unwrap()), "metadata r");
    assert_eq!(word(&stream.next().await.unwrap()), "data ");
    let time_passes = async {
        loop {
            tokio::task::yield_now().await;
            clock.advance(Duration::from_secs(61));
        }
    };
    let error = tokio::select! {
        item = stream.next() => item.unwrap().unwrap_err(),
        () = time_passes => panic!("time ended"),
    };
    assert!(error.is_timeout() && !error.is_truncated());
    assert_eq!((error.events_seen(), stream.end()), (Some(2), Some(End::Failed)));
    server.closed().await;
}

/// Pings keep it alive.
#[tokio::test]
async fn a_ping_is_a_sign_of_life() {
    let ping = |answer: Answer, _| answer.hold().chunk(b": ping\r\n\r\n");
    let answer = (0..6).fold(Answer::events(HEAD, 16), ping).hold().chunk(b"event: end\r\n\r\n").end();
    let (client, server) = answering(answer).await;
    let (client, clock) = with_clock(&client);
    let mut stream = client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap();
    assert_eq!(word(&stream.next().await.unwrap()), "metadata r");
    assert_eq!(word(&stream.next().await.unwrap()), "data ");
    for pings in 1..=6 {
        server.release();
        while stream.comments_seen() < pings {
            let polled = poll_fn(|cx| Poll::Ready(pin!(stream.next()).poll(cx))).await;
            assert!(polled.is_pending());
            tokio::task::yield_now().await;
        }
        clock.advance(Duration::from_secs(50));
    }
    server.release();
    let (items, end) = all(stream).await;
    assert_eq!((words(&items), end), (vec!["end".to_owned()], End::Terminal));
}

#[tokio::test]
async fn an_event_that_is_too_large_ends_the_stream() {
    let answer = Answer::events(&format!("{HEAD}event: data\r\ndata: "), 16).chunk(&[b'x'; 2000]).await_close();
    let (client, server) = answering(answer).await;
    let client = client.to_builder().max_event_bytes(1000).build().unwrap();
    let (items, end) = all(client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap()).await;
    assert_eq!((items.len(), end), (3, End::Failed));
    let error = items[2].as_ref().unwrap_err().to_string();
    assert_eq!(error, "POST /runs/stream: an event is larger than 1.0 kB (`max_event_bytes`)");
    server.closed().await;
}

#[tokio::test]
async fn dropping_the_stream_closes_the_connection() {
    let (mut stream, server) = run(Answer::events(HEAD, 16).await_close()).await;
    assert_eq!(word(&stream.next().await.unwrap()), "metadata r");
    drop(stream);
    tokio::time::timeout(Duration::from_secs(10), server.closed()).await.expect("the connection is still open");
}
