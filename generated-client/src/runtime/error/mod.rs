//! What can go wrong with a call, in one type that says which operation, how far it came and what the server said.
//!
//! Messages hold no credential, no query and no body; those who need the body ask for it.

mod failure;
mod operation_error;
pub(super) mod show;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::future::BoxError;
use super::json::{self, Json, JsonError};
use super::operation::Operation;
use super::response::RawResponse;
use super::transport_error::{TransportError, TransportErrorKind};

pub use self::failure::Failure;
pub use self::operation_error::{OperationError, OperationErrors};

/// A call that failed.
///
/// Its text is made for people: `POST /threads/: 502 Bad Gateway (text/html, 1.2 kB, request abc123)`. It tells the whole
/// story, so there is no [`source`](std::error::Error::source) behind it.
pub struct Error {
    inner: Box<Inner>,
}

struct Inner {
    fault: Fault,
    operation: Option<&'static Operation>,
    answer: Option<RawResponse>,
    retries: u32,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Fault {
    /// The request, or the client, cannot be made.
    Invalid(String),
    /// A token source failed.
    Credential { scheme: &'static str, reason: Reason },
    /// No answer, or half a body.
    Transport(TransportError),
    /// A timer of ours.
    Timeout { phase: Phase, limit: Duration },
    /// The server said no.
    Status,
    /// A redirect that is not followed.
    Redirect { target: String, reason: &'static str },
    /// The body is not what the type expects.
    Decode(JsonError),
    /// The body is of another type.
    ContentType { expected: &'static str },
    /// A stream of events where one body was expected.
    Streamed,
    /// The body is compressed, which nobody asked for.
    Compressed(String),
    /// The answer has no body.
    NoBody,
    /// The body is larger than allowed.
    TooLarge { limit: usize },
    /// A failure of a part that not every client has.
    Part(Box<dyn Failure>),
}

/// What a source of credentials says. Only its text was promised to hold no secret.
pub(super) struct Reason(pub(super) BoxError);

impl fmt::Debug for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0.to_string())
    }
}

/// Which timer ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Until there was a connection: `connect_timeout`.
    Connect,

    /// Until the headers of the answer were there: `response_timeout`.
    Response,

    /// One attempt, body included: `attempt_timeout`.
    Attempt,

    /// The whole call, retries included: `total_timeout`.
    Total,

    /// Between two pieces of a body: `idle_timeout`.
    Idle,
}

impl Error {
    pub(super) fn new(fault: Fault) -> Self {
        Self { inner: Box::new(Inner { fault, operation: None, answer: None, retries: 0 }) }
    }

    /// An error about what the server answered.
    pub(super) fn about(answer: RawResponse, fault: Fault) -> Self {
        let (operation, retries) = (answer.operation(), answer.retries());
        let inner = Inner { fault, operation: Some(operation), answer: Some(answer), retries };
        Self { inner: Box::new(inner) }
    }

    pub(super) fn invalid(reason: impl Into<String>) -> Self {
        Self::new(Fault::Invalid(reason.into()))
    }

    /// An error of a part of the client.
    pub fn of(failure: impl Failure + 'static) -> Self {
        Self::new(Fault::Part(Box::new(failure)))
    }

    pub(super) fn in_operation(mut self, operation: &'static Operation) -> Self {
        self.inner.operation = Some(operation);
        self
    }

    pub(super) fn after_retries(mut self, retries: u32) -> Self {
        self.inner.retries = retries;
        self
    }

    pub(super) fn fault(&self) -> &Fault {
        &self.inner.fault
    }

