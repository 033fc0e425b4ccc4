//! A call that has not been made yet: values are encoded as they are given, the first mistake is kept until it is sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION};

use super::body::{Body, BodyBytes};
use super::client::Client;
use super::encode;
use super::error::Error;
use super::execute::execute;
use super::future::{BoxFuture, MaybeSend, MaybeSync};
use super::json::{self, ToJson};
use super::operation::{FieldEncoding, Location, Operation};
use super::response::{AnswerKind, RawResponse};

/// A call of an operation, with what the caller has said so far.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request<'c> {
    pub(super) client: &'c Client,
    pub(super) operation: &'static Operation,
    pub(super) parts: Box<RequestParts>,
}

/// What is wanted of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// All of it, in memory.
    Whole,

    /// All of it, of any type.
    Any,

    /// Its body as it comes.
    Download,

    /// Its body as it comes, if it is a stream of events.
    Events,
}

/// All that the caller has said, encoded.
#[derive(Clone, Default)]
pub(super) struct RequestParts {
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) cookies: Vec<(&'static str, String)>,
    pub(super) headers: HeaderMap,
    pub(super) own_headers: HeaderMap,
    pub(super) body: Option<Arc<dyn Content>>,
    pub(super) timeout: Option<Duration>,
    pub(super) retries: Option<u32>,
    pub(super) mistake: Option<String>,
    /// Whether it may be sent again, whatever its method is, where the server says that it did not act on it.
    pub(super) repeats_if_refused: bool,
    /// A URL to get in place of what the operation says.
    pub(super) elsewhere: Option<String>,
}

/// What a request sends.
pub(super) trait Content: MaybeSend + MaybeSync {
    /// The body for one attempt; `None` if it was a stream, and is spent.
    fn take(&self) -> Option<Body>;

    /// Whether it can be sent more than once.
    fn is_replayable(&self) -> bool;

    /// The whole of it, if it is in memory as it is sent.
    fn whole(&self) -> Option<&Bytes> {
        None
    }
}

impl Content for BodyBytes {
    fn take(&self) -> Option<Body> {
        self.take()
    }

    fn is_replayable(&self) -> bool {
        self.is_replayable()
    }

    fn whole(&self) -> Option<&Bytes> {
        self.whole()
    }
}

impl<'c> Request<'c> {
    /// A call of `operation` without any value.
    pub fn new(client: &'c Client, operation: &'static Operation) -> Self {
        Self { client, operation, parts: Box::default() }
    }

    /// A value in the path.
    pub fn path(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        let json = json::to_string(value);
        let parameter = self.operation.parameter(Location::Path, name);
        match encode::path(&parameter, &json) {
            Some(text) => put(&mut self.parts.path, name, Some(text)),
            None => self.mistake(format!("path parameter `{name}` has no value")),
        }
        self
    }

    /// A value in the query.
    pub fn query(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        let parameter = self.operation.parameter(Location::Query, name);
        put(&mut self.parts.query, name, encode::query(&parameter, &json::to_string(value)));
        self
    }

    /// The whole query.
    pub fn querystring(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        let parameter = self.operation.parameter(Location::QueryString, name);
        let text = encode::query_string(&parameter, &json::to_string(value));
        put(&mut self.parts.query, name, Some(text).filter(|text| !text.is_empty()));
        self
    }

    /// A value in a header.
    pub fn header(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        let parameter = self.operation.parameter(Location::Header, name);
        if let Some(text) = encode::header(&parameter, &json::to_string(value)) {
            if let Some((name, value)) = self.checked_header(name, &text) {
                self.parts.headers.insert(name, value);
            }
        }
        self
    }

    /// A value in a cookie.
    pub fn cookie(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        let parameter = self.operation.parameter(Location::Cookie, name);
        put(&mut self.parts.cookies, name, encode::cookie(&parameter, &json::to_string(value)));
        self
    }

    /// A JSON body.
    pub fn json(self, body: &dyn ToJson) -> Self {
        self.body("application/json", json::to_string(body).into())
    }

    /// A JSON body to which members are added: names and JSON texts. They replace those of the same name.
    pub fn json_with(self, body: &dyn ToJson, members: &[(&str, &str)]) -> Self {
        let text = with_members(&json::to_string(body), members);
        self.body("application/json", text.into())
    }

