//! The reader on JSON texts that are right, wrong and up to the reader.

mod suite;

use specloom_runtime::json::{RawJson, Value, from_slice, to_string};

/// What the reader makes of a text: as a value and, which must agree, as a text that is only passed over.
fn read(text: &[u8]) -> Option<Value> {
    let value = from_slice::<Value>(text).ok();
    // A number that is too large for a value is still JSON.
    if value.is_some() {
        assert!(from_slice::<RawJson>(text).is_ok(), "{}", text.escape_ascii());
    }
    value
}

#[test]
fn what_is_right_is_accepted() {
    for text in suite::ACCEPTED {
        let value = read(text);
        assert!(value.is_some(), "{}", text.escape_ascii());
        assert_eq!(value, serde_json::from_slice(text).ok(), "{}", text.escape_ascii());
    }
}

#[test]
fn what_is_wrong_is_rejected() {
    for text in suite::REJECTED {
        assert_eq!(read(text), None, "{}", text.escape_ascii());
        assert!(from_slice::<RawJson>(text).is_err(), "{}", text.escape_ascii());
    }
}

#[test]
fn what_is_up_to_the_reader_is_as_stated() {
    for (text, expected) in suite::UP_TO_THE_READER {
        let written = read(text).map(|value| to_string(&value));
        assert_eq!(written.as_deref(), *expected, "{}", text.escape_ascii());
    }
}

#[test]
fn texts_that_are_cut_are_rejected() {
    for text in suite::ACCEPTED.iter().filter(|text| matches!(text.first(), Some(b'[' | b'{' | b'"'))) {
        let whole = text.trim_ascii_end();
        for end in 0..whole.len() {
            let cut = whole.get(..end).unwrap_or_default();
            assert_eq!(read(cut), None, "{}", cut.escape_ascii());
        }
    }
}

#[test]
fn depth_is_bounded_by_an_error() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let inner = if open == "[" { "" } else { "1" };
        let nested = |depth: usize| format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
        assert!(read(nested(128).as_bytes()).is_some());
        assert!(read(nested(129).as_bytes()).is_none());
        assert!(from_slice::<RawJson>(open.repeat(100_000).as_bytes()).is_err());
    }
}
