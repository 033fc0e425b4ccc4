//! Edits of the documents in `specs/` whose effect is known by construction are found on the right axis; rewrites that
//! have no effect are not.

#[path = "drift/edits.rs"]
mod edits;

use edits::{edits, respelled, reversed};
use serde_json::Value;
use specloom::diagnostics::Diagnostics;
use specloom::drift::kinds::Effect;
use specloom::drift::{CompareOptions, Finding, Side, compare};
use specloom::source::{self, Input, Loaded, ReadOptions};
use specloom_tests::workspace;

/// About how many edits are tried.
const MOST: usize = 500;

fn documents() -> Vec<(String, Value)> {
    let specs = workspace().join("specs");
    let features = std::fs::read_dir(specs.join("features")).expect("there are features");
    let mut paths: Vec<_> = features.flatten().map(|file| file.path()).collect();
    paths.push(specs.join("epsimo/openapi.json"));
    paths.sort();
    let mut diagnostics = Diagnostics::new();
    let mut read = |path: std::path::PathBuf| {
        let loaded = source::load(&Input::File(path.clone()), &[], &ReadOptions::default(), &mut diagnostics).ok()?;
        Some((path.display().to_string(), loaded.value))
    };
    let all = paths.into_iter().filter_map(&mut read).collect();
    let _ = diagnostics.len();
    all
}

fn loaded(name: &str, document: &Value) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    let text = format!("{document:#}");
    let loaded = source::load_text(name, &text, &[], &ReadOptions::default(), &mut diagnostics);
    let _ = diagnostics.len();
    loaded.expect("documents are readable")
}

fn findings(old: &Loaded, new: &Loaded) -> Vec<Finding> {
    let mut diagnostics = Diagnostics::new();
    let mut side = |loaded| Side::read(loaded, &mut diagnostics).expect("documents are OpenAPI");
    let found = compare(&side(old), &side(new), &CompareOptions::default());
    let _ = diagnostics.len();
    found
}

#[test]
fn edits_are_found_where_they_are() {
    let documents = documents();
    let all: Vec<_> = documents
        .iter()
        .flat_map(|(name, value)| edits(value).into_iter().map(move |edit| (name, value, edit)))
        .collect();
    let step = all.len().div_ceil(MOST).max(1);
    let mut missed = Vec::new();
    for (name, old, edit) in all.iter().step_by(step) {
        let found = findings(&loaded("old.json", old), &loaded("new.json", &edit.document));
        let here = |finding: &&Finding| {
            let place = finding.old.as_ref().map(|spot| spot.pointer.to_string()).unwrap_or_default();
            edit.kinds.contains(&finding.kind.id) && place.starts_with(&edit.place)
        };
        if !found
            .iter()
            .find(here)
            .is_some_and(|finding| finding.source == Effect::Breaks || finding.kind.id.starts_with("opt"))
        {
            let ids: Vec<_> = found.iter().map(|finding| finding.kind.id).collect();
            missed.push(format!("{name}#{}: {:?} is not among {ids:?}", edit.place, edit.kinds));
        }
    }
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), all.len(), missed.join("\n"));
}

#[test]
fn rewrites_without_effect_are_not_found() {
    let mut wrong = Vec::new();
    for (name, document) in documents() {
        let old = loaded("old.json", &document);
        let mut spelled = document.clone();
        if let Some(schemas) = spelled.pointer_mut("/components/schemas") {
            *schemas = respelled(schemas);
        }
        let rewrites = [
            ("order", loaded("new.json", &reversed(&document))),
            ("spelling", loaded("new.json", &spelled)),
            ("language", loaded("new.yaml", &document)),
        ];
        for (rewrite, new) in rewrites {
            let ids: Vec<_> = findings(&old, &new).iter().map(|finding| finding.kind.id).collect();
            if !ids.is_empty() {
                wrong.push(format!("{name}: {rewrite}: {ids:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
