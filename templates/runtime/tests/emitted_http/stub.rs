//! A transport without a network, and a clock that waits for nobody.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::{Request, Response};

use crate::runtime::clock::Clock;
use crate::runtime::future::BoxFuture;
use crate::runtime::transport::{Body, ByteStream, Transport, TransportError, TransportErrorKind};

/// What the transport does when its turn comes.
pub enum Turn {
    /// Answers with a status, headers and a body.
    Answer(u16, Vec<(&'static str, &'static str)>, ByteStream),
    /// Fails.
    Fail(TransportErrorKind),
    /// Never answers.
    Hang,
}

impl Turn {
    /// An answer with a body in memory.
    pub fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Self {
        Self::Answer(status, headers.to_vec(), ByteStream::from_bytes(body))
    }

    /// An answer without anything.
    pub fn status(status: u16) -> Self {
        Self::answer(status, &[], "")
    }
}

/// A transport that keeps what it was asked, and takes its turns one by one; after the last it answers 200.
#[derive(Clone, Default)]
pub struct Stub {
    turns: Arc<Mutex<VecDeque<Turn>>>,
    asked: Arc<Mutex<Vec<Request<()>>>>,
}

impl Stub {
    pub fn new(turns: impl IntoIterator<Item = Turn>) -> Self {
        Self { turns: Arc::new(Mutex::new(turns.into_iter().collect())), asked: Arc::default() }
    }

    /// The requests so far, without their bodies.
    pub fn asked(&self) -> Vec<Request<()>> {
        self.asked.lock().unwrap().clone()
    }

    /// How many requests there were.
    pub fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Transport for Stub {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let _ = body.into_stream().collect(1 << 20).await?;
            self.asked.lock().unwrap().push(Request::from_parts(head, ()));
            let turn = self.turns.lock().unwrap().pop_front();
            match turn.unwrap_or_else(|| Turn::status(200)) {
                Turn::Hang => std::future::pending().await,
                Turn::Fail(kind) => Err(TransportError::new(kind, "so it was written")),
                Turn::Answer(status, headers, body) => {
                    let mut answer = Response::builder().status(status);
                    for (name, value) in headers {
                        answer = answer.header(name, value);
                    }
                    Ok(answer.body(body).unwrap())
                }
            }
        })
    }
}

/// A clock of which no timer fires, pauses are over at once, and chance is a constant.
#[derive(Clone, Default)]
pub struct Still {
    pauses: Arc<Mutex<Vec<Duration>>>,
}

/// A minute is the longest pause there is; what is longer is a timer.
const TIMER: Duration = Duration::from_secs(61);

impl Still {
    /// The pauses that were made.
    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Clock for Still {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration >= TIMER {
            return Box::pin(std::future::pending());
        }
        self.pauses.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> SystemTime {
        // 2026-11-24T00:00:00Z
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_478_400)
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}
