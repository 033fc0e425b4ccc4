//! The texts that are read and written: lists of 6 MB, the same in every run.

use crate::random::Random;

use super::derived::{Citation, FinishReason, Image, Message, Part, Record, Role, Text, ToolCall, ToolResult, Usage};

const BYTES: usize = 6_000_000;

/// A list of messages as a chat has them.
pub(super) fn messages() -> serde_json::Result<Vec<u8>> {
    list(&mut Random::new(7), message)
}

/// A list of flat records.
pub(super) fn records() -> serde_json::Result<Vec<u8>> {
    list(&mut Random::new(11), record)
}

fn list<T: serde::Serialize>(random: &mut Random, item: fn(&mut Random) -> T) -> serde_json::Result<Vec<u8>> {
    let mut text = b"[".to_vec();
    while text.len() < BYTES {
        serde_json::to_writer(&mut text, &item(random))?;
        text.push(b',');
    }
    text.pop();
    text.push(b']');
    Ok(text)
}

fn message(random: &mut Random) -> Message {
    let role = role(random);
    let is_answer = matches!(role, Role::Assistant);
    let parts = 1 + random.below(3);
    Message {
        id: random.id("msg"),
        object: "message".to_owned(),
        created_at: time(random),
        thread_id: random.id("thread"),
        role,
        name: random.once_in(4).then(|| random.words(2)),
        content: (0..parts).map(|_| part(random, true)).collect(),
        parent_id: match random.below(3) {
            0 => None,
            1 => Some(None),
            _ => Some(Some(random.id("msg"))),
        },
        model: is_answer.then(|| "large-2026-10-01".to_owned()),
        usage: is_answer.then(|| usage(random)),
        finish_reason: is_answer.then(|| finish_reason(random)),
        metadata: (0..random.below(4)).map(|index| (format!("key_{index}"), random.words(2))).collect(),
        pinned: random.once_in(9),
    }
}

fn role(random: &mut Random) -> Role {
    match random.below(8) {
        0 => Role::System,
        1..=3 => Role::User,
        4..=6 => Role::Assistant,
        _ => Role::Tool,
    }
}

fn finish_reason(random: &mut Random) -> FinishReason {
    match random.below(6) {
        0 => FinishReason::MaxTokens,
        1 => FinishReason::ToolCalls,
        _ => FinishReason::Stop,
    }
}

fn part(random: &mut Random, may_nest: bool) -> Part {
    match random.below(10) {
        0 => Part::Image(Image {
            url: format!("https://files.example.com/{}.png", random.id("file")),
            width: 64 + random.below(4000),
            height: 64 + random.below(4000),
            alt: random.once_in(2).then(|| random.words(6)),
        }),
        1 => Part::ToolCall(ToolCall {
            id: random.id("call"),
            name: "search".to_owned(),
            arguments: format!("{{\"query\":\"{}\",\"limit\":{}}}", random.words(5), random.below(50)),
        }),
        2 if may_nest => Part::ToolResult(ToolResult {
            call_id: random.id("call"),
            is_error: random.once_in(10),
            content: (0..=random.below(2)).map(|_| part(random, false)).collect(),
        }),
        _ => Part::Text(text(random)),
    }
}

fn text(random: &mut Random) -> Text {
    let words = 5 + random.below(120);
    let citation = |random: &mut Random| Citation {
        url: format!("https://example.com/{}", random.id("page")),
        title: random.once_in(2).then(|| random.words(4)),
        start: random.below(400),
        end: random.below(800),
    };
    Text {
        text: random.prose(words),
        citations: random.once_in(4).then(|| (0..=random.below(3)).map(|_| citation(random)).collect()),
    }
}

fn usage(random: &mut Random) -> Usage {
    Usage {
        input_tokens: u64::from(random.below(100_000)),
        output_tokens: u64::from(random.below(4_000)),
        cached_tokens: random.once_in(2).then(|| u64::from(random.below(50_000))),
        cost: f64::from(random.below(1_000_000)) / 1e6,
    }
}

fn record(random: &mut Random) -> Record {
    let words = 2 + random.below(30);
    Record {
        id: random.id("rec"),
        thread_id: random.id("thread"),
        position: random.below(1000),
        role: role(random),
        text: random.prose(words),
        created_at: time(random),
        updated_at: random.once_in(2).then(|| time(random)),
        model: random.once_in(2).then(|| "large-2026-10-01".to_owned()),
        name: random.once_in(4).then(|| random.words(2)),
        usage: usage(random),
        score: f64::from(random.below(1_000_000)) / 1e3,
        finish_reason: random.once_in(2).then(|| finish_reason(random)),
        pinned: random.once_in(9),
        hidden: random.once_in(9),
        tags: (0..random.below(4)).map(|_| random.words(1)).collect(),
        label: random.once_in(3).then(|| random.words(1)),
        revision: u64::from(random.below(100)),
        size: u64::from(random.below(100_000)),
    }
}

fn time(random: &mut Random) -> i64 {
    1_760_000_000 + i64::from(random.below(30_000_000))
}
