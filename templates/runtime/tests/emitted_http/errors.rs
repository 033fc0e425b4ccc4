//! What is made of an answer that means failure, and of none.

use crate::api::ListError;
use crate::runtime::{Client, Error, TransportErrorKind};
use crate::server::{Reply, Server};
use crate::stub::{Stub, Turn};
use crate::types::Detail;

fn client(turn: Turn) -> Client {
    Client::builder().transport(Stub::new([turn])).retries(0).build().unwrap()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const BODY: &str = r#"{"detail":"x"}"#;

#[tokio::test]
async fn statuses_become_variants() {
    let detail = || Detail { detail: "x".to_owned() };
    let text = &[("content-type", "text/plain")][..];
    for (turn, expected) in [
        (Turn::answer(401, JSON, BODY), ListError::Unauthorized(detail())),
        (Turn::answer(404, JSON, BODY), ListError::ClientError(detail())),
        (Turn::answer(409, text, "busy"), ListError::Text("busy".to_owned())),
        (Turn::answer(409, JSON, BODY), ListError::ClientError(detail())),
        (Turn::answer(418, text, "short"), ListError::Teapot("short".into())),
        (Turn::answer(503, text, "?"), ListError::Busy),
        (Turn::answer(500, JSON, BODY), ListError::Default(detail())),
        (Turn::answer(302, JSON, BODY), ListError::Default(detail())),
        (Turn::answer(401, text, "no"), ListError::Other),
        (Turn::answer(401, JSON, r#"{"other":1}"#), ListError::Other),
        (Turn::Fail(TransportErrorKind::Connect), ListError::Other),
        (Turn::answer(200, JSON, "{}"), ListError::Other),
    ] {
        assert_eq!(*client(turn).list().send().await.unwrap_err().kind(), expected);
    }
}

#[tokio::test]
async fn an_error_tells_the_whole_story() {
    let headers = [("content-type", "text/html; charset=utf-8"), ("x-request-id", "abc123")];
    let page = Box::leak("x".repeat(1234).into_boxed_str());
    let error = client(Turn::answer(502, &headers, page)).list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: 502 Bad Gateway (text/html, 1.2 kB, request abc123)");
    assert_eq!(error.kind(), &ListError::Other);
    assert!(error.is_status());
    assert_eq!(error.status().unwrap().as_u16(), 502);
    assert_eq!(error.request_id(), Some("abc123"));
    assert_eq!(error.body().unwrap().len(), 1234);
    assert_eq!(error.operation().unwrap().id(), "list");
    assert!(!format!("{error:?}").contains("xxx"));
    let error = Error::from(error);
    assert!(error.is_status());
}

#[tokio::test]
async fn statuses_without_a_name_or_a_body() {
    let error = client(Turn::status(599)).list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: 599 (no body)");
    let error = client(Turn::status(304)).note().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /note: 304 Not Modified (no body)");
}

#[tokio::test]
async fn no_connection() {
    // Nobody listens on port 1, the server of the document.
    let client = Client::builder().retries(0).build().unwrap();
    let error = client.list().send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    let text = error.to_string();
    assert!(text.starts_with("GET /threads/: could not connect: "), "{text}");
    assert!(!text.contains("127.0.0.1:1/"), "{text}");
    assert_eq!(error.kind(), &ListError::Other);
}

#[tokio::test]
async fn a_server_that_goes_away() {
    let server = Server::start(vec![Reply::nothing()]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().retries(0).build().unwrap();
    let error = client.list().send().await.unwrap_err();
    assert!(!error.is_connect());
    assert!(error.to_string().starts_with("GET /threads/: the connection broke off: "), "{error}");
}

#[tokio::test]
async fn the_body_of_a_failure_that_breaks_off_is_kept() {
    let head = "HTTP/1.1 500 X\r\nconnection: close\r\ncontent-length: 100\r\n\r\npart";
    let server = Server::start(vec![Reply::raw(head)]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().retries(0).build().unwrap();
    let error = client.list().send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (500, &b"part"[..]));
}

#[tokio::test]
async fn a_stream_where_json_was_expected() {
    let server = Server::start(vec![Reply::cut("text/event-stream", &[b"data: 1\n\n"]).and_wait()]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().build().unwrap();
    let error = client.list().send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "GET /threads/: expected application/json, got a stream of events, which was not read"
    );
    server.client_gone().await;
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[tokio::test]
async fn https_needs_a_feature() {
    let error = Client::builder().base_url("https://127.0.0.1").unwrap().build().unwrap_err();
    assert_eq!(error.to_string(), "could not be sent: https needs the feature `rustls` or `native-tls` of this crate");
}
