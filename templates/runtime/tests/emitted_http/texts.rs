//! The text of streams, put together from their events.

use crate::runtime::stream::{Delta, Deltas, End};
use crate::runtime::transport::ByteStream;
use crate::runtime::{Client, Error};
use crate::stub::{Stub, Turn};

fn client(body: String) -> Client {
    let turn = Turn::Answer(200, vec![("content-type", "text/event-stream")], ByteStream::from_bytes(body));
    Client::builder().transport(Stub::new([turn])).retries(0).build().unwrap()
}

/// Events called `data`, and their end.
fn run(payloads: &[&str]) -> Client {
    let event = |payload: &&str| format!("event: data\ndata: {payload}\n\n");
    client(payloads.iter().map(event).collect::<String>() + "event: end\n\n")
}

fn chat(payloads: &[&str]) -> Client {
    client(format!("data: {}\n\ndata: [DONE]\n\n", payloads.join("\n\ndata: ")))
}

async fn all(mut deltas: Deltas) -> (Vec<Result<Delta, Error>>, End) {
    let mut items = Vec::new();
    while let Some(item) = deltas.next().await {
        items.push(item);
    }
    (items, deltas.end().unwrap())
}

/// `0 a "Hel"`, with `!` where the text stands in place of what came before.
fn shown(items: Vec<Result<Delta, Error>>) -> Vec<String> {
    let show = |delta: Delta| {
        let sign = if delta.replaces { "!" } else { "" };
        format!("{} {} {sign}{:?}", delta.message, delta.id, delta.text)
    };
    items.into_iter().map(|item| item.map_or_else(|error| error.to_string(), show)).collect()
}

#[tokio::test]
async fn messages_that_come_again_longer() {
    let client = run(&[
        r#"[{"type":"human","content":["Hi"],"id":"h"}]"#,
        r#"[{"type":"ai","content":["Grü"],"id":"a"}]"#,
        r#"[{"type":"ai","content":["Grü"],"id":"a"}]"#,
        r#"{"id":"a","content":["Grüße"," 🌱"],"type":"ai","later":[{}]}"#,
        r#"[{"type":"ai","content":["Grüße 🌱"],"id":"a"},{"type":"ai","content":[],"id":7},{"type":"ai","content":["!"],"id":7}]"#,
        r#"[{"type":"ai","content":["Halt"],"id":"a"},1]"#,
    ]);
    let (items, end) = all(client.run().send_deltas().await.unwrap()).await;
    let expected = [r#"0 a "Grü""#, r#"0 a "ße 🌱""#, r#"1 7 "!""#, r#"0 a !"Halt""#];
    assert_eq!((shown(items).as_slice(), end), (expected.map(str::to_owned).as_slice(), End::Terminal));
}

#[tokio::test]
async fn messages_without_id_are_told_apart_by_their_place() {
    let client = run(&[
        r#"[{"type":"ai","content":["a"]},{"type":"ai","content":["b"],"id":null}]"#,
        r#"[{"type":"ai","content":["a1"]},{"type":"ai","content":["b2"]}]"#,
    ]);
    assert_eq!(client.run().send_text().await.unwrap(), "a1\n\nb2");
}

#[tokio::test]
async fn pieces_that_are_new() {
    let chunk = |text: &str| {
        format!(r#"{{"detail":"","choices":[{{"delta":{{"content":{text}}}}},{{"delta":{{"content":"no"}}}}]}}"#)
    };
    let chunks = [chunk("\"Grü\""), chunk("null"), chunk("\"\""), chunk("\"ße\""), r#"{"choices":[]}"#.to_owned()];
    let chunks = chunks.each_ref().map(String::as_str);
    let (items, end) = all(chat(&chunks).chat().send_deltas().await.unwrap()).await;
    assert_eq!(
        (shown(items).as_slice(), end),
        (&[r#"0  "Grü""#.to_owned(), r#"0  "ße""#.to_owned()][..], End::Sentinel)
    );
    assert_eq!(chat(&chunks).chat().send_text().await.unwrap(), "Grüße");
}

/// What is no JSON object or array holds no text, what is a broken one is wrong.
#[tokio::test]
async fn broken_events_are_items() {
    let wrong = || run(&["later", "[{]", r#"[{"type":"ai","content":["a"],"id":"a"}]"#]);
    let (items, end) = all(wrong().run().send_deltas().await.unwrap()).await;
    let is_wrong: Vec<_> = items.iter().map(|item| item.as_ref().is_err_and(Error::is_decode)).collect();
    assert_eq!((is_wrong.as_slice(), end), (&[true, false][..], End::Terminal));
    assert!(wrong().run().send_text().await.unwrap_err().is_decode());
    let cut = client("event: data\ndata: [{\"type\":\"ai\",\"content\":[\"a\"],\"id\":\"a\"}]\n\n".to_owned());
    assert!(cut.run().send_text().await.unwrap_err().is_truncated());
}

#[tokio::test]
async fn a_text_is_no_larger_than_an_event_may_be() {
    let chunks = [r#"{"choices":[{"delta":{"content":"0123456789012345678901234567890123456789"}}]}"#; 3];
    let client = chat(&chunks).to_builder().max_event_bytes(100).build().unwrap();
    let error = client.chat().send_text().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /chat: the text of the stream is larger than 100 B (`max_event_bytes`)");
    assert!(!format!("{error:?}").contains("0123"));
}

#[tokio::test]
async fn a_stream_that_is_open_gives_its_text_too() {
    let client = run(&[r#"[{"type":"ai","content":["a"],"id":"a"}]"#]);
    let deltas = client.run().send().await.unwrap().deltas().unwrap();
    assert!(!format!("{deltas:?}").contains("\"a\""));
    assert_eq!(deltas.text().await.unwrap(), "a");
    assert!(client.texts().send().await.unwrap().deltas().is_none());
}
