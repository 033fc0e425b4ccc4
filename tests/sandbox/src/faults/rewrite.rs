//! Answers of the backend that say something else than they should: another type, broken JSON, other members.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use super::Fault;
use super::encode::Encoder;
use crate::channel::channel;

/// The answer with another type, or with another body.
pub(super) async fn body(fault: &Fault, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if fault.name == "wrong-content-type" {
        match fault.text("as").unwrap_or("text/plain") {
            "none" => drop(parts.headers.remove(header::CONTENT_TYPE)),
            other => drop(HeaderValue::from_str(other).map(|value| parts.headers.insert(header::CONTENT_TYPE, value))),
        }
        return Response::from_parts(parts, body);
    }
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let text = if fault.name == "bad-json" { broken(fault, &text) } else { drifted(fault, &text) };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(text))
}

/// JSON that is none, or none that everybody can read.
fn broken(fault: &Fault, text: &str) -> String {
    let rest = text.trim_start_matches('{');
    match fault.text("kind").unwrap_or("truncated") {
        "trailing" => format!("{text}, and more"),
        "nan" => format!("{{\"x\":NaN,{rest}"),
        "lone-surrogate" => format!("{{\"x\":\"\\ud800\",{rest}"),
        "bom" => format!("\u{feff}{text}"),
        "deep" => format!("{{\"x\":{}{},{rest}", "[".repeat(10_000), "]".repeat(10_000)),
        "duplicate-keys" => format!("{{\"name\":\"first\",{rest}"),
        "big-int" => format!("{{\"x\":9223372036854775809,{rest}"),
        "huge-float" => format!("{{\"x\":1e400,{rest}"),
        _ => text.chars().take(text.chars().count() / 2).collect(),
    }
}

/// Members that the document does not have, or has otherwise. `field` points to one, `value` is its new value.
fn drifted(fault: &Fault, text: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else { return text.to_owned() };
    let field = fault.text("field").unwrap_or("/name");
    let (holder, name) = field.rsplit_once('/').unwrap_or_default();
    let name = name.replace("~1", "/").replace("~0", "~");
    if let Some(members) = value.pointer_mut(holder).and_then(Value::as_object_mut) {
        let new = fault.text("value").and_then(|text| serde_json::from_str(text).ok());
        match fault.text("kind").unwrap_or("extra") {
            "missing" => drop(members.shift_remove(&name)),
            "null" => drop(members.insert(name, Value::Null)),
            "type" => drop(members.insert(name, new.unwrap_or_else(|| json!(17)))),
            "enum" => drop(members.insert(name, new.unwrap_or_else(|| json!("a-value-of-tomorrow")))),
            _ => drop(members.insert("x_member_of_tomorrow".to_owned(), json!({ "since": 2030 }))),
        }
    }
    value.to_string()
}

/// The answer in an encoding that the client takes, or in any with `force`.
pub(super) fn compressed(fault: &Fault, response: Response, sent: &HeaderMap) -> Response {
    let accepted = sent.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_accepted = accepted.split(',').any(|name| name.trim().split(';').next() == Some(fault.name.as_str()));
    if !is_accepted && fault.text("force").is_none() {
        return response;
    }
    let (mut parts, mut body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let value = if fault.name == "gzip" { "gzip" } else { "br" };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(value));
    let (pieces, shorter) = channel();
    tokio::spawn(async move {
        let mut encoder = Encoder::new(value);
        while let Some(Ok(frame)) = body.frame().await {
            let bytes = frame.into_data().unwrap_or_default();
            if pieces.send(Bytes::from(encoder.piece(&bytes))).await.is_err() {
                return;
            }
        }
        let _ = pieces.send(encoder.end()).await;
    });
    Response::from_parts(parts, shorter)
}
