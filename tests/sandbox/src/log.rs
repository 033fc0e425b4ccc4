//! What was received: enough to say what a client really sent, and when it went away. No secret is kept.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cx::bearer;

/// So many requests are kept, the newest of them.
const MOST: usize = 10_000;
/// Values of the query that nobody may see.
const SECRETS: &[&str] = &["admin_token", "jwt_token", "token", "code"];

/// A request that was received.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// The method.
    pub method: String,
    /// The path as it was encoded.
    pub path: String,
    /// The query, without the values of secrets.
    pub query: String,
    /// The headers, without those that hold secrets.
    pub headers: BTreeMap<String, String>,
    /// Who called: `none`, `user`, `project`, or `other` for tokens that are not ours.
    pub auth: &'static str,
    /// How much of the body was read.
    pub body_bytes: usize,
    /// SHA-256 of what was read of the body.
    pub body_sha256: String,
    /// The status of the answer; 0 as long as there is none.
    pub status: u16,
    /// How much of the answer's body was taken.
    pub sent_bytes: u64,
    /// How many pieces of the answer's body were taken; of a stream they are events and comments.
    pub sent_pieces: u64,
    /// When the client went away before the answer had ended, in milliseconds after its request.
    pub disconnected_ms: Option<u64>,
    /// The fault that was on.
    pub fault: Option<String>,
}

type Record = Arc<Mutex<Entry>>;

/// The requests so far.
#[derive(Debug, Default)]
pub(crate) struct Log {
    records: Mutex<Vec<Record>>,
}

impl Log {
    /// What was received, oldest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        lock(&self.records).iter().map(|record| lock(record).clone()).collect()
    }

    /// Forgets what was received.
    pub(crate) fn clear(&self) {
        lock(&self.records).clear();
    }

    fn add(&self, entry: Entry) -> Record {
        let record = Arc::new(Mutex::new(entry));
        let mut records = lock(&self.records);
        if records.len() == MOST {
            records.remove(0);
        }
        records.push(Arc::clone(&record));
        record
    }
}

/// Tells the log which fault was on for a request.
#[derive(Clone)]
pub(crate) struct Note(Record);

impl Note {
    pub(crate) fn fault(&self, name: &str) {
        lock(&self.0).fault = Some(name.to_owned());
    }
}

/// Keeps every request but those for the log itself.
pub(crate) async fn layer(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/_sandbox/") {
        return next.run(request).await;
    }
    let record = app.log.add(received(&app, &request));
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(Note(Arc::clone(&record)));
    let body = Body::new(Received { body, hash: Sha256::new(), length: 0, record: Arc::clone(&record) });
    let watch = Watch { record, begun: Instant::now(), has_ended: false };
    let response = next.run(Request::from_parts(parts, body)).await;
    lock(&watch.record).status = response.status().as_u16();
    response.map(|body| Body::new(Answered { body, watch }))
}

fn received(app: &App, request: &Request) -> Entry {
    Entry {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: shown_query(request.uri().query().unwrap_or_default()),
        headers: shown_headers(request.headers()),
        auth: auth(app, request.headers()),
        ..Entry::default()
    }
}

fn shown_query(query: &str) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if SECRETS.contains(&name) => format!("{name}=***"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn shown_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let shown = headers.iter().filter(|(name, _)| ![header::AUTHORIZATION, header::COOKIE].contains(name));
    shown.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect()
}

fn auth(app: &App, headers: &HeaderMap) -> &'static str {
    match bearer(headers).map(|token| app.read_token(token)) {
        None => "none",
        Some(Ok(claims)) if claims.project_id.is_some() => "project",
        Some(Ok(_)) => "user",
        Some(Err(_)) => "other",
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The body of a request, hashed as it is read.
struct Received {
    body: Body,
    hash: Sha256,
    length: usize,
    record: Record,
}

impl HttpBody for Received {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(bytes) = frame.data_ref()
        {
            self.hash.update(bytes);
            self.length += bytes.len();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        let digest = std::mem::take(&mut self.hash).finalize();
        let mut entry = lock(&self.record);
        entry.body_bytes = self.length;
        entry.body_sha256 = digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    }
}

/// Sees to it that the end of an answer is noted, whatever it is.
struct Watch {
    record: Record,
    begun: Instant,
    has_ended: bool,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.has_ended {
            let elapsed = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            lock(&self.record).disconnected_ms = Some(elapsed);
        }
    }
}

/// The body of an answer, counted as it is taken.
struct Answered {
    body: Body,
    watch: Watch,
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                let mut entry = lock(&self.watch.record);
                entry.sent_bytes += u64::try_from(length).unwrap_or_default();
                entry.sent_pieces += 1;
            }
            Poll::Ready(_) => self.watch.has_ended = true,
            Poll::Pending => {}
        }
        self.watch.has_ended |= self.body.is_end_stream();
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_the_query_are_hidden() {
        assert_eq!(shown_query("a=1&admin_token=x&b"), "a=1&admin_token=***&b");
    }
}
