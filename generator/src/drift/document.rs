//! Compares what the documents say of themselves, and which components they have.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cx::Cx;
use super::finding::{Finding, Subject};
use super::kinds::{Kind, document as kinds, life_cycle, names};
use super::side::Side;
use crate::pointer::Pointer;
use crate::spec::{Info, Schema};

/// What two documents are to each other, as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same text.
    NoChange,
    /// The same document, written differently.
    TextualOnly,
    /// Documentation and metadata differ.
    DocsOnly,
    /// The contract differs.
    Contract,
}

impl Outcome {
    /// What `findings` make of two documents.
    pub fn of(old: &Side<'_>, new: &Side<'_>, findings: &[Finding]) -> Self {
        let texts = |side: &Side<'_>| side.loaded.sources.first().map(|source| source.text.as_ptr().addr());
        let same = || {
            old.loaded.sources.iter().map(|source| &source.text).eq(new
                .loaded
                .sources
                .iter()
                .map(|source| &source.text))
        };
        match findings {
            [] if texts(old) == texts(new) || same() => Self::NoChange,
            [] => Self::TextualOnly,
            _ if findings.iter().all(|finding| finding.kind.is_metadata()) => Self::DocsOnly,
            _ => Self::Contract,
        }
    }

    /// The kind of this name; none where the findings say it.
    pub fn kind(self) -> Option<&'static Kind> {
        match self {
            Self::NoChange => Some(&kinds::NO_CHANGE),
            Self::TextualOnly => Some(&kinds::TEXTUAL_ONLY),
            Self::DocsOnly => Some(&kinds::DOCS_ONLY),
            Self::Contract => None,
        }
    }
}

/// Compares `info` and the version of OpenAPI.
pub(super) fn compare(cx: &mut Cx<'_>) {
    let (old, new) = (&cx.old.document, &cx.new.document);
    if old.version.minor != new.version.minor {
        let at = Pointer::root().child("openapi");
        let sentence = format!("the document was OpenAPI {} and is {}", old.version.text, new.version.text);
        cx.report(Finding::new(&life_cycle::SPEC_VERSION_CHANGED, sentence).at(&at, &at));
    }
    if outline(&old.info) != outline(&new.info) {
        let at = Pointer::root().child("info");
        let finding = Finding::new(&life_cycle::INFO_CHANGED, "what the document says of the API changed");
        cx.report(finding.at(&at, &at));
    }
    removed(cx);
}

/// All of `info` but the version.
fn outline(info: &Info<'_>) -> String {
    let Info { version: _, title, summary, description, terms_of_service, contact, license } = info;
    format!("{title:?}{summary:?}{description:?}{terms_of_service:?}{contact:?}{license:?}")
}

/// A changed contract under the same version, or under an earlier one.
pub(super) fn version(old: &Side<'_>, new: &Side<'_>, findings: &[Finding]) -> Option<Finding> {
    let (before, after) = (&*old.document.info.version, &*new.document.info.version);
    let changed = findings.iter().any(|finding| !finding.kind.is_metadata());
    let numbers = |text: &str| {
        let parts = text.trim_start_matches('v').split(['.', '-', '+']);
        parts.map_while(|part| part.parse().ok()).collect::<Vec<u64>>()
    };
    if !changed || (before != after && numbers(before) <= numbers(after)) {
        return None;
    }
    let sentence = if before == after {
        format!("the contract changed, and `info.version` is still `{after}`")
    } else {
        format!("`info.version` went from `{before}` down to `{after}`")
    };
    let at = Pointer::root().child("info").child("version");
    Some(Finding::new(&life_cycle::VERSION_NOT_BUMPED, sentence).at(&at, &at))
}

/// Compares which schemas there are.
fn removed(cx: &mut Cx<'_>) {
    let (old, new) = (&cx.old.document.components.schemas, &cx.new.document.components.schemas);
    let declared = |key: &str| key.starts_with("#/components/schemas/") && key.matches('/').count() == 3;
    let gone: Vec<(&String, &Schema<'_>)> =
        old.iter().filter(|(key, _)| declared(key) && !new.contains_key(*key)).collect();
    let mut fresh: Vec<(&String, &Schema<'_>)> =
        new.iter().filter(|(key, _)| declared(key) && !old.contains_key(*key)).collect();
    let mut used = BTreeSet::new();
    if !gone.is_empty() {
        references(&cx.old.loaded.value, &mut used);
    }
    for (key, schema) in gone {
        let value = cx.old.value(&schema.at);
        let same = fresh.iter().position(|(_, other)| value.is_some() && cx.new.value(&other.at) == value);
        let (old_name, subject) = (name(key), Subject::Component(key.clone()));
        let finding = if let Some((key, other)) = same.map(|at| fresh.remove(at)) {
            let sentence = format!("the schema `{old_name}` is now called `{}`", name(key));
            Finding::new(&names::SCHEMA_RENAMED, sentence).at(&schema.at, &other.at)
        } else {
            let used = used.contains(key.as_str());
            let kind = if used { &names::SCHEMA_REMOVED_USED } else { &names::SCHEMA_REMOVED_UNUSED };
            Finding::new(kind, format!("the schema `{old_name}` is gone")).old(&schema.at)
        };
        cx.within(subject, Vec::new(), |cx| cx.report(finding));
    }
    for (key, schema) in fresh {
        let finding = Finding::new(&names::SCHEMA_ADDED, format!("the schema `{}` is new", name(key)));
        cx.within(Subject::Component(key.clone()), Vec::new(), |cx| cx.report(finding.new_at(&schema.at)));
    }
}

fn name(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

fn references<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}
