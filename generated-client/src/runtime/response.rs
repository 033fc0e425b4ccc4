//! Answers: the whole of one, or what a type makes of it. The status is judged first, then the content type, then the body.
//!
//! Bodies are in memory here; those that are read as they come are in `stream` and `body`.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::body::ByteStream;
use super::error::{Error, Fault};
use super::json::{self, Json};
use super::operation::Operation;

/// An answer with its body turned into a `T`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status, any that means success.
    pub status: StatusCode,

    /// The headers.
    pub headers: HeaderMap,

    /// The body.
    pub body: T,

    /// How many times the request was sent again.
    pub retries: u32,
}

impl<T> Response<T> {
    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// A header as text, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        text_of(&self.headers, name)
    }

    /// How the server calls the request, for its logs.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

/// Status and headers of an answer.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) operation: &'static Operation,
    pub(super) retries: u32,
}

impl Head {
    pub(super) fn with<T>(self, body: T) -> Response<T> {
        Response { status: self.status, headers: self.headers, body, retries: self.retries }
    }

    /// The media type without parameters, as it was written.
    pub(super) fn content_type(&self) -> Option<&str> {
        let text = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(text.split(';').next().unwrap_or_default().trim()).filter(|text| !text.is_empty())
    }

    /// Whether the media type is this one.
    pub(super) fn is(&self, media_type: &str) -> bool {
        self.content_type().is_some_and(|received| received.eq_ignore_ascii_case(media_type))
    }

    /// Whether the media type is that of JSON (RFC 6839, section 3.1).
    pub(super) fn is_json(&self) -> bool {
        let json = |received: &str| {
            let received = received.to_ascii_lowercase();
            received.ends_with("+json") || matches!(received.as_str(), "application/json" | "text/json")
        };
        self.content_type().is_some_and(json)
    }

    /// The encoding of the body, unless it is none.
    pub(super) fn compression(&self) -> Option<&str> {
        let encoding = self.headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
        Some(encoding).filter(|encoding| !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity"))
    }
}

/// An answer as it came: any status, with the bytes of the body.
#[derive(Clone)]
pub struct RawResponse {
    head: Head,
    body: Bytes,
}

impl RawResponse {
    pub(super) fn new(head: Head, body: Bytes) -> Self {
        Self { head, body }
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.head.operation
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// A header as text, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        text_of(&self.head.headers, name)
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// The media type, without parameters.
    pub fn content_type(&self) -> Option<&str> {
        self.head.content_type()
    }

    /// How the server calls the request, for its logs.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// How many times the request was sent again.
    pub fn retries(&self) -> u32 {
        self.head.retries
    }

    /// Whether the media type is this one; `text/*` and `*/*` stand for any that fits.
    pub fn is(&self, media_type: &str) -> bool {
        let received = self.content_type().unwrap_or_default();
        match media_type.strip_suffix("/*") {
            Some("*") => true,
            Some(kind) => received.split('/').next().is_some_and(|received| received.eq_ignore_ascii_case(kind)),
            None => self.head.is(media_type),
        }
    }

    /// The body as text; what is not UTF-8 becomes U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body))
    }

    /// The body, read as JSON if its content type allows for that: JSON, or one that servers send for want of a better.
    pub fn json<T: Json>(&self) -> Result<T, Error> {
        if let Some(encoding) = self.head.compression() {
            return Err(Error::about(self.clone(), Fault::Compressed(encoding.to_owned())));
        }
        if self.body.is_empty() {
            return Err(Error::about(self.clone(), Fault::NoBody));
        }
        if !self.head.is_json() && !self.content_type().is_none_or(is_vague) {
            return Err(Error::about(self.clone(), Fault::ContentType { expected: "JSON" }));
        }
        let sure = self.head.is_json() || self.content_type().is_none();
        json::from_slice(&self.body).map_err(|error| {
            let fault = if sure { Fault::Decode(error) } else { Fault::ContentType { expected: "JSON" } };
            Error::about(self.clone(), fault)
        })
    }

    /// The body as a variant, if it is what the document says.
    pub fn json_as<T: Json, V>(&self, variant: fn(T) -> V) -> Option<V> {
        self.json().ok().map(variant)
    }

    /// Whether the body is of the kind that a row of `answers!` or `errors!` reads.
    pub fn fits(&self, mode: &str) -> bool {
        match mode {
            "json" => !self.body.is_empty() && (self.head.is_json() || self.content_type().is_none()),
            "empty" => self.body.is_empty(),
            _ => !self.body.is_empty() && !self.head.is_json(),
        }
    }

    /// The error that this answer has a status nobody asked for.
    pub fn undeclared(&self) -> Error {
        Error::about(self.clone(), Fault::Status)
    }

