//! The reader and the writer against `serde_json`, on documents made at random and on such documents with random edits.
//!
//! They may differ in these points only, all of them wanted:
//! - half a surrogate pair becomes U+FFFD, where `serde_json` fails;
//! - a byte order mark in front is passed over, where `serde_json` fails;
//! - 128 arrays and objects may stand inside each other, one more than for `serde_json`;
//! - floats are the nearest ones, where `serde_json` may be one unit off, or take one next to the largest for too large.

#[expect(dead_code, reason = "only streams are cut at random")]
mod random;

use random::Random;
use specloom_runtime::json::{RawJson, Value, from_slice, to_string};

/// Pieces of strings, as they stand in a text.
const STRINGS: &[&str] = &[
    "",
    "a",
    "id",
    "long enough to fill more than one block",
    "é",
    "日本",
    "😀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\u0000",
    "\\ud83d\\ude00",
    "\u{7f}",
    "\u{2028}",
];

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "0.1",
    "-2.5e-3",
    "1e3",
    "1E+22",
    "123456789.123456789",
    "1.7976931348623157e308",
    "1e309",
    "5e-324",
    "1e-400",
    "3.4028236e38",
];

const SPACES: &[&str] = &["", "", "", "", " ", "\n", "\t ", "\r\n"];

/// Bytes that edits put in: what JSON is made of, and what it is not.
const BYTES: &[u8] = b"{}[]:,\"\\/ntrufalse0123456789.eE+- \n\t\0\x1f\x7f\x80\xc3\xe2\xed\xf0\xff";

fn pick<'a>(random: &mut Random, from: &[&'a str]) -> &'a str {
    from.get(random.below(from.len())).copied().unwrap_or_default()
}

fn string(random: &mut Random, out: &mut String) {
    out.push('"');
    for _ in 0..random.below(4) {
        out.push_str(pick(random, STRINGS));
    }
    out.push('"');
}

fn document(random: &mut Random, depth: usize, out: &mut String) {
    out.push_str(pick(random, SPACES));
    match random.below(if depth == 0 { 5 } else { 9 }) {
        0 => out.push_str(pick(random, &["null", "true", "false"])),
        1 | 2 => out.push_str(pick(random, NUMBERS)),
        3 | 4 => string(random, out),
        kind => {
            let object = kind % 2 == 0;
            out.push(if object { '{' } else { '[' });
            for index in 0..random.below(5) {
                out.push_str(if index > 0 { "," } else { "" });
                if object {
                    out.push_str(pick(random, SPACES));
                    string(random, out);
                    out.push_str(pick(random, SPACES));
                    out.push(':');
                }
                document(random, depth - 1, out);
            }
            out.push_str(pick(random, SPACES));
            out.push(if object { '}' } else { ']' });
        }
    }
    out.push_str(pick(random, SPACES));
}

/// One to three edits: a byte replaced, put in or taken out, or a piece repeated.
fn edited(random: &mut Random, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len() + 1);
        let byte = BYTES.get(random.below(BYTES.len())).copied().unwrap_or_default();
        let end = (at + random.below(9)).min(bytes.len());
        match random.below(4) {
            0 => bytes.insert(at, byte),
            1 => drop(bytes.splice(at..(at + 1).min(bytes.len()), [byte])),
            2 => drop(bytes.drain(at..end)),
            _ => {
                let piece = bytes.get(at..end).unwrap_or_default().to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    bytes
}

/// Equal, but for the last unit of a float.
fn alike(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap_or_default(), b.as_f64().unwrap_or_default());
            a.to_bits().abs_diff(b.to_bits()) <= 1
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| alike(a, b)))
        }
        _ => ours == theirs,
    }
}

/// Whether a difference is one of those that are wanted.
fn wanted(text: &[u8], theirs: &str) -> bool {
    let allowed = ["surrogate", "hex escape", "number out of range"];
    allowed.iter().any(|error| theirs.contains(error)) || text.starts_with(b"\xef\xbb\xbf")
}

fn compare(text: &[u8]) -> bool {
    let ours = from_slice::<Value>(text);
    match (&ours, serde_json::from_slice::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(alike(ours, &theirs), "{}\n{ours}\n{theirs}", text.escape_ascii()),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => assert!(wanted(text, &error.to_string()), "{}: {error}", text.escape_ascii()),
        (Err(error), Ok(_)) => panic!("{}: {error}", text.escape_ascii()),
    }
    if let Ok(value) = &ours {
        assert!(from_slice::<RawJson>(text).is_ok(), "{}", text.escape_ascii());
        assert_eq!(to_string(value), serde_json::to_string(value).unwrap_or_default(), "{}", text.escape_ascii());
        assert_eq!(from_slice::<Value>(to_string(value).as_bytes()).as_ref(), Ok(value));
    }
    ours.is_ok()
}

#[test]
fn documents_are_read_alike() {
    let (mut accepted, count) = (0, 20_000);
    for seed in 0..count {
        let mut text = String::new();
        document(&mut Random::new(seed), 5, &mut text);
        accepted += u64::from(compare(text.as_bytes()));
    }
    // Those with a number beyond `f64` are refused.
    assert!(accepted > count / 2 && accepted < count, "{accepted} of {count}");
}

#[test]
fn edited_documents_are_read_alike() {
    let (mut accepted, count) = (0, 100_000);
    for seed in 0..count {
        let mut random = Random::new(seed + 1_000_000);
        let mut text = String::new();
        document(&mut random, 3, &mut text);
        accepted += u64::from(compare(&edited(&mut random, &text)));
    }
    assert!(accepted > count / 20 && accepted < count, "{accepted} of {count}");
}

#[test]
fn strings_are_written_alike() {
    for code in (0..0x3000_u32).chain(0xFFF0..0x1_0010) {
        let Some(character) = char::from_u32(code) else { continue };
        for text in [character.to_string(), format!("sixteen bytes or more {character} of them")] {
            assert_eq!(to_string(&text), serde_json::to_string(&text).unwrap());
        }
    }
}
