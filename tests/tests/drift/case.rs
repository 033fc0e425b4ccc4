//! Reads the cases and compares their documents.

use std::collections::BTreeSet;

use serde_json::Value;
use specloom::diagnostics::Diagnostics;
use specloom::drift::{CompareOptions, Date, Outcome, Side, compare};
use specloom::source::{self, Input, ReadOptions};
use specloom_tests::workspace;

/// A pair of documents and what is to be found.
pub(crate) struct Case {
    /// The file and the key in it.
    pub(crate) name: String,
    /// The kind that the case is about.
    pub(crate) kind: String,
    /// All kinds that are found.
    pub(crate) finds: BTreeSet<String>,
    old: Value,
    new: Value,
}

fn read(name: &str) -> Value {
    let mut diagnostics = Diagnostics::new();
    let path = workspace().join("tests/drift").join(name);
    let loaded = source::load(&Input::File(path), &[], &ReadOptions::default(), &mut diagnostics);
    assert_eq!(diagnostics.len(), 0, "{name} is not readable: {diagnostics:?}");
    loaded.expect("cases are readable").value
}

/// All cases. The old side is the base changed by `old`, the new one is the old changed by `new`.
pub(crate) fn cases() -> Vec<Case> {
    let folder = std::fs::read_dir(workspace().join("tests/drift")).expect("there is a folder of cases");
    let mut files: Vec<String> = folder.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    files.retain(|name| name != "base.yaml");
    files.sort();
    let base = read("base.yaml");
    files.iter().flat_map(|file| cases_of(file, &base)).collect()
}

fn cases_of(file: &str, base: &Value) -> Vec<Case> {
    let all = read(file);
    let cases = all.as_object().expect("cases have names").iter();
    let case = |(key, said): (&String, &Value)| {
        let kind = key.split('/').next().unwrap_or(key).to_owned();
        let finds = said.get("finds").and_then(Value::as_array).map_or_else(
            || BTreeSet::from([kind.clone()]),
            |ids| ids.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        );
        let mut old = base.clone();
        said.get("old").into_iter().for_each(|change| patch(&mut old, change));
        let mut new = old.clone();
        // A changed contract under the same version is a finding of its own.
        new["info"]["version"] = Value::from("2.0.0");
        said.get("new").into_iter().for_each(|change| patch(&mut new, change));
        Case { name: format!("{file}#{key}"), kind, finds, old, new }
    };
    cases.map(case).collect()
}

/// A merge patch (RFC 7396).
fn patch(target: &mut Value, change: &Value) {
    let Value::Object(members) = change else {
        *target = change.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let object = target.as_object_mut().expect("made an object above");
    for (key, change) in members {
        if change.is_null() {
            object.shift_remove(key);
        } else {
            patch(object.entry(key).or_insert(Value::Null), change);
        }
    }
}

/// The kinds that are found between the two documents of a case; for the document as a whole where nothing else is.
pub(crate) fn found(case: &Case) -> BTreeSet<String> {
    let mut diagnostics = Diagnostics::new();
    let options = ReadOptions::default();
    let mut load = |name: &str, value: &Value| {
        source::load_text(name, &format!("{value:#}"), &[], &options, &mut diagnostics).expect("cases are documents")
    };
    let (old, new) = (load("old.json", &case.old), load("new.json", &case.new));
    let mut side = |loaded| Side::read(loaded, &mut diagnostics).expect("cases are OpenAPI");
    let (old, new) = (side(&old), side(&new));
    let findings = compare(&old, &new, &CompareOptions { today: "2026-11-24".parse::<Date>().ok() });
    let _ = diagnostics.len();
    for finding in &findings {
        let place = finding.old.as_ref().or(finding.new.as_ref());
        assert!(place.is_some_and(|place| place.line.is_some()), "{}: {finding:?} has no line", case.name);
    }
    if findings.is_empty() && !case.finds.is_empty() {
        return Outcome::of(&old, &new, &findings).kind().map(|kind| kind.id.to_owned()).into_iter().collect();
    }
    findings.iter().map(|finding| finding.kind.id.to_owned()).collect()
}
