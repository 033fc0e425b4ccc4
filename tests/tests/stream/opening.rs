//! Before the first event: answers that are no stream.

use epsimo_client::OperationError;
use epsimo_client::api::public::StreamPublicRunError;
use epsimo_client::api::runs::StreamRunError;
use epsimo_client::types::{CreateRunPayload, PublicRunPayload};
use specloom_tests::server::Answer;

use super::{all, answering, read, run, words};

async fn refused(answer: Answer) -> OperationError<StreamRunError> {
    let (client, server) = answering(answer).await;
    let error = client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap_err();
    assert_eq!(server.received().len(), 1, "a run must not be sent twice");
    error
}

#[tokio::test]
async fn a_refusal_is_the_typed_error() {
    let detail = r#"{"detail":"Thread not found"}"#;
    let error = refused(Answer::json(404, detail)).await;
    assert_eq!(error.kind(), &StreamRunError::NotFound(read(detail)));
    assert_eq!(error.to_string(), "POST /runs/stream: 404 Not Found (application/json, 29 B)");
    let invalid = r#"{"detail":[{"loc":["body","thread_id"],"msg":"field required","type":"missing"}]}"#;
    let error = refused(Answer::json(422, invalid)).await;
    assert_eq!(error.kind(), &StreamRunError::UnprocessableEntity(read(invalid)));
    let error = refused(Answer::json(401, detail)).await;
    assert_eq!(error.kind(), &StreamRunError::Unauthorized(read(detail)));
    let (client, _server) = answering(Answer::json(403, detail)).await;
    let error = client.public().stream_run(&PublicRunPayload::new("a")).send().await.unwrap_err();
    assert_eq!(error.kind(), &StreamPublicRunError::Forbidden(read(detail)));
}

/// Some servers call even a failure a stream; gateways know nothing of it. A run is never sent twice, whatever the status.
#[tokio::test]
async fn a_failure_of_any_type_is_a_failure() {
    for (answer, text) in [
        (Answer::new(500, "text/event-stream", "data: {}\n\n"), "500 Internal Server Error (text/event-stream, 10 B)"),
        (Answer::new(502, "text/html", "<h1>"), "502 Bad Gateway (text/html, 4 B)"),
        (Answer::empty(503).header("retry-after", "0"), "503 Service Unavailable (no body)"),
        (Answer::json(404, "{}"), "404 Not Found (application/json, 2 B)"),
    ] {
        let error = refused(answer).await;
        assert_eq!(error.kind(), &StreamRunError::Other);
        assert_eq!(error.to_string(), format!("POST /runs/stream: {text}"));
        assert!(error.is_status());
    }
}

#[tokio::test]
async fn success_that_is_no_stream() {
    for (answer, text) in [
        (Answer::json(200, r#"{"status":"ok"}"#), "200 OK (application/json, 15 B)"),
        (Answer::new(200, "text/html", "<h1>"), "200 OK (text/html, 4 B)"),
    ] {
        let error = refused(answer).await;
        assert_eq!(error.to_string(), format!("POST /runs/stream: expected text/event-stream, got {text}"));
        assert!(error.is_decode() && !error.is_status());
    }
}

/// Proxies and small servers call a stream something else.
#[tokio::test]
async fn a_stream_of_another_name() {
    for media_type in ["text/plain", "TEXT/EVENT-STREAM", "application/octet-stream"] {
        let (stream, _server) = run(Answer::chunked(media_type).chunk(b"event: end\n\n").end()).await;
        assert_eq!(words(&all(stream).await.0), ["end"], "{media_type}");
    }
}

#[tokio::test]
async fn an_encoding_that_nobody_asked_for() {
    let error = refused(Answer::events("event: end\n\n", 64).header("content-encoding", "gzip").end()).await;
    assert!(error.is_decode() && error.to_string().contains("`gzip`"), "{error}");
}
