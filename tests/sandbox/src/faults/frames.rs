//! Answers of the backend, piece by piece, with something wrong about the pieces. Of a stream each is an event.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header;
use axum::response::Response;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use serde_json::json;

use super::Fault;
use crate::app::App;
use crate::channel::{Gone, Pieces, channel};
use crate::events::{event, ping};
use crate::wire::Ending;

/// The answer, as the fault lets it through.
pub(super) fn changed(app: &Arc<App>, fault: &Fault, response: Response, ending: Ending) -> Response {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let (pieces, changed) = channel();
    let (app, fault) = (Arc::clone(app), fault.clone());
    tokio::spawn(async move {
        let source = Source { body, seen: 0 };
        // Whoever has gone away misses nothing.
        let _ = pump(&app, &fault, source, &pieces, &ending).await;
    });
    Response::from_parts(parts, changed)
}

struct Source {
    body: Body,
    seen: usize,
}

impl Source {
    async fn next(&mut self) -> Option<Bytes> {
        let frame = self.body.frame().await?.ok()?;
        self.seen += 1;
        Some(frame.into_data().unwrap_or_default())
    }

    /// Lets the first pieces through; their number, unless there are fewer.
    async fn pass(&mut self, count: usize, pieces: &Pieces) -> Result<(), Gone> {
        while self.seen < count
            && let Some(piece) = self.next().await
        {
            pieces.send(piece).await?;
        }
        Ok(())
    }
}

async fn pump(app: &App, fault: &Fault, source: Source, pieces: &Pieces, ending: &Ending) -> Result<(), Gone> {
    match fault.name.as_str() {
        "slow-body" => slow(fault, source, pieces).await,
        "stall" => stall(app, fault, source, pieces).await,
        "cut" => cut(fault, source, pieces, ending).await,
        "half-event" => half(fault, source, pieces).await,
        "error-event" => error(fault, source, pieces).await,
        "duplicate" => twice(source, pieces).await,
        "reorder" => reorder(source, pieces).await,
        _ => replay(source, pieces).await,
    }
}

/// `chunk` bytes at a time, `ms` after one another.
async fn slow(fault: &Fault, mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    let size = fault.count("chunk").unwrap_or(1).max(1);
    let pause = Duration::from_millis(fault.number("ms").unwrap_or(1));
    while let Some(piece) = source.next().await {
        for chunk in piece.chunks(size) {
            pieces.send(Bytes::copy_from_slice(chunk)).await?;
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
        }
    }
    Ok(())
}

/// Silence after `events` pieces; with `pings` comments come so many milliseconds after one another.
async fn stall(app: &App, fault: &Fault, mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    source.pass(fault.count("events").unwrap_or(2), pieces).await?;
    let Some(pause) = fault.number("pings").map(Duration::from_millis) else {
        pieces.gone().await;
        return Ok(());
    };
    // It goes on some day if it is told to, so that a test of pings can end.
    let silence = fault.number("ms").map(Duration::from_millis);
    let begun = tokio::time::Instant::now();
    while silence.is_none_or(|silence| begun.elapsed() < silence) {
        tokio::time::sleep(pause).await;
        pieces.send(ping(&app.now())).await?;
    }
    source.pass(usize::MAX, pieces).await
}

/// The end after `events` pieces or `bytes` bytes: `mode=clean` as if that were all, `chunk` without the last chunk, `rst`
/// by a reset.
async fn cut(fault: &Fault, mut source: Source, pieces: &Pieces, ending: &Ending) -> Result<(), Gone> {
    if let Some(mut left) = fault.count("bytes") {
        while left > 0
            && let Some(piece) = source.next().await
        {
            let part = piece.slice(..piece.len().min(left));
            left -= part.len();
            pieces.send(part).await?;
        }
    } else {
        source.pass(fault.count("events").unwrap_or(2), pieces).await?;
    }
    match fault.text("mode") {
        Some("clean") => {}
        Some("rst") => {
            ending.reset();
            pieces.fail().await;
        }
        _ => pieces.fail().await,
    }
    Ok(())
}

/// The end in the midst of an event: after `events` whole ones comes one without its empty line.
async fn half(fault: &Fault, mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    source.pass(fault.count("events").unwrap_or(2), pieces).await?;
    match source.next().await {
        Some(piece) => pieces.send(piece.slice(..piece.len().saturating_sub(2))).await,
        None => Ok(()),
    }
}

/// A failure after `at` pieces, told as streams tell it.
async fn error(fault: &Fault, mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    source.pass(fault.count("at").unwrap_or(2), pieces).await?;
    let reason = json!({ "status_code": 500, "message": "Internal Server Error" });
    pieces.send(event(Some("error"), Some(&reason))).await?;
    pieces.send(event(Some("end"), None)).await
}

/// Every piece twice, but the last.
async fn twice(mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    let mut last = source.next().await;
    while let Some(piece) = last {
        last = source.next().await;
        pieces.send(piece.clone()).await?;
        if last.is_some() {
            pieces.send(piece).await?;
        }
    }
    Ok(())
}

/// Every second piece before the one that it followed; the first two and the last stay in place.
async fn reorder(mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    source.pass(2, pieces).await?;
    let mut held = Vec::new();
    while let Some(piece) = source.next().await {
        held.push(piece);
    }
    let last = held.pop();
    for pair in held.chunks(2) {
        for piece in pair.iter().rev() {
            pieces.send(piece.clone()).await?;
        }
    }
    match last {
        Some(piece) => pieces.send(piece).await,
        None => Ok(()),
    }
}

/// After the result of a tool the call comes once more, as it does from graphs.
async fn replay(mut source: Source, pieces: &Pieces) -> Result<(), Gone> {
    let mut before = Bytes::new();
    while let Some(piece) = source.next().await {
        pieces.send(piece.clone()).await?;
        if String::from_utf8_lossy(&piece).contains(r#""type":"tool""#) {
            pieces.send(before.clone()).await?;
        }
        before = piece;
    }
    Ok(())
}
