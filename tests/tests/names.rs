//! A document that grows renames nothing: an item is taken away, names are given, the item comes back, and every name
//! that was given is still there.
//!
//! A run takes the project's own documents and the short ones of the corpus; with `SPECLOOM_NAMES=all` all of them.

use std::path::{Path, PathBuf};

use serde_json::Value;
use specloom::config::Config;
use specloom::diagnostics::Diagnostics;
use specloom::names::Lock;
use specloom::source::{self, Input, ReadOptions};
use specloom::{lower, names, spec};
use specloom_tests::{corpus, documents, shown};

/// How many items are taken from each document.
const ITEMS: usize = 20;

/// Longest document of a run that does not take all.
const SHORT: u64 = 60_000;

/// The names of a document, after those of an earlier run.
fn named(value: &Value, before: &Lock) -> Option<Lock> {
    let mut diagnostics = Diagnostics::new();
    let document = spec::read(value, &mut diagnostics);
    let lock = document.map(|document| {
        let api = lower::lower(&document, &lower::LowerOptions::default(), &mut diagnostics);
        names::assign(&api, &Config::default().rename, before, &mut diagnostics).1
    });
    let _ = diagnostics.len();
    lock
}

/// What was given another name, as `place: before -> after`. A place that is gone has lost none.
fn renamed(before: &Lock, after: &Lock) -> Vec<String> {
    let mut renamed = Vec::new();
    for (old, new) in
        [(&before.types, &after.types), (&before.operations, &after.operations), (&before.tags, &after.tags)]
    {
        for (place, name) in old {
            if let Some(other) = new.get(place).filter(|other| *other != name) {
                renamed.push(format!("{place}: {name} -> {other}"));
            }
        }
    }
    for (place, members) in &before.members {
        let Some(others) = after.members.get(place) else { continue };
        for (wire, name) in members {
            if let Some(other) = others.get(wire).filter(|other| *other != name) {
                renamed.push(format!("{place} {wire}: {name} -> {other}"));
            }
        }
    }
    renamed
}

/// The operations and component schemas of a document.
fn items(document: &Value) -> Vec<Vec<String>> {
    let mut items = Vec::new();
    let members = |value: Option<&Value>| -> Vec<(String, Value)> {
        value.and_then(Value::as_object).map(|map| map.clone().into_iter().collect()).unwrap_or_default()
    };
    for (path, item) in members(document.get("paths")) {
        for (method, operation) in members(Some(&item)) {
            if operation.is_object() && method != "parameters" && !method.starts_with("x-") {
                items.push(["paths".to_owned(), path.clone(), method].to_vec());
            }
        }
    }
    for (name, _) in members(document.pointer("/components/schemas")) {
        items.push(["components".to_owned(), "schemas".to_owned(), name].to_vec());
    }
    items
}

/// The document without an item. What refers to a schema that is gone is a free-form value then, as it is repaired.
fn without(document: &Value, item: &[String]) -> Value {
    let mut document = document.clone();
    if let [parents @ .., name] = item {
        let parent = parents.iter().try_fold(&mut document, |value, segment| value.get_mut(segment));
        parent.and_then(Value::as_object_mut).map(|members| members.shift_remove(name));
    }
    document
}

/// What a document's names did.
#[derive(Default)]
struct Tally {
    tried: usize,
    names: usize,
    renamed: Vec<String>,
    renamed_without_lock: usize,
}

fn tally(path: &Path, tally: &mut Tally) {
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load(&Input::File(path.to_path_buf()), &[], &ReadOptions::default(), &mut diagnostics);
    let _ = diagnostics.len();
    let Ok(loaded) = loaded else { return };
    let items = items(&loaded.value);
    let fresh = named(&loaded.value, &Lock::default());
    // Steps of a number that no document's length shares spread the choice over the whole document.
    let chosen = (0..ITEMS.min(items.len())).filter_map(|turn| items.get(turn * 7919 % items.len()));
    for item in chosen {
        let Some(before) = named(&without(&loaded.value, item), &Lock::default()) else { continue };
        let Some(after) = named(&loaded.value, &before) else { continue };
        tally.tried += 1;
        tally.names += before.types.len() + before.operations.len();
        let found = renamed(&before, &after);
        tally.renamed.extend(found.iter().map(|found| format!("{} with {item:?}: {found}", shown(path))));
        tally.renamed_without_lock += fresh.as_ref().map_or(0, |fresh| renamed(&before, fresh).len());
    }
}

/// Fails where a name changed; gives the figures.
fn assert_kept(paths: &[PathBuf]) -> String {
    let mut sum = Tally::default();
    for path in paths {
        tally(path, &mut sum);
    }
    let figures = format!(
        "{} items came back among {} names: {} renamed, {} without a lock file",
        sum.tried,
        sum.names,
        sum.renamed.len(),
        sum.renamed_without_lock
    );
    assert!(sum.tried > 0);
    let first: Vec<_> = sum.renamed.iter().take(20).map(String::as_str).collect();
    assert!(first.is_empty(), "{} names changed:\n{}", sum.renamed.len(), first.join("\n"));
    figures
}

#[test]
fn the_projects_own_documents() {
    println!("{}", assert_kept(&documents("features")));
}

#[test]
fn real_documents() {
    let Some(mut documents) = corpus() else {
        println!("skipped: there is no corpus folder");
        return;
    };
    if std::env::var("SPECLOOM_NAMES").is_ok_and(|which| which == "all") {
        println!("{}", assert_kept(&documents));
        return;
    }
    documents.retain(|path| path.metadata().is_ok_and(|about| about.len() < SHORT));
    println!("{}", assert_kept(&documents));
}
