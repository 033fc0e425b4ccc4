//! Which credentials are sent, and that none is seen.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::runtime::future::BoxError;
use crate::runtime::{Client, ClientBuilder, Credential, Operation, Request, Secret};
use crate::stub::{Still, Stub, Turn};

/// What must not be seen.
const CANARY: &str = "hunter2";

fn client(with: impl Fn(ClientBuilder) -> ClientBuilder) -> (Client, Stub) {
    let stub = Stub::default();
    (with(Client::builder().transport(stub.clone())).build().unwrap(), stub)
}

async fn sent(client: &Client, stub: &Stub, operation: &'static Operation) -> http::Request<()> {
    Request::new(client, operation).send_raw().await.unwrap();
    stub.asked().pop().unwrap()
}

const ANY: Operation =
    Operation::new("any", "GET", "/any?v=1").security(&[&["bearer"], &["key", "query"], &["cookie"]]);
const NONE: Operation = Operation::new("none", "GET", "/none");
const DIGEST: Operation = Operation::new("digest", "GET", "/digest").security(&[&[], &["digest"]]);
const BASIC: Operation = Operation::new("basic", "GET", "/basic").security(&[&["basic"]]);

#[tokio::test]
async fn each_kind_has_its_place() {
    let token = || Credential::token(CANARY);
    let (all, stub) = client(|builder| {
        let builder = builder.credential("basic", Credential::basic("user", "pass")).credential("digest", token());
        builder.credential("query", Credential::token("a&b=c")).credential("key", token())
    });
    let asked = sent(&all, &stub, &ANY).await;
    assert_eq!(asked.uri().path_and_query().unwrap(), "/any?v=1&admin_token=a%26b%3Dc");
    assert_eq!(asked.headers()["x-api-key"], CANARY);
    assert!(asked.headers()["x-api-key"].is_sensitive());
    assert_eq!(sent(&all, &stub, &BASIC).await.headers()["authorization"], "Basic dXNlcjpwYXNz");
    assert_eq!(sent(&all, &stub, &DIGEST).await.headers()["authorization"], "Digest hunter2");
    let (cookie, stub) = client(|builder| builder.credential("cookie", Credential::token("a+b/c=;d")));
    let asked = sent(&cookie, &stub, &ANY).await;
    assert_eq!(asked.headers()["cookie"], "session=a+b/c=%3Bd");
    assert!(asked.headers()["cookie"].is_sensitive());
}

#[tokio::test]
async fn alternatives_are_tried_in_order_and_must_be_complete() {
    let (client, stub) = client(|builder| builder.credential("key", Credential::token(CANARY)));
    let asked = sent(&client, &stub, &ANY).await;
    assert!(!asked.headers().contains_key("x-api-key"));
    let client = client.to_builder().bearer_token("t").build().unwrap();
    let asked = sent(&client, &stub, &ANY).await;
    assert_eq!(asked.headers()["authorization"], "Bearer t");
    assert!(!asked.headers().contains_key("x-api-key"));
}

#[tokio::test]
async fn operations_without_security_get_none() {
    let (client, stub) = client(|builder| builder.bearer_token(CANARY));
    assert!(!sent(&client, &stub, &NONE).await.headers().contains_key("authorization"));
    assert!(!sent(&client, &stub, &BASIC).await.headers().contains_key("authorization"));
}

#[tokio::test]
async fn a_header_of_the_call_replaces_a_credential() {
    let (client, stub) = client(|builder| builder.bearer_token("t"));
    client.list().header("authorization", "Bearer mine").send_raw().await.unwrap();
    assert_eq!(stub.asked()[0].headers()["authorization"], "Bearer mine");
}

#[tokio::test]
async fn a_source_is_asked_before_each_attempt() {
    let stub = Stub::new([Turn::status(503), Turn::status(503)]);
    let count = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let turn = count.fetch_add(1, Ordering::Relaxed);
        async move { Ok::<_, BoxError>(Secret::new(format!("t{turn}"))) }
    };
    let builder = Client::builder().transport(stub.clone()).clock(Still::default());
    let client = builder.token_source("bearer", source).build().unwrap();
    client.list().send_raw().await.unwrap();
    let sent: Vec<_> = stub.asked().iter().map(|asked| asked.headers()["authorization"].clone()).collect();
    assert_eq!(sent, ["Bearer t0", "Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn a_source_that_fails() {
    let (client, stub) =
        client(|builder| builder.token_source("bearer", || async { Err::<Secret, _>("logged out".into()) }));
    let error = client.list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: no credential for `bearer`: logged out");
    assert_eq!(stub.count(), 0);
    assert_eq!(error.kind(), &crate::api::ListError::Other);
}

#[tokio::test]
async fn a_secret_that_is_no_header_value() {
    let (client, _) = client(|builder| builder.bearer_token("hunter2\n"));
    let error = client.list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: no credential for `bearer`: its text cannot stand in a header");
}

#[tokio::test]
async fn secrets_are_never_seen() {
    let with = |builder: ClientBuilder| {
        let builder = builder.bearer_token(CANARY).credential("basic", Credential::basic("user", CANARY));
        builder.credential("query", Credential::token(CANARY)).credential("key", Credential::token(CANARY))
    };
    let builder = with(Client::builder());
    let mut seen = vec![format!("{builder:?} {:?} {}", Secret::new(CANARY), Secret::new(CANARY))];
    // Nobody listens there, so every call fails.
    let client = builder.retries(0).build().unwrap();
    seen.push(format!("{client:?} {:?} ", client.list()));
    let request = client.list().header("authorization", CANARY);
    seen.push(format!("{request:?} "));
    for operation in [&ANY, &BASIC, Operation::LIST] {
        let error = Request::new(&client, operation).query("token", &CANARY).send_raw().await.unwrap_err();
        seen.push(format!("{error} {error:?} "));
    }
    let error = client.get("../hunter2\n").header("x\n", CANARY).send().await.unwrap_err();
    seen.push(format!("{error} {error:?} "));
    let request = Request::new(&client, Operation::LIST).cookie("c", &CANARY).json(&CANARY);
    seen.push(format!("{request:?}"));
    assert!(!seen.concat().contains(CANARY), "{seen:?}");
}
