//! A request with its fault.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;

use super::{Fault, content, frames, refuse, rewrite};
use crate::app::App;
use crate::log::Note;
use crate::refusal::Refusal;
use crate::wire::Ending;

const HEADER: &str = "x-sandbox-fault";

/// Lets a request go through, or go wrong.
pub(crate) async fn layer(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/_sandbox/") {
        return next.run(request).await;
    }
    let header = request.headers().get(HEADER).and_then(|value| value.to_str().ok());
    match app.faults.pick(request.method().as_str(), path, header) {
        Err(reason) => Refusal::bad(&reason).into_response(),
        Ok(None) => next.run(request).await,
        Ok(Some(fault)) => {
            if let Some(note) = request.extensions().get::<Note>() {
                note.fault(&fault.to_string());
            }
            apply(&app, &fault, request, next).await
        }
    }
}

async fn apply(app: &Arc<App>, fault: &Fault, request: Request, next: Next) -> Response {
    let ending = request.extensions().get::<Ending>().cloned().unwrap_or_default();
    let headers = request.headers().clone();
    if let Some(response) = refuse::answer(fault, &request).or_else(|| content::answer(fault)) {
        return drained(request, response).await;
    }
    match fault.name.as_str() {
        "slow-headers" => {
            tokio::time::sleep(Duration::from_millis(fault.number("ms").unwrap_or(1_000))).await;
            next.run(request).await
        }
        "expire-token" => {
            app.expire_tokens();
            next.run(request).await
        }
        "early-close-upload" => early_close(fault, request, &ending).await,
        "keepalive-race" => {
            let response = next.run(request).await;
            ending.race();
            response
        }
        _ => {
            let response = next.run(request).await;
            changed(app, fault, response, &headers, ending).await
        }
    }
}

/// The answer of the backend, with what the fault makes of it.
async fn changed(app: &Arc<App>, fault: &Fault, response: Response, sent: &HeaderMap, ending: Ending) -> Response {
    match fault.name.as_str() {
        "wrong-content-type" | "bad-json" | "schema-drift" => rewrite::body(fault, response).await,
        "gzip" | "br" => rewrite::compressed(fault, response, sent),
        "drop-detect" => response,
        _ => frames::changed(app, fault, response, ending),
    }
}

/// Reads the rest of a request: an answer before its end would close the connection.
async fn drained(request: Request, response: Response) -> Response {
    let _ = request.into_body().collect().await;
    response
}

/// Reads the beginning of a body, refuses it and closes. Unless `mode=rst` what is still sent is read away, so that the
/// answer is not lost to a reset.
async fn early_close(fault: &Fault, request: Request, ending: &Ending) -> Response {
    let (wanted, mut read) = (fault.count("bytes").unwrap_or(1_024), 0);
    let mut body: Body = request.into_body();
    while read < wanted
        && let Some(Ok(frame)) = body.frame().await
    {
        read += frame.data_ref().map_or(0, bytes::Bytes::len);
    }
    if fault.text("mode") == Some("rst") {
        ending.reset();
    } else {
        ending.linger();
    }
    let detail = "The file is too large".to_owned();
    let mut response = Refusal::Detail(StatusCode::PAYLOAD_TOO_LARGE, detail).into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
