//! The document whose texts are replaced, and its places.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use specloom::diagnostics::Diagnostics;
use specloom::source::{self, ReadOptions};

/// The document; places are named in it.
pub(crate) fn base() -> Value {
    let mut diagnostics = Diagnostics::new();
    let loaded =
        source::load_text("base.yaml", include_str!("base.yaml"), &[], &ReadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().next());
    loaded.unwrap_or_else(|failure| panic!("{:?}", failure.kind)).value
}

/// The names of all places, in order.
pub(crate) fn places() -> Vec<String> {
    let mut places = BTreeSet::new();
    let text = include_str!("base.yaml").lines().skip(2).collect::<String>();
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        if word.starts_with("at_") || word.starts_with("wire_") {
            places.insert(word.to_owned());
        }
    }
    places.into_iter().collect()
}

/// The document with what `put` says at each place.
pub(crate) fn with(value: &Value, put: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(filled(text, put)),
        Value::Array(items) => items.iter().map(|item| with(item, put)).collect(),
        Value::Object(members) => {
            let mut object = Map::new();
            for (name, value) in members {
                let before = object.insert(filled(name, put), with(value, put));
                assert!(before.is_none(), "two members of the name {name}");
            }
            Value::Object(object)
        }
        other => other.clone(),
    }
}

/// A text that any place takes: a token of HTTP, a word of a path, and no identifier as it stands.
pub(crate) fn harmless(place: &str) -> String {
    format!("Harmless.{}", place.split_once('_').map_or(place, |(_, rest)| rest).replace('_', "."))
}

/// The text with its places filled; in a reference as RFC 6901 writes it in a fragment.
fn filled(text: &str, put: &dyn Fn(&str) -> String) -> String {
    let reference = text.starts_with("#/");
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = ["at_", "wire_"].iter().filter_map(|mark| position(rest, mark)).min() {
        let (before, tail) = rest.split_at(start);
        let end = tail.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(tail.len());
        let (word, tail) = tail.split_at(end);
        out.push_str(before);
        let text = put(word);
        out.push_str(&if reference { fragment(&text) } else { text });
        rest = tail;
    }
    out + rest
}

/// Where a word with this mark begins.
fn position(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark)
        .map(|(at, _)| at)
        .find(|at| !text[..*at].ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_'))
}

fn fragment(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1").replace('%', "%25")
}
