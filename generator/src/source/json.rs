//! JSON text to a value tree, by serde_json: never through a YAML parser, which refuses surrogate pairs.
//!
//! Positions of values are found later, by `locate_json`, and only when a finding needs one.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::parse::Complaint;
use super::tree::{Growth, Node};
use crate::diagnostics::codes;

pub(super) fn parse(text: &str, growth: &mut Growth) -> Result<Value, Complaint> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = Node(growth).deserialize(&mut deserializer);
    parsed.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| complaint(text, &error))
}

fn complaint(text: &str, error: &serde_json::Error) -> Complaint {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = whole.strip_suffix(&place).unwrap_or(&whole);
    let message = match message.strip_prefix("EOF while parsing ") {
        Some(inside) => format!("the document ends inside {inside}"),
        None => message.to_owned(),
    };
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    Complaint {
        code: codes::DOCUMENT_SYNTAX,
        message,
        position: Some((error.line(), character_column(line, error.column()))),
        help: None,
    }
}

/// serde_json counts the bytes it has read of the line: the last of them is where it stopped.
fn character_column(line: &str, bytes_read: usize) -> usize {
    line.char_indices().take_while(|(start, _)| *start < bytes_read).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse_text(text: &str) -> Result<Value, (String, Option<(usize, usize)>)> {
        let mut growth = Growth::new(text.len(), 100, false);
        parse(text, &mut growth).map_err(|complaint| (complaint.message, complaint.position))
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let text = r#"{"b": [1, -2, 3.5, 1e400], "a": "\ud83d\ude00", "<<": {"c": null}, "big": 18446744073709551616}"#;
        let text = &text.replace("1e400", "1e30");
        assert_eq!(parse_text(text), Ok(serde_json::from_str(text).unwrap()));
        assert_eq!(parse_text("[]"), Ok(json!([])));
    }

    #[test]
    fn an_error_has_its_place_in_characters() {
        let found = parse_text("{\n  \"é\": \"ü\" \"x\"}");
        assert_eq!(found, Err(("expected `,` or `}`".into(), Some((2, 12)))));
        let found = parse_text("{\"a\": [1,");
        assert_eq!(found, Err(("the document ends inside a value".into(), Some((1, 9)))));
        let found = parse_text("{} x");
        assert_eq!(found, Err(("trailing characters".into(), Some((1, 4)))));
    }

    #[test]
    fn duplicates_are_noted_with_their_path() {
        let text = r#"{"a": [0, {"k": 1, "k": {"x": 1}}]}"#;
        let mut growth = Growth::new(text.len(), 100, false);
        assert_eq!(parse(text, &mut growth).ok(), Some(json!({"a": [0, {"k": {"x": 1}}]})));
        assert_eq!(growth.duplicates(), [Pointer::parse("/a/1/k")]);
    }

    use crate::pointer::Pointer;
}
