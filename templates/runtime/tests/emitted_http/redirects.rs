//! Which redirects are followed.

use crate::runtime::{Client, Secret};
use crate::server::{Reply, Server};
use crate::stub::{Stub, Turn};

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

fn thread() -> crate::types::Thread {
    crate::types::Thread { name: "a".to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

fn redirect(status: u16, location: &'static str) -> Turn {
    Turn::answer(status, &[("location", location)], "")
}

fn client(base: &str, turns: Vec<Turn>) -> (Client, Stub) {
    let stub = Stub::new(turns);
    (Client::builder().base_url(base).unwrap().transport(stub.clone()).build().unwrap(), stub)
}

fn targets(stub: &Stub) -> Vec<String> {
    stub.asked().iter().map(|asked| format!("{} {}", asked.method(), asked.uri())).collect()
}

#[tokio::test]
async fn get_follows_them_all() {
    for status in [301, 302, 303, 307, 308] {
        let (client, stub) = client("http://h", vec![redirect(status, "../other?x=1"), Turn::answer(200, JSON, "[]")]);
        client.list().limit(3).send().await.unwrap();
        assert_eq!(targets(&stub), ["GET http://h/threads/?limit=3", "GET http://h/other?x=1"], "{status}");
    }
}

#[tokio::test]
async fn other_methods_follow_307_and_308_only() {
    for status in [307, 308] {
        let server = Server::start(vec![Reply::redirect(status, "/threads"), Reply::json(404, "{}")]).await;
        let client = Client::builder().base_url(&server.url("")).unwrap().build().unwrap();
        client.create(&thread()).send_raw().await.unwrap();
        let asked = server.asked();
        assert_eq!(asked[1].line(), "POST /threads");
        assert_eq!(asked[0].body, asked[1].body);
        assert_eq!(asked[1].header("content-type").as_deref(), Some("application/json"));
    }
    for status in [301, 302] {
        let (client, stub) = client("http://h", vec![redirect(status, "/other")]);
        let error = client.create(&thread()).send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(stub.count(), 1);
    }
}

#[tokio::test]
async fn see_other_is_got_without_the_body() {
    let server = Server::start(vec![
        Reply::redirect(303, "/made/1"),
        Reply::redirect(307, "/made/2"),
        Reply::json(200, r#"{"name":"a","updated_at":"2026-05-15T10:30:00Z"}"#),
    ])
    .await;
    let client = Client::builder().base_url(&server.url("")).unwrap().bearer_token("hunter2").build().unwrap();
    assert_eq!(client.create(&thread()).send().await.unwrap().name, "a");
    let asked = server.asked();
    let lines: Vec<_> = asked.iter().map(crate::server::Asked::line).collect();
    assert_eq!(lines, ["POST /threads/", "GET /made/1", "GET /made/2"]);
    for got in &asked[1..] {
        assert!(got.body.is_empty() && got.header("content-type").is_none() && got.header("content-length").is_none());
        assert_eq!(got.header("authorization").as_deref(), Some("Bearer hunter2"));
    }
}

#[tokio::test]
async fn see_other_needs_no_body_again() {
    let (client, stub) = client("http://h", vec![redirect(303, "/x")]);
    client.put_blob(crate::runtime::ByteStream::from_bytes("once")).send().await.unwrap();
    assert_eq!(targets(&stub), ["PUT http://h/blob", "GET http://h/x"]);
}

#[tokio::test]
async fn what_was_acted_on_is_not_sent_again() {
    let unsent = || Turn::Fail(crate::runtime::TransportErrorKind::Connect);
    let (post, stub) = client("http://h", vec![redirect(303, "/made"), unsent()]);
    assert!(post.create(&thread()).send().await.unwrap_err().is_connect());
    assert_eq!(targets(&stub), ["POST http://h/threads/", "GET http://h/made"]);
    let (post, stub) = client("http://h", vec![redirect(307, "/there"), unsent()]);
    let post = post.to_builder().clock(crate::stub::Still::default()).build().unwrap();
    post.create(&thread()).send_raw().await.unwrap();
    assert_eq!(targets(&stub), ["POST http://h/threads/", "POST http://h/there", "POST http://h/threads/"]);
}

#[tokio::test]
async fn a_key_goes_along_to_another_origin() {
    let turns = vec![redirect(307, "http://other/x"), Turn::status(503), redirect(307, "http://other/x")];
    let stub = Stub::new(turns);
    let builder = Client::builder().transport(stub.clone()).clock(crate::stub::Still::default());
    let client = builder.idempotency_keys(true).build().unwrap();
    client.create(&thread()).send_raw().await.unwrap();
    let keys: Vec<_> = stub.asked().iter().map(|asked| asked.headers()["idempotency-key"].clone()).collect();
    assert_eq!(keys.len(), 4);
    assert!(keys.iter().all(|key| key == keys[0]));
}

#[tokio::test]
async fn credentials_stay_at_their_origin() {
    for location in ["http://other/threads/", "http://h:81/threads/", "//other/", "https://h/threads/"] {
        let (client, stub) = client("http://h", vec![redirect(307, location)]);
        let client = client.to_builder().bearer_token("hunter2").build().unwrap();
        let error = client.list().send().await.unwrap_err();
        assert!(error.is_redirect());
        let text = error.to_string();
        assert!(text.ends_with(" is not followed: credentials would go to another origin"), "{text}");
        assert_eq!(stub.count(), 1, "{location}");
    }
    let (client, stub) = client("http://h", vec![redirect(307, "http://h:80/threads"), Turn::answer(200, JSON, "[]")]);
    let client = client.to_builder().bearer_token("hunter2").build().unwrap();
    client.list().send().await.unwrap();
    assert_eq!(stub.asked()[1].headers()["authorization"], "Bearer hunter2");
}

#[tokio::test]
async fn headers_that_look_like_credentials_count_as_such() {
    for header in ["authorization", "cookie"] {
        let (client, stub) = client("http://h", vec![redirect(307, "http://other/")]);
        let error = client.list().header(header, "hunter2").send().await.unwrap_err();
        assert!(error.is_redirect());
        assert_eq!(stub.count(), 1, "{header}");
    }
}

#[tokio::test]
async fn without_credentials_another_origin_is_fine_but_own_headers_stay() {
    let (client, stub) = client("http://h", vec![redirect(307, "http://other/x"), Turn::answer(200, JSON, "[]")]);
    client.list().header("x-key", "hunter2").send().await.unwrap();
    let asked = &stub.asked()[1];
    assert_eq!(asked.uri().to_string(), "http://other/x");
    assert!(!asked.headers().contains_key("x-key"));
    assert_eq!(asked.headers()["accept"], "application/json");
}

#[tokio::test]
async fn nothing_leaves_https() {
    let (client, stub) = client("https://h", vec![redirect(307, "http://h/threads")]);
    let error = client.list().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /threads/: 307 Temporary Redirect (no body) to http://h is not followed: it would leave https"
    );
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn odd_targets_are_refused() {
    for (location, reason) in
        [("ftp://h/", "it is neither http nor https"), ("http://a:hunter2@h/", "it holds a user or a password")]
    {
        let (client, _) = client("http://h", vec![redirect(302, location)]);
        let error = client.list().send().await.unwrap_err();
        let text = error.to_string();
        assert!(text.ends_with(reason) && !text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn there_is_an_end_to_it() {
    let (client, stub) = client("http://h", (0..20).map(|_| redirect(302, "/again")).collect());
    let error = client.list().send().await.unwrap_err();
    assert!(error.is_redirect(), "{error}");
    assert_eq!(stub.count(), 11);
}

#[tokio::test]
async fn a_declared_redirect_is_an_answer() {
    let (client, stub) = client("http://h", vec![redirect(307, "http://app/#token=x")]);
    let response = client.sign_in().send_full().await.unwrap();
    assert_eq!((response.status.as_u16(), response.header("location")), (307, Some("http://app/#token=x")));
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_an_answer_too() {
    for turn in [Turn::status(307), redirect(307, "http://"), redirect(300, "/x"), redirect(304, "/x")] {
        let (client, _) = client("http://h", vec![turn]);
        assert!(client.list().send().await.unwrap_err().is_status());
    }
}

#[tokio::test]
async fn a_stream_cannot_be_redirected() {
    let (client, stub) = client("http://h", vec![redirect(307, "/x")]);
    let body = crate::runtime::ByteStream::from_bytes("once");
    let error = client.put_blob(body).send().await.unwrap_err();
    assert!(error.to_string().ends_with("the body was a stream and cannot be sent again"), "{error}");
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn a_key_in_the_query_counts_as_a_credential() {
    const OPERATION: crate::runtime::Operation =
        crate::runtime::Operation::new("x", "GET", "/x").security(&[&["query"]]);
    let (client, stub) = client("http://h", vec![redirect(307, "http://other/")]);
    let credential = crate::runtime::Credential::token(Secret::new("hunter2"));
    let client = client.to_builder().credential("query", credential).build().unwrap();
    let error = crate::runtime::Request::new(&client, &OPERATION).send_raw().await.unwrap_err();
    assert!(error.is_redirect());
    assert_eq!(stub.asked()[0].uri().query(), Some("admin_token=hunter2"));
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}
