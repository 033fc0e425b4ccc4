//! Code of the caller's around each attempt.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::runtime::hooks::{Hook, Outcome, Outgoing};
use crate::runtime::{Client, ClientBuilder, Credential, TransportErrorKind};
use crate::stub::{Still, Stub, Turn};
use crate::types::Thread;

const CANARY: &str = "hunter2";
const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

type Seen = Arc<Mutex<Vec<String>>>;

fn client(turns: Vec<Turn>, with: impl Fn(ClientBuilder) -> ClientBuilder) -> (Client, Stub) {
    let stub = Stub::new(turns);
    let builder = Client::builder().base_url("http://h").unwrap().transport(stub.clone()).clock(Still::default());
    (with(builder).build().unwrap(), stub)
}

fn thread() -> Thread {
    Thread { name: "a".to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

/// Keeps a line of all it sees.
#[derive(Clone, Default)]
struct Log(Seen);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Log {
    fn on_request(&self, request: &mut Outgoing<'_>) {
        let line = format!("{} {} {}", request.attempt(), request.method(), request.url());
        self.0.lock().unwrap().push(line);
    }

    fn on_response(&self, outcome: &Outcome<'_>) {
        let status = outcome.status().map(|status| status.as_u16());
        let error = outcome.error().map(ToString::to_string);
        let line = format!("{} {status:?} {error:?} {:?}", outcome.attempt(), outcome.pause());
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn each_attempt_is_seen() {
    let log = Log::default();
    let turns = vec![Turn::status(503), Turn::Fail(TransportErrorKind::Interrupted), Turn::answer(200, JSON, "[]")];
    let (client, _) = client(turns, |builder| builder.hook(log.clone()));
    client.list().limit(3).send().await.unwrap();
    let expected = [
        "1 GET http://h/threads/?limit=3",
        "1 Some(503) None Some(250ms)",
        "2 GET http://h/threads/?limit=3",
        "2 None Some(\"the connection broke off: so it was written\") Some(500ms)",
        "3 GET http://h/threads/?limit=3",
        "3 Some(200) None None",
    ];
    assert_eq!(log.lines(), expected);
}

#[tokio::test]
async fn headers_can_be_changed() {
    let (client, stub) = client(vec![Turn::status(503)], |builder| {
        let first = builder.on_request(|request| {
            request.headers_mut().remove("user-agent");
            let body = String::from_utf8(request.body().unwrap().to_vec()).unwrap();
            let signature = format!("{} {} {}", request.operation().id(), request.attempt(), body.len());
            request.set_header("x-signature", &signature);
        });
        first.on_request(|request| {
            let signature = request.headers()["x-signature"].to_str().unwrap().replace(' ', "-");
            request.set_header("x-signature", &signature);
        })
    });
    let length = crate::runtime::json::to_string(&thread()).len();
    client.create(&thread()).idempotency_key("k").send_raw().await.unwrap();
    let sent: Vec<_> = stub.asked().iter().map(|asked| asked.headers()["x-signature"].clone()).collect();
    assert_eq!(sent, [format!("create-1-{length}"), format!("create-2-{length}")]);
    assert!(!stub.asked()[0].headers().contains_key("user-agent"));
}

#[tokio::test]
async fn a_header_that_cannot_be_one_fails_the_call() {
    let (client, stub) = client(vec![], |builder| builder.on_request(|request| request.set_header("x", "hunter2\n")));
    let error = client.list().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /threads/: the value of the header `x` has line ends or other control characters"
    );
    assert_eq!(stub.count(), 0);
}

#[tokio::test]
async fn what_a_hook_adds_stays_at_its_origin() {
    for (header, is_followed) in [("authorization", false), ("x-own", true)] {
        let turns = vec![Turn::answer(307, &[("location", "http://other/x")], "")];
        let log = Log::default();
        let (client, stub) = client(turns, |builder| {
            builder.on_request(move |request| request.set_header(header, CANARY)).hook(log.clone())
        });
        let outcome = client.list().send_raw().await;
        assert_eq!((outcome.is_ok(), stub.count()), (is_followed, 1 + usize::from(is_followed)));
        assert!(stub.asked()[1..].iter().all(|asked| !asked.headers().contains_key(header)));
        assert_eq!(log.lines().contains(&"1 GET http://other/x".to_owned()), is_followed);
    }
}

#[tokio::test]
async fn the_end_of_a_stream_that_opens_is_its_headers() {
    let log = Log::default();
    let turn = Turn::answer(200, &[("content-type", "text/event-stream")], "data: [DONE]\n\n");
    let (client, _) = client(vec![turn], |builder| builder.hook(log.clone()));
    drop(client.chat().send().await.unwrap());
    assert_eq!(log.lines(), ["1 POST http://h/chat", "1 Some(200) None None"]);
}

#[tokio::test(start_paused = true)]
async fn timers_end_attempts_too() {
    let seen: Seen = Seen::default();
    let sink = Arc::clone(&seen);
    let stub = Stub::new([Turn::Hang, Turn::Hang]);
    let builder = Client::builder().transport(stub).on_response(move |outcome| {
        let phase = outcome.error().and_then(crate::runtime::Error::timeout_phase);
        sink.lock().unwrap().push(format!("{} {phase:?}", outcome.attempt()));
    });
    let client = builder.attempt_timeout(Duration::from_secs(20)).build().unwrap();
    client.list().timeout(Duration::from_secs(39)).send().await.unwrap_err();
    assert_eq!(*seen.lock().unwrap(), ["1 Some(Attempt)", "2 Some(Total)"]);
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let seen = Seen::default();
    let (requests, outcomes) = (Arc::clone(&seen), Arc::clone(&seen));
    let turns = vec![
        Turn::answer(503, &[("set-cookie", CANARY)], CANARY),
        Turn::answer(307, &[("location", "http://other/?k=hunter2")], ""),
    ];
    let (client, _) = client(turns, |builder| {
        let (requests, outcomes) = (Arc::clone(&requests), Arc::clone(&outcomes));
        let builder = builder.bearer_token(CANARY).credential("query", Credential::token(CANARY));
        let builder = builder.default_header("x-other", CANARY);
        let builder = builder.on_request(move |request| requests.lock().unwrap().push(format!("{request:?}")));
        builder.on_response(move |outcome| outcomes.lock().unwrap().push(format!("{outcome:?}")))
    });
    let error = client.list().header("x-key", CANARY).send().await.unwrap_err();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 4);
    assert!(!format!("{seen:?} {error} {error:?} {client:?}").contains(CANARY), "{seen:?}");
}
