//! A span for each call, under the names that OpenTelemetry has for the spans of HTTP clients.
//!
//! What is recorded comes from the document, from the base URL and from the status: no value of the caller's, no header,
//! no query. The span ends where `send` does; of a stream that is where it opens.

use tracing::field::Empty;
use tracing::{Instrument as _, Span, info_span};

use super::error::{Error, Fault};
use super::request::Request;
use super::response::{Answer, AnswerKind};
use super::transport_error::TransportErrorKind;

/// Makes `call` in the span of `request`.
pub(super) async fn in_span(
    request: &Request<'_>,
    call: impl Future<Output = Result<Answer, Error>>,
) -> Result<Answer, Error> {
    let span = span(request);
    let outcome = call.instrument(span.clone()).await;
    if !span.is_disabled() {
        record(&span, &outcome);
    }
    outcome
}

fn span(request: &Request<'_>) -> Span {
    let operation = request.operation;
    let span = info_span!(
        "HTTP request",
        otel.name = Empty,
        otel.kind = "client",
        http.request.method = operation.method(),
        url.template = operation.path(),
        server.address = Empty,
        server.port = Empty,
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    );
    if !span.is_disabled() {
        span.record("otel.name", format_args!("{} {}", operation.method(), operation.path()));
        if let Ok(base) = request.client.base(operation) {
            span.record("server.address", base.host_str());
            span.record("server.port", base.port_or_known_default());
        }
    }
    span
}

fn record(span: &Span, outcome: &Result<Answer, Error>) {
    let (status, retries) = match outcome {
        Ok(Answer { kind: AnswerKind::Whole(answer) }) => (Some(answer.status()), answer.retries()),
        Ok(Answer { kind: AnswerKind::Open(open) }) => (Some(open.head.status), open.head.retries),
        Err(error) => (error.status(), error.retries()),
    };
    span.record("http.response.status_code", status.map(|status| status.as_u16()));
    // It is there only of a request that was sent again.
    span.record("http.request.resend_count", Some(retries).filter(|retries| *retries > 0));
    let failed = status.filter(|status| status.is_client_error() || status.is_server_error());
    let error = outcome.as_ref().err().map(error_type);
    span.record("error.type", error.or(failed.as_ref().map(http::StatusCode::as_str)));
}

/// A word of few for the error, as the conventions ask for.
fn error_type(error: &Error) -> &'static str {
    match error.fault() {
        Fault::Invalid(_) => "invalid",
        Fault::Credential { .. } => "credential",
        Fault::Timeout { .. } => "timeout",
        Fault::Redirect { .. } => "redirect",
        Fault::TooLarge { .. } => "too_large",
        Fault::Streamed => "streamed",
        Fault::Transport(error) => match error.kind() {
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::ConnectTimeout | TransportErrorKind::Idle => "timeout",
            TransportErrorKind::Unsupported => "unsupported",
            TransportErrorKind::Interrupted => "interrupted",
            TransportErrorKind::TooLarge => "too_large",
            TransportErrorKind::RequestBody => "request_body",
        },
        _ => "_OTHER",
    }
}
