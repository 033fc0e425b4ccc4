//! What happens after a 401: a token that comes from a source is replaced once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::runtime::future::{BoxError, BoxFuture};
use crate::runtime::{ByteStream, Client, Credential, Operation, Request, Secret, Token, TokenSource};
use crate::stub::{Still, Stub, Turn};
use crate::types::Thread;

/// Gives `t0` until it is refused, then `t1`, and so on.
#[derive(Clone, Default)]
struct Counted {
    turn: Arc<AtomicUsize>,
    refused: Arc<Mutex<Vec<String>>>,
}

impl TokenSource for Counted {
    fn token<'s>(&'s self, _: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>> {
        let turn = self.turn.load(Ordering::Relaxed);
        Box::pin(std::future::ready(Ok(Token::new(format!("t{turn}")))))
    }

    fn refused(&self, token: &Secret) {
        self.turn.fetch_add(1, Ordering::Relaxed);
        self.refused.lock().unwrap().push(token.expose().to_owned());
    }
}

fn client(turns: Vec<Turn>, source: impl TokenSource) -> (Client, Stub) {
    let stub = Stub::new(turns);
    let builder = Client::builder().transport(stub.clone()).clock(Still::default());
    (builder.token_source("bearer", source).build().unwrap(), stub)
}

fn sent(stub: &Stub) -> Vec<String> {
    let value = |asked: &http::Request<()>| asked.headers()["authorization"].to_str().unwrap().to_owned();
    stub.asked().iter().map(value).collect()
}

fn thread() -> Thread {
    Thread { name: "Plan".to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

const UNAUTHORIZED: fn() -> Turn = || Turn::status(401);

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let source = Counted::default();
    let (client, stub) = client(vec![UNAUTHORIZED()], source.clone());
    let raw = client.list().send_raw().await.unwrap();
    assert_eq!((raw.status().as_u16(), raw.retries()), (200, 0));
    assert_eq!(sent(&stub), ["Bearer t0", "Bearer t1"]);
    assert_eq!(*source.refused.lock().unwrap(), ["t0"]);
}

#[tokio::test]
async fn a_server_that_refuses_all_is_asked_twice() {
    let (client, stub) = client((0..9).map(|_| UNAUTHORIZED()).collect(), Counted::default());
    assert_eq!(client.list().send().await.unwrap_err().status().unwrap(), 401);
    assert_eq!(sent(&stub), ["Bearer t0", "Bearer t1"]);
}

#[tokio::test]
async fn retries_replace_no_further_token() {
    let (client, stub) = client(
        vec![Turn::status(503), UNAUTHORIZED(), Turn::status(503), UNAUTHORIZED(), UNAUTHORIZED()],
        Counted::default(),
    );
    assert_eq!(client.list().send().await.unwrap_err().status().unwrap(), 401);
    assert_eq!(sent(&stub), ["Bearer t0", "Bearer t0", "Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn a_bare_post_is_sent_again_since_it_was_not_acted_on() {
    let (client, stub) = client(vec![UNAUTHORIZED()], Counted::default());
    client.create(&thread()).send_raw().await.unwrap();
    assert_eq!(sent(&stub), ["Bearer t0", "Bearer t1"]);
}

const UPLOAD: Operation = Operation::new("upload", "PUT", "/blob").security(&[&["bearer"]]);

#[tokio::test]
async fn a_stream_cannot_be_sent_again() {
    let source = Counted::default();
    let (client, stub) = client(vec![UNAUTHORIZED()], source.clone());
    let request = Request::new(&client, &UPLOAD).bytes("text/plain", ByteStream::from_bytes("x"));
    assert_eq!(request.send_raw().await.unwrap().status(), 401);
    assert_eq!(stub.count(), 1);
    // The token is bad all the same: the next call takes another.
    assert_eq!(*source.refused.lock().unwrap(), ["t0"]);
}

#[tokio::test]
async fn a_source_that_gives_the_same_again() {
    let (client, stub) = client(vec![UNAUTHORIZED()], || async { Ok::<_, BoxError>(Secret::new("same")) });
    assert_eq!(client.list().send().await.unwrap_err().status().unwrap(), 401);
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn what_is_not_from_the_source_is_not_replaced() {
    let source = Counted::default();
    let (client, stub) = client((0..9).map(|_| UNAUTHORIZED()).collect(), source.clone());
    client.list().header("authorization", "Bearer mine").send().await.unwrap_err();
    assert_eq!(stub.count(), 1);
    let fixed = client.to_builder().bearer_token("fixed").build().unwrap();
    fixed.list().send().await.unwrap_err();
    assert_eq!(stub.count(), 2);
    assert!(source.refused.lock().unwrap().is_empty());
}

#[tokio::test]
async fn other_statuses_refuse_no_token() {
    let source = Counted::default();
    let (client, stub) = client(vec![Turn::status(403), Turn::status(407)], source.clone());
    client.list().send().await.unwrap_err();
    client.list().send().await.unwrap_err();
    assert_eq!(sent(&stub), ["Bearer t0", "Bearer t0"]);
    assert!(source.refused.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_source_that_has_no_other() {
    let first = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let turn = first.fetch_add(1, Ordering::Relaxed);
        async move { if turn == 0 { Ok(Secret::new("t")) } else { Err("logged out".into()) } }
    };
    let (client, stub) = client(vec![UNAUTHORIZED()], source);
    let error = client.list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/: no credential for `bearer`: logged out");
    assert_eq!(stub.count(), 1);
}

const KEYS: Operation = Operation::new("keys", "GET", "/keys").security(&[&["query", "cookie", "basic"]]);

#[tokio::test]
async fn a_source_may_be_for_a_key() {
    let (client, stub) = client(vec![UNAUTHORIZED()], Counted::default());
    let builder = client.to_builder().credential("basic", Credential::basic("user", "pass"));
    let builder = builder.token_source("query", Counted::default()).token_source("cookie", Counted::default());
    let client = builder.build().unwrap();
    assert_eq!(Request::new(&client, &KEYS).send_raw().await.unwrap().status(), 200);
    let asked = stub.asked();
    let sent = asked.iter().map(|asked| (asked.uri().query().unwrap(), asked.headers()["cookie"].to_str().unwrap()));
    assert_eq!(sent.collect::<Vec<_>>(), [("admin_token=t0", "session=t0"), ("admin_token=t1", "session=t1")]);
    assert!(asked.iter().all(|asked| asked.headers()["authorization"] == "Basic dXNlcjpwYXNz"));
}
