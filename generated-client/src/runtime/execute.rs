//! A call from beginning to end: one function for all operations, over the transport.
//!
//! From the outside in: the timer of the call, retries, the timer of an attempt, credentials, redirects, the timer of the
//! answer, the transport. What the body means is told by those who asked.

use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, COOKIE};
use http::header::{HeaderMap, HeaderValue, USER_AGENT};
use http::{Method, Response, Uri};
use reqwest::Url;

use super::auth::{self, Applied};
use super::body::{Body, ByteStream};
use super::clock::{Elapsed, Progress, not_idle, within};
use super::encode;
use super::error::{Error, Fault, Phase};
use super::redirect::{self, Sent, Verdict};
use super::request::{Reading, Request, RequestParts};
use super::response::{Answer, AnswerKind, Head, Open, RawResponse};
use super::retry;
use super::timers::Timers;
use super::transport_error::TransportErrorKind;

/// A call under way.
struct Call<'r> {
    request: &'r Request<'r>,
    reading: Reading,
    method: Method,
    /// Without what credentials add.
    url: String,
    retries: u32,
}

/// Makes the call.
pub(super) async fn execute(request: &Request<'_>, reading: Reading) -> Result<Answer, Error> {
    let located = |error: Error| error.in_operation(request.operation);
    let mut call = Call::new(request, reading).map_err(located)?;
    let limit = request.parts.timeout.or(call.timers().total);
    let clock = &request.client.inner.settings.clock;
    let outcome = within(&**clock, limit, &Progress::default(), pin!(call.attempts())).await;
    let outcome = outcome.unwrap_or_else(|Elapsed| Err(timed_out(Phase::Total, limit)));
    outcome.map_err(|error| error.in_operation(request.operation).after_retries(call.retries))
}

impl<'r> Call<'r> {
    fn new(request: &'r Request<'r>, reading: Reading) -> Result<Self, Error> {
        if let Some(mistake) = &request.parts.mistake {
            return Err(Error::invalid(mistake.as_str()));
        }
        let method = Method::from_bytes(request.operation.method().as_bytes());
        let method = method.map_err(|_| Error::invalid("the method of the operation is none"))?;
        let base = request.client.base(request.operation)?;
        let path = encode::fill(request.operation.path(), &request.parts.path).map_err(Error::invalid)?;
        let query = request.parts.query.iter().map(|(_, text)| text.as_str());
        let url = with_query(format!("{}{path}", base.as_str().trim_end_matches('/')), query);
        Ok(Self { request, reading, method, url, retries: 0 })
    }

