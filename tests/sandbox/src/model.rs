//! The model behind every assistant: it echoes, and calls a tool when told to.
//!
//! What it answers follows from the input, and how that is cut into pieces from the seed. It thinks of nothing.

use serde_json::{Value, json};

/// An input that begins so makes it call a tool.
const TOOL: &str = "/tool";
/// Characters of several bytes, one of several characters, and one that combines with the letter before it.
const FLOURISH: &str = "naïve cafe\u{301}, 漢字, 👩🏽‍💻";

/// What an assistant says, step by step: each step is what one event of a run holds.
#[derive(Debug)]
pub(crate) struct Turn {
    /// Messages as far as they are written, each longer than before.
    pub(crate) steps: Vec<Vec<Value>>,
    /// The messages when all is said, without those of the caller.
    pub(crate) whole: Vec<Value>,
}

/// The answer to a text. `id` names the messages.
pub(crate) fn answer(text: &str, seed: u64, id: &str) -> Turn {
    let mut turn = Turn { steps: Vec::new(), whole: Vec::new() };
    if let Some(question) = text.strip_prefix(TOOL) {
        call_tool(&mut turn, question.trim(), id);
    }
    let id = format!("run-{id}");
    let said = says(text);
    let mut so_far = String::new();
    for piece in pieces(&said, seed) {
        so_far.push_str(&piece);
        turn.steps.push(vec![ai(&id, &so_far, &json!([]))]);
    }
    turn.whole.push(ai(&id, &said, &json!([])));
    turn
}

/// What the model says to a text.
pub(crate) fn says(text: &str) -> String {
    format!("You said: {text} ({FLOURISH})")
}

fn call_tool(turn: &mut Turn, question: &str, id: &str) {
    let (message, call) = (format!("run-{id}-call"), format!("call-{id}"));
    let calls = json!([{ "id": call, "name": "calculator", "args": { "expression": question }, "type": "tool_call" }]);
    let asks = ai(&message, "", &calls);
    let result = json!({
        "content": format!("{question} = 42"),
        "additional_kwargs": {},
        "response_metadata": {},
        "type": "tool",
        "name": "calculator",
        "id": format!("tool-{id}"),
        "tool_call_id": call,
        "status": "success",
    });
    for message in [asks, result] {
        turn.steps.push(vec![message.clone()]);
        turn.whole.push(message);
    }
}

fn ai(id: &str, content: &str, calls: &Value) -> Value {
    json!({
        "content": content,
        "additional_kwargs": {},
        "response_metadata": {},
        "type": "ai",
        "name": null,
        "id": id,
        "example": false,
        "tool_calls": calls,
        "invalid_tool_calls": [],
        "usage_metadata": null,
    })
}

/// A text in pieces of one to six characters. Letters may lose what combines with them to the next piece.
pub(crate) fn pieces(text: &str, seed: u64) -> Vec<String> {
    let (mut pieces, mut rest, mut state) = (Vec::new(), text.chars(), seed);
    loop {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let length = usize::try_from(state >> 33).unwrap_or_default() % 6 + 1;
        let piece: String = rest.by_ref().take(length).collect();
        if piece.is_empty() {
            return pieces;
        }
        pieces.push(piece);
    }
}

/// The text of the last message that a caller sent.
pub(crate) fn last_text(messages: &[Value]) -> String {
    let content = messages.last().and_then(|message| message.get("content"));
    match content {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let texts = parts.iter().filter_map(|part| part.as_str().or_else(|| part.get("text")?.as_str()));
            texts.collect::<Vec<_>>().concat()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up() {
        assert_eq!(pieces(FLOURISH, 7).concat(), FLOURISH);
        assert!(pieces(FLOURISH, 7).len() > 4);
        assert_ne!(pieces(FLOURISH, 7), pieces(FLOURISH, 8));
    }

    #[test]
    fn a_tool_is_called_and_answers() {
        let turn = answer("/tool 6*7", 1, "x");
        assert_eq!(turn.whole.len(), 3);
        assert_eq!(turn.whole[1]["tool_call_id"], turn.whole[0]["tool_calls"][0]["id"]);
        assert_eq!(turn.steps.last().unwrap()[0]["content"], says("/tool 6*7"));
    }
}
