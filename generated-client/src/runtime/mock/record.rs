//! What was sent to a mock.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use reqwest::Url;

use super::super::json::{self, Json, JsonError};

/// A request as it was sent, credentials included. `Debug` shows names, and values only of what is no secret.
#[derive(Clone)]
pub struct RecordedRequest {
    head: Parts,
    body: Bytes,
    at: Duration,
}

impl RecordedRequest {
    pub(super) fn new(head: Parts, body: Bytes, at: Duration) -> Self {
        Self { head, body, at }
    }

    /// The method, in capitals.
    pub fn method(&self) -> &str {
        self.head.method.as_str()
    }

    /// The whole URL.
    pub fn url(&self) -> String {
        self.head.uri.to_string()
    }

    /// The path of the URL, encoded as it was sent.
    pub fn path(&self) -> &str {
        self.head.uri.path()
    }

    /// The first value of this name in the query, decoded as a form.
    pub fn query(&self, name: &str) -> Option<String> {
        let url = Url::parse(&self.url()).ok()?;
        url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// A header as text, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// All headers, as far as they do not follow from the body.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; what is not UTF-8 becomes U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The body, read as JSON.
    pub fn json<T: Json>(&self) -> Result<T, JsonError> {
        json::from_slice(&self.body)
    }

    /// When it was sent, by the clock of the mock.
    pub fn at(&self) -> Duration {
        self.at
    }

    /// The path with the names that are in the query.
    fn shown_url(&self) -> String {
        let pairs = self.head.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let names: Vec<_> = pairs.map(|pair| format!("{}=***", pair.split('=').next().unwrap_or_default())).collect();
        let mark = if names.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.path(), names.join("&"))
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = [ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT];
        let value = |name: &HeaderName| self.header(name.as_str()).filter(|_| shown.contains(name)).unwrap_or("***");
        let headers: Vec<_> = self.head.headers.keys().map(|name| format!("{name}: {}", value(name))).collect();
        formatter
            .debug_struct("RecordedRequest")
            .field("request", &format_args!("{} {}", self.method(), self.shown_url()))
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("at", &self.at)
            .finish()
    }
}
