//! Calls for one answer.

use std::time::Duration;

use super::{API, BASIC, CALL, CANARY, COOKIE, CUT, JSON, Watch, broken, json};
use crate::runtime::error::Phase;
use crate::runtime::transport::TransportErrorKind;
use crate::runtime::{ClientBuilder, Credential, Request};
use crate::stub::Turn;

/// Sets a timer.
type Set = fn(ClientBuilder, Duration) -> ClientBuilder;

#[tokio::test(start_paused = true)]
async fn answers() {
    let watch = Watch::new();
    let turns: &[fn() -> Vec<Turn>] = &[
        || vec![json(200, r#"{"name":"ada","password":"hunter2"}"#)],
        || vec![json(200, r#"{"name":{"hunter2":1}}"#)],
        || vec![json(200, r#"{"name":"ada","since":"hunter2"}"#)],
        || vec![json(200, r#"{"name":"ada","password":["hunter2"]}"#)],
        || vec![json(200, r#"{"name":"hunter2"#)],
        || vec![json(200, "hunter2")],
        || vec![json(200, "")],
        || vec![json(401, r#"{"detail":"bearer hunter2 is refused"}"#)],
        || vec![json(403, "hunter2")],
        || vec![json(503, "hunter2"), json(418, "hunter2")],
        || vec![Turn::answer(500, &[("content-type", "text/html"), COOKIE], "<h1>hunter2</h1>")],
        || vec![Turn::answer(200, &[("content-type", "text/html"), COOKIE], "<h1>hunter2</h1>")],
        || vec![Turn::answer(200, &[("content-type", "text/event-stream"), COOKIE], "data: hunter2\n\n")],
        || vec![Turn::answer(200, &[("content-encoding", "gzip"), COOKIE], "hunter2")],
        || vec![Turn::answer(200, &[("content-length", "99999999999"), COOKIE], "hunter2")],
        || vec![broken(JSON, "hunter2", CUT)],
        || vec![broken(JSON, "hunter2", None)],
        || vec![broken(JSON, "hunter2", Some(TransportErrorKind::TooLarge))],
    ];
    for turns in turns {
        watch.calls(*turns).await;
    }
    watch.check(20 * turns.len());
}

#[tokio::test(start_paused = true)]
async fn redirects() {
    let watch = Watch::new();
    let turns: &[fn() -> Vec<Turn>] = &[
        || vec![Turn::answer(307, &[("location", "/x?k=hunter2"), COOKIE], "hunter2"), json(404, "hunter2")],
        || vec![Turn::answer(303, &[("location", "/x?k=hunter2#hunter2")], ""), json(200, "[\"hunter2\"]")],
        || vec![Turn::answer(307, &[("location", "https://other.test/hunter2?k=hunter2")], "hunter2")],
        || vec![Turn::answer(307, &[("location", "https://a:hunter2@acme.test/?k=hunter2")], "hunter2")],
        || vec![Turn::answer(307, &[("location", "http://acme.test/?k=hunter2")], "hunter2")],
        || vec![Turn::answer(307, &[("location", "hunter2://acme.test/")], "")],
        || (0..12).map(|_| Turn::answer(308, &[("location", "/x?k=hunter2")], "")).collect(),
    ];
    for turns in turns {
        watch.calls(*turns).await;
    }
    watch.check(20 * turns.len());
}

#[tokio::test(start_paused = true)]
async fn failures() {
    use TransportErrorKind::{Connect, ConnectTimeout, Idle, Interrupted, RequestBody, TooLarge, Unsupported};
    let watch = Watch::new();
    for kind in [Connect, ConnectTimeout, Idle, Interrupted, RequestBody, TooLarge, Unsupported] {
        let client = watch.client([Turn::Fail(kind), Turn::Fail(kind), Turn::Fail(kind)]);
        watch.seen.error(&watch.request(&client, &CALL).send_raw().await.unwrap_err());
        let client = watch.client([Turn::Fail(kind), Turn::Fail(kind), Turn::Fail(kind)]);
        watch.seen.error(&Request::new(&client, &BASIC).send_raw().await.unwrap_err());
    }
    let second = Duration::from_secs(1);
    let timers: [(Phase, Set); 3] = [
        (Phase::Response, |builder, limit| builder.response_timeout(limit)),
        (Phase::Attempt, |builder, limit| builder.attempt_timeout(limit)),
        (Phase::Total, |builder, limit| builder.total_timeout(limit)),
    ];
    for (phase, set) in timers {
        let client = set(watch.client([Turn::Hang]).to_builder(), second).retries(0).build().unwrap();
        let error = watch.request(&client, &CALL).send_raw().await.unwrap_err();
        assert_eq!(error.timeout_phase(), Some(phase));
        watch.seen.error(&error);
    }
    let client = watch.client([]);
    for (name, value) in [("x-a", "hunter2\n"), ("x\n", CANARY), ("authorization", "hunter2\r")] {
        watch.seen.error(&watch.request(&client, &CALL).with_header(name, value).send_raw().await.unwrap_err());
    }
    for name in ["oauth", "key", "query", "cookie"] {
        let builder = client.to_builder().credential(name, Credential::token("hunter2\n"));
        let client = builder.credential("other", Credential::token(CANARY)).build();
        watch.seen.error(&client.unwrap_err());
        let source = || async { Err::<&str, _>("logged out".into()) };
        let client = watch.client([]).to_builder().token_source(name, source).build().unwrap();
        watch.seen.error(&watch.request(&client, &CALL).send_raw().await.unwrap_err());
    }
    for url in ["https://user:hunter2@acme.test", "https://acme.test/?k=hunter2", "hunter2", "https://:hunter2@"] {
        watch.seen.error(&ClientBuilder::new(&API).base_url(url).map(|_| ()).unwrap_err());
    }
    watch.check(200);
}
