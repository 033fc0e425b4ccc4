//! Tokens that are kept: until when, for how many, and what becomes of a failure.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use crate::runtime::future::{BoxError, BoxFuture};
use crate::runtime::{Cached, Client, Error, Operation, RawResponse, Request, Token};
use crate::stub::{Stub, Turn};
use crate::ticking::Ticking;

const SECONDS: fn(u64) -> Duration = Duration::from_secs;

/// How often a source was asked, and how often it may answer.
#[derive(Clone)]
struct Asked {
    count: Arc<AtomicUsize>,
    gate: Arc<Semaphore>,
}

impl Asked {
    /// A source that answers when it is allowed to.
    fn new() -> Self {
        Self { count: Arc::default(), gate: Arc::new(Semaphore::new(0)) }
    }

    fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// A source of `t1`, `t2` and so on.
    fn source(&self, token: fn(String) -> Result<Token, BoxError>) -> Cached {
        let asked = self.clone();
        Cached::new(move || {
            let asked = asked.clone();
            async move {
                let turn = asked.count.fetch_add(1, Ordering::Relaxed) + 1;
                asked.gate.acquire().await.unwrap().forget();
                token(format!("t{turn}"))
            }
        })
    }

    /// Calls as often as that, all at the same time, and gives the texts of the errors. The source answers when all wait.
    async fn calls(&self, client: &Client, number: usize) -> Vec<String> {
        let call = |client: Client| async move { client.list().send_raw().await.map(|_| ()) };
        let tasks: Vec<_> = (0..number).map(|_| tokio::spawn(call(client.clone()))).collect();
        while !tasks.iter().all(JoinHandle::is_finished) {
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            self.gate.add_permits(1 - self.gate.available_permits());
        }
        let mut errors = Vec::new();
        for task in tasks {
            errors.extend(task.await.unwrap().err().map(|error| error.to_string()));
        }
        errors
    }
}

fn client(turns: Vec<Turn>, source: Cached) -> (Client, Stub, Ticking) {
    let (stub, clock) = (Stub::new(turns), Ticking::default());
    let builder = Client::builder().transport(stub.clone()).clock(clock.clone());
    (builder.token_source("bearer", source).build().unwrap(), stub, clock)
}

fn sent(stub: &Stub) -> Vec<String> {
    let value = |asked: &http::Request<()>| asked.headers()["authorization"].to_str().unwrap().to_owned();
    stub.asked().iter().map(value).collect()
}

#[tokio::test]
async fn fifty_calls_fetch_one_token() {
    let asked = Asked::new();
    let (client, stub, clock) = client(vec![], asked.source(|token| Ok(Token::new(token).lasting(SECONDS(600)))));
    assert!(asked.calls(&client, 50).await.is_empty());
    assert_eq!(asked.count(), 1);
    clock.pass(SECONDS(601));
    assert!(asked.calls(&client, 50).await.is_empty());
    assert_eq!(asked.count(), 2);
    assert_eq!(sent(&stub).iter().filter(|token| *token == "Bearer t1").count(), 50);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_on_several_threads_fetch_one_token() {
    for _ in 0..20 {
        let asked = Asked::new();
        let (client, _, _) = client(vec![], asked.source(|token| Ok(Token::new(token))));
        assert!(asked.calls(&client, 50).await.is_empty());
        assert_eq!(asked.count(), 1);
    }
}

#[tokio::test]
async fn fifty_refusals_fetch_one_token() {
    let asked = Asked::new();
    let (client, stub, _) =
        client((0..50).map(|_| Turn::status(401)).collect(), asked.source(|token| Ok(token.into())));
    assert!(asked.calls(&client, 50).await.is_empty());
    assert_eq!((asked.count(), stub.count()), (2, 100));
}

#[tokio::test]
async fn a_token_is_replaced_before_it_ends() {
    for (lifetime, skew, kept) in [(600, None, 540), (100, None, 50), (600, Some(0), 600), (600, Some(200), 400)] {
        let asked = Asked::new();
        let source = match lifetime {
            600 => asked.source(|token| Ok(Token::new(token).lasting(SECONDS(600)))),
            _ => asked.source(|token| Ok(Token::new(token).lasting(SECONDS(100)))),
        };
        let source = skew.into_iter().fold(source, |source, skew| source.skew(SECONDS(skew)));
        let (client, _, clock) = client(vec![], source);
        asked.calls(&client, 1).await;
        clock.pass(SECONDS(kept - 1));
        asked.calls(&client, 1).await;
        assert_eq!(asked.count(), 1, "{lifetime} {skew:?}");
        clock.pass(SECONDS(1));
        asked.calls(&client, 1).await;
        assert_eq!(asked.count(), 2, "{lifetime} {skew:?}");
    }
}

/// 1,000 s after the clock begins, as the claims of a token that nobody signed.
fn web_token(claims: &str) -> String {
    format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims))
}

