//! Streams that no backend should send: malformed, larger than anybody can hold, or endless.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;

use super::Fault;
use crate::channel::{Gone, Pieces, channel};

const MESSAGE: &str = r#"[{"type":"ai","id":"m1","content":"hello"}]"#;
const END: &str = "event: end\r\n\r\n";
const MIB: usize = 1024 * 1024;

/// The answer, if the fault is one of these.
pub(super) fn answer(fault: &Fault) -> Option<Response> {
    match fault.name.as_str() {
        "bad-sse" => Some(stream(Body::from(malformed(fault.text("kind").unwrap_or("no-data"))))),
        "giant-event" => {
            let (size, is_split) = (fault.count("mib").unwrap_or(64) * MIB, fault.text("lines") == Some("many"));
            Some(written(move |pieces| async move { giant(&pieces, size, is_split).await }))
        }
        "flood" => {
            let (count, rate) = (fault.number("count").unwrap_or(1_000_000), fault.number("rate").unwrap_or_default());
            Some(written(move |pieces| async move { flood(&pieces, count, rate).await }))
        }
        _ => None,
    }
}

fn stream(body: Body) -> Response {
    let mut response = Response::new(body);
    let value = HeaderValue::from_static("text/event-stream; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, value);
    response
}

fn written<F: Future<Output = Result<(), Gone>> + Send + 'static>(write: impl FnOnce(Pieces) -> F) -> Response {
    let (pieces, body) = channel();
    tokio::spawn(write(pieces));
    stream(body)
}

/// A stream with one thing that is not as it should be, before its proper end.
fn malformed(kind: &str) -> Vec<u8> {
    let event = match kind {
        "tight" => format!("event:data\r\ndata:{MESSAGE}\r\n\r\n"),
        "cr" => format!("event: data\rdata: {MESSAGE}\r\r"),
        "mixed" => format!("event: data\ndata: {MESSAGE}\r\n\r"),
        "bom" => format!("\u{feff}event: data\r\ndata: {MESSAGE}\r\n\r\n"),
        "nul-id" => format!("id: a\0b\r\nevent: data\r\ndata: {MESSAGE}\r\n\r\n"),
        "bad-retry" => format!("retry: x\r\nevent: data\r\ndata: {MESSAGE}\r\n\r\n"),
        "no-colon" => format!("event: data\r\nnonsense\r\ndata: {MESSAGE}\r\n\r\n"),
        "invalid-utf8" => {
            let text = MESSAGE.replace("hello", "hel\u{1}lo");
            let bytes = text.bytes().map(|byte| if byte == 1 { 0xff } else { byte });
            let line = b"event: data\r\ndata: ".iter().copied().chain(bytes);
            return line.chain(*b"\r\n\r\n").chain(END.bytes()).collect();
        }
        "comment" => format!(": nothing to say\r\n\r\nevent: data\r\ndata: {MESSAGE}\r\n\r\n"),
        "done" => format!("event: data\r\ndata: {MESSAGE}\r\n\r\ndata: [DONE]\r\n\r\n"),
        "split-json" => format!("event: data\r\ndata: {}\r\n\r\n", MESSAGE.replace(',', ",\r\ndata: ")),
        _ => format!("event: data\r\n\r\nevent: data\r\ndata: {MESSAGE}\r\n\r\n"),
    };
    [event.as_bytes(), END.as_bytes()].concat()
}

async fn giant(pieces: &Pieces, size: usize, is_split: bool) -> Result<(), Gone> {
    pieces.send("event: data\r\ndata: [\"").await?;
    // A text within JSON holds no line end, so the many lines are of many items.
    let piece = if is_split { format!("{}\",\r\ndata: \"", "a".repeat(64)).repeat(512) } else { "a".repeat(64 * 1024) };
    let mut sent = 0;
    while sent < size {
        pieces.send(Bytes::from(piece.clone())).await?;
        sent += piece.len();
    }
    pieces.send("\"]\r\n\r\n").await?;
    pieces.send(END).await
}

async fn flood(pieces: &Pieces, count: u64, rate: u64) -> Result<(), Gone> {
    let event = Bytes::from(format!("event: data\r\ndata: {MESSAGE}\r\n\r\n"));
    for number in 0..count {
        pieces.send(event.clone()).await?;
        if let Some(pause) = Duration::from_secs(1).as_micros().checked_div(u128::from(rate)).filter(|_| number > 0) {
            tokio::time::sleep(Duration::from_micros(u64::try_from(pause).unwrap_or_default())).await;
        }
    }
    pieces.send(END).await
}
