//! The account of a run is complete: every operation, schema and keyword of a document is in it, by a count on the raw
//! value tree that knows nothing of the generator's reader.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use specloom::config::Config;
use specloom::diagnostics::Diagnostics;
use specloom::names::Lock;
use specloom::project::Strictness;
use specloom::report::{Report, Section, State};
use specloom::source::{self, Input, ReadOptions};
use specloom::{Options, generate};
use specloom_tests::{corpus, documents, shown};

/// Members whose own members are names, each of an object of keywords.
const NAMED: &[&str] = &[
    "webhooks",
    "schemas",
    "requestBodies",
    "securitySchemes",
    "links",
    "pathItems",
    "mediaTypes",
    "properties",
    "patternProperties",
    "content",
    "encoding",
    "variables",
    "additionalOperations",
];
/// Members that hold values, names or what is not honoured as a whole, and no keywords.
const CLOSED: &[&str] = &[
    "example",
    "default",
    "enum",
    "const",
    "value",
    "dataValue",
    "serializedValue",
    "security",
    "scopes",
    "mapping",
    "required",
    "type",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$defs",
    "definitions",
    "$vocabulary",
    "externalDocs",
    "xml",
    "server",
    "prefixEncoding",
    "itemEncoding",
];

type Counts = BTreeMap<String, usize>;

/// An object of keywords, or a list of such.
fn keywords(value: &Value, counts: &mut Counts) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keywords(item, counts)),
        Value::Object(members) => members.iter().for_each(|(key, value)| keyword(key, value, counts)),
        _ => {}
    }
}

fn keyword(key: &str, value: &Value, counts: &mut Counts) {
    *counts.entry(key.to_owned()).or_default() += 1;
    match key {
        _ if key.starts_with("x-") || CLOSED.contains(&key) => {}
        "paths" | "responses" => patterned(value, counts, &keywords),
        "headers" => names(value, counts, &header),
        "callbacks" => names(value, counts, &|callback, counts| match callback.get("$ref") {
            Some(_) => keywords(callback, counts),
            None => patterned(callback, counts, &keywords),
        }),
        // Lists in an operation, an object of names under `components`, values in a link.
        "parameters" | "examples" => named_examples(key, value, counts),
        _ if NAMED.contains(&key) => names(value, counts, &keywords),
        _ => keywords(value, counts),
    }
}

/// Examples of headers are ignored as a whole.
fn header(value: &Value, counts: &mut Counts) {
    for (key, value) in value.as_object().into_iter().flatten() {
        match key.as_str() {
            "examples" => *counts.entry(key.clone()).or_default() += 1,
            _ => keyword(key, value, counts),
        }
    }
}

fn named_examples(key: &str, value: &Value, counts: &mut Counts) {
    let is_keywords = |value: &Value| {
        let has = |keys: &[&str]| keys.iter().any(|key| value.get(key).is_some());
        has(&["$ref", "in"]) || (key == "examples" && has(&["value", "summary", "description", "externalValue"]))
    };
    match value {
        Value::Array(_) if key == "parameters" => keywords(value, counts),
        Value::Object(all) => all.values().filter(|one| is_keywords(one)).for_each(|one| keywords(one, counts)),
        _ => {}
    }
}

fn names(value: &Value, counts: &mut Counts, inner: &dyn Fn(&Value, &mut Counts)) {
    value.as_object().into_iter().flatten().for_each(|(_, value)| inner(value, counts));
}

/// Names that no extension has.
fn patterned(value: &Value, counts: &mut Counts, inner: &dyn Fn(&Value, &mut Counts)) {
    for (key, value) in value.as_object().into_iter().flatten() {
        if key.starts_with("x-") {
            *counts.entry(key.clone()).or_default() += 1;
        } else {
            inner(value, counts);
        }
    }
}

fn report(path: &Path) -> Option<(Value, Report)> {
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load(&Input::File(path.to_path_buf()), &[], &ReadOptions::default(), &mut diagnostics).ok()?;
    let options = Options {
        config: &Config::default(),
        package_name: None,
        document_name: "document",
        lock: &Lock::default(),
        strictness: Strictness::Default,
    };
    let generated = generate(&loaded.value, &options, &mut diagnostics).expect("no defect");
    let _ = diagnostics.len();
    generated.map(|generated| (loaded.value, generated.report))
}

/// What the report lacks.
fn missing(document: &Value, report: &Report) -> Vec<String> {
    let mut raw = Counts::new();
    keywords(document, &mut raw);
    let mut told = Counts::new();
    for keyword in &report.keywords.items {
        *told.entry(keyword.keyword.clone()).or_default() += keyword.count;
    }
    let lacks = raw.iter().filter(|(key, count)| told.get(*key).copied().unwrap_or_default() < **count);
    let lacks = lacks.map(|(key, count)| format!("{key}: {count}, told {:?}", told.get(key)));
    let left_out = |section: &Section| section.items.iter().filter(|item| item.state == State::LeftOut).count();
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    let totals = [
        ("operations", left_out(&report.operations), 0),
        ("schemas", left_out(&report.schemas), 0),
        ("all schemas", report.schemas.total, schemas),
    ];
    let totals = totals.into_iter().filter(|(_, told, count)| told != count);
    lacks.chain(totals.map(|(what, told, count)| format!("{what}: {count}, told {told}"))).collect()
}

fn check(paths: &[std::path::PathBuf]) {
    let mut lacking = Vec::new();
    for path in paths {
        let Some((document, report)) = report(path) else { continue };
        lacking.extend(missing(&document, &report).into_iter().map(|lack| format!("{}: {lack}", shown(path))));
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn every_keyword_of_the_feature_documents_is_accounted_for() {
    check(&documents("features"));
}

#[test]
fn every_keyword_of_the_corpus_is_accounted_for() {
    match corpus() {
        // The large ones take minutes without optimisation; they hold the same keywords.
        Some(paths) if std::env::var_os("SPECLOOM_CORPUS").is_some() => check(&paths),
        Some(mut paths) => {
            paths.retain(|path| path.metadata().is_ok_and(|file| file.len() < 1_200_000));
            check(&paths);
        }
        None => eprintln!("no corpus: skipped"),
    }
}
