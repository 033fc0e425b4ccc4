//! Code of the caller's around each attempt: it sees and changes what is sent, and sees what came of it.
//!
//! Nothing waits in a hook, and none decides what is sent again; whoever wants that replaces the transport.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::client::{Client, ClientBuilder};
use super::error::Error;
use super::future::{MaybeSend, MaybeSync};
use super::operation::Operation;
use super::request::checked_header;
use super::response::{Answer, AnswerKind};

/// What happens around each attempt of a call. Both methods do nothing unless they are written.
pub trait Hook: MaybeSend + MaybeSync + 'static {
    /// A request is about to be sent: a first attempt, another one, or one to where the last was redirected.
    fn on_request(&self, request: &mut Outgoing<'_>) {
        let _ = request;
    }

    /// An attempt is over.
    fn on_response(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }
}

/// A request that is about to be sent.
///
/// Credentials are in it: values of headers that are sensitive are marked as such, keys may stand in the query of the URL.
/// `Debug` shows none of them.
pub struct Outgoing<'a> {
    pub(super) operation: &'static Operation,
    pub(super) attempt: u32,
    pub(super) method: &'a Method,
    pub(super) url: &'a str,
    pub(super) headers: &'a mut HeaderMap,
    pub(super) body: Option<&'a Bytes>,
    pub(super) mistake: Option<String>,
}

impl Outgoing<'_> {
    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The number of the attempt, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.method
    }

    /// The whole URL. A key may stand in its query, so it should not be logged.
    pub fn url(&self) -> &str {
        self.url
    }

    /// The headers, as far as they do not follow from the body.
    pub fn headers(&self) -> &HeaderMap {
        self.headers
    }

    /// The headers. Mark the values that nobody may see as sensitive: they are never sent to another origin.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers
    }

    /// Puts a header in place of any of its name. If it cannot be one the call fails, and nothing is sent.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match checked_header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(mistake) => drop(self.mistake.get_or_insert(mistake)),
        }
    }

    /// The body, if there is one and it is in memory.
    pub fn body(&self) -> Option<&Bytes> {
        self.body
    }
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Outgoing")
            .field("operation", &self.operation.id())
            .field("attempt", &self.attempt)
            .field("method", self.method)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body.map(Bytes::len))
            .finish_non_exhaustive()
    }
}

/// What came of an attempt.
#[derive(Debug)]
pub struct Outcome<'a> {
    operation: &'static Operation,
    attempt: u32,
    duration: Duration,
    pause: Option<Duration>,
    came: Came<'a>,
}

enum Came<'a> {
    Answer(StatusCode, &'a HeaderMap),
    Error(&'a Error),
}

/// Headers of answers may set cookies, so they are not shown.
impl fmt::Debug for Came<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(status, _) => fmt::Debug::fmt(status, formatter),
            Self::Error(error) => fmt::Debug::fmt(error, formatter),
        }
    }
}

impl Outcome<'_> {
    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The number of the attempt, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How long the attempt took: its body included, if that was read whole.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The status, if there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self.came {
            Came::Answer(status, _) => Some(status),
            Came::Error(error) => error.status(),
        }
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self.came {
            Came::Answer(_, headers) => Some(headers),
            Came::Error(error) => error.headers(),
        }
    }

    /// Why there is no answer, or none that can be read. A status that means failure is an answer.
    pub fn error(&self) -> Option<&Error> {
        match self.came {
            Came::Answer(..) => None,
            Came::Error(error) => Some(error),
        }
    }

    /// The pause after which the next attempt follows; none if this was the last.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// An attempt that somebody watches.
pub(super) struct Watched {
    pub(super) operation: &'static Operation,
    pub(super) attempt: u32,
    pub(super) begun: SystemTime,
}

impl Watched {
    /// Tells the hooks of `client` that it is over.
    pub(super) fn end(self, client: &Client, came: &Result<Answer, Error>, pause: Option<Duration>) {
        let settings = &client.inner.settings;
        let duration = settings.clock.now().duration_since(self.begun).unwrap_or_default();
        let came = match came {
            Err(error) => Came::Error(error),
            Ok(Answer { kind: AnswerKind::Whole(answer) }) => Came::Answer(answer.status(), answer.headers()),
            Ok(Answer { kind: AnswerKind::Open(open) }) => Came::Answer(open.head.status, &open.head.headers),
        };
        let outcome = Outcome { operation: self.operation, attempt: self.attempt, duration, pause, came };
        settings.hooks.iter().for_each(|hook| hook.on_response(&outcome));
    }
}

struct OnRequest<F>(F);

impl<F: Fn(&mut Outgoing<'_>) + MaybeSend + MaybeSync + 'static> Hook for OnRequest<F> {
    fn on_request(&self, request: &mut Outgoing<'_>) {
        (self.0)(request);
    }
}

struct OnResponse<F>(F);

impl<F: Fn(&Outcome<'_>) + MaybeSend + MaybeSync + 'static> Hook for OnResponse<F> {
    fn on_response(&self, outcome: &Outcome<'_>) {
        (self.0)(outcome);
    }
}

impl ClientBuilder {
    /// Code that runs before each request and after each attempt, beside what was set before.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.settings.hooks.push(std::sync::Arc::new(hook));
        self
    }

    /// Code that sees each request before it is sent, and may change its headers.
    #[must_use]
    pub fn on_request(self, see: impl Fn(&mut Outgoing<'_>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.hook(OnRequest(see))
    }

    /// Code that sees what came of each attempt: status, headers, duration, or the error.
    #[must_use]
    pub fn on_response(self, see: impl Fn(&Outcome<'_>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.hook(OnResponse(see))
    }
}
