//! Answers that mean failure, and what is tried again.

use super::script::{Script, Step, answer, head, json, send};
use super::table::{IDLE, Table};

const THREAD: &str = r#"{"thread_id":"t","name":"n"}"#;

#[tokio::test]
async fn failures_with_odd_bodies() {
    let mut table = Table::default();
    let html = |status| answer(status, "content-type: text/html\n", "<h1>Bad</h1>");
    for (status, name) in [(500, "Internal Server Error"), (502, "Bad Gateway"), (503, "Service Unavailable")] {
        let expected = format!("status error: {status} {name} (text/html, 12 B)");
        table.thread("an HTML page of a proxy", html(status), &expected).await;
    }
    let none = "status error: 500 Internal Server Error (no body)";
    table.thread("nothing", answer(500, "", ""), none).await;
    table.thread("a status without a name", json(599, "{}"), "status error: 599 (application/json, 2 B)").await;
    let none = "status error: 304 Not Modified (no body)";
    table.thread("not modified", vec![Step::Send(head(304, ""))], none).await;
    let half = vec![Step::Send(head(500, "content-length: 100\n")), send("part")];
    table.thread("a body that is cut", half.clone(), "status error: 500 Internal Server Error (4 B)").await;
    let stalled = vec![[half, vec![Step::Stall]].concat()];
    let waits = |builder: epsimo_client::ClientBuilder| builder.idle_timeout(IDLE);
    table.thread_by("a body that stalls", stalled, waits, "status error: 500 Internal Server Error (4 B)").await;
    let endless = vec![Step::Send(head(400, "")), Step::Repeat(vec![b'x'; 64 * 1024], 1024)];
    table.thread("a body of 64 MiB", endless, "status error: 400 Bad Request (1.0 MB)").await;
    let deep = json(401, format!("{{\"detail\":{}", "[".repeat(10_000)));
    table.thread("a body 10,000 deep", deep, "status error: 401 Unauthorized (application/json, 10.0 kB)").await;
    table.check();
}

fn busy(status: u16, header: &str) -> Vec<Script> {
    vec![answer(status, header, ""), json(200, THREAD)]
}

/// A token that stays the same is not tried again.
#[tokio::test]
async fn tokens_that_are_over() {
    let mut table = Table::default();
    for (status, name) in [(401, "Unauthorized"), (403, "Forbidden")] {
        let refused = answer(status, "www-authenticate: Bearer error=\"invalid_token\"\n", "");
        let expected = format!("status error: {status} {name} (no body); waited []");
        table.retried("a token of old", vec![refused, json(200, THREAD)], &expected).await;
    }
    table.check();
}

#[tokio::test]
async fn what_is_tried_again() {
    let mut table = Table::default();
    let twice = |wait: &str| format!("thread n; waited [{wait}]; sent 2 times");
    for status in [408, 429, 500, 502, 503, 504] {
        table.retried("once", busy(status, ""), &twice("500ms")).await;
    }
    for (name, header, wait) in [
        ("after seconds", "retry-after: 7\n", "7s"),
        ("after no second", "retry-after: 0\n", "0ns"),
        ("after milliseconds", "retry-after-ms: 250\n", "250ms"),
        ("on a date", "retry-after: Tue, 24 Nov 2026 00:00:09 GMT\n", "9s"),
        ("on a date that has been", "retry-after: Tue, 24 Nov 2020 00:00:09 GMT\n", "0ns"),
        ("after minus one second", "retry-after: -1\n", "500ms"),
        ("soon", "retry-after: soon\n", "500ms"),
    ] {
        table.retried(name, busy(429, header), &twice(wait)).await;
    }
    for status in [408, 500, 502, 503, 504] {
        table.retried("after seconds", busy(status, "retry-after: 7\n"), &twice("7s")).await;
    }
    table.retried("after a minute", busy(503, "retry-after: 60\n"), &twice("60s")).await;
    let beyond = "status error: 503 Service Unavailable (no body); waited []";
    table.retried("after more than a minute", busy(503, "retry-after: 61\n"), beyond).await;
    let once = "status error: 429 Too Many Requests (no body); waited []";
    table.retried("after an hour", busy(429, "retry-after: 3600\n"), once).await;
    table.retried("next year", busy(429, "retry-after: Wed, 24 Nov 2027 00:00:00 GMT\n"), once).await;
    let beyond = busy(429, "retry-after: 99999999999999999999999\n");
    table.retried("after more seconds than there are", beyond, once).await;
    let thrice = "status error: (attempt 3): 503 Service Unavailable (no body); waited [500ms, 1s]; sent 3 times";
    table.retried("for ever", vec![answer(503, "", "")], thrice).await;
    table.retried("reset, then well", vec![vec![Step::Reset], json(200, THREAD)], &twice("500ms")).await;
    let cut = vec![Step::Send(head(200, "content-type: application/json\ncontent-length: 99\n")), send("{")];
    table.retried("cut, then well", vec![cut, json(200, THREAD)], &twice("500ms")).await;
    let once = "status error: 400 Bad Request (no body); waited []";
    table.retried("what is wrong for good", vec![answer(400, "", "")], once).await;
    let once = "decode error: expected JSON, got 200 OK (text/html, 3 B); waited []";
    table.retried("what is no JSON", vec![answer(200, "content-type: text/html\n", "<p>")], once).await;
    table.check();
}
