//! One crate with another text at each place compiles, and rustdoc and clippy have nothing to say about it.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use specloom_tests::workspace;

use super::document::{base, harmless, places, with};
use super::outcome::{Outcome, generate};
use super::texts::texts;

/// A schema whose members are described by every text, beside the document with another text at each place.
fn document() -> Value {
    let texts = texts();
    let short: Vec<&String> = texts.iter().filter(|text| text.len() < 1000).collect();
    let places = places();
    let put = |place: &str| {
        let index = places.iter().position(|other| other == place).unwrap_or_default();
        // Paths and types of bodies are taken apart: see the tests of all texts.
        let plain = place.starts_with("wire_path") || place.starts_with("wire_body");
        if plain { harmless(place) } else { format!("{}{place}", short[index % short.len()]) }
    };
    let mut document = with(&base(), &put);
    let members: Map<String, Value> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let about = json!({"type": "string", "title": text, "description": text, "default": text, "example": text});
            (format!("{number} {text}"), about)
        })
        .collect();
    document["components"]["schemas"]["Described"] = json!({"type": "object", "properties": members});
    document
}

#[test]
fn a_crate_of_hostile_texts_compiles_and_documents_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let tree = match generate(&document()) {
        Outcome::Emitted(tree) => tree,
        Outcome::Refused(codes) => panic!("{codes:?}"),
    };
    tree.write(&folder.join("client")).unwrap();
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n";
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for arguments in [&["clippy", "--", "-D", "warnings"][..], &["doc", "--no-deps"]] {
        let output = Command::new(env!("CARGO"))
            .current_dir(&folder)
            .args(arguments)
            // The folder of the features: their dependencies are those of this crate.
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("features/target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .expect("cargo runs");
        let text = String::from_utf8_lossy(&output.stderr);
        let head: Vec<_> = text.lines().take(60).collect();
        assert!(output.status.success(), "{arguments:?}:\n{}", head.join("\n"));
    }
}
