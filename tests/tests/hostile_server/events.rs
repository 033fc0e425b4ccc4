//! Streams of events that come badly, are too much, or are something else. A run costs money: none is sent twice.

use std::time::Duration;

use super::script::{Script, Step, answer, events, head, json, send};
use super::table::{IDLE, Table};

const RUN: &str = "event: metadata\ndata: {\"run_id\":\"r\"}\n\n";
const END: &str = "event: end\n\n";

/// A run with this in its midst.
fn amid(steps: impl IntoIterator<Item = Step>) -> Script {
    events([send(RUN)].into_iter().chain(steps).chain([send(END)]))
}

/// 64 MiB of this letter.
fn flood(letter: u8) -> Step {
    Step::Repeat(vec![letter; 64 * 1024], 1024)
}

#[tokio::test]
async fn how_they_come() {
    let mut table = Table::default();
    let good = "run r, end; Some(Terminal)";
    let drip = Step::Drip(format!("\u{feff}{RUN}: ping\r\n\r\n{END}").into_bytes());
    table.run("one byte at a time", events([drip]), good).await;
    table.run("carriage returns alone", events([send([RUN, END].concat().replace('\n', "\r"))]), good).await;
    table.run("in one piece, with more behind", events([send([RUN, END, RUN].concat())]), good).await;
    let early =
        |events: &str| format!("run r, truncated error: the stream ended early, after 1 event{events}; Some(Failed)");
    table.run("cut between events", events([send(RUN)]), &early("")).await;
    table
        .run("half an event", events([send(RUN), send("event: data\ndata: [{\"ty")]), &early(" in the midst of one"))
        .await;
    table
        .run(
            "an event without its blank line",
            events([send(RUN), send("event: end\n")]),
            &early(" in the midst of one"),
        )
        .await;
    let reset = early(": the connection broke off");
    table.run("reset between events", events([send(RUN), Step::Reset]), &reset).await;
    let chunks =
        [head(200, "content-type: text/event-stream\ntransfer-encoding: chunked\n"), b"27\r\n".to_vec(), RUN.into()];
    table.run("cut between chunks", vec![Step::Send([chunks.concat(), b"\r\n".to_vec()].concat())], &reset).await;
    let none = "truncated error: the stream ended early, after 0 events; Some(Failed)";
    table.run("no event at all", events([]), none).await;
    table.check();
}

#[tokio::test]
async fn how_long_they_take() {
    let mut table = Table::default();
    let idle = |events: &str| {
        format!(
            "idle error: after {events}, the server fell silent (`idle_timeout`): nothing came for 150ms; Some(Failed)"
        )
    };
    let waits = |builder: epsimo_client::ClientBuilder| builder.idle_timeout(IDLE).total_timeout(IDLE);
    let stalled = vec![events([send(RUN), Step::Stall])];
    table.run_by("a stall", stalled, waits, &format!("run r, {}", idle("1 event"))).await;
    table.run_by("a stall before the first event", vec![events([Step::Stall])], waits, &idle("0 events")).await;
    let pings = std::iter::repeat_n([Step::Pause(Duration::from_millis(60)), send(": ping\n\n")], 6).flatten();
    table.run_by("a stall with pings", vec![amid(pings)], waits, "run r, end; Some(Terminal)").await;
    let bits = std::iter::repeat_n([Step::Pause(Duration::from_millis(60)), send(":")], 6).flatten();
    let bits = bits.chain([send("\n")]);
    table.run_by("a comment, a byte at a time", vec![amid(bits)], waits, "run r, end; Some(Terminal)").await;
    let response = "response error: no answer within 150ms (`response_timeout`)";
    let waits = |builder: epsimo_client::ClientBuilder| builder.response_timeout(IDLE);
    table.run_by("no answer", vec![vec![Step::Stall]], waits, response).await;
    table.check();
}

#[tokio::test]
async fn how_large_they_are() {
    let mut table = Table::default();
    let large = "run r,  error: an event is larger than 16.7 MB (`max_event_bytes`); Some(Failed)";
    let good = "run r, end; Some(Terminal)";
    table.run("a line of 64 MiB", amid([send("data: "), flood(b'x'), send("\n\n")]), large).await;
    let lines = Step::Repeat(b"data: 123456789\n".repeat(4 * 1024), 1024);
    table.run("an event of 64 MiB in short lines", amid([lines, send("\n")]), large).await;
    table.run("a name of 64 MiB", amid([send("event: "), flood(b'x'), send("\ndata: 1\n\n")]), large).await;
    table.run("an id of 64 MiB", amid([send("id: "), flood(b'x'), send("\ndata: 1\n\n")]), large).await;
    table.run("a comment of 64 MiB", amid([send(": "), flood(b'x'), send("\n")]), good).await;
    table.run("16 MiB of pings", amid([Step::Repeat(b": ping\n\n".repeat(8 * 1024), 256)]), good).await;
    table.run("16 MiB of line ends", amid([Step::Repeat(vec![b'\n'; 64 * 1024], 256)]), good).await;
    table.run("16 MiB of events without data", amid([Step::Repeat(b"id: 1\n\n".repeat(9 * 1024), 256)]), good).await;
    table.run("a retry of 64 MiB of digits", amid([send("retry: "), flood(b'9'), send("\n")]), large).await;
    table.run("a field without a colon of 64 MiB", amid([flood(b'x'), send("\n")]), good).await;
    let small = |builder: epsimo_client::ClientBuilder| builder.max_event_bytes(1000);
    let scripts = vec![amid([send("data: "), flood(b'x')])];
    let large = "run r,  error: an event is larger than 1.0 kB (`max_event_bytes`); Some(Failed)";
    table.run_by("a line of 64 MiB, and little is allowed", scripts, small, large).await;
    table.check();
}

