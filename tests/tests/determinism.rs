//! Equal input gives equal bytes, whatever the order of paths and components.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use specloom::config::Config;
use specloom::diagnostics::Diagnostics;
use specloom::names::Lock;
use specloom::output::FileTree;
use specloom::project::Strictness;
use specloom::source::{self, Input, ReadOptions};
use specloom_tests::{corpus, documents, epsimo_value, shown};

fn generate(value: &Value) -> FileTree {
    let mut diagnostics = Diagnostics::new();
    let options = specloom::Options {
        config: &Config::default(),
        package_name: Some("client".to_owned()),
        document_name: "openapi.json",
        lock: &Lock::default(),
        strictness: Strictness::Lenient,
    };
    let generated = specloom::generate(value, &options, &mut diagnostics).expect("no defect");
    let _ = diagnostics.len();
    generated.map(|generated| generated.tree).unwrap_or_default()
}

/// The document with the members of maps that have no order turned round and cut, differently for each seed.
fn shuffled(value: &Value, seed: usize) -> Value {
    let mut value = value.clone();
    for pointer in ["/paths", "/components/schemas", "/components/parameters", "/components/responses"] {
        if let Some(Value::Object(map)) = value.pointer_mut(pointer) {
            let mut members: Vec<_> = std::mem::take(map).into_iter().collect();
            members.reverse();
            let cut = if members.is_empty() { 0 } else { seed % members.len() };
            members.rotate_left(cut);
            *map = Map::from_iter(members);
        }
    }
    value
}

fn assert_same(name: &str, value: &Value) {
    let once = generate(value);
    assert_eq!(generate(value), once, "{name}: a second run differs");
    for seed in [0, 7] {
        let other = generate(&shuffled(value, seed));
        for (path, text) in once.files() {
            let same = other.files().get(path) == Some(text);
            assert!(same, "{name}: {path} depends on the order of the document");
        }
        assert_eq!(other.files().len(), once.files().len(), "{name}");
    }
}

fn value(path: &Path) -> Option<Value> {
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load(&Input::File(path.to_path_buf()), &[], &ReadOptions::default(), &mut diagnostics);
    let _ = diagnostics.len();
    loaded.ok().map(|loaded| loaded.value)
}

#[test]
fn epsimo() {
    assert_same("epsimo", &epsimo_value());
}

#[test]
fn features() {
    for path in documents("features") {
        assert_same(&shown(&path), &value(&path).unwrap_or_else(|| panic!("{}", shown(&path))));
    }
}

/// Small documents of the corpus; large ones take long in a debug build.
#[test]
fn small_documents_of_the_corpus() {
    let Some(documents) = corpus() else {
        println!("skipped: there is no corpus folder");
        return;
    };
    let small = |path: &&PathBuf| path.metadata().is_ok_and(|about| about.len() < 120_000);
    for path in documents.iter().filter(small) {
        if let Some(value) = value(path) {
            assert_same(&shown(path), &value);
        }
    }
}
