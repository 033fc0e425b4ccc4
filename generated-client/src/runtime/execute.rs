//! A call from beginning to end: one function for all operations, over the transport.
//!
//! From the outside in: the timer of the call, retries, the timer of an attempt, credentials, redirects, hooks, the timer
//! of the answer, the transport. What the body means is told by those who asked.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::header::{HeaderMap, HeaderValue, USER_AGENT};
use http::{Method, Response, StatusCode};
use reqwest::Url;

use super::auth::{self, Applied};
use super::body::{Body, ByteStream};
use super::clock::{Elapsed, Progress, within};
use super::error::{Error, Fault, Phase};
use super::hooks::{Outgoing, Watched};
use super::receive::{hide_secrets, receive};
use super::redirect::{self, Sent, Verdict};
use super::request::{Reading, Request, RequestParts};
use super::response::{Answer, AnswerKind, Head, RawResponse};
use super::retry;
use super::timers::Timers;
use super::transport_error::TransportErrorKind;
use super::url::{parsed, url_of, with_query};

/// A call under way.
struct Call<'r> {
    request: &'r Request<'r>,
    reading: Reading,
    method: Method,
    /// Without what credentials add.
    url: Url,
    /// What is made where the caller gave none.
    key: Option<HeaderValue>,
    retries: u32,
    /// Whether a server has acted on the request, and says where its answer is.
    has_acted: bool,
    /// Whether a token was replaced that the server had refused.
    has_renewed: bool,
    /// The attempt that is under way, if a hook waits for its end.
    watched: Option<Watched>,
}

/// Where one request of an attempt goes.
struct Hop {
    /// Where that is not where the call goes.
    url: Option<Url>,
    method: Method,
    has_body: bool,
}

/// Makes the call.
#[cfg(not(feature = "tracing"))]
pub(super) use self::make as execute;

/// Makes the call.
#[cfg(feature = "tracing")]
pub(super) async fn execute(request: &Request<'_>, reading: Reading) -> Result<Answer, Error> {
    super::trace::in_span(request, make(request, reading)).await
}

pub(super) async fn make(request: &Request<'_>, reading: Reading) -> Result<Answer, Error> {
    let located = |error: Error| error.in_operation(request.operation);
    let mut call = Call::new(request, reading).map_err(located)?;
    let limit = call.limit();
    let clock = &request.client.inner.settings.clock;
    let outcome = within(&**clock, limit, &Progress::default(), pin!(call.attempts())).await;
    let outcome = outcome.unwrap_or_else(|Elapsed| {
        let outcome = Err(timed_out(Phase::Total, limit));
        call.end(&outcome, None);
        outcome
    });
    outcome.map_err(|error| error.in_operation(request.operation).after_retries(call.retries))
}

impl<'r> Call<'r> {
    fn new(request: &'r Request<'r>, reading: Reading) -> Result<Self, Error> {
        if let Some(mistake) = &request.parts.mistake {
            return Err(Error::invalid(mistake.as_str()));
        }
        let method = Method::from_bytes(request.operation.method().as_bytes());
        let method = method.map_err(|_| Error::invalid("the method of the operation is none"))?;
        let (method, url) = match &request.parts.elsewhere {
            Some(url) => (Method::GET, parsed(url)?),
            None => (method, url_of(request)?),
        };
        let mut call = Self {
            request,
            reading,
            method,
            url,
            key: None,
            retries: 0,
            has_acted: false,
            has_renewed: false,
            watched: None,
        };
        let settings = &request.client.inner.settings;
        if settings.makes_keys && !call.is_repeatable() {
            let key = retry::key(&*settings.clock);
            call.key = Some(key.ok_or_else(|| Error::invalid("the clock gives no randomness for idempotency keys"))?);
        }
        Ok(call)
    }