    fn is_success(&self) -> bool {
        self.head.status.is_success()
    }
}

fn is_vague(media_type: &str) -> bool {
    ["text/plain", "application/octet-stream", "text/javascript", "application/javascript"]
        .iter()
        .any(|vague| media_type.eq_ignore_ascii_case(vague))
}

/// The user's data is not shown.
impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("status", &self.status())
            .field("content_type", &self.content_type())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}

fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The names that servers and proxies use.
fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-request-id", "request-id", "x-amzn-requestid", "x-amzn-trace-id", "x-correlation-id", "cf-ray"]
        .iter()
        .find_map(|name| text_of(headers, name))
}

/// What came back: the whole answer, or one whose body is still to be read.
#[derive(Debug)]
pub struct Answer {
    pub(super) kind: AnswerKind,
}

pub(super) enum AnswerKind {
    Whole(RawResponse),
    Open(Open),
}

/// An answer whose body is still to be read.
pub(super) struct Open {
    pub(super) head: Head,
    pub(super) body: ByteStream,
    /// How large one piece of it may be that is made a value.
    pub(super) event_limit: usize,
}

impl fmt::Debug for AnswerKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(answer) => fmt::Debug::fmt(answer, formatter),
            Self::Open(open) => write!(formatter, "Open({})", open.head.status),
        }
    }
}

impl Answer {
    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        match &self.kind {
            AnswerKind::Whole(answer) => answer.operation(),
            AnswerKind::Open(open) => open.head.operation,
        }
    }

    /// How large an event may be, if it is read as a stream of them.
    pub fn max_event_bytes(&self) -> usize {
        match &self.kind {
            AnswerKind::Whole(answer) => answer.body.len(),
            AnswerKind::Open(open) => open.event_limit,
        }
    }

    /// The whole answer if its status means success.
    fn success(self) -> Result<RawResponse, Error> {
        self.accepted(|_| false)
    }

    /// The whole answer if its status means success, or is a redirect that `takes` says is fine.
    fn accepted(self, takes: fn(u16) -> bool) -> Result<RawResponse, Error> {
        match self.kind {
            AnswerKind::Whole(answer) if answer.is_success() => Ok(answer),
            AnswerKind::Whole(answer) if answer.status().is_redirection() && takes(answer.status().as_u16()) => {
                Ok(answer)
            }
            AnswerKind::Whole(answer) => Err(Error::about(answer, Fault::Status)),
            AnswerKind::Open(open) => Err(Error::about(RawResponse::new(open.head, Bytes::new()), Fault::Streamed)),
        }
    }
}

/// Successful answers of which there are several, as one enum.
pub trait Answers: Sized {
    /// Whether this status is one of them.
    fn takes(status: u16) -> bool;

    /// The one that `answer` is.
    fn read(answer: &RawResponse) -> Result<Self, Error>;
}

/// A variant for an answer whose body, if any, is of no interest.
pub fn without_body<T>(_answer: &RawResponse, variant: T) -> Result<T, Error> {
    Ok(variant)
}

/// Output `empty`: whatever the body is, it is not looked at. A redirect that the document describes is a success too.
pub fn empty(answer: Answer) -> Result<Response<()>, Error> {
    match answer.kind {
        AnswerKind::Whole(answer) if answer.operation().hands_back(answer.status().as_u16()) => {
            Ok(answer.head.with(()))
        }
        kind => Ok(Answer { kind }.success()?.head.with(())),
    }
}

/// Output `json`.
pub fn json<T: Json>(answer: Answer) -> Result<Response<T>, Error> {
    let answer = answer.success()?;
    let body = answer.json()?;
    Ok(answer.head.with(body))
}

/// Output `optional`: JSON where there is a body.
pub fn optional<T: Json>(answer: Answer) -> Result<Response<Option<T>>, Error> {
    let answer = answer.success()?;
    let body = if answer.body.is_empty() { None } else { Some(answer.json()?) };
    Ok(answer.head.with(body))
}

/// Output `text`.
pub fn text(answer: Answer) -> Result<Response<String>, Error> {
    let answer = answer.success()?;
    let body = answer.text().into_owned();
    Ok(answer.head.with(body))
}

/// Output `bytes`.
pub fn bytes(answer: Answer) -> Result<Response<Bytes>, Error> {
    let answer = answer.success()?;
    Ok(answer.head.with(answer.body))
}

/// Output `answers`.
pub fn answers<T: Answers>(answer: Answer) -> Result<Response<T>, Error> {
    let answer = answer.accepted(T::takes)?;
    let body = T::read(&answer)?;
    Ok(answer.head.with(body))
}

/// Output `download`.
pub fn download(answer: Answer) -> Result<Response<ByteStream>, Error> {
    match answer.kind {
        AnswerKind::Open(open) => Ok(open.head.with(open.body)),
        kind @ AnswerKind::Whole(_) => {
            let answer = Answer { kind }.success()?;
            Ok(answer.head.with(ByteStream::from_bytes(answer.body)))
        }
    }
}
