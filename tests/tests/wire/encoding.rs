//! Values in paths and queries that mean something there.

use epsimo_client::types::ThreadPutRequest;
use specloom_tests::server::{Answer, Server};

use super::{answering, client};

#[tokio::test]
async fn an_id_is_one_segment() {
    for (id, segment) in [
        ("a/b", "a%2Fb"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("a b", "a%20b"),
        ("äöü", "%C3%A4%C3%B6%C3%BC"),
        ("%2F", "%252F"),
        ("%2e%2e", "%252e%252e"),
        ("../..", "..%2F.."),
        ("...", "..."),
        ("a\\b;c", "a%5Cb%3Bc"),
        ("a\r\nb", "a%0D%0Ab"),
        ("-._~", "-._~"),
    ] {
        let (client, server) = answering(Answer::json(200, r#"{"thread_id":"t","name":"n"}"#)).await;
        client.threads().get(id).send().await.unwrap();
        let request = server.only();
        assert_eq!((request.path, request.query), (format!("/threads/{segment}"), String::new()), "{id}");
    }
}

/// They would make `GET /threads/` or `GET /` of `GET /threads/{tid}`.
#[tokio::test]
async fn an_id_that_leads_elsewhere_is_not_sent() {
    let server = Server::start([]).await.unwrap();
    let client = client(&server);
    for id in ["", ".", ".."] {
        for error in [
            client.threads().get(id).send().await.unwrap_err().into_error(),
            client.threads().get_state(id).send().await.unwrap_err().into_error(),
            client.files().delete("a", id).send().await.unwrap_err().into_error(),
            client.threads().upsert(id, &ThreadPutRequest::new("n")).send().await.unwrap_err().into_error(),
        ] {
            assert!(error.is_invalid(), "{error}");
            assert!(error.to_string().contains("path parameter `"), "{error}");
        }
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (client, server) = answering(Answer::json(200, "[]")).await;
    client.threads().list().send().await.unwrap();
    assert_eq!(server.only().line(), "GET /threads/");
    let (client, server) = answering(Answer::json(200, "[]")).await;
    client.threads().list().offset(3).limit(1).limit(2).send().await.unwrap();
    assert_eq!(server.only().query, "offset=3&limit=2");
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = Server::start([Answer::json(200, "[]")]).await.unwrap();
    let base = format!("{}/api/v1/", server.url());
    let client = client(&server).to_builder().base_url(&base).unwrap().build().unwrap();
    client.tools().list().send().await.unwrap();
    assert_eq!(server.only().line(), "GET /api/v1/tools/");
}

#[tokio::test]
async fn headers_of_one_call() {
    let (client, server) = answering(Answer::json(200, "[]")).await;
    let call = client.tools().list().header("X-Trace", "1").header("Authorization", "Bearer other");
    call.idempotency_key("k").send().await.unwrap();
    let request = server.only();
    let headers = ["x-trace", "authorization", "idempotency-key"].map(|name| request.header(name));
    assert_eq!(headers, [Some("1"), Some("Bearer other"), Some("k")]);
}
