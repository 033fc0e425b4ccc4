//! Failures that the document does not declare: each is the catch-all, with all that is known of it.

use std::time::Duration;

use epsimo_client::api::threads::{GetThreadError, ListThreadsError};
use epsimo_client::types::ErrorDetail;
use epsimo_client::{Client, OperationError};
use specloom_tests::server::{Answer, Server};

use super::{answering, read};

async fn failure(answer: Answer) -> OperationError<GetThreadError> {
    let (client, _server) = answering(answer).await;
    client.threads().get("t").send().await.unwrap_err()
}

/// Of gateways, of frameworks, of newer servers.
#[tokio::test]
async fn a_status_without_its_body() {
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    for (answer, status, text) in [
        (Answer::new(502, "text/html", html), 502, "502 Bad Gateway (text/html, 50 B)"),
        (Answer::empty(500), 500, "500 Internal Server Error (no body)"),
        (
            Answer::new(500, "text/plain; charset=utf-8", "Internal Server Error"),
            500,
            "500 Internal Server Error (text/plain, 21 B)",
        ),
        (Answer::json(418, r#"{"detail":"tea"}"#), 418, "418 I'm a teapot (application/json, 16 B)"),
        (
            Answer::json(429, "{}").header("x-request-id", "r-1"),
            429,
            "429 Too Many Requests (application/json, 2 B, request r-1)",
        ),
        (Answer::json(599, "{}"), 599, "599 (application/json, 2 B)"),
        // Declared statuses whose bodies are not the declared ones.
        (Answer::new(404, "text/html", html), 404, "404 Not Found (text/html, 50 B)"),
        (Answer::json(401, "{\"detail\":"), 401, "401 Unauthorized (application/json, 10 B)"),
        (Answer::json(422, r#"{"detail":"too long"}"#), 422, "422 Unprocessable Entity (application/json, 21 B)"),
    ] {
        let error = failure(answer).await;
        assert_eq!(error.kind(), &GetThreadError::Other, "{text}");
        assert_eq!(error.to_string(), format!("GET /threads/{{tid}}: {text}"));
        assert_eq!((error.status().unwrap().as_u16(), error.is_status(), error.is_decode()), (status, true, false));
    }
}

/// New builds of the framework answer 401, old ones 403, which only a few operations declare.
#[tokio::test]
async fn signing_in_again_is_asked_for_by_two_statuses() {
    let body = r#"{"detail":"Not authenticated"}"#;
    let detail: ErrorDetail = read(body);
    let error = failure(Answer::json(401, body).header("www-authenticate", "Bearer")).await;
    assert_eq!(error.kind(), &GetThreadError::Unauthorized(detail.clone()));
    let error = failure(Answer::json(403, body)).await;
    assert_eq!(error.kind(), &GetThreadError::Other);
    assert_eq!((error.status().unwrap().as_u16(), error.json::<ErrorDetail>()), (403, Some(detail)));
}

/// The raw body is there whatever became of it.
#[tokio::test]
async fn the_body_is_kept() {
    let error = failure(Answer::json(422, r#"{"detail":"too long"}"#)).await;
    assert_eq!(error.body().unwrap(), r#"{"detail":"too long"}"#);
    assert_eq!(error.json::<ErrorDetail>(), Some(read(r#"{"detail":"too long"}"#)));
    let error = failure(Answer::new(502, "text/html", "<h1>")).await;
    assert_eq!((error.body().unwrap().as_ref(), error.excerpt().as_deref()), (b"<h1>".as_slice(), Some("<h1>")));
}

#[tokio::test]
async fn json_that_does_not_fit_is_named_by_its_path() {
    let body = r#"[{"thread_id":"1","name":"a"},{"thread_id":"2","name":"b","updated_at":17}]"#;
    let (client, _server) = answering(Answer::json(200, body)).await;
    let error = client.threads().list().send().await.unwrap_err();
    assert_eq!(error.kind(), &ListThreadsError::Other);
    assert_eq!(
        error.to_string(),
        "could not decode the answer of GET /threads/ (200 application/json): \
         at [1].updated_at: expected a date-time, found number `17` (as `List`)"
    );
    assert!(error.is_decode() && !error.is_status());
    assert_eq!(error.json_error().unwrap().path(), "[1].updated_at");
    assert_eq!((error.body().unwrap(), error.status().unwrap().as_u16()), (&body.into(), 200));
}

#[tokio::test]
async fn json_that_is_none_is_named_by_its_byte() {
    for (body, part) in [
        (r#"{"thread_id":"t","name":"#, "(byte 24)"),
        (r#"{"thread_id":"t"}"#, "`name`"),
        (r#"{"thread_id":"t","name":"n"} x"#, "(byte 29)"),
        (r#"{"thread_id":"t","name":null}"#, "at .name: "),
        ("\u{feff}{}", "`thread_id`"),
        ("NaN", "(byte 0)"),
    ] {
        let error = failure(Answer::json(200, body)).await;
        assert_eq!(error.kind(), &GetThreadError::Other);
        assert!(error.is_decode() && error.to_string().contains(part), "{error}");
    }
    let deep = "[".repeat(100_000);
    assert!(failure(Answer::json(200, &format!(r#"{{"x":{deep}"#))).await.is_decode());
}

#[tokio::test]
async fn success_of_another_type_is_told_from_bad_json() {
    for (answer, text) in [
        (Answer::new(200, "text/html", "<h1>"), "expected JSON, got 200 OK (text/html, 4 B)"),
        (Answer::new(200, "text/plain", "pong"), "expected JSON, got 200 OK (text/plain, 4 B)"),
        (Answer::json(200, ""), "expected a body, got 200 OK (application/json, no body)"),
        (Answer::empty(204), "expected a body, got 204 No Content (no body)"),
        (
            Answer::new(200, "text/event-stream", "data: 1\n\n"),
            "expected application/json, got a stream of events, which was not read",
        ),
        (
            Answer::json(200, "{}").header("content-encoding", "br"),
            "the body is compressed by `br`, which was not asked for: 200 OK (application/json, 2 B)",
        ),
    ] {
        let error = failure(answer).await;
        assert_eq!(error.kind(), &GetThreadError::Other);
        assert_eq!(error.to_string(), format!("GET /threads/{{tid}}: {text}"));
        assert!(error.is_decode(), "{text}");
    }
}

#[tokio::test]
async fn without_a_whole_answer() {
    let error = failure(Answer::empty(200).header("content-length", "10").bytes(b"{}")).await;
    assert_eq!((error.kind(), error.is_truncated()), (&GetThreadError::Other, true), "{error}");
    let server = Server::start([]).await.unwrap();
    let client = Client::builder().base_url(server.url()).unwrap().retries(0).build().unwrap();
    drop(server);
    tokio::task::yield_now().await;
    let error = client.threads().get("t").send().await.unwrap_err();
    assert_eq!((error.kind(), error.is_connect(), error.status()), (&GetThreadError::Other, true, None), "{error}");
}

#[tokio::test]
async fn a_server_that_is_silent() {
    let silent = Answer::chunked("application/json").chunk(b"{").await_close();
    let (client, server) = answering(silent).await;
    let call = client.threads().get("t").timeout(Duration::from_millis(200));
    let error = call.send().await.unwrap_err();
    assert_eq!((error.kind(), error.is_timeout()), (&GetThreadError::Other, true), "{error}");
    server.closed().await;
}

/// An operation without declared errors fails with the plain error.
#[tokio::test]
async fn an_operation_without_errors() {
    let (client, _server) = answering(Answer::new(503, "text/html", "<h1>")).await;
    let error: epsimo_client::Error = client.health().ok().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /ok: 503 Service Unavailable (text/html, 4 B)");
}
