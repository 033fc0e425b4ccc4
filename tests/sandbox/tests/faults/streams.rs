//! Streams that are slow, silent, cut off, malformed, too large, endless or out of order.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use std::time::Duration;

use epsimo_client::runtime::error::Phase;
use epsimo_client::runtime::stream::End;

use super::world::{FAULT, World, echo, text_of};

pub(crate) async fn slow_body(world: World) {
    let (text, end) = world.text("slow-body;chunk=1;ms=0", "hi").await;
    assert_eq!((text, end.is_ok()), (echo("hi"), true));
}

pub(crate) async fn stall(world: World) {
    let client = world.client.to_builder().idle_timeout(Duration::from_millis(400)).build().unwrap();
    let (text, end) = text_of(&client, &world.run("hi"), "stall;events=5").await;
    assert_eq!(end.unwrap_err().timeout_phase(), Some(Phase::Idle));
    assert!(echo("hi").starts_with(&text) && !text.is_empty(), "{text}");
    // Comments count as a sign of life, for longer than the bound.
    let fault = "stall;events=5;pings=50;ms=1200";
    let (text, end) = text_of(&client, &world.run("hi"), fault).await;
    assert_eq!((text, end.is_ok()), (echo("hi"), true));
}

pub(crate) async fn cut(world: World) {
    for mode in ["clean", "chunk", "rst"] {
        let fault = format!("cut;events=6;mode={mode}");
        let (text, end) = world.text(&fault, "hi").await;
        let error = end.unwrap_err();
        assert!(error.is_truncated(), "{mode}: {error}");
        // What was on its way when a reset came may be lost.
        assert!(echo("hi").starts_with(&text) && (mode == "rst" || !text.is_empty()), "{mode}: {text}");
        assert_eq!(world.asked(&fault).len(), 1, "a run is not made again");
    }
    let (_, end) = world.text("cut;bytes=300", "hi").await;
    assert!(end.unwrap_err().is_truncated());
}

pub(crate) async fn half_event(world: World) {
    let (text, end) = world.text("half-event;events=5", "hi").await;
    let error = end.unwrap_err();
    assert!(error.is_truncated() && error.to_string().contains("in the midst of"), "{error}");
    let (whole, _) = world.text("cut;events=5;mode=clean", "hi").await;
    assert_eq!(text, whole);
}

pub(crate) async fn malformed(world: World) {
    let kinds = [
        ("tight", "hello"),
        ("cr", "hello"),
        ("mixed", "hello"),
        ("bom", "hello"),
        ("nul-id", "hello"),
        ("bad-retry", "hello"),
        ("no-colon", "hello"),
        ("invalid-utf8", "hel\u{fffd}lo"),
        ("comment", "hello"),
        ("done", "hello"),
        ("split-json", "hello"),
    ];
    for (kind, expected) in kinds {
        let (text, end) = world.text(&format!("bad-sse;kind={kind}"), "hi").await;
        assert_eq!(text, expected, "{kind}");
        assert!(end.is_ok(), "{kind}: {end:?}");
    }
    // An event without the data that its name asks for is an error, and the stream goes on.
    let mut events =
        world.client.runs().stream(&world.run("hi")).header(FAULT, "bad-sse;kind=no-data").send().await.unwrap();
    assert!(events.next().await.unwrap().unwrap_err().is_decode());
    assert!(events.next().await.unwrap().is_ok());
    assert!(events.next().await.unwrap().is_ok());
    assert!(events.next().await.is_none());
    assert_eq!(events.end(), Some(End::Terminal));
}

pub(crate) async fn giant(world: World) {
    let client = world.client.to_builder().max_event_bytes(1 << 20).build().unwrap();
    for lines in ["one", "many"] {
        let fault = format!("giant-event;mib=64;lines={lines}");
        let (text, end) = text_of(&client, &world.run("hi"), &fault).await;
        let error = end.unwrap_err().to_string();
        assert!(text.is_empty() && error.contains("larger than"), "{error}");
        tokio::time::sleep(Duration::from_millis(300)).await;
        let entry = world.asked(&fault).remove(0);
        assert!(entry.sent_bytes < 32 << 20 && entry.disconnected_ms.is_some(), "{entry:?}");
    }
}

pub(crate) async fn flood(world: World) {
    let fault = "flood;count=1000000";
    let mut events = world.client.runs().stream(&world.run("hi")).header(FAULT, fault).send().await.unwrap();
    let before = memory();
    for _ in 0..20_000 {
        events.next().await.unwrap().unwrap();
    }
    // Whoever does not read is not sent any more.
    let mut sent = 0;
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = world.asked(fault).remove(0).sent_pieces;
        if now == sent {
            break;
        }
        sent = now;
    }
    assert!(sent < 500_000, "{sent}");
    let grown = memory().saturating_sub(before);
    assert!(grown < 256 << 10, "{grown} KiB");
}

/// The memory of this program in KiB, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or_default()
}

pub(crate) async fn error_event(world: World) {
    let mut events =
        world.client.runs().stream(&world.run("hi")).header(FAULT, "error-event;at=4").send().await.unwrap();
    for _ in 0..4 {
        events.next().await.unwrap().unwrap();
    }
    let error = events.next().await.unwrap().unwrap_err();
    assert!(!error.is_decode() && !error.is_truncated(), "{error}");
    assert!(events.next().await.is_none());
    assert_eq!(events.end(), Some(End::Failed));
    let (text, end) = world.text("error-event;at=6", "hi").await;
    assert!(end.is_err() && echo("hi").starts_with(&text) && !text.is_empty(), "{text}");
}

pub(crate) async fn duplicate(world: World) {
    let (text, end) = world.text("duplicate", "hi").await;
    assert_eq!((text, end.is_ok()), (echo("hi"), true));
}

pub(crate) async fn reorder(world: World) {
    let text = world.client.runs().stream(&world.run("hi")).header(FAULT, "reorder").send_text().await.unwrap();
    // A message is what was last said of it, which here may be the one before the last.
    assert!(echo("hi").starts_with(&text) && text.contains("You said: hi"), "{text}");
}

pub(crate) async fn replay(world: World) {
    let (text, end) = world.text("replay-after-tool", "/tool 6*7").await;
    assert_eq!((text, end.is_ok()), (echo("/tool 6*7"), true));
}