    /// A form-urlencoded body.
    pub fn form(self, body: &dyn ToJson, encodings: &[FieldEncoding]) -> Self {
        let text = encode::form_body(&json::to_string(body), encodings);
        self.body("application/x-www-form-urlencoded", text.into())
    }

    /// A text body.
    pub fn text(self, media_type: &str, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.body(media_type, text.into())
    }

    /// A body of bytes, or of a stream of them.
    pub fn bytes(self, media_type: &str, bytes: impl Into<BodyBytes>) -> Self {
        self.body(media_type, bytes.into())
    }

    /// Another media type for the body.
    pub fn content_type(mut self, media_type: &str) -> Self {
        if let Some((name, value)) = self.checked_header(CONTENT_TYPE.as_str(), media_type) {
            self.parts.headers.insert(name, value);
        }
        self
    }

    /// How long this call may take, retries included. Of a stream it is the time until the answer begins.
    pub fn with_timeout(mut self, limit: Duration) -> Self {
        self.parts.timeout = Some(limit);
        self
    }

    /// How many times this call may be sent again.
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.parts.retries = Some(retries);
        self
    }

    /// A header for this call. It replaces what would be sent otherwise.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Some((name, value)) = self.checked_header(name, value) {
            self.parts.own_headers.insert(name, value);
        }
        self
    }

    /// A key by which the server knows this call when it comes again. With it, any method may be retried.
    pub fn with_idempotency_key(self, key: &str) -> Self {
        self.with_header("idempotency-key", key)
    }

    /// Sends the request, and takes any answer.
    pub fn send_raw(self) -> BoxFuture<'c, Result<RawResponse, Error>> {
        Box::pin(async move {
            match execute(&self, Reading::Any).await?.kind {
                AnswerKind::Whole(answer) => Ok(answer),
                AnswerKind::Open(open) => Ok(RawResponse::new(open.head, Bytes::new())),
            }
        })
    }

    fn body(mut self, media_type: &str, bytes: BodyBytes) -> Self {
        self.parts.body = Some(Arc::new(bytes));
        self.content_type(media_type)
    }

    fn checked_header(&mut self, name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
        let checked = checked_header(name, value);
        checked.map_err(|mistake| self.mistake(mistake)).ok()
    }

    fn mistake(&mut self, mistake: String) {
        self.parts.mistake.get_or_insert(mistake);
    }
}

/// A header, unless the name or the value is none. The value is not shown: it may be secret.
pub(super) fn checked_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let known = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` is no header name"))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the value of the header `{name}` has line ends or other control characters"))?;
    value.set_sensitive(is_secret(&known));
    Ok((known, value))
}

/// Whether what a header of this name says is for its server alone.
fn is_secret(name: &HeaderName) -> bool {
    let words = ["api-key", "apikey", "token", "secret", "password"];
    [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name) || words.iter().any(|word| name.as_str().contains(word))
}

/// A setter that is called twice replaces its value.
fn put(values: &mut Vec<(&'static str, String)>, name: &'static str, text: Option<String>) {
    values.retain(|(known, _)| *known != name);
    values.extend(text.map(|text| (name, text)));
}

/// `object` with `members`, without those of the same name.
fn with_members(object: &str, members: &[(&str, &str)]) -> String {
    let mut writer = json::Writer::new();
    writer.begin_object();
    // A body that is no object has no members to keep.
    let _ = json::Reader::new(object).object(&mut |name, value| {
        let text = value.raw()?;
        if members.iter().all(|(added, _)| *added != name) {
            writer.name(name);
            writer.raw(text);
        }
        Ok(())
    });
    for (name, text) in members {
        writer.name(name);
        writer.raw(text);
    }
    writer.end_object();
    writer.finish()
}

/// Values are the user's: only their names are shown.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |values: &[(&'static str, String)]| values.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let parts = &self.parts;
        formatter
            .debug_struct("Request")
            .field("operation", &format_args!("{} {}", self.operation.method(), self.operation.path()))
            .field("path", &names(&parts.path))
            .field("query", &names(&parts.query))
            .field("headers", &parts.headers.keys().chain(parts.own_headers.keys()).collect::<Vec<_>>())
            .field("cookies", &names(&parts.cookies))
            .field("body", &parts.body.is_some())
            .finish_non_exhaustive()
    }
}
