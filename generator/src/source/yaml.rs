//! YAML text to a JSON value tree: keys become their text, timestamps and `NO` stay strings, merge keys are applied.
//!
//! The only file that names the YAML parser. Anchors are expanded within a limit; tags are dropped.

use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_yaml::{Deserializer, Error};

use super::locate_yaml::bottomless;
use super::parse::Complaint;
use super::tree::{Growth, KEY_EXPECTATION, Node};
use crate::diagnostics::codes;

pub(super) fn parse(text: &str, growth: &mut Growth) -> Result<Value, Complaint> {
    if let Some(position) = bottomless(text) {
        return Err(Complaint::too_deep(Some(position)));
    }
    let mut documents = Deserializer::from_str(text);
    let Some(first) = documents.next() else { return Ok(Value::Null) };
    let value = Node(growth).deserialize(first).map_err(|error| complaint(text, &error))?;
    if documents.next().is_some() {
        return Err(Complaint {
            code: codes::YAML_SEVERAL_DOCUMENTS,
            message: "the file holds more than one YAML document".to_owned(),
            position: second_document(text),
            help: Some("keep one document; the others would be lost".to_owned()),
        });
    }
    Ok(value)
}

fn complaint(text: &str, error: &Error) -> Complaint {
    let position = error.location().map(|at| (at.line(), at.column()));
    let message = without_place(&error.to_string());
    if message.contains(KEY_EXPECTATION) {
        return key_complaint(position);
    }
    if message.contains("repetition limit exceeded") {
        return Complaint::repetition(position.or_else(|| first_alias(text)));
    }
    if let Some(position) = position.and_then(|(line, _)| indenting_tab(text, line)) {
        return Complaint {
            code: codes::YAML_TAB,
            message: "a tab character is used for indentation".to_owned(),
            position: Some(position),
            help: Some("indent with spaces".to_owned()),
        };
    }
    if message.contains("recursion limit exceeded") {
        return Complaint::too_deep(position);
    }
    Complaint { code: codes::DOCUMENT_SYNTAX, message, position, help: None }
}

fn key_complaint(position: Option<(usize, usize)>) -> Complaint {
    Complaint {
        code: codes::YAML_KEY_NOT_SCALAR,
        message: "a key is a list or a mapping".to_owned(),
        position,
        help: Some("keys have to be texts, numbers or booleans".to_owned()),
    }
}

/// The parser does not say which alias it was; the first is where the reader starts to look.
fn first_alias(text: &str) -> Option<(usize, usize)> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#'));
    lines.find_map(|(index, line)| {
        let (before, _) =
            line.match_indices('*').find_map(|(at, _)| line.split_at_checked(at)).filter(|(before, rest)| {
                let names_anchor = rest.chars().nth(1).is_some_and(char::is_alphanumeric);
                names_anchor && before.ends_with([' ', '[', ','])
            })?;
        Some((index + 1, before.chars().count() + 1))
    })
}

/// The parser's message ends in one or two places, which are given apart.
fn without_place(message: &str) -> String {
    let cut = [" at line ", " at position ", ", while "].into_iter().filter_map(|mark| message.find(mark)).min();
    message.get(..cut.unwrap_or(message.len())).unwrap_or(message).to_owned()
}

/// The first tab in the blanks at the start of this line or the one before it: the scanner may notice either.
fn indenting_tab(text: &str, line: usize) -> Option<(usize, usize)> {
    let mut lines = text.lines().enumerate().skip(line.saturating_sub(2)).take(2);
    lines.find_map(|(index, line)| {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line.get(..blanks)?.find('\t')?;
        Some((index + 1, tab + 1))
    })
}

fn second_document(text: &str) -> Option<(usize, usize)> {
    let is_content = |line: &str| !line.trim_start().is_empty() && !line.starts_with(['#', '%']);
    let lines = text.lines().enumerate().skip_while(|(_, line)| !is_content(line));
    lines.skip(1).find(|(_, line)| line.starts_with("---")).map(|(index, _)| (index + 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::pointer::Pointer;
    use serde_json::json;

    fn parse_text(text: &str) -> Result<Value, (Code, Option<(usize, usize)>)> {
        let mut growth = Growth::new(text.len(), 100, true);
        parse(text, &mut growth).map_err(|complaint| (complaint.code, complaint.position))
    }

    #[test]
    fn scalars_keep_what_json_can_say() {
        let text =
            "200: ok\nno: NO\n1.0: on\nday: 2024-01-01\nnone:\nhex: 0x10\nzero: 007\nbig: 18446744073709551616\n";
        let expected = json!({
            "200": "ok", "no": "NO", "1.0": "on", "day": "2024-01-01", "none": null, "hex": 16, "zero": "007",
            "big": 18_446_744_073_709_551_616_f64,
        });
        assert_eq!(parse_text(text), Ok(expected));
        assert_eq!(parse_text("a: !Custom 'x'\nb: !!str 12\n"), Ok(json!({"a": "x", "b": "12"})));
    }

    #[test]
    fn a_number_that_is_not_finite_stays_text_and_is_noted() {
        let text = "a:\n  - 1\n  - -.inf\n";
        let mut growth = Growth::new(text.len(), 100, true);
        assert_eq!(parse(text, &mut growth).ok(), Some(json!({"a": [1, "-.inf"]})));
        assert_eq!(growth.not_finite(), [Pointer::parse("/a/1")]);
    }

    #[test]
    fn merge_keys_do_not_replace_own_members() {
        let text = "base: &b {x: 1, y: 1}\nmore: &m {y: 2, z: 2}\nown:\n  <<: [*b, *m]\n  x: 3\n";
        let value = parse_text(text).unwrap();
        assert_eq!(value["own"], json!({"x": 3, "y": 1, "z": 2}));
    }

    #[test]
    fn aliases_are_expanded() {
        assert_eq!(parse_text("a: &a [1]\nb: *a\n"), Ok(json!({"a": [1], "b": [1]})));
        assert_eq!(parse_text("a: *b\n").map_err(|(code, _)| code), Err(codes::DOCUMENT_SYNTAX));
    }

    #[test]
    fn what_cannot_be_json_is_coded() {
        assert_eq!(parse_text("a:\n\tb: 1\n"), Err((codes::YAML_TAB, Some((2, 1)))));
        assert_eq!(parse_text("a: 1\n---\nb: 1\n"), Err((codes::YAML_SEVERAL_DOCUMENTS, Some((2, 1)))));
        assert_eq!(parse_text("? [1, 2]\n: x\n"), Err((codes::YAML_KEY_NOT_SCALAR, Some((1, 3)))));
        assert_eq!(parse_text("a: [1\nb: 2\n").map_err(|(code, _)| code), Err(codes::DOCUMENT_SYNTAX));
    }
}
