//! Event streams as bytes: lines that end in CRLF, an event a piece.

use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use serde_json::Value;

use crate::channel::channel;

/// An event with a name, or without one.
pub(crate) fn event(name: Option<&str>, data: Option<&Value>) -> Bytes {
    let name = name.map(|name| format!("event: {name}\r\n")).unwrap_or_default();
    let data = data.map(|data| format!("data: {data}\r\n")).unwrap_or_default();
    Bytes::from(format!("{name}{data}\r\n"))
}

/// The data that ends streams of chat completions.
pub(crate) fn done() -> Bytes {
    Bytes::from_static(b"data: [DONE]\r\n\r\n")
}

/// A comment that says no more than that the server is alive.
pub(crate) fn ping(now: &str) -> Bytes {
    Bytes::from(format!(": ping - {now}\r\n\r\n"))
}

/// An answer that is a stream of these events, with a pause before each, and a comment where that is longer than `ping`.
pub(crate) fn stream(events: Vec<Bytes>, pause: Duration, silence: Duration, now: String) -> Response {
    let (pieces, body) = channel();
    tokio::spawn(async move {
        for event in events {
            let mut left = pause;
            while left > silence {
                tokio::time::sleep(silence).await;
                left = left.saturating_sub(silence);
                if pieces.send(ping(&now)).await.is_err() {
                    return;
                }
            }
            tokio::time::sleep(left).await;
            if pieces.send(event).await.is_err() {
                return;
            }
        }
    });
    let mut response = Response::new(body);
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_end_in_an_empty_line() {
        assert_eq!(event(Some("end"), None), "event: end\r\n\r\n");
        assert_eq!(event(None, Some(&Value::from(1))), "data: 1\r\n\r\n");
    }
}
