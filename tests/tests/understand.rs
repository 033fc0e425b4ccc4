//! What the reader notices in the project's documents: nothing in those that are right, the expected in those that
//! are wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use specloom::diagnostics::{Diagnostics, Severity};
use specloom::source::{Input, ReadOptions, load};
use specloom::spec::read;

/// Documents that break a rule of one object, and the findings of the reader. Rules that concern several objects are
/// found by later stages.
const EXPECTED: [(&str, &[&str]); 33] = [
    ("array-without-items", &["array-without-items"]),
    ("bad-media-type", &["media-type-name"]),
    ("bad-parameter-place", &["parameter-place"]),
    ("bad-server-variable", &["server-variable"]),
    ("bad-status-key", &["status-key"]),
    ("bad-style", &["parameter-style"]),
    ("bad-type-name", &["type-name"]),
    ("cyclic-ref", &["reference-cycle"]),
    ("cyclic-response-ref", &["reference-cycle"]),
    ("dangling-ref", &["dangling-reference"]),
    ("discriminator-mapping-to-nowhere", &["dangling-reference"]),
    ("discriminator-without-property", &["missing-member"]),
    ("empty-enum", &["empty-enum"]),
    ("empty-union", &["empty-union"]),
    ("enum-not-array", &["wrong-type"]),
    ("incomplete-security-scheme", &["missing-member"]),
    ("invalid-default", &["invalid-default"]),
    ("missing-info", &["missing-member"]),
    ("missing-paths", &["missing-member"]),
    ("no-responses", &["no-responses"]),
    ("not-openapi", &["not-openapi"]),
    ("nothing-but-info", &["nothing-described"]),
    ("operations-not-object", &["wrong-type"]),
    ("optional-path-parameter", &["optional-path-parameter"]),
    ("parameter-without-name", &["missing-member"]),
    ("parameter-without-schema", &["missing-member"]),
    ("path-without-slash", &["path-without-slash"]),
    ("required-not-array", &["wrong-type"]),
    ("schema-not-object", &["wrong-type"]),
    ("swagger-2", &["swagger-2"]),
    ("unknown-version", &["unknown-version"]),
    ("version-not-text", &["wrong-type"]),
    ("wrong-kind-ref", &["wrong-kind-reference"]),
];

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

/// The codes of the findings on reading a document that are at least so severe.
fn found(path: &Path, least: Severity) -> BTreeSet<&'static str> {
    let mut diagnostics = Diagnostics::new();
    if let Ok(loaded) = load(&Input::File(path.to_owned()), &[], &ReadOptions::default(), &mut diagnostics) {
        read(&loaded.value, &mut diagnostics);
    }
    diagnostics.iter().filter(|found| found.severity() <= least).map(|found| found.code.name()).collect()
}

#[test]
fn the_features_are_read_without_a_warning() {
    for entry in std::fs::read_dir(specs().join("features")).unwrap().flatten() {
        let codes = found(&entry.path(), Severity::Warning);
        assert!(codes.is_empty(), "{}: {codes:?}", entry.path().display());
    }
}

#[test]
fn broken_rules_are_noticed() {
    for (name, expected) in EXPECTED {
        let path = specs().join("invalid").join(format!("{name}.yaml"));
        assert_eq!(found(&path, Severity::Note), expected.iter().copied().collect(), "{name}");
    }
}
