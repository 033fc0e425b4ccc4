//! The mock, as tests of users have it.

use std::time::Duration;

use crate::runtime::error::Phase;
use crate::runtime::mock::{ManualClock, MockAnswer, MockTransport, RecordedRequest};
use crate::runtime::{Client, ClientBuilder, Credential, Operation, Request, TransportErrorKind};
use crate::types::{Detail, RunEvent, Thread};

const CANARY: &str = "hunter2";
const SECONDS: fn(u64) -> Duration = Duration::from_secs;

/// An operation with keys in the query and in a cookie.
const ALL: Operation = Operation::new("all", "GET", "/threads/").security(&[&["query", "cookie"]]);

fn client(mock: &MockTransport) -> Client {
    Client::builder().mock(mock).build().unwrap()
}

fn thread(name: &str) -> Thread {
    Thread { name: name.to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

fn detail(text: &str) -> Detail {
    Detail { detail: text.to_owned() }
}

#[tokio::test]
async fn answers_come_by_method_and_path() {
    let mock = MockTransport::new();
    mock.on("GET", "/threads/{id}", MockAnswer::json(200, &thread("any")));
    mock.on("GET", "/threads/special", MockAnswer::json(200, &thread("special")));
    mock.on("POST", "/threads/", MockAnswer::json(201, &thread("new")));
    let client = client(&mock);
    assert_eq!(client.get("x").send().await.unwrap().name, "any");
    assert_eq!(client.get("a/b?c").send().await.unwrap().name, "any");
    assert_eq!(client.get("special").send().await.unwrap().name, "special");
    assert_eq!(client.create(&thread("sent")).send().await.unwrap().name, "new");
    let requests = mock.requests();
    let lines: Vec<_> = requests.iter().map(|request| format!("{} {}", request.method(), request.path())).collect();
    assert_eq!(lines, ["GET /threads/x", "GET /threads/a%2Fb%3Fc", "GET /threads/special", "POST /threads/"]);
    assert_eq!(requests[3].json::<Thread>().unwrap(), thread("sent"));
    assert_eq!(requests[3].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn paths_fit_behind_that_of_the_base() {
    let mock = MockTransport::new();
    mock.on("get", "/{a}", MockAnswer::status(404)).on("GET", "/threads/{a}.{b}", MockAnswer::status(410));
    mock.on("GET", "/v1/threads/{a}", MockAnswer::status(409));
    let client = Client::builder().mock(&mock).base_url("http://h/api/v1").unwrap().build().unwrap();
    for (id, expected) in [("x", 409), ("x.y", 409)] {
        assert_eq!(client.get(id).send_raw().await.unwrap().status().as_u16(), expected, "{id}");
    }
    let client = client.to_builder().base_url("http://h/api").unwrap().build().unwrap();
    for (id, expected) in [("x", 404), ("x.y", 410), ("x.y.z", 410), (".y", 404), ("x.", 404)] {
        assert_eq!(client.get(id).send_raw().await.unwrap().status().as_u16(), expected, "{id}");
    }
    assert_eq!(mock.last_request().unwrap().url(), "http://h/api/threads/x.");
}

#[tokio::test]
async fn answers_come_in_turn_and_the_last_stays() {
    let mock = MockTransport::new();
    mock.on("GET", "/threads/{id}", MockAnswer::status(404)).on("GET", "/threads/{id}", MockAnswer::status(410));
    mock.on("GET", "/note", MockAnswer::body(200, "text/plain", "hello"));
    let client = client(&mock);
    assert_eq!(mock.unused(), ["GET /threads/{id}", "GET /threads/{id}", "GET /note"]);
    for expected in [404, 410, 410] {
        assert_eq!(client.get("x").send_raw().await.unwrap().status().as_u16(), expected);
    }
    assert_eq!(mock.unused(), ["GET /note"]);
    assert_eq!(client.note().send().await.unwrap(), "hello");
    assert!(mock.unused().is_empty());
}

#[tokio::test]
async fn what_is_not_scripted_is_an_error() {
    let mock = MockTransport::new();
    let error = client(&mock).note().send().await.unwrap_err();
    let text = "GET /note: could not be sent: the mock has no answer for `GET /note`, but for nothing";
    assert_eq!(error.to_string(), text);
    mock.on("POST", "/note", MockAnswer::status(200)).on("GET", "/notes/{id}", MockAnswer::status(200));
    let error = client(&mock).note().send().await.unwrap_err();
    assert!(error.to_string().ends_with("but for `POST /note`, `GET /notes/{id}`"), "{error}");
    assert_eq!(mock.requests().len(), 2);
    mock.on("GET", "/note", MockAnswer::status(1000));
    assert!(client(&mock).note().send().await.unwrap_err().to_string().contains("invalid status code"));
    mock.on("GET", "/blob", MockAnswer::status(200).header("a b", ""));
    assert!(client(&mock).blob().send().await.unwrap_err().to_string().contains("invalid HTTP header name"));
}

#[tokio::test]
async fn retries_take_no_time_and_can_be_seen() {
    let mock = MockTransport::new();
    let busy = MockAnswer::status(429).header("retry-after", "7");
    mock.on("GET", "/threads/", busy).on("GET", "/threads/", MockAnswer::fail(TransportErrorKind::Connect));
    mock.on("GET", "/threads/", MockAnswer::json(200, &Vec::<Thread>::new()).after(SECONDS(3)));
    let response = client(&mock).list().limit(5).send_full().await.unwrap();
    assert_eq!((response.retries, mock.requests().len()), (2, 3));
    let at: Vec<_> = mock.requests().iter().map(RecordedRequest::at).collect();
    assert_eq!((at[0], at[1]), (SECONDS(0), SECONDS(7)));
    assert!(at[2] > SECONDS(7) && at[2] < SECONDS(8), "{at:?}");
    assert_eq!(mock.clock().elapsed(), at[2] + SECONDS(3));
    assert_eq!(mock.requests()[2].query("limit").as_deref(), Some("5"));
}

#[tokio::test]
async fn each_timer_runs_out_at_its_time() {
    let never = MockAnswer::never;
    let slow = || MockAnswer::stream("application/json").chunk("[").wait(SECONDS(100)).chunk("]");
    let silent = || MockAnswer::stream("application/json").wait(SECONDS(5)).chunk("[").silence();
    let usual: fn(ClientBuilder) -> ClientBuilder = |builder| builder;
    for (answer, with, phase, seconds) in [
        (never(), usual, Phase::Response, 60),
        (never().after(SECONDS(61)), usual, Phase::Response, 60),
        (slow(), |builder| builder.attempt_timeout(SECONDS(90)), Phase::Attempt, 90),
        (slow(), |builder| builder.total_timeout(SECONDS(50)), Phase::Total, 50),
        (silent(), |builder| builder.idle_timeout(SECONDS(40)), Phase::Idle, 45),
    ] {
        let mock = MockTransport::new();
        mock.on("GET", "/threads/", answer);
        let client = with(Client::builder().mock(&mock)).retries(0).build().unwrap();
        let error = client.list().send().await.unwrap_err();
        assert_eq!((error.timeout_phase(), mock.clock().elapsed()), (Some(phase), SECONDS(seconds)));
    }
}

#[tokio::test]
async fn events_come_when_they_are_due() {
    let mock = MockTransport::new();
    let answer = MockAnswer::events().event("metadata", &detail("a")).wait(SECONDS(20)).chunk("event: da");
    let answer = answer.wait(SECONDS(250)).chunk("ta\ndata: [1]\n\n").wait(SECONDS(1)).event("end", &());
    mock.on("POST", "/runs/stream", answer);
    let mut events = client(&mock).run().send().await.unwrap();
    let mut seen = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        seen.push((event, mock.clock().elapsed().as_secs()));
    }
    let expected = [(RunEvent::Metadata(detail("a")), 0), (RunEvent::Data(vec![1]), 270), (RunEvent::End, 271)];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn streams_break_and_fall_silent() {
    let mock = MockTransport::new();
    mock.on("POST", "/runs/stream", MockAnswer::events().event("data", &vec![1_i64]).breaks());
    mock.on("POST", "/runs/stream", MockAnswer::events().event("data", &vec![1_i64]).silence());
    let client = client(&mock);
    let mut events = client.run().send().await.unwrap();
    events.try_next().await.unwrap();
    assert!(events.try_next().await.unwrap_err().is_truncated());
    let mut events = client.run().send().await.unwrap();
    events.try_next().await.unwrap();
    assert_eq!(events.try_next().await.unwrap_err().timeout_phase(), Some(Phase::Idle));
    assert_eq!(mock.clock().elapsed(), SECONDS(300));
}

#[tokio::test]
async fn a_clock_can_be_moved_by_hand() {
    let mock = MockTransport::with_clock(ManualClock::new());
    let answer = MockAnswer::events().wait(SECONDS(20)).event("", &detail("x")).chunk("data: [DONE]\n\n");
    mock.on("POST", "/chat", answer);
    let mut events = client(&mock).chat().send().await.unwrap();
    let clock = mock.clock();
    let next = tokio::spawn(async move { (events.try_next().await.unwrap(), events) });
    for _ in 0..3 {
        tokio::task::yield_now().await;
        clock.advance(SECONDS(6));
    }
    assert!(!next.is_finished());
    clock.advance(SECONDS(2));
    let (event, mut events) = next.await.unwrap();
    assert_eq!((event, events.try_next().await.unwrap()), (Some(detail("x")), None));
}

#[tokio::test]
async fn calls_at_the_same_time_wait_side_by_side() {
    let mock = MockTransport::new();
    let answer = |seconds| MockAnswer::body(200, "text/plain", "x").after(SECONDS(seconds));
    mock.on("GET", "/note", answer(30)).on("GET", "/note", answer(10)).on("GET", "/note", answer(20));
    let client = client(&mock);
    let calls: Vec<_> = (0..3)
        .map(|index| {
            let (client, clock) = (client.clone(), mock.clock());
            tokio::spawn(async move {
                client.note().send().await.unwrap();
                (clock.elapsed().as_secs(), index)
            })
        })
        .collect();
    let mut ends = Vec::new();
    for call in calls {
        ends.push(call.await.unwrap());
    }
    assert_eq!(ends, [(30, 0), (10, 1), (20, 2)]);
}

#[tokio::test]
async fn keys_differ_from_call_to_call() {
    let mock = MockTransport::new();
    mock.on("POST", "/threads/", MockAnswer::json(200, &thread("x")));
    let client = Client::builder().mock(&mock).idempotency_keys(true).build().unwrap();
    for _ in 0..2 {
        client.create(&thread("x")).send().await.unwrap();
    }
    let keys: Vec<_> =
        mock.requests().iter().map(|request| request.header("idempotency-key").map(str::to_owned)).collect();
    assert!(keys[0].is_some() && keys[0] != keys[1]);
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let mock = MockTransport::new();
    let answer = MockAnswer::body(404, "text/plain", CANARY).header("set-cookie", CANARY);
    assert!(!format!("{answer:?}").contains(CANARY));
    mock.on("GET", "/threads/", answer);
    let token = || Credential::token(CANARY);
    let builder = Client::builder().mock(&mock).bearer_token(CANARY).default_header("x-api-key", CANARY);
    let client = builder.credential("query", token()).credential("cookie", token()).build().unwrap();
    client.list().ids(&[CANARY]).header("cookie", CANARY).send().await.unwrap_err();
    let request = Request::new(&client, &ALL).query("token", &CANARY).json(&CANARY);
    request.send_raw().await.unwrap();
    let seen = format!("{:?} {mock:?} {client:?}", mock.requests());
    assert!(!seen.contains(CANARY), "{seen}");
    assert!(seen.contains("GET /threads/?ids=***") && seen.contains("x-api-key: ***"), "{seen}");
    assert!(seen.contains("GET /threads/?token=***&admin_token=***") && seen.contains("9 bytes"), "{seen}");
    let all = mock.last_request().unwrap();
    assert_eq!(all.query("admin_token").as_deref(), Some(CANARY));
}
