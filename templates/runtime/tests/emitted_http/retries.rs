//! What is sent again, and after which pause.

use std::time::{Duration, SystemTime};

use crate::runtime::clock::Clock;
use crate::runtime::future::BoxFuture;
use crate::runtime::{ByteStream, Client, TransportErrorKind};
use crate::stub::{Still, Stub, Turn};
use crate::types::Thread;

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

fn client(turns: Vec<Turn>) -> (Client, Stub, Still) {
    let (stub, still) = (Stub::new(turns), Still::default());
    (Client::builder().transport(stub.clone()).clock(still.clone()).build().unwrap(), stub, still)
}

fn thread() -> Thread {
    Thread { name: "Plan".to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

const MILLIS: fn(u64) -> Duration = Duration::from_millis;

#[tokio::test]
async fn get_is_tried_three_times() {
    for turn in [
        || Turn::status(503),
        || Turn::status(408),
        || Turn::status(500),
        || Turn::Fail(TransportErrorKind::Interrupted),
    ] {
        let (client, stub, still) = client((0..5).map(|_| turn()).collect());
        let error = client.list().send().await.unwrap_err();
        assert_eq!((stub.count(), error.retries()), (3, 2), "{error}");
        assert_eq!(still.pauses(), [MILLIS(250), MILLIS(500)]);
    }
}

#[tokio::test]
async fn a_retry_may_succeed() {
    let turns = vec![Turn::status(502), Turn::Fail(TransportErrorKind::Connect), Turn::answer(200, JSON, "[]")];
    let (client, stub, _) = client(turns);
    let response = client.list().send_full().await.unwrap();
    assert_eq!((stub.count(), response.retries), (3, 2));
}

#[tokio::test]
async fn pauses_grow_to_a_bound() {
    let (client, _, still) = client((0..9).map(|_| Turn::status(503)).collect());
    client.list().retries(7).send().await.unwrap_err();
    let expected = [250, 500, 1000, 2000, 4000, 4000, 4000].map(MILLIS);
    assert_eq!(still.pauses(), expected);
}

#[tokio::test]
async fn other_failures_are_final() {
    for turn in [
        Turn::status(400),
        Turn::status(401),
        Turn::status(404),
        Turn::status(409),
        Turn::status(501),
        Turn::answer(200, JSON, "{}"),
        Turn::Fail(TransportErrorKind::Unsupported),
    ] {
        let (client, stub, _) = client(vec![turn]);
        client.list().send().await.unwrap_err();
        assert_eq!(stub.count(), 1);
    }
}

#[tokio::test]
async fn a_bare_post_is_not_repeated_once_it_was_sent() {
    for turn in [
        || Turn::status(503),
        || Turn::status(429),
        || Turn::status(500),
        || Turn::Fail(TransportErrorKind::Interrupted),
    ] {
        let (bare, stub, _) = client(vec![turn()]);
        bare.create(&thread()).send().await.unwrap_err();
        assert_eq!(stub.count(), 1);
        let (keyed, stub, _) = client(vec![turn(), turn(), turn()]);
        keyed.create(&thread()).idempotency_key("k").send().await.unwrap_err();
        assert_eq!(stub.count(), 3);
        assert!(stub.asked().iter().all(|asked| asked.headers()["idempotency-key"] == "k"));
    }
}

#[tokio::test]
async fn a_post_that_was_never_sent_may_be() {
    let (client, stub, _) = client((0..5).map(|_| Turn::Fail(TransportErrorKind::Connect)).collect());
    let error = client.create(&thread()).send().await.unwrap_err();
    assert!(error.is_connect());
    assert_eq!(stub.count(), 3);
}

#[tokio::test]
async fn a_connection_that_takes_too_long_is_a_timer_of_its_own() {
    let (client, stub, _) = client((0..3).map(|_| Turn::Fail(TransportErrorKind::ConnectTimeout)).collect());
    let error = client.create(&thread()).send().await.unwrap_err();
    assert_eq!((error.timeout_phase(), error.is_connect()), (Some(crate::runtime::error::Phase::Connect), true));
    assert_eq!(stub.count(), 3);
    assert!(error.to_string().contains("(attempt 3): no connection in time (`connect_timeout`)"), "{error}");
}

#[tokio::test]
async fn a_stream_is_never_repeated() {
    let (client, stub, _) = client(vec![Turn::Fail(TransportErrorKind::Connect)]);
    client.put_blob(ByteStream::from_bytes("x")).send().await.unwrap_err();
    assert_eq!(stub.count(), 1);
}

#[tokio::test]
async fn the_server_may_ask_for_a_pause() {
    for (name, value, expected) in [
        ("retry-after", "7", Some(7000)),
        ("retry-after", "0", Some(0)),
        ("retry-after", "60", Some(60_000)),
        ("retry-after", "Tue, 24 Nov 2026 00:00:12 GMT", Some(12_000)),
        ("retry-after", "Mon, 23 Nov 2026 00:00:00 GMT", Some(0)),
        ("retry-after-ms", "40", Some(40)),
        ("retry-after-ms", "40.5", Some(40)),
        ("retry-after-ms", "60001", None),
        ("retry-after", "1.5", Some(1500)),
        ("retry-after", "99999999999999999999999", None),
        ("retry-after", "-1", Some(250)),
        ("retry-after", "inf", Some(250)),
        ("retry-after", "", Some(250)),
        ("retry-after", "soon", Some(250)),
        ("retry-after", "61", None),
        ("retry-after", "Wed, 25 Nov 2026 00:00:00 GMT", None),
    ] {
        for status in [429, 503] {
            let (client, stub, still) =
                client(vec![Turn::answer(status, &[(name, value)], ""), Turn::answer(200, JSON, "[]")]);
            let outcome = client.list().send().await;
            let pauses: Vec<_> =
                still.pauses().iter().map(|pause| MILLIS(pause.as_millis().try_into().unwrap())).collect();
            assert_eq!(pauses, expected.map(MILLIS).into_iter().collect::<Vec<_>>(), "{name}: {value}");
            assert_eq!((stub.count(), outcome.is_ok()), if expected.is_some() { (2, true) } else { (1, false) });
        }
    }
}

#[tokio::test]
async fn retries_can_be_turned_off() {
    let (client, stub, _) = client((0..5).map(|_| Turn::status(503)).collect());
    client.list().retries(0).send().await.unwrap_err();
    assert_eq!(stub.count(), 1);
    let client = client.to_builder().retries(1).build().unwrap();
    client.list().send().await.unwrap_err();
    assert_eq!(stub.count(), 3);
}

#[tokio::test]
async fn raw_answers_are_retried_too() {
    let (client, stub, _) = client(vec![Turn::status(503), Turn::status(404)]);
    let raw = client.list().send_raw().await.unwrap();
    assert_eq!((raw.status().as_u16(), raw.retries(), stub.count()), (404, 1, 2));
}

#[tokio::test]
async fn a_stream_of_events_is_opened_again_only_before_it_has_begun() {
    let turn = || Turn::answer(200, &[("content-type", "application/jsonl")], "1\n2");
    let (client, stub, _) = client(vec![Turn::status(503), turn()]);
    let mut stream = client.lines().send().await.unwrap();
    assert_eq!((stream.try_next().await.unwrap(), stream.try_next().await.unwrap()), (Some(1), Some(2)));
    assert_eq!((stream.try_next().await.unwrap(), stub.count()), (None, 2));
}

#[tokio::test]
async fn a_pause_that_the_call_has_no_time_for_is_not_made() {
    let turn = Turn::answer(429, &[("retry-after", "30")], "");
    let (client, stub, still) = client(vec![turn]);
    let error = client.list().timeout(Duration::from_secs(20)).send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), stub.count(), still.pauses().len()), (429, 1, 0));
}