    fn parts(&self) -> &'r RequestParts {
        &self.request.parts
    }

    fn timers(&self) -> &'r Timers {
        &self.request.client.inner.settings.timers
    }

    /// For the whole call.
    fn limit(&self) -> Option<Duration> {
        self.parts().timeout.or(self.timers().total)
    }

    /// Tries until there is an outcome that another attempt would not better.
    async fn attempts(&mut self) -> Result<Answer, Error> {
        let settings = &self.request.client.inner.settings;
        loop {
            self.begin();
            let limit = self.timers().attempt;
            let outcome = within(&*settings.clock, limit, &Progress::default(), pin!(self.attempt())).await;
            let outcome = outcome.unwrap_or_else(|Elapsed| Err(timed_out(Phase::Attempt, limit)));
            let pause = self.pause(&outcome);
            self.end(&outcome, pause);
            let Some(pause) = pause else { return outcome };
            drop(outcome);
            settings.clock.sleep(pause).await;
            self.retries += 1;
        }
    }

    /// The hooks that are told of an attempt want to know how long it took.
    fn begin(&mut self) {
        let settings = &self.request.client.inner.settings;
        if !settings.hooks.is_empty() {
            let (operation, attempt) = (self.request.operation, self.retries + 1);
            self.watched = Some(Watched { operation, attempt, begun: settings.clock.now() });
        }
    }

    fn end(&mut self, outcome: &Result<Answer, Error>, pause: Option<Duration>) {
        if let Some(watched) = self.watched.take() {
            watched.end(self.request.client, outcome, pause);
        }
    }

    /// The pause before the next attempt; none if there is to be none.
    fn pause(&self, outcome: &Result<Answer, Error>) -> Option<Duration> {
        let settings = &self.request.client.inner.settings;
        let whole = match outcome {
            Ok(Answer { kind: AnswerKind::Whole(answer) }) => Some(answer),
            _ => None,
        };
        let is_well = outcome.is_ok() && !whole.is_some_and(|answer| retry::is_transient(answer.status()));
        if is_well {
            settings.budget.iter().for_each(|budget| budget.give_back(self.retries > 0));
            return None;
        }
        if self.retries >= self.parts().retries.unwrap_or(settings.retries) || !self.may_repeat(outcome) {
            return None;
        }
        let headers = whole.map(RawResponse::headers);
        let pause = retry::pause(self.retries, headers, settings.clock.now(), settings.clock.fraction())?;
        // An outcome is better than a timer that runs out during the pause.
        let is_possible = self.limit().is_none_or(|limit| pause < limit);
        (is_possible && settings.budget.as_ref().is_none_or(|budget| budget.take())).then_some(pause)
    }

    /// Whether the server may get the request twice.
    fn is_repeatable(&self) -> bool {
        let has_key = |headers: &HeaderMap| headers.contains_key(retry::KEY_HEADER);
        let has_key = self.key.is_some() || has_key(&self.parts().headers) || has_key(&self.parts().own_headers);
        retry::is_repeatable(&self.method, has_key)
    }

    fn may_repeat(&self, outcome: &Result<Answer, Error>) -> bool {
        let repeatable = self.is_replayable() && self.is_repeatable();
        match outcome {
            Ok(Answer { kind: AnswerKind::Whole(answer) }) => {
                let is_refused = self.parts().repeats_if_refused && retry::is_refused(answer.status());
                is_refused || repeatable && retry::is_transient(answer.status())
            }
            Ok(_) => false,
            Err(error) => match error.fault() {
                Fault::Timeout { .. } => repeatable,
                Fault::Transport(error) => match error.kind() {
                    TransportErrorKind::Unsupported | TransportErrorKind::RequestBody => false,
                    _ if error.is_unsent() && !self.has_acted => self.is_replayable(),
                    _ => repeatable,
                },
                _ => false,
            },
        }
    }

    fn is_replayable(&self) -> bool {
        self.parts().body.as_ref().is_none_or(|content| content.is_replayable())
    }

    /// One attempt: sends the request, and once more if its token was refused and there is another.
    async fn attempt(&mut self) -> Result<Answer, Error> {
        let (client, operation) = (self.request.client, self.request.operation);
        let applied = auth::apply(client, operation).await?;
        let response = self.sent(&applied).await?;
        if response.status() != StatusCode::UNAUTHORIZED || !self.may_renew(&applied) {
            return self.receive(response).await;
        }
        self.has_renewed = true;
        let renewed = auth::apply(client, operation).await?;
        if !renewed.differs(&applied) {
            return self.receive(response).await;
        }
        drop(response);
        let response = self.sent(&renewed).await?;
        self.receive(response).await
    }

    /// Whether another token may be asked for: once a call, so that a server which refuses all is not asked for ever.
    fn may_renew(&self, applied: &Applied) -> bool {
        let own = &self.parts().own_headers;
        let was_sent = !applied.headers.iter().any(|(name, _)| own.contains_key(name));
        was_sent && applied.refuse() && !self.has_renewed && !self.has_acted && self.is_replayable()
    }

    /// Sends the request, and again to where it is redirected.
    async fn sent(&mut self, applied: &Applied) -> Result<Response<ByteStream>, Error> {
        let mut has_credentials = !applied.is_empty();
        let mut has_left = false;
        let url = (!applied.query.is_empty()).then(|| with_query(&self.url, &applied.query));
        let mut hop = Hop { url, method: self.method.clone(), has_body: true };
        let mut hops = 0;
        loop {
            let mut headers = self.headers(applied)?;
            self.show(&hop, &mut headers)?;
            has_credentials |= headers.values().any(HeaderValue::is_sensitive);
            if has_left {
                redirect::strip(&mut headers);
            }
            let response = self.exchange(&hop, headers).await?;
            let status = response.status();
            if !status.is_redirection() || self.request.operation.hands_back(status.as_u16()) {
                return Ok(response);
            }
            let from = hop.url.as_ref().unwrap_or(&self.url);
            let is_replayable = !hop.has_body || self.is_replayable();
            let sent = Sent { method: &hop.method, url: from, has_credentials, is_replayable, hops };
            let mut is_got = false;
            let target = match redirect::judge(status, response.headers(), &sent) {
                Verdict::HandBack => return Ok(response),
                Verdict::Refuse { target, reason } => {
                    let (head, _) = self.split(response);
                    let answer = RawResponse::new(head, Bytes::new());
                    return Err(Error::about(answer, Fault::Redirect { target, reason }));
                }
                Verdict::Follow(target) => target,
                Verdict::Get(target) => {
                    (hop.method, hop.has_body) = (Method::GET, false);
                    is_got = true;
                    target
                }
            };
            has_left |= target.origin() != from.origin();
            self.has_acted |= is_got;
            hop.url = Some(target);
            hops += 1;
        }
    }

    /// Shows a request to the hooks, which may change its headers.
    fn show(&self, hop: &Hop, headers: &mut HeaderMap) -> Result<(), Error> {
        if !hop.has_body {
            headers.remove(CONTENT_TYPE);
        }
        let hooks = &self.request.client.inner.settings.hooks;
        if hooks.is_empty() {
            return Ok(());
        }
        let body = self.parts().body.as_ref().filter(|_| hop.has_body);
        let mut request = Outgoing {
            operation: self.request.operation,
            attempt: self.retries + 1,
            method: &hop.method,
            url: hop.url.as_ref().unwrap_or(&self.url).as_str(),
            headers,
            body: body.and_then(|content| content.whole()),
            mistake: None,
        };
        for hook in hooks {
            hook.on_request(&mut request);
        }
        request.mistake.map_or(Ok(()), |mistake| Err(Error::invalid(mistake)))
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
        if let Some(key) = &self.key {
            headers.insert(retry::KEY_HEADER, key.clone());
        }
        for (name, value) in &self.parts().own_headers {
            headers.insert(name, value.clone());
        }
        Ok(headers)
    }

    /// Sends one request, and waits for the headers of the answer.
    async fn exchange(&self, hop: &Hop, headers: HeaderMap) -> Result<Response<ByteStream>, Error> {
        let body = match &self.parts().body {
            Some(content) if hop.has_body => {
                content.take().ok_or_else(|| Error::invalid("the body is a stream that was sent before"))?
            }
            _ => Body::Empty,
        };
        let mut request = http::Request::new(());
        *request.method_mut() = hop.method.clone();
        *request.headers_mut() = headers;
        if let Some(length) = announced(&hop.method, &body) {
            request.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        let mut progress = Progress::default();
        let request = request.map(|()| progress.watch(body));
        let client = &self.request.client.inner;
        let limit = self.timers().response;
        let url = hop.url.as_ref().unwrap_or(&self.url).clone();
        let sending = client.transport.send_to(url, request);
        match within(&*client.settings.clock, limit, &progress, pin!(sending)).await {
            Ok(outcome) => outcome.map_err(|error| Error::new(Fault::Transport(error))),
            Err(Elapsed) => Err(timed_out(Phase::Response, limit)),
        }
    }

    fn split(&self, response: Response<ByteStream>) -> (Head, ByteStream) {
        let (mut parts, body) = response.into_parts();
        hide_secrets(&mut parts.headers);
        let operation = self.request.operation;
        (Head { status: parts.status, headers: parts.headers, operation, retries: self.retries }, body)
    }

    async fn receive(&self, response: Response<ByteStream>) -> Result<Answer, Error> {
        let (head, body) = self.split(response);
        receive(head, body, self.reading, &self.request.client.inner.settings).await
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

fn timed_out(phase: Phase, limit: Option<Duration>) -> Error {
    Error::new(Fault::Timeout { phase, limit: limit.unwrap_or_default() })
}