    /// The operation that was called; none if a client could not be built.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.inner.operation
    }

    /// Whether a timer ran out; [`timeout_phase`](Self::timeout_phase) tells which.
    pub fn is_timeout(&self) -> bool {
        self.timeout_phase().is_some()
    }

    /// The timer that ran out.
    pub fn timeout_phase(&self) -> Option<Phase> {
        match self.fault() {
            Fault::Timeout { phase, .. } => Some(*phase),
            Fault::Part(failure) => failure.timeout_phase(),
            Fault::Transport(error) => match error.kind() {
                TransportErrorKind::ConnectTimeout => Some(Phase::Connect),
                TransportErrorKind::Idle => Some(Phase::Idle),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether there was no connection.
    pub fn is_connect(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout};
        matches!(self.fault(), Fault::Transport(error) if matches!(error.kind(), Connect | ConnectTimeout))
    }

    /// Whether the server answered something else than the document says: another content type, no body, or a body (or
    /// an event) that does not fit its type.
    pub fn is_decode(&self) -> bool {
        use Fault::{Compressed, ContentType, Decode, NoBody, Part, Streamed};
        match self.fault() {
            Decode(_) | ContentType { .. } | Streamed | Compressed(_) | NoBody => true,
            Part(failure) => failure.json_error().is_some(),
            _ => false,
        }
    }

    /// Whether the server answered with a status that means failure.
    pub fn is_status(&self) -> bool {
        matches!(self.fault(), Fault::Status)
    }

    /// Whether the answer was a redirect that must not be followed.
    pub fn is_redirect(&self) -> bool {
        matches!(self.fault(), Fault::Redirect { .. })
    }

    /// Whether a body or a stream broke off.
    pub fn is_truncated(&self) -> bool {
        match self.fault() {
            Fault::Part(failure) => failure.is_truncated(),
            Fault::Transport(error) => {
                // Without an operation it comes from the body of a download.
                let has_begun = self.inner.answer.is_some() || self.inner.operation.is_none();
                has_begun && error.kind() == TransportErrorKind::Interrupted
            }
            _ => false,
        }
    }

    /// Whether the request could not be made: a value is missing, a URL is wrong.
    pub fn is_invalid(&self) -> bool {
        matches!(self.fault(), Fault::Invalid(_) | Fault::Credential { .. })
    }

    /// The failure of a part of the client, if it is an `F`.
    pub fn failure<F: Failure + 'static>(&self) -> Option<&F> {
        match self.fault() {
            Fault::Part(failure) => failure.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.answer.as_ref().map(RawResponse::status)
    }

    /// The headers of the answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner.answer.as_ref().map(RawResponse::headers)
    }

    /// The body of the answer, as far as it was read.
    pub fn body(&self) -> Option<&Bytes> {
        self.inner.answer.as_ref().map(RawResponse::body)
    }

    /// The body of the answer, read as JSON; none if there is no such body.
    pub fn json<T: Json>(&self) -> Option<T> {
        json::from_slice(self.body()?).ok()
    }

    /// The whole answer.
    pub fn response(&self) -> Option<&RawResponse> {
        self.inner.answer.as_ref()
    }

    /// How the server calls the request, for its logs.
    pub fn request_id(&self) -> Option<&str> {
        self.inner.answer.as_ref().and_then(RawResponse::request_id)
    }

    /// How many times the request was sent again.
    pub fn retries(&self) -> u32 {
        self.inner.retries
    }

    /// What is wrong with the JSON of the body or of the event.
    pub fn json_error(&self) -> Option<&JsonError> {
        match self.fault() {
            Fault::Decode(error) => Some(error),
            Fault::Part(failure) => failure.json_error(),
            _ => None,
        }
    }

    /// What the source of a credential failed with, if that is an `E`, or comes of one.
    pub fn credential_error<E: std::error::Error + 'static>(&self) -> Option<&E> {
        let Fault::Credential { reason, .. } = self.fault() else { return None };
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&*reason.0);
        while let Some(error) = cause {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            cause = error.source();
        }
        None
    }

    /// What is wrong with the connection.
    pub fn transport_error(&self) -> Option<&TransportError> {
        match self.fault() {
            Fault::Transport(error) => Some(error),
            Fault::Part(failure) => failure.transport_error(),
            _ => None,
        }
    }

    /// The text around the place that could not be decoded, 256 bytes at most. It is the server's, and may be secret.
    pub fn excerpt(&self) -> Option<String> {
        match self.fault() {
            Fault::Part(failure) => failure.excerpt().map(str::to_owned),
            Fault::Decode(error) => Some(show::excerpt(self.body()?, error.offset())),
            Fault::Status | Fault::ContentType { .. } => Some(show::excerpt(self.body()?, 0)),
            _ => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("fault", self.fault())
            .field("operation", &self.operation().map(Operation::id))
            .field("response", &self.inner.answer)
            .field("retries", &self.inner.retries)
            .finish()
    }
}

impl std::error::Error for Error {}

impl From<TransportError> for Error {
    /// What a download may fail with.
    fn from(error: TransportError) -> Self {
        Self::new(Fault::Transport(error))
    }
}
