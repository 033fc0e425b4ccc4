//! One answer of a script: status, headers and a body that comes piece by piece, or no answer at all.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::Response;

use super::super::body::ByteStream;
use super::super::clock::Clock as _;
use super::super::future::BoxFuture;
use super::super::json::{self, ToJson};
use super::super::transport_error::{TransportError, TransportErrorKind};
use super::ManualClock;

/// What a [`MockTransport`](super::MockTransport) does about a request.
#[derive(Clone)]
#[must_use = "an answer does nothing unless it is given to a mock"]
pub struct MockAnswer {
    pub(super) delay: Duration,
    kind: Kind,
    headers: Vec<(String, String)>,
    steps: VecDeque<Step>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Status(u16),
    Fail(TransportErrorKind),
    Never,
}

/// What a body does next.
#[derive(Clone)]
enum Step {
    Chunk(Bytes),
    Wait(Duration),
    Break,
    Silence,
}

impl MockAnswer {
    const fn of(kind: Kind) -> Self {
        Self { delay: Duration::ZERO, kind, headers: Vec::new(), steps: VecDeque::new() }
    }

    /// This status, without a body.
    pub const fn status(status: u16) -> Self {
        Self::of(Kind::Status(status))
    }

    /// JSON.
    pub fn json(status: u16, body: &dyn ToJson) -> Self {
        Self::body(status, "application/json", json::to_string(body))
    }

    /// A body of another type.
    pub fn body(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::status(status).header("content-type", media_type).chunk(body)
    }

    /// A stream of server-sent events that brings what is added to it.
    pub fn events() -> Self {
        Self::stream("text/event-stream")
    }

    /// A body of this type that brings what is added to it.
    pub fn stream(media_type: &str) -> Self {
        Self::status(200).header("content-type", media_type)
    }

    /// No answer, but this failure.
    pub const fn fail(kind: TransportErrorKind) -> Self {
        Self::of(Kind::Fail(kind))
    }

    /// Never any answer, so that a timer runs out.
    pub const fn never() -> Self {
        Self::of(Kind::Never)
    }

    /// A header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The answer, or the failure, comes only after this time.
    pub const fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Bytes of the body, which come together.
    pub fn chunk(self, bytes: impl Into<Bytes>) -> Self {
        self.step(Step::Chunk(bytes.into()))
    }

    /// A server-sent event with JSON for its data. Without a name it is a `message`.
    pub fn event(self, name: &str, data: &dyn ToJson) -> Self {
        let name = if name.is_empty() { String::new() } else { format!("event: {name}\n") };
        self.chunk(format!("{name}data: {}\n\n", json::to_string(data)))
    }

    /// What follows of the body comes only after this time.
    pub fn wait(self, duration: Duration) -> Self {
        self.step(Step::Wait(duration))
    }

    /// Here the connection breaks off.
    pub fn breaks(self) -> Self {
        self.step(Step::Break)
    }

    /// Here the server falls silent, and the body has no end.
    pub fn silence(self) -> Self {
        self.step(Step::Silence)
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push_back(step);
        self
    }

    /// The answer itself.
    pub(super) async fn give(self, clock: &ManualClock) -> Result<Response<ByteStream>, TransportError> {
        let status = match self.kind {
            Kind::Never => std::future::pending().await,
            Kind::Fail(kind) => return Err(TransportError::new(kind, "the mock was told so")),
            Kind::Status(status) => status,
        };
        let script = Script { steps: self.steps, clock: clock.clone(), sleep: None };
        let mut answer = Response::builder().status(status);
        for (name, value) in &self.headers {
            answer = answer.header(name, value);
        }
        let wrong = |error| TransportError::new(TransportErrorKind::Unsupported, error);
        answer.body(ByteStream::new(script)).map_err(wrong)
    }
}

/// What a test makes up looks like what servers send, so headers and bodies are not shown.
impl fmt::Debug for MockAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let debug = &mut formatter.debug_struct("MockAnswer");
        debug.field("delay", &self.delay).field("kind", &self.kind).field("headers", &names);
        debug.field("steps", &self.steps.len()).finish()
    }
}

impl Default for MockAnswer {
    /// 200 without a body.
    fn default() -> Self {
        Self::status(200)
    }
}

/// A body under way.
struct Script {
    steps: VecDeque<Step>,
    clock: ManualClock,
    sleep: Option<BoxFuture<'static, ()>>,
}

impl Stream for Script {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match this.steps.front() {
                None => return Poll::Ready(None),
                Some(Step::Silence) => return Poll::Pending,
                Some(Step::Break) => {
                    this.steps.clear();
                    let error = TransportError::new(TransportErrorKind::Interrupted, "the mock was told so");
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Step::Wait(duration)) => {
                    let sleep = this.sleep.get_or_insert_with(|| this.clock.sleep(*duration));
                    ready!(sleep.as_mut().poll(cx));
                    this.sleep = None;
                    this.steps.pop_front();
                }
                Some(Step::Chunk(bytes)) => {
                    let bytes = bytes.clone();
                    this.steps.pop_front();
                    return Poll::Ready(Some(Ok(bytes)));
                }
            }
        }
    }
}
