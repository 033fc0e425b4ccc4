//! What became of a document: a crate and the facts about it that no text may change, or the findings that refuse it.

use std::collections::BTreeSet;

use serde_json::Value;
use specloom::config::Config;
use specloom::diagnostics::{Diagnostics, Severity};
use specloom::names::Lock;
use specloom::output::FileTree;
use specloom::project::Strictness;
use specloom_tests::is_own;

use super::shape::{Shape, shape};

/// What became of a document.
pub(crate) enum Outcome {
    /// The files of the crate and its lock file.
    Emitted(FileTree),
    /// The codes of the errors.
    Refused(BTreeSet<&'static str>),
}

/// Runs all stages; the lock file has to read as it was written.
pub(crate) fn generate(value: &Value) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let options = specloom::Options {
        config: &Config::default(),
        package_name: None,
        document_name: "openapi.json",
        lock: &Lock::default(),
        strictness: Strictness::Default,
    };
    let generated = specloom::generate(value, &options, &mut diagnostics).unwrap_or_else(|error| panic!("{error}"));
    let errors = diagnostics.iter().filter(|found| found.severity() == Severity::Error);
    let codes = errors.map(|found| found.code.name()).collect();
    let Some(mut generated) = generated else { return Outcome::Refused(codes) };
    let lock = generated.lock.write();
    assert_eq!(Lock::read(&lock).as_ref(), Ok(&generated.lock));
    generated.tree.insert("names.lock.toml".to_owned(), lock);
    Outcome::Emitted(generated.tree)
}

/// What a text has no influence on, and the texts themselves.
pub(crate) struct Facts {
    shape: Shape,
    manifest: Vec<String>,
    /// The texts that stand in the code.
    pub(crate) literals: BTreeSet<String>,
}

impl Facts {
    /// The facts about a crate.
    pub(crate) fn of(tree: &FileTree) -> Self {
        let (shape, literals) = shape(tree);
        Self { shape, manifest: manifest(&tree.files()["Cargo.toml"]), literals }
    }

    /// What differs, if anything does.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let kinds: BTreeSet<_> = self.shape.keys().chain(other.shape.keys()).collect();
        let (ours, theirs) = (&self.shape, &other.shape);
        let counted = kinds.into_iter().filter(|kind| ours.get(*kind) != theirs.get(*kind));
        let mut lines: Vec<_> =
            counted.map(|kind| format!("{kind}: {:?} became {:?}", ours.get(kind), theirs.get(kind))).collect();
        if self.manifest != other.manifest {
            lines.push(format!("{:?}", other.manifest));
        }
        (!lines.is_empty()).then(|| lines.join(", "))
    }
}

/// The tables of the manifest and their keys; dependencies and fixed features with their values.
fn manifest(text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut lines = Vec::new();
    for (name, section) in &table {
        let mut members = section.as_table().cloned().unwrap_or_default();
        if name == "features" {
            let of_tag = |value: &toml::Value| value.as_array().is_some_and(Vec::is_empty);
            let tags = members.iter().filter(|(_, value)| of_tag(value)).count();
            let default = members["default"].as_array().map_or(0, Vec::len);
            lines.push(format!("{tags} tags, {default} by default"));
            members.retain(|key, value| key != "default" && !of_tag(value));
        }
        for free in ["name", "description"].into_iter().filter(|_| name == "package") {
            members.insert(free.to_owned(), String::new().into());
        }
        lines.push(format!("{name}: {members:?}"));
    }
    lines
}

/// A letter in the crate that does not belong into source text, since it cannot be seen or turns the direction of others;
/// or the name of a file that not every system can hold.
pub(crate) fn raw_letter(tree: &FileTree) -> Option<String> {
    let raw = |letter: &char| {
        (letter.is_control() && *letter != '\n')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(letter, '\u{61c}' | '\u{feff}')
    };
    let mut own = tree.files().iter().filter(|(path, _)| is_own(path) || !path.contains('/'));
    own.find_map(|(path, text)| {
        let letter = text.chars().find(raw).map(|letter| format!("{path} holds {letter:?}"));
        letter.or_else(|| (path.len() > 200).then(|| format!("the name of a file has {} bytes", path.len())))
    })
}