#[tokio::test]
async fn what_stands_in_them() {
    let mut table = Table::default();
    let item = |text: &str, word: &str| (amid([send(text)]), format!("run r, {word}, end; Some(Terminal)"));
    for (name, event, word) in [
        (
            "JSON that is none",
            "event: data\ndata: [\n\n",
            "decode error: could not decode the event `data`: at [0]: expected a value, found the end of the text (byte 1)",
        ),
        (
            "JSON that does not fit",
            "event: data\ndata: {}\n\n",
            "decode error: could not decode the event `data`: expected an array, found an object",
        ),
        ("an event without a name", "data: x\n\n", "unknown message of 1 B"),
        ("an event that nobody knows", "event: keepalive\ndata: \n\n", "unknown keepalive of 0 B"),
        (
            "fields that nobody knows",
            "x: y\nEVENT: data\nretry: -1\nevent: keepalive\ndata: 1\n\n",
            "unknown keepalive of 1 B",
        ),
    ] {
        let (script, expected) = item(event, word);
        table.run(name, script, &expected).await;
    }
    let (_, expected) = item("", "unknown x of 6 B");
    table
        .run(
            "invalid UTF-8",
            amid([send(b"event: x\ndata: a\xff\xc3\n\n")]),
            "run r, unknown x of 7 B, end; Some(Terminal)",
        )
        .await;
    table.run("NUL", amid([send(b"id: a\0b\nevent: x\ndata: \0\0\0\0\0\0\n\n")]), &expected).await;
    let deep = format!("event: data\ndata: {}\n\n", "[".repeat(10_000));
    let path = ["[0]".repeat(12), "[0]".repeat(4)].join("…");
    let expected = format!(
        "decode error: could not decode the event `data`: at {path}: more than 128 arrays and objects inside each other (byte 128)"
    );
    let (script, expected) = item(&deep, &expected);
    table.run("JSON 10,000 deep", script, &expected).await;
    let failed = amid([send("event: error\ndata: {\"status_code\":500,\"message\":\"x\"}\n\n")]);
    let expected = "run r,  error: the server reported a failure by the event `error`; Some(Failed)";
    table.run("an error after 200", failed, expected).await;
    table.check();
}

#[tokio::test]
async fn what_comes_instead() {
    let mut table = Table::default();
    table
        .run("JSON", json(200, "{}"), "decode error: expected text/event-stream, got 200 OK (application/json, 2 B)")
        .await;
    let html = answer(200, "content-type: text/html\n", "<p>");
    table.run("HTML", html, "decode error: expected text/event-stream, got 200 OK (text/html, 3 B)").await;
    table.run("no content", vec![Step::Send(head(204, ""))], "; Some(Body)").await;
    let unasked =
        "decode error: the body is compressed by `gzip`, which was not asked for: 200 OK (text/event-stream, no body)";
    let gzip = vec![Step::Send(head(200, "content-type: text/event-stream\ncontent-encoding: gzip\n"))];
    table.run("compressed events", gzip, unasked).await;
    table
        .run("a failure", json(401, r#"{"detail":"x"}"#), "status error: 401 Unauthorized (application/json, 14 B)")
        .await;
    let busy = "status error: 429 Too Many Requests (no body)";
    let twice = |builder: epsimo_client::ClientBuilder| builder.retries(2);
    let scripts = vec![answer(429, "retry-after: 0\n", ""), amid([])];
    table.run_by("too many, and a run must not be sent twice", scripts, twice, busy).await;
    let scripts = vec![vec![Step::Reset], amid([])];
    table.run_by("reset, and a run must not be sent twice", scripts, twice, " error: the connection broke off").await;
    let page = answer(502, "content-type: text/html\n", "<p>");
    table.run("an HTML page of a proxy", page, "status error: 502 Bad Gateway (text/html, 3 B)").await;
    table.check();
}
