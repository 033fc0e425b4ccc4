//! What is made of an answer that means success.

use crate::api::Deleted;
use crate::runtime::Client;
use crate::server::{Reply, Server};
use crate::stub::{Stub, Turn};
use crate::types::Detail;

fn client(turn: Turn) -> Client {
    Client::builder().transport(Stub::new([turn])).retries(0).build().unwrap()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

#[tokio::test]
async fn any_2xx_is_a_success() {
    for status in [200, 201, 202, 206, 226] {
        let client = client(Turn::answer(status, JSON, "[]"));
        let response = client.list().send_full().await.unwrap();
        assert_eq!((response.status.as_u16(), response.body.len()), (status, 0));
        assert_eq!(response.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn json_goes_by_the_received_type() {
    let thread = r#"[{"name":"a","updated_at":"2026-05-15T10:30:00Z"}]"#;
    for media_type in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/problem+json",
        "text/plain",
        "text/json",
        "application/octet-stream",
    ] {
        let answer = client(Turn::answer(200, &[("content-type", media_type)], thread)).list().send().await;
        assert_eq!(answer.unwrap().len(), 1, "{media_type}");
    }
    assert_eq!(client(Turn::answer(200, &[], thread)).list().send().await.unwrap().len(), 1);
    for (media_type, expected) in [
        ("text/html", "GET /threads/: expected JSON, got 200 OK (text/html, 50 B)"),
        ("image/png", "GET /threads/: expected JSON, got 200 OK (image/png, 50 B)"),
    ] {
        let error = client(Turn::answer(200, &[("content-type", media_type)], thread)).list().send().await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.to_string(), expected);
    }
    let error = client(Turn::answer(200, &[("content-type", "text/plain")], "hello")).list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: expected JSON, got 200 OK (text/plain, 5 B)");
}

#[tokio::test]
async fn a_body_that_is_missing() {
    let error = client(Turn::status(204)).list().send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.to_string(), "GET /threads/: expected a body, got 204 No Content (no body)");
    assert_eq!(client(Turn::status(204)).optional().send().await.unwrap(), None);
    assert_eq!(client(Turn::answer(200, JSON, "")).optional().send().await.unwrap(), None);
    let detail = client(Turn::answer(200, JSON, r#"{"detail":"x"}"#)).optional().send().await.unwrap();
    assert_eq!(detail, Some(Detail { detail: "x".to_owned() }));
    client(Turn::status(205)).put_text("x").send().await.unwrap();
    client(Turn::answer(200, JSON, "not json")).put_text("x").send().await.unwrap();
}

#[tokio::test]
async fn decode_errors_say_where() {
    let body = r#"[{"name":"a","updated_at":"2026-05-15T10:30:00Z"},{"name":"b","updated_at":17}]"#;
    let error = client(Turn::answer(200, JSON, body)).list().send().await.unwrap_err();
    assert!(error.is_decode());
    let text = error.to_string();
    assert!(
        text.starts_with("could not decode the answer of GET /threads/ (200 application/json): at [1].updated_at: "),
        "{text}"
    );
    assert!(text.contains("17"), "{text}");
    assert_eq!(error.json_error().unwrap().path(), "[1].updated_at");
    assert!(error.excerpt().unwrap().contains("\"updated_at\":17"));
    assert_eq!(error.body().unwrap(), body);
}

#[tokio::test]
async fn excerpts_are_short() {
    let body: &'static str = Box::leak(format!("[{}17]", "0,".repeat(4000)).into_boxed_str());
    let error = client(Turn::answer(200, JSON, body)).list().send().await.unwrap_err();
    let excerpt = error.excerpt().unwrap();
    assert!(excerpt.len() <= 256 && excerpt.ends_with('…'), "{excerpt}");
}

#[tokio::test]
async fn texts_and_bytes() {
    let text = client(Turn::answer(200, &[("content-type", "text/plain")], "\u{feff}grüß")).note().send().await;
    assert_eq!(text.unwrap(), "grüß");
    let bytes = client(Turn::answer(200, &[("content-type", "image/png")], "\u{1}")).blob().send().await;
    assert_eq!(bytes.unwrap(), "\u{1}");
}

#[tokio::test]
async fn several_successes_are_told_apart() {
    let csv = &[("content-type", "text/csv; header=present")][..];
    let detail = || Detail { detail: "x".to_owned() };
    for (turn, expected) in [
        (Turn::answer(200, JSON, r#"{"detail":"x"}"#), Deleted::Ok(detail())),
        (Turn::answer(200, csv, "a,b"), Deleted::Csv("a,b".to_owned())),
        (Turn::status(204), Deleted::NoContent),
        (Turn::answer(202, JSON, r#"{"detail":"x"}"#), Deleted::Ok(detail())),
        (Turn::status(202), Deleted::NoContent),
    ] {
        assert_eq!(client(turn).delete("t").send().await.unwrap(), expected);
    }
    let error =
        client(Turn::answer(200, &[("content-type", "text/html")], "<p>")).delete("t").send().await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /threads/{tid}: expected JSON, got 200 OK (text/html, 3 B)");
}

#[tokio::test]
async fn any_answer_can_be_had_as_it_is() {
    let turn = Turn::answer(404, &[("content-type", "application/json"), ("x-request-id", "r1")], r#"{"detail":"x"}"#);
    let raw = client(turn).list().send_raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), raw.content_type(), raw.request_id()),
        (404, Some("application/json"), Some("r1"))
    );
    assert_eq!(raw.json::<Detail>().unwrap(), Detail { detail: "x".to_owned() });
    assert!(!format!("{raw:?}").contains("detail"));
}

#[tokio::test]
async fn a_download_is_read_as_it_comes() {
    let server = Server::start(vec![Reply::chunks("image/png", &[b"ab", b"cd"])]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().build().unwrap();
    let mut body = client.download().send().await.unwrap();
    let mut read = Vec::new();
    while let Some(chunk) = body.next().await {
        read.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(read, b"abcd");
}

#[tokio::test]
async fn a_download_that_breaks_off_says_so() {
    let server = Server::start(vec![Reply::cut("image/png", &[b"ab"])]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().build().unwrap();
    let body = client.download().send().await.unwrap();
    let error = crate::runtime::Error::from(body.collect(100).await.unwrap_err());
    assert!(error.is_truncated());
    let error = client.blob().retries(0).send().await.unwrap_err();
    assert!(error.is_truncated(), "{error}");
    assert!(error.to_string().starts_with("GET /blob: the connection broke off: "), "{error}");
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let server = Server::start(vec![
        Reply::json(200, "[0,1,2,3,4,5]"),
        Reply::chunks("application/json", &[b"[0,1,2", b",3,4,5]"]),
        Reply::json(500, "0123456789abcdef"),
    ])
    .await;
    let builder = Client::builder().base_url(&server.url("")).unwrap();
    let client = builder.max_body_bytes(10).max_error_bytes(8).retries(0).build().unwrap();
    for _ in 0..2 {
        let error = client.list().send().await.unwrap_err();
        assert_eq!(error.to_string(), "GET /threads/: the body is larger than 10 B (`max_body_bytes`)");
    }
    let error = client.list().send().await.unwrap_err();
    assert_eq!(error.body().unwrap(), "01234567");
}

#[tokio::test]
async fn a_body_that_was_compressed_unasked() {
    let turn = Turn::answer(200, &[("content-type", "application/json"), ("content-encoding", "gzip")], "\u{1f}");
    let error = client(turn).list().send().await.unwrap_err();
    let expected =
        "GET /threads/: the body is compressed by `gzip`, which was not asked for: 200 OK (application/json, 1 B)";
    assert_eq!(error.to_string(), expected);
}
