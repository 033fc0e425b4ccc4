//! Streams that go on where they broke off.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::stream::{End, EventStream, Resume};
use crate::runtime::transport::{ByteStream, TransportError, TransportErrorKind};
use crate::runtime::{Client, Error, UnknownEvent};
use crate::stub::{Still, Stub, Turn};

/// Chunks, and how the body breaks off, if it does.
struct Chunks(VecDeque<Result<Bytes, TransportErrorKind>>);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.0.pop_front();
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|kind| TransportError::new(kind, "cut"))))
    }
}

fn body(text: &'static str, end: Option<TransportErrorKind>) -> Turn {
    let chunks = [Ok(Bytes::from(text))].into_iter().chain(end.map(Err));
    Turn::Answer(200, vec![("content-type", "text/event-stream")], ByteStream::new(Chunks(chunks.collect())))
}

fn cut(text: &'static str) -> Turn {
    body(text, Some(TransportErrorKind::Interrupted))
}

fn whole(text: &'static str) -> Turn {
    body(text, None)
}

fn client(turns: impl IntoIterator<Item = Turn>) -> (Client, Stub, Still) {
    let (stub, clock) = (Stub::new(turns), Still::default());
    let builder = Client::builder().base_url("http://acme.test/v1").unwrap();
    (builder.transport(stub.clone()).clock(clock.clone()).build().unwrap(), stub, clock)
}

/// The data of all events, or the text of an error, and how the stream ended.
async fn all(mut stream: EventStream<UnknownEvent>) -> (Vec<String>, End) {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map_or_else(|error: Error| error.to_string(), |event| event.data().to_owned()));
    }
    assert!(stream.next().await.is_none());
    (items, stream.end().unwrap())
}

/// What comes of these turns where the stream is resumed.
async fn texts(turns: Vec<Turn>, resume: Resume) -> (Vec<String>, End, Stub, Still) {
    let (client, stub, clock) = client(turns);
    let (items, end) = all(client.texts().resume(resume).send().await.unwrap()).await;
    (items, end, stub, clock)
}