#[tokio::test]
async fn an_error_says_which_attempt_it_was() {
    let (client, ..) = client((0..3).map(|_| Turn::status(503)).collect());
    let error = client.list().send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/ (attempt 3): 503 Service Unavailable (no body)");
    assert_eq!(error.retries(), 2);
}

#[tokio::test]
async fn all_retries_of_a_client_have_one_budget() {
    let (client, stub, _) = client((0..50).map(|_| Turn::status(503)).collect());
    let client = client.to_builder().retry_budget(5).build().unwrap();
    for expected in [3, 6, 8, 9, 10] {
        client.list().send().await.unwrap_err();
        assert_eq!(stub.count(), expected);
    }
    // Another credential is the same client to the server.
    client.to_builder().bearer_token("t").build().unwrap().list().send().await.unwrap_err();
    assert_eq!(stub.count(), 11);
    client.to_builder().retry_budget(None).build().unwrap().list().send().await.unwrap_err();
    assert_eq!(stub.count(), 14);
}

#[tokio::test]
async fn answers_fill_the_budget() {
    let failed = || Turn::status(503);
    let fine = || Turn::answer(200, JSON, "[]");
    let mut turns = vec![failed(), failed(), failed(), fine(), failed(), fine(), fine(), fine(), fine(), failed()];
    turns.extend([fine(), failed(), fine(), failed(), failed()]);
    let (client, stub, _) = client(turns);
    let client = client.to_builder().retry_budget(1).build().unwrap();
    let mut counts = Vec::new();
    for _ in 0..11 {
        let _ = client.list().send().await;
        counts.push(stub.count());
    }
    // Of five answers comes one retry; a retry that is answered costs nothing.
    assert_eq!(counts, [2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15]);
}

#[tokio::test]
async fn keys_are_made_where_they_are_wanted() {
    let (client, stub, _) = client((0..2).map(|_| Turn::status(503)).collect());
    let client = client.to_builder().idempotency_keys(true).build().unwrap();
    client.create(&thread()).send_raw().await.unwrap();
    client.create(&thread()).send_raw().await.unwrap();
    client.create(&thread()).idempotency_key("mine").send_raw().await.unwrap();
    client.list().send_raw().await.unwrap();
    let asked = stub.asked();
    let keys: Vec<_> = asked.iter().map(|asked| asked.headers().get("idempotency-key")).collect();
    assert_eq!((keys.len(), keys[0], keys[1]), (6, keys[1], keys[2]));
    assert_ne!(keys[2], keys[3]);
    assert_eq!((keys[4].unwrap().to_str().unwrap(), keys[5]), ("mine", None));
    let key: uuid::Uuid = keys[0].unwrap().to_str().unwrap().parse().unwrap();
    assert_eq!((key.get_version_num(), key.get_variant()), (4, uuid::Variant::RFC4122));
}

#[tokio::test]
async fn a_key_needs_randomness() {
    struct Certain;
    impl Clock for Certain {
        fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
            Box::pin(std::future::pending())
        }
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }
        fn fraction(&self) -> f64 {
            0.0
        }
        fn random(&self) -> Option<u64> {
            None
        }
    }
    let stub = Stub::default();
    let client = Client::builder().transport(stub.clone()).clock(Certain).idempotency_keys(true).build().unwrap();
    let error = client.create(&thread()).send().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /threads/: the clock gives no randomness for idempotency keys");
    assert_eq!(stub.count(), 0);
    client.list().send_raw().await.unwrap();
}
