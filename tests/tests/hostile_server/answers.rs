//! Answers of one JSON text that come badly, or are something else.

use std::time::Duration;

use super::script::{Step, answer, head, json, open_json, send};
use super::table::{IDLE, Table};

const THREAD: &str = r#"{"thread_id":"t","name":"n"}"#;

#[tokio::test]
async fn how_it_comes() {
    let mut table = Table::default();
    let whole = [head(200, "content-type: application/json\ncontent-length: 28\n"), THREAD.into()].concat();
    table.thread("one byte at a time", vec![Step::Drip(whole)], "thread n").await;
    table.thread("until the connection closes", open_json([send(THREAD)]), "thread n").await;
    let early = [b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 X\r\nlink: x\r\n\r\n".to_vec(), head(200, "")].concat();
    table.thread("after interim answers", vec![Step::Send(early), send(THREAD)], "thread n").await;
    let broken = "truncated error: the connection broke off";
    let short = vec![Step::Send(head(200, "content-type: application/json\ncontent-length: 99\n")), send("{\"thread")];
    table.thread("cut short of its length", short.clone(), broken).await;
    let chunk = open_chunks("{\"thread");
    table.thread("cut between chunks", chunk.clone(), broken).await;
    table.thread("cut in a chunk", [chunk.clone(), vec![send("ff\r\nxx")]].concat(), broken).await;
    table.thread("cut where its end is the connection's", open_json([send("{\"thread")]), CUT).await;
    table.thread("reset in its midst", [short, vec![Step::Reset]].concat(), broken).await;
    table.thread("reset before it", vec![Step::Reset], " error: the connection broke off").await;
    table.thread("closed without a word", vec![], " error: the connection broke off").await;
    table.check();
}

const CUT: &str = "decode error: could not decode the answer of GET /threads/{tid} (200 application/json): \
                   expected `\"` at the end of a string, found the end of the text (byte 8)";

fn open_chunks(first: &str) -> Vec<Step> {
    let head = head(200, "content-type: application/json\ntransfer-encoding: chunked\n");
    vec![Step::Send(head), send(format!("{:x}\r\n{first}\r\n", first.len()))]
}

#[tokio::test]
async fn how_long_it_takes() {
    let mut table = Table::default();
    let response = "response error: no answer within 150ms (`response_timeout`)";
    let waits = |builder: epsimo_client::ClientBuilder| builder.response_timeout(IDLE).idle_timeout(IDLE);
    table.thread_by("a stall before it", vec![vec![Step::Stall]], waits, response).await;
    let half = vec![send("HTTP/1.1 200 X\r\ncontent-ty"), Step::Stall];
    table.thread_by("a stall in its headers", vec![half], waits, response).await;
    let idle = "idle error: the server fell silent (`idle_timeout`): nothing came for 150ms";
    let half = open_json([send("{\"thread"), Step::Stall]);
    table.thread_by("a stall in its body", vec![half], waits, idle).await;
    let total = "total error: not done within 150ms (`total_timeout`, or `timeout` of the call)";
    let drips = std::iter::repeat_n([send(" "), Step::Pause(Duration::from_millis(30))], 100).flatten();
    let waits = |builder: epsimo_client::ClientBuilder| builder.total_timeout(IDLE).idle_timeout(IDLE);
    table.thread_by("a space now and then, for ever", vec![open_json(drips)], waits, total).await;
    table.check();
}

#[tokio::test]
async fn what_it_is() {
    let mut table = Table::default();
    let html = "<html><body>Sign in</body></html>";
    let typed = |media_type: &str, body: &str| answer(200, &format!("content-type: {media_type}\n"), body);
    table.thread("HTML", typed("text/html", html), "decode error: expected JSON, got 200 OK (text/html, 33 B)").await;
    table.thread("HTML called JSON", json(200, html), &decode("expected an object, found `<` (byte 0)")).await;
    table.thread("JSON called text", typed("text/plain", THREAD), "thread n").await;
    table.thread("JSON called bytes", typed("application/octet-stream", THREAD), "thread n").await;
    table.thread("JSON called nothing", answer(200, "", THREAD), "thread n").await;
    table
        .thread(
            "JSON called a picture",
            typed("image/png", THREAD),
            "decode error: expected JSON, got 200 OK (image/png, 28 B)",
        )
        .await;
    table
        .thread(
            "a type that is none",
            typed("json; ;;=\"", THREAD),
            "decode error: expected JSON, got 200 OK (json, 28 B)",
        )
        .await;
    let unread = "decode error: expected application/json, got a stream of events, which was not read";
    table
        .thread(
            "a stream of events",
            vec![Step::Send(head(200, "content-type: text/event-stream\n")), Step::Stall],
            unread,
        )
        .await;
    let none = "decode error: expected a body, got 200 OK (application/json, no body)";
    table.thread("nothing", json(200, ""), none).await;
    let none = "decode error: expected a body, got 204 No Content (no body)";
    table.thread("no content", vec![Step::Send(head(204, ""))], none).await;
    let none = "decode error: expected a body, got 205 Reset Content (no body)";
    table.thread("reset content", answer(205, "", ""), none).await;
    let unasked =
        "decode error: the body is compressed by `gzip`, which was not asked for: 200 OK (application/json, 3 B)";
    let gzip = answer(200, "content-type: application/json\ncontent-encoding: gzip\n", b"\x1f\x8b\x08");
    table.thread("compressed unasked", gzip, unasked).await;
    table.check();
}

fn decode(what: &str) -> String {
    format!("decode error: could not decode the answer of GET /threads/{{tid}} (200 application/json): {what}")
}

#[tokio::test]
async fn what_stands_in_it() {
    let mut table = Table::default();
    let utf8 = decode("the text is not UTF-8 (byte 26)");
    table.thread("invalid UTF-8", json(200, b"{\"thread_id\":\"t\",\"name\":\"n\xff\"}"), &utf8).await;
    let utf16: Vec<u8> = THREAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    table.thread("UTF-16", json(200, utf16), &decode("expected a member name, found `\\0` (byte 1)")).await;
    table.thread("a byte order mark", json(200, format!("\u{feff}{THREAD}")), "thread n").await;
    table.thread("half a surrogate pair", json(200, r#"{"thread_id":"t","name":"\ud83d"}"#), "thread \u{fffd}").await;
    table
        .thread(
            "two texts",
            json(200, [THREAD, THREAD].concat()),
            &decode("expected the end of the text, found `{` (byte 28)"),
        )
        .await;
    table.thread("a member twice", json(200, r#"{"thread_id":"t","name":"a","name":"n"}"#), "thread n").await;
    let deep = |open: &str, close: &str| format!("{{\"metadata\":{}1{}}}", open.repeat(10_000), close.repeat(10_000));
    table
        .thread("objects 10,000 deep", json(200, deep("{\"a\":", "}")), &decode(&too_deep(".metadata", ".a", 647)))
        .await;
    let unknown = deep("[", "]").replace("metadata", "other");
    table.thread("10,000 deep where nobody looks", json(200, unknown), &decode(&too_deep(".other", "[0]", 136))).await;
    table.thread("never closed", json(200, "[".repeat(1_000_000)), &decode("expected an object, found an array")).await;
    let name = format!("{{\"metadata\":{{\"{}\":tru}}}}", "k".repeat(1_000_000));
    let expected = format!("at .metadata[\"{}…\"]: expected a boolean, found `t` (byte 1000016)", "k".repeat(60));
    table.thread("a mistake behind a name of 1 MB", json(200, name), &decode(&expected)).await;
    let out_of_range = format!("at .metadata.x: number `1{}…` is out of range for f64", "0".repeat(59));
    let number = format!("{{\"thread_id\":\"t\",\"name\":\"n\",\"metadata\":{{\"x\":1{}}}}}", "0".repeat(100_000));
    table.thread("a number of 100,000 digits", json(200, number), &decode(&out_of_range)).await;
    table.check();
}

/// Of a path that goes deep the first and the last steps are told.
fn too_deep(first: &str, step: &str, byte: usize) -> String {
    let (head, tail) = (step.repeat(11), step.repeat(4));
    format!("at {first}{head}…{tail}: more than 128 arrays and objects inside each other (byte {byte})")
}

#[tokio::test]
async fn how_large_it_is() {
    let mut table = Table::default();
    let large = " error: the body is larger than 16.7 MB (`max_body_bytes`)";
    let announced =
        vec![Step::Send(head(200, "content-type: application/json\ncontent-length: 4294967296\n")), Step::Stall];
    table.thread("4 GiB, announced", announced, large).await;
    let endless = open_json([send("["), Step::Repeat(b"0,".repeat(32 * 1024), 1024)]);
    table.thread("64 MiB of numbers", endless, large).await;
    let endless = open_json([send("{\"name\":\""), Step::Repeat(vec![b'x'; 64 * 1024], 1024)]);
    table.thread("64 MiB of one text", endless, large).await;
    let wrong = " error: the connection broke off";
    let headers = vec![send("HTTP/1.1 200 X\r\n"), Step::Repeat(b"x-a: b\r\n".repeat(8192), 1024)];
    table.thread("64 MiB of headers", headers, wrong).await;
    let header = vec![send("HTTP/1.1 200 X\r\nx-a: "), Step::Repeat(vec![b'x'; 64 * 1024], 1024)];
    table.thread("a header of 64 MiB", header, wrong).await;
    table.check();
}

#[tokio::test]
async fn what_is_no_http() {
    let mut table = Table::default();
    let wrong = " error: the connection broke off";
    table.thread("another protocol", vec![send("SSH-2.0-OpenSSH_9.6\r\n"), Step::Stall], wrong).await;
    table.thread("bytes", vec![Step::Send(vec![0; 4096])], wrong).await;
    table.thread("a status of four digits", vec![send("HTTP/1.1 2000 X\r\n\r\n")], wrong).await;
    let chunks =
        vec![Step::Send(head(200, "content-type: application/json\ntransfer-encoding: chunked\n")), send("zz\r\n{}")];
    table.thread("chunks that are none", chunks, "truncated error: the connection broke off").await;
    let huge = vec![Step::Send(head(200, "transfer-encoding: chunked\n")), send("ffffffffffffffffff\r\n{}")];
    table.thread("a chunk of more than 64 bits", huge, "truncated error: the connection broke off").await;
    let lengths = vec![send("HTTP/1.1 200 X\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")];
    table.thread("two lengths", lengths, wrong).await;
    let negative = vec![send("HTTP/1.1 200 X\r\ncontent-length: -1\r\n\r\n{}")];
    table.thread("a negative length", negative, wrong).await;
    let switch = vec![send("HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")];
    table.thread("another protocol, politely", switch, "status error: 101 Switching Protocols (no body)").await;
    table.check();
}