/// The last event ids that were sent, empty where there was none.
fn ids(stub: &Stub) -> Vec<String> {
    let id = |request: &http::Request<()>| {
        let id = request.headers().get("last-event-id");
        id.map(|id| id.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    stub.asked().iter().map(id).collect()
}

#[tokio::test]
async fn it_goes_on_behind_the_last_event() {
    let turns = vec![
        cut("retry: 400\n\nid: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: half"),
        body("id: 3\ndata: c\n\n", Some(TransportErrorKind::Idle)),
        whole("id: 4\ndata: d\n\n"),
    ];
    let (items, end, stub, clock) = texts(turns, Resume::new()).await;
    assert_eq!((items.concat().as_str(), end), ("abcd", End::Body));
    assert_eq!(ids(&stub), ["", "2", "3"]);
    // The server asked for 400 ms; chance adds an eighth.
    assert_eq!(clock.pauses(), [Duration::from_millis(450); 2]);
}

#[tokio::test]
async fn no_event_is_given_twice() {
    for again in [
        // The last event once more; events without an id of their own; both.
        "id: 2\ndata: b\n\nid: 3\ndata: c\n\n",
        "data: x\n\ndata: y\n\nid: 3\ndata: c\n\n",
        "data: y\n\nid: 3\ndata: c\n\n",
        "id: 2\ndata: b\n\ndata: x\n\ndata: y\n\nid: 3\ndata: c\n\n",
        "id: 3\ndata: c\n\n",
    ] {
        let turns = vec![cut("id: 1\ndata: a\n\nid: 2\ndata: b\n\ndata: x\n\ndata: y\n\n"), whole(again)];
        let (client, stub, _) = client(turns);
        let mut stream = client.texts().resume(Resume::new()).send().await.unwrap().with_meta();
        let mut seen = Vec::new();
        while let Some(event) = stream.try_next().await.unwrap() {
            seen.push(format!("{}{}", event.id, event.event.data()));
        }
        assert_eq!(seen, ["1a", "2b", "2x", "2y", "3c"], "{again}");
        assert_eq!((stream.events_seen(), stream.last_event_id(), stub.count()), (5, "3", 2), "{again}");
    }
}

#[tokio::test]
async fn a_server_that_starts_over_is_found_out() {
    let turns = vec![cut("id: 1\ndata: a\n\nid: 2\ndata: b\n\n"), cut("id: 1\ndata: a\n\nid: 2\ndata: b\n\n")];
    let (items, end, stub, _) = texts(turns, Resume::new()).await;
    assert_eq!((items.len(), end, stub.count()), (3, End::Failed, 2));
    assert!(items[2].ends_with("after 2 events; the server starts over instead of going on"), "{}", items[2]);
}

#[tokio::test]
async fn attempts_are_bounded_and_pauses_grow() {
    let turns =
        (0..9).map(|turn| if turn == 0 { cut("id: 1\ndata: a\n\n") } else { Turn::Fail(TransportErrorKind::Connect) });
    let (items, end, stub, clock) = texts(turns.collect(), Resume::new().attempts(3)).await;
    assert_eq!((items.len(), end, stub.count()), (2, End::Failed, 4));
    assert!(items[1].contains("after 1 event; attempt 3 to go on failed: GET /texts: "), "{}", items[1]);
    assert_eq!(clock.pauses(), [1125, 2250, 4500].map(Duration::from_millis));
    // A server that sends nothing but what was there, or nothing, is no better.
    let again = |turn| if turn % 2 == 0 { cut("id: 1\ndata: a\n\n") } else { cut(": ping\n\n") };
    let (items, _, stub, _) = texts((0..40).map(again).collect(), Resume::new()).await;
    assert_eq!((items.len(), items[0].as_str(), stub.count()), (2, "a", 6));
}

#[tokio::test]
async fn it_stops_where_the_server_says_so() {
    let first = || cut("id: 1\ndata: a\n\n");
    let (items, end, stub, _) = texts(vec![first(), Turn::status(204)], Resume::new()).await;
    assert_eq!((items.len(), end, stub.count()), (1, End::Body, 2));
    let (items, end, stub, _) = texts(vec![first(), Turn::status(404)], Resume::new()).await;
    assert_eq!((items.len(), end, stub.count()), (2, End::Failed, 2));
    assert!(items[1].ends_with("attempt 1 to go on failed: GET /texts: 404 Not Found (no body)"), "{}", items[1]);
    let busy = Turn::answer(503, &[("retry-after", "7")], "");
    let (items, end, stub, clock) = texts(vec![first(), busy, whole("id: 2\ndata: b\n\n")], Resume::new()).await;
    assert_eq!((items.concat().as_str(), end, stub.count()), ("ab", End::Body, 3));
    assert_eq!(clock.pauses(), [Duration::from_millis(1125), Duration::from_secs(7)]);
}

#[tokio::test]
async fn an_end_is_an_end() {
    let (items, end, stub, _) = texts(vec![whole("id: 1\ndata: a\n\n")], Resume::new()).await;
    assert_eq!((items.len(), end, stub.count()), (1, End::Body, 1));
    let turns = vec![whole("id: 1\ndata: a\n\n"), whole("id: 2\ndata: b\n\n"), Turn::status(204)];
    let (items, end, stub, _) = texts(turns, Resume::new().after_end(true)).await;
    assert_eq!((items.concat().as_str(), end, stub.count()), ("ab", End::Body, 3));
    for text in ["id: 1\nevent: end\n\n", "id: 1\ndata: [DONE]\n\n", "event: error\ndata: {}\n\n"] {
        let (client, stub, _) = client([whole(text), whole(text)]);
        let resume = Resume::new().at("/again").after_end(true);
        let mut stream = client.run().resume(resume).send().await.unwrap();
        while stream.next().await.is_some() {}
        assert_eq!(stub.count(), 1, "{text}");
    }
}

#[tokio::test]
async fn without_an_id_only_what_gave_nothing_is_asked_again() {
    let (items, _, stub, _) = texts(vec![cut(": ping\n\n"), whole("data: a\n\n")], Resume::new()).await;
    assert_eq!((items.concat().as_str(), stub.count()), ("a", 2));
    let (items, end, stub, _) = texts(vec![cut("data: a\n\n"), whole("data: a\n\n")], Resume::new()).await;
    assert_eq!((items.len(), end, stub.count()), (2, End::Failed, 1));
}

/// A request that does something is never made again.
#[tokio::test]
async fn a_post_goes_on_elsewhere_or_not_at_all() {
    let (posted, stub, _) = client([]);
    let error = posted.run().resume(Resume::new()).send().await.unwrap_err();
    assert!(error.to_string().contains("would be made anew"), "{error}");
    assert_eq!(stub.count(), 0);
    let first = "event: metadata\ndata: {\"detail\":\"r/7\"}\n\nid: 5\nevent: data\ndata: [1]\n\n";
    let (client, stub, _) = client([cut(first), whole("id: 6\nevent: data\ndata: [2]\n\nevent: end\n\n")]);
    let mut stream = client.run().resume(Resume::new().at("/runs/{detail}/events")).send().await.unwrap();
    let mut events = 0;
    while stream.try_next().await.unwrap().is_some() {
        events += 1;
    }
    assert_eq!((events, stream.end()), (4, Some(End::Terminal)));
    let asked: Vec<_> = stub.asked().iter().map(|asked| format!("{} {}", asked.method(), asked.uri())).collect();
    assert_eq!(asked, ["POST http://acme.test/v1/runs/stream", "GET http://acme.test/v1/runs/r%2F7/events"]);
    assert_eq!(ids(&stub), ["", "5"]);
    assert!(stub.asked()[1].headers().get("content-type").is_none());
}

#[tokio::test]
async fn a_header_says_where_it_goes_on_but_not_to_another_origin() {
    for (location, target) in [
        ("/v1/runs/7", Some("http://acme.test/v1/runs/7")),
        ("http://acme.test/else?x=1", Some("http://acme.test/else?x=1")),
        ("http://evil.test/", None),
        ("https://acme.test/", None),
    ] {
        let Turn::Answer(status, mut headers, body) = cut("id: 5\nevent: data\ndata: [1]\n\n") else { panic!() };
        headers.push(("location", location));
        let (client, stub, _) = client([Turn::Answer(status, headers, body), whole("event: end\n\n")]);
        let resume = Resume::new().at("$response.header.Location");
        let mut stream = client.run().resume(resume).send().await.unwrap();
        while let Some(Ok(_)) = stream.next().await {}
        let second = stub.asked().get(1).map(|asked| asked.uri().to_string());
        assert_eq!(second.as_deref(), target, "{location}");
    }
}