    fn parts(&self) -> &'r RequestParts {
        &self.request.parts
    }

    fn timers(&self) -> &'r Timers {
        &self.request.client.inner.settings.timers
    }

    /// Tries until there is an outcome that another attempt would not better.
    async fn attempts(&mut self) -> Result<Answer, Error> {
        let settings = &self.request.client.inner.settings;
        let most = self.parts().retries.unwrap_or(settings.retries);
        loop {
            let limit = self.timers().attempt;
            let outcome = within(&*settings.clock, limit, &Progress::default(), pin!(self.attempt())).await;
            let outcome = outcome.unwrap_or_else(|Elapsed| Err(timed_out(Phase::Attempt, limit)));
            if self.retries >= most || !self.may_repeat(&outcome) {
                return outcome;
            }
            let headers = match &outcome {
                Ok(Answer { kind: AnswerKind::Whole(answer) }) => Some(answer.headers()),
                _ => None,
            };
            let clock = &settings.clock;
            let Some(pause) = retry::pause(self.retries, headers, clock.now(), clock.fraction()) else {
                return outcome;
            };
            drop(outcome);
            clock.sleep(pause).await;
            self.retries += 1;
        }
    }

    fn may_repeat(&self, outcome: &Result<Answer, Error>) -> bool {
        let key = "idempotency-key";
        let has_key = self.parts().headers.contains_key(key) || self.parts().own_headers.contains_key(key);
        let repeatable = self.is_replayable() && retry::is_repeatable(&self.method, has_key);
        match outcome {
            Ok(Answer { kind: AnswerKind::Whole(answer) }) => repeatable && retry::is_transient(answer.status()),
            Ok(_) => false,
            Err(error) => match error.fault() {
                Fault::Timeout { .. } => repeatable,
                Fault::Transport(error) => match error.kind() {
                    TransportErrorKind::Unsupported | TransportErrorKind::RequestBody => false,
                    _ if error.is_unsent() => self.is_replayable(),
                    _ => repeatable,
                },
                _ => false,
            },
        }
    }

    fn is_replayable(&self) -> bool {
        self.parts().body.as_ref().is_none_or(|content| content.is_replayable())
    }

    /// One attempt: sends the request, and again to where it is redirected.
    async fn attempt(&self) -> Result<Answer, Error> {
        let settings = &self.request.client.inner.settings;
        let applied = auth::apply(settings.api, self.request.operation, &settings.credentials).await?;
        let mut has_credentials = !applied.is_empty();
        let mut has_left = false;
        let mut url = self.url(&applied);
        let mut hops = 0;
        loop {
            let mut headers = self.headers(&applied)?;
            has_credentials |= headers.values().any(HeaderValue::is_sensitive);
            if has_left {
                redirect::strip(&mut headers);
            }
            let response = self.exchange(&url, headers).await?;
            let status = response.status();
            if !status.is_redirection() || self.request.operation.hands_back(status.as_u16()) {
                return self.receive(response).await;
            }
            let from = parsed(&url)?;
            let is_replayable = self.is_replayable();
            let sent = Sent { method: &self.method, url: &from, has_credentials, is_replayable, hops };
            match redirect::judge(status, response.headers(), &sent) {
                Verdict::HandBack => return self.receive(response).await,
                Verdict::Refuse { target, reason } => {
                    let (head, _) = self.split(response);
                    let answer = RawResponse::new(head, Bytes::new());
                    return Err(Error::about(answer, Fault::Redirect { target, reason }));
                }
                Verdict::Follow(target) => {
                    has_left |= target.origin() != from.origin();
                    url = target.into();
                    hops += 1;
                }
            }
        }
    }

    /// The URL, with what credentials add. The base was parsed and what follows it is encoded, so that it is one.
    fn url(&self, applied: &Applied) -> String {
        with_query(self.url.clone(), applied.query.iter().map(String::as_str))
    }

    /// All headers, the caller's own last.
    fn headers(&self, applied: &Applied) -> Result<HeaderMap, Error> {
        let client = &self.request.client.inner;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(self.request.operation.accepted()));
        headers.insert(USER_AGENT, client.user_agent.clone());
        if self.reading == Reading::Events {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
        for (name, value) in &client.settings.headers {
            headers.insert(name, value.clone());
        }
        for (name, value) in &self.parts().headers {
            headers.insert(name, value.clone());
        }
        for (name, value) in &applied.headers {
            headers.insert(name, value.clone());
        }
        let cookies = self.parts().cookies.iter().map(|(_, pair)| pair).chain(&applied.cookies);
        let cookies: Vec<_> = cookies.map(String::as_str).collect();
        if !cookies.is_empty() {
            let value = HeaderValue::from_bytes(cookies.join("; ").as_bytes());
            let mut value = value.map_err(|_| Error::invalid("a cookie has line ends or other control characters"))?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        for (name, value) in &self.parts().own_headers {
            headers.insert(name, value.clone());
        }
        Ok(headers)
    }

    /// Sends one request, and waits for the headers of the answer.
    async fn exchange(&self, url: &str, headers: HeaderMap) -> Result<Response<ByteStream>, Error> {
        let body = match &self.parts().body {
            Some(content) => {
                content.take().ok_or_else(|| Error::invalid("the body is a stream that was sent before"))?
            }
            None => Body::Empty,
        };
        let mut request = http::Request::new(());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() =
            Uri::try_from(url).map_err(|error| Error::invalid(format!("the URL cannot be sent: {error}")))?;
        *request.headers_mut() = headers;
        if let Some(length) = announced(&self.method, &body) {
            request.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        let mut progress = Progress::default();
        let request = request.map(|()| progress.watch(body));
        let client = &self.request.client.inner;
        let limit = self.timers().response;
        let sending = pin!(client.transport.send(request));
        match within(&*client.settings.clock, limit, &progress, sending).await {
            Ok(outcome) => outcome.map_err(|error| Error::new(Fault::Transport(error))),
            Err(Elapsed) => Err(timed_out(Phase::Response, limit)),
        }
    }

    fn split(&self, response: Response<ByteStream>) -> (Head, ByteStream) {
        let (parts, body) = response.into_parts();
        let operation = self.request.operation;
        (Head { status: parts.status, headers: parts.headers, operation, retries: self.retries }, body)
    }

    /// Reads as much of the answer as is wanted.
    async fn receive(&self, response: Response<ByteStream>) -> Result<Answer, Error> {
        let settings = &self.request.client.inner.settings;
        let (head, body) = self.split(response);
        let body = not_idle(&settings.clock, settings.timers.idle, body);
        let success = head.status.is_success();
        let open = match self.reading {
            Reading::Whole if success && is_unasked_stream(&head) => {
                return Err(Error::about(RawResponse::new(head, Bytes::new()), Fault::Streamed));
            }
            Reading::Whole | Reading::Any => false,
            Reading::Download => success,
            Reading::Events => success && !head.is_json() && !head.is("text/html"),
        };
        if open {
            let open = Open { head, body, event_limit: settings.sizes.event };
            return Ok(Answer { kind: AnswerKind::Open(open) });
        }
        let limit = if success { settings.sizes.body } else { settings.sizes.error_body };
        let answer = read_whole(head, body, limit).await?;
        Ok(Answer { kind: AnswerKind::Whole(answer) })
    }
}

/// The length that the transport would not announce by itself: of a stream, and that there is no body where one is usual
/// (RFC 9110, section 8.6).
fn announced(method: &Method, body: &Body) -> Option<u64> {
    match body {
        Body::Stream { length, .. } => *length,
        Body::Empty => matches!(method.as_str(), "POST" | "PUT" | "PATCH").then_some(0),
        Body::Bytes(_) => None,
    }
}

/// Reads a body into memory. Of an answer that means failure whatever can be had is kept: the status matters more.
async fn read_whole(head: Head, mut body: ByteStream, limit: usize) -> Result<RawResponse, Error> {
    let success = head.status.is_success();
    let announced = head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if success && announced.is_some_and(|length| length > limit) {
        return Err(Error::about(RawResponse::new(head, Bytes::new()), Fault::TooLarge { limit }));
    }
    let mut read = BytesMut::with_capacity(announced.unwrap_or_default().min(limit).min(64 * 1024));
    let outcome = body.read_into(&mut read, limit).await;
    let answer = RawResponse::new(head, read.freeze());
    match outcome {
        Ok(false) if success => Err(Error::about(answer, Fault::TooLarge { limit })),
        Err(error) if success => Err(Error::about(answer, Fault::Transport(error))),
        _ => Ok(answer),
    }
}

/// A stream of events has no end to wait for, so it is told from a body before it is read.
fn is_unasked_stream(head: &Head) -> bool {
    head.is("text/event-stream") && !head.operation.accepted().contains("text/event-stream")
}

fn timed_out(phase: Phase, limit: Option<Duration>) -> Error {
    Error::new(Fault::Timeout { phase, limit: limit.unwrap_or_default() })
}

fn parsed(url: &str) -> Result<Url, Error> {
    Url::parse(url).map_err(|error| Error::invalid(format!("the URL is none: {error}")))
}

/// `url` with pairs added to its query.
fn with_query<'q>(mut url: String, pairs: impl Iterator<Item = &'q str>) -> String {
    for pair in pairs {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pair);
    }
    url
}
