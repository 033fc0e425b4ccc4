//! Timers, with the time of tokio held still: it jumps to the next timer whenever nothing else is to be done.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::time::{Instant, Sleep, sleep};

use crate::runtime::clock::Clock;
use crate::runtime::error::Phase;
use crate::runtime::future::BoxFuture;
use crate::runtime::transport::{ByteStream, TransportError};
use crate::runtime::{BodyBytes, Client, ClientBuilder};
use crate::stub::{Stub, Turn};

const SECONDS: fn(u64) -> Duration = Duration::from_secs;

/// Chunks with pauses before them, and silence at the end.
struct Drip {
    chunks: Vec<(Duration, &'static str)>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Drip {
    fn new(mut chunks: Vec<(Duration, &'static str)>) -> Self {
        chunks.reverse();
        Self { chunks, pause: None }
    }

    fn answer(chunks: Vec<(Duration, &'static str)>, media_type: &'static str) -> Turn {
        Turn::Answer(200, vec![("content-type", media_type)], ByteStream::new(Self::new(chunks)))
    }
}

impl futures_core::Stream for Drip {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some((pause, text)) = self.chunks.last().copied() else { return Poll::Pending };
        std::task::ready!(self.pause.get_or_insert_with(|| Box::pin(sleep(pause))).as_mut().poll(cx));
        self.pause = None;
        self.chunks.pop();
        Poll::Ready(if text.is_empty() { None } else { Some(Ok(Bytes::from(text))) })
    }
}

fn client(turns: Vec<Turn>, with: fn(ClientBuilder) -> ClientBuilder) -> (Client, Stub) {
    let stub = Stub::new(turns);
    (with(Client::builder().transport(stub.clone())).build().unwrap(), stub)
}

/// The time of tokio, without chance.
struct Hasty;

impl Clock for Hasty {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(sleep(duration))
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn fraction(&self) -> f64 {
        0.0
    }
}

async fn expect(client: &Client, phase: Phase, seconds: u64, text: &str) {
    let start = Instant::now();
    let error = client.list().send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.timeout_phase(), Some(phase));
    assert_eq!(start.elapsed().as_secs(), seconds);
    assert_eq!(error.to_string(), text);
}

#[tokio::test(start_paused = true)]
async fn no_headers() {
    let (client, stub) = client(vec![Turn::Hang], |builder| builder.retries(0));
    expect(&client, Phase::Response, 60, "GET /threads/: no answer within 60s (`response_timeout`)").await;
    assert_eq!(stub.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_headers_is_worth_a_retry() {
    let turns = vec![Turn::Hang, Turn::answer(200, &[("content-type", "application/json")], "[]")];
    let (client, stub) = client(turns, |builder| builder.response_timeout(SECONDS(1)));
    client.list().send().await.unwrap();
    assert_eq!(stub.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long() {
    let slow = Drip::answer(vec![(SECONDS(3), "[1"); 9], "application/json");
    let (client, _) = client(vec![slow], |builder| builder.attempt_timeout(SECONDS(10)).retries(0));
    expect(&client, Phase::Attempt, 10, "GET /threads/: not done within 10s (`attempt_timeout`)").await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long() {
    let turns = (0..9).map(|_| Turn::Hang).collect();
    let (client, stub) =
        client(turns, |builder| builder.response_timeout(SECONDS(10)).total_timeout(SECONDS(35)).retries(9));
    // The pauses between the attempts are none.
    let client = client.to_builder().clock(Hasty).build().unwrap();
    let text = "GET /threads/ (attempt 4): not done within 35s (`total_timeout`, or `timeout` of the call)";
    expect(&client, Phase::Total, 35, text).await;
    assert_eq!(stub.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_its_own_time() {
    let (client, _) = client(vec![Turn::Hang], |builder| builder);
    let error = client.list().timeout(SECONDS(2)).send().await.unwrap_err();
    assert_eq!(error.timeout_phase(), Some(Phase::Total));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_falls_silent() {
    let silent = Drip::answer(vec![(SECONDS(1), "[1")], "application/json");
    let (client, _) = client(vec![silent], |builder| builder.idle_timeout(SECONDS(20)).retries(0));
    let text = "GET /threads/: the server fell silent (`idle_timeout`): nothing came for 20s";
    expect(&client, Phase::Idle, 21, text).await;
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_take_as_long_as_it_likes() {
    let mut chunks = vec![(SECONDS(200), "data: {\"detail\":\"x\"}\n\n"); 20];
    chunks.push((SECONDS(0), "data: [DONE]\n\n"));
    let (client, _) = client(vec![Drip::answer(chunks, "text/event-stream")], |builder| {
        builder.attempt_timeout(SECONDS(5)).total_timeout(SECONDS(5))
    });
    let start = Instant::now();
    let mut stream = client.chat().timeout(SECONDS(1)).send().await.unwrap();
    while stream.try_next().await.unwrap().is_some() {}
    assert_eq!((stream.events_seen(), start.elapsed().as_secs()), (20, 4000));
}

#[tokio::test(start_paused = true)]
async fn any_byte_of_a_stream_is_life() {
    let mut chunks = vec![(SECONDS(200), ":"); 5];
    chunks.push((SECONDS(200), "\n\ndata: [DONE]\n\n"));
    let (client, _) = client(vec![Drip::answer(chunks, "text/event-stream")], |builder| builder);
    let mut stream = client.chat().send().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap(), None);
    assert_eq!(stream.comments_seen(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_falls_silent() {
    let chunks = vec![(SECONDS(1), "data: {\"detail\":\"x\"}\n\n")];
    let (client, _) = client(vec![Drip::answer(chunks, "text/event-stream")], |builder| builder);
    let mut stream = client.chat().send().await.unwrap();
    stream.try_next().await.unwrap();
    let start = Instant::now();
    let error = stream.try_next().await.unwrap_err();
    assert_eq!((error.timeout_phase(), start.elapsed().as_secs()), (Some(Phase::Idle), 300));
    assert_eq!(error.events_seen(), Some(1));
    let text = "POST /chat: after 1 event, the server fell silent (`idle_timeout`): nothing came for 300s";
    assert_eq!(error.to_string(), text);
    assert_eq!(stream.try_next().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn time_that_nobody_waits_does_not_count() {
    let chunks = vec![(SECONDS(0), "data: {\"detail\":\"x\"}\n\n"), (SECONDS(250), "data: [DONE]\n\n")];
    let (client, _) = client(vec![Drip::answer(chunks, "text/event-stream")], |builder| builder);
    let mut stream = client.chat().send().await.unwrap();
    stream.try_next().await.unwrap();
    sleep(SECONDS(1000)).await;
    assert_eq!(stream.try_next().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn an_upload_in_progress_does_not_wait_for_an_answer() {
    let (client, stub) = client(vec![Turn::status(200)], |builder| builder.retries(0));
    let mut chunks = vec![(SECONDS(50), "piece"); 10];
    chunks.push((SECONDS(0), ""));
    client.put_blob(BodyBytes::stream(Drip::new(chunks), None)).send().await.unwrap();
    assert_eq!(stub.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn timers_can_be_turned_off() {
    let chunks = vec![(SECONDS(10_000), "[]"), (SECONDS(0), "")];
    let (client, _) = client(vec![Drip::answer(chunks, "application/json")], |builder| {
        builder.response_timeout(None).total_timeout(None).idle_timeout(None).connect_timeout(None)
    });
    client.list().send().await.unwrap();
}
