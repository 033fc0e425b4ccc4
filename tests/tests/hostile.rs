//! Whatever stands in a document as text, the emitted crate has the items that the document declares and no other, and
//! sends each name as it is.
//!
//! A run puts every text at every place at once, and another text at each place in turn; with `SPECLOOM_HOSTILE=all`
//! every text stands at every place in turn. One crate of all of them is compiled and documented.

#[path = "hostile/compiled.rs"]
mod compiled;
#[path = "hostile/document.rs"]
mod document;
#[path = "hostile/outcome.rs"]
mod outcome;
#[path = "hostile/shape.rs"]
mod shape;
#[path = "hostile/texts.rs"]
mod texts;

use std::collections::BTreeSet;

use serde_json::Value;
use specloom::diagnostics::Diagnostics;
use specloom::source::{self, ReadOptions};

use document::{base, harmless, places, with};
use outcome::{Facts, Outcome, generate};
use texts::{shown, texts};

/// Letters that mean something at a place, so that the document declares something else with them.
const MEANING: &[(&str, &str)] = &[("wire_path", "{}#"), ("wire_path_parameter", "{}#"), ("wire_body_type", "*")];

/// The text as it stands at a place.
fn at(place: &str, text: &str) -> String {
    let letters = MEANING.iter().find(|(name, _)| *name == place).map_or("", |(_, letters)| letters);
    text.chars().filter(|letter| !letters.contains(*letter)).collect()
}

/// The facts of the document with harmless words.
fn expected(base: &Value) -> Facts {
    match generate(&with(base, &harmless)) {
        Outcome::Emitted(tree) => Facts::of(&tree),
        Outcome::Refused(codes) => panic!("{codes:?}"),
    }
}

/// What is wrong with the crate of a document; `wire` are texts that have to be in it.
fn wrong(expected: &Facts, document: &Value, wire: &[String]) -> Option<String> {
    let tree = match generate(document) {
        Outcome::Emitted(tree) => tree,
        Outcome::Refused(codes) => return Some(format!("refused: {codes:?}")),
    };
    let found = Facts::of(&tree);
    let stands = |text: &str| found.literals.iter().any(|literal| literal.contains(text));
    // A value that is not always a text is written as JSON.
    let json = |text: &str| Value::from(text).to_string();
    let lost = wire.iter().find(|text| !stands(text) && !stands(&json(text)));
    outcome::raw_letter(&tree)
        .or_else(|| expected.difference(&found))
        .or_else(|| lost.map(|text| format!("{} is not sent as it is", shown(text))))
}

#[test]
fn every_text_at_all_places_at_once() {
    let base = base();
    let expected = expected(&base);
    let mut failures = Vec::new();
    for text in texts() {
        let put = |place: &str| at(place, &text) + place;
        // A list of media types, or a wildcard, is a choice and not the type of a part (Encoding Object).
        let is_choice = text.contains([',', '*']);
        let sent = |place: &&String| place.starts_with("wire_") && !(is_choice && *place == "wire_part_type");
        let wire: Vec<_> = places().iter().filter(sent).map(|place| put(place)).collect();
        failures.extend(wrong(&expected, &with(&base, &put), &wire).map(|wrong| format!("{}: {wrong}", shown(&text))));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn each_place_in_turn() {
    let base = base();
    let expected = expected(&base);
    let all = std::env::var("SPECLOOM_HOSTILE").is_ok_and(|which| which == "all");
    let texts = texts();
    let mut failures = Vec::new();
    for (index, place) in places().iter().enumerate() {
        for (number, text) in texts.iter().enumerate() {
            if !all && number != index % texts.len() {
                continue;
            }
            let text = at(place, text);
            let put = |word: &str| if word == place { text.clone() } else { harmless(word) };
            let wire: &[String] = if place.starts_with("wire_") { std::slice::from_ref(&text) } else { &[] };
            let wrong = wrong(&expected, &with(&base, &put), wire);
            failures.extend(wrong.map(|wrong| format!("{place} {}: {wrong}", shown(&text))));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn half_a_surrogate_pair_is_refused() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "\ud800", "version": "1"}, "paths": {}}"#;
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load_text("openapi.json", text, &[], &ReadOptions::default(), &mut diagnostics);
    let codes: BTreeSet<_> = diagnostics.iter().map(|found| found.code.name()).collect();
    assert!(loaded.is_err() && codes.contains("document-syntax"), "{codes:?}");
}