#[tokio::test]
async fn a_web_token_says_when_it_ends() {
    let asked = Asked::new();
    let cached = asked.source(|_| Ok(web_token(r#"{"sub":"ada","exp":1795479400}"#).into()));
    let (client, _, clock) = client(vec![], cached);
    for (pass, count) in [(0, 1), (939, 1), (1, 2)] {
        clock.pass(SECONDS(pass));
        asked.calls(&client, 1).await;
        assert_eq!(asked.count(), count, "{pass}");
    }
}

#[tokio::test]
async fn what_is_no_web_token_is_kept_until_it_is_refused() {
    for token in [
        "opaque".to_owned(),
        "a.b.c".to_owned(),
        "a.b.c.d".to_owned(),
        web_token(r#"{"exp":"soon"}"#),
        web_token(r#"{"exp":1e300}"#),
        web_token("[]"),
    ] {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let source = Cached::new(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            std::future::ready(Ok::<_, BoxError>(token.clone()))
        });
        let (client, _, clock) = client(vec![], source);
        client.list().send_raw().await.unwrap();
        clock.pass(SECONDS(1_000_000_000));
        client.list().send_raw().await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn a_failure_goes_to_all_who_wait_and_is_not_kept() {
    let asked = Asked::new();
    let failing = asked.source(|token| match token.as_str() {
        "t1" => Err("locked out".into()),
        _ => Ok(Token::new(token)),
    });
    let (client, stub, _) = client(vec![], failing);
    let errors = asked.calls(&client, 50).await;
    assert_eq!((errors.len(), asked.count(), stub.count()), (50, 1, 0));
    assert!(errors.iter().all(|error| error == "GET /threads/: no credential for `bearer`: locked out"), "{errors:?}");
    assert!(asked.calls(&client, 50).await.is_empty());
    assert_eq!(asked.count(), 2);
}

#[derive(Debug)]
struct LockedOut;

impl std::error::Error for LockedOut {}

impl fmt::Display for LockedOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("locked out")
    }
}

#[tokio::test]
async fn a_failure_keeps_its_type() {
    let source = Cached::new(|| async { Err::<Token, BoxError>(LockedOut.into()) });
    let (client, _, _) = client(vec![], source);
    let error = client.list().send().await.unwrap_err();
    assert!(error.credential_error::<LockedOut>().is_some());
    assert!(error.credential_error::<fmt::Error>().is_none());
}

/// Goes as far as it goes without waiting.
async fn begin(call: &mut BoxFuture<'_, Result<RawResponse, Error>>) {
    assert!(poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await.is_pending());
}

#[tokio::test]
async fn whoever_waits_goes_on_when_the_first_goes_away() {
    let asked = Asked::new();
    let (client, stub, _) = client(vec![], asked.source(|token| Ok(token.into())));
    let mut first = client.list().send_raw();
    let mut second = client.list().send_raw();
    begin(&mut first).await;
    begin(&mut second).await;
    drop(first);
    asked.gate.add_permits(1);
    second.await.unwrap();
    assert_eq!((asked.count(), stub.count()), (1, 1));
}

#[tokio::test]
async fn what_nobody_waits_for_ends() {
    let asked = Asked::new();
    let (client, _, _) = client(vec![], asked.source(|token| Ok(token.into())));
    let mut only = client.list().send_raw();
    begin(&mut only).await;
    drop(only);
    assert!(asked.calls(&client, 1).await.is_empty());
    assert_eq!(asked.count(), 2);
}

const LOGIN: Operation = Operation::new("login", "POST", "/login");

#[tokio::test]
async fn logging_in_by_the_client_itself() {
    let login = Cached::login(|client| async move {
        let answer = Request::new(&client, &LOGIN).send_raw().await?;
        Ok(Token::new(answer.text().into_owned()))
    });
    let (client, stub, _) = client(vec![Turn::answer(200, &[], "fresh")], login);
    client.list().send_raw().await.unwrap();
    // Clients that are made from each other share what was fetched.
    client.to_builder().retries(0).build().unwrap().list().send_raw().await.unwrap();
    let asked = stub.asked();
    assert_eq!(asked.iter().map(|asked| asked.uri().path()).collect::<Vec<_>>(), ["/login", "/threads/", "/threads/"]);
    assert!(!asked[0].headers().contains_key("authorization"));
    assert!(asked[1..].iter().all(|asked| asked.headers()["authorization"] == "Bearer fresh"));
}

#[tokio::test]
async fn a_login_that_needs_its_own_token() {
    let login = Cached::login(|client| async move { Ok(client.list().send_raw().await?.text().into_owned()) });
    let (client, stub, _) = client(vec![], login);
    let error = client.list().send_raw().await.unwrap_err().to_string();
    assert!(error.ends_with("its source calls an operation that needs the token"), "{error}");
    assert_eq!(stub.count(), 0);
}
