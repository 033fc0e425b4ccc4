//! The committed client over the mock that it carries: what tests of its users do.

use std::time::Duration;

use epsimo_client::Client;
use epsimo_client::runtime::error::Phase;
use epsimo_client::runtime::mock::{MockAnswer, MockTransport, RecordedRequest};
use epsimo_client::runtime::{TransportErrorKind, Value};

use super::read;

/// What must not be seen.
const CANARY: &str = "hunter2";

fn client(mock: &MockTransport) -> Client {
    Client::builder().mock(mock).bearer_token(CANARY).api_key(CANARY).build().unwrap()
}

#[tokio::test]
async fn a_thread_after_two_failures() {
    let mock = MockTransport::new();
    mock.on("GET", "/threads/{tid}", MockAnswer::fail(TransportErrorKind::Interrupted));
    mock.on("GET", "/threads/{tid}", MockAnswer::status(503).header("retry-after", "20"));
    mock.on("GET", "/threads/{tid}", MockAnswer::status(404));
    let error = client(&mock).threads().get("t/1").send().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/{tid} (attempt 3): 404 Not Found (no body)");
    let requests = mock.requests();
    let paths: Vec<_> = requests.iter().map(RecordedRequest::path).collect();
    assert_eq!(paths, ["/threads/t%2F1"; 3]);
    assert_eq!(requests[2].at(), requests[1].at() + Duration::from_secs(20));
    assert!(mock.unused().is_empty());
    let seen = format!("{requests:?} {mock:?} {error} {error:?}");
    assert!(!seen.contains(CANARY), "{seen}");
}

#[tokio::test]
async fn a_run_that_falls_silent() {
    let run = r#"{"thread_id":"t","assistant_id":null,"input":[],"config":{},"stream_mode":[]}"#;
    let metadata: Value = serde_json::from_str(r#"{"run_id":"r"}"#).unwrap();
    let mock = MockTransport::new();
    let pause = Duration::from_secs(250);
    let answer = MockAnswer::events().event("metadata", &metadata).wait(pause).chunk(": ping\n\n");
    mock.on("POST", "/runs/stream", answer.wait(pause).event("data", &Value::Array(Vec::new())).silence());
    let mut events = client(&mock).runs().stream(&read(run)).send().await.unwrap();
    let mut count = 0;
    let error = loop {
        match events.try_next().await {
            Ok(event) => count += u32::from(event.is_some()),
            Err(error) => break error,
        }
    };
    assert_eq!((count, error.timeout_phase()), (2, Some(Phase::Idle)));
    assert_eq!(mock.clock().elapsed(), Duration::from_secs(250 + 250 + 300));
    let sent: Value = mock.last_request().unwrap().json().unwrap();
    assert_eq!(sent["thread_id"], "t");
}
