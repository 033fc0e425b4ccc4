//! Which operations the crate is for: between the understand and the lower stage, patterns leave out the others.
//!
//! It looks at operations and webhooks only; that components which nothing reaches any more are left out too is the
//! business of [`crate::lower`].

mod pattern;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostics, Place, codes};
use crate::ir::Api;
use crate::names::{Lock, Renames};
use crate::pointer::Pointer;
use crate::spec::{Document, Operation, PathItem, nearest};
use pattern::{Kind, Pattern};

/// What a user asks for: `[select]` of the configuration with what the command line adds.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Select {
    /// Patterns of the operations that are wanted; all are where none is given.
    pub include: Vec<String>,
    /// Patterns of those that are not wanted, also where an `include` matches them.
    pub exclude: Vec<String>,
}

/// An operation that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Where it stands.
    pub at: Pointer,
    /// The method in capitals.
    pub method: String,
    /// Its path template, or the name of the webhook.
    pub path: String,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The API makes it, the client does not.
    pub is_webhook: bool,
}

impl Select {
    /// Whether anything is asked for.
    pub fn is_active(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }
}

/// Leaves out what is not wanted, and tells what that was. A pattern that matches nothing is reported.
pub fn select(document: &mut Document<'_>, select: &Select, diagnostics: &mut Diagnostics) -> Vec<Excluded> {
    if !select.is_active() {
        return Vec::new();
    }
    let parse = |texts: &[String]| texts.iter().map(|text| Pattern::parse(text)).collect::<Vec<_>>();
    let (include, exclude) = (parse(&select.include), parse(&select.exclude));
    for (option, patterns) in [("include", &include), ("exclude", &exclude)] {
        for pattern in patterns {
            report_unmatched(document, option, pattern, diagnostics);
        }
    }
    let wanted = |item: &PathItem<'_>, operation: &Operation<'_>| {
        let any = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.matches(item, operation));
        (include.is_empty() || any(&include)) && !any(&exclude)
    };
    let mut excluded = Vec::new();
    let mut kept = 0;
    let paths = document.paths.iter_mut().map(|item| (item, false));
    for (item, is_webhook) in paths.chain(document.webhooks.iter_mut().map(|item| (item, true))) {
        for operation in std::mem::take(&mut item.operations) {
            if wanted(item, &operation) {
                kept += 1;
                item.operations.push(operation);
            } else {
                excluded.push(Excluded { is_webhook, ..of(item, &operation) });
            }
        }
    }
    if kept == 0 && !excluded.is_empty() {
        let message = format!("`include` and `exclude` leave none of {} operations", excluded.len());
        diagnostics.report(codes::NOTHING_SELECTED, Place::Document, message);
    }
    excluded
}

/// Places of what is left out: operations, and components that nothing reaches any more.
pub(crate) struct LeftOut {
    places: BTreeSet<String>,
    tags: BTreeSet<String>,
}

impl LeftOut {
    /// Of components those no type was made of.
    pub(crate) fn new(document: &Document<'_>, api: &Api, select: &Select, excluded: &[Excluded]) -> Self {
        let mut places = BTreeSet::new();
        if select.is_active() {
            places.extend(document.components.schemas.values().map(|schema| schema.at.to_string()));
            for at in api.places().keys() {
                places.remove(at);
            }
        }
        places.extend(excluded.iter().map(|excluded| excluded.at.to_string()));
        Self { places, tags: excluded.iter().flat_map(|excluded| excluded.tags.iter().cloned()).collect() }
    }

    /// Whether a component or operation is left out.
    pub(crate) fn has(&self, at: &Pointer) -> bool {
        self.places.contains(&at.to_string())
    }

    /// Forgets findings about what is left out.
    pub(crate) fn forget(&self, diagnostics: &mut Diagnostics) {
        if !self.places.is_empty() {
            diagnostics.retain(|found| !matches!(&found.at, Place::Pointer(at) if self.holds(at)));
        }
    }

    /// Whether something stands in what is left out.
    fn holds(&self, at: &Pointer) -> bool {
        upwards(at).any(|at| self.has(&at))
    }

    /// The renames without those of what is left out: they name nothing now and are no mistake.
    pub(crate) fn renames(&self, api: &Api, renames: &Renames) -> Renames {
        if renames.is_empty() || self.places.is_empty() {
            return renames.clone();
        }
        let places = api.places();
        let is_kept = |at: &Pointer| !self.holds(at) || upwards(at).any(|at| places.contains_key(&at.to_string()));
        let kept = renames.iter().filter(|(key, _)| is_kept(&place(key)));
        kept.map(|(key, name)| (key.clone(), name.clone())).collect()
    }

    /// What is left out for now keeps its names.
    pub(crate) fn keep_names(&self, old: &Lock, new: &mut Lock) {
        let kept = |key: &str| self.holds(&place(key));
        let add = |old: &BTreeMap<String, String>, new: &mut BTreeMap<String, String>, kept: &dyn Fn(&str) -> bool| {
            for (key, name) in old.iter().filter(|(key, _)| kept(key)) {
                new.entry(key.clone()).or_insert_with(|| name.clone());
            }
        };
        add(&old.types, &mut new.types, &kept);
        add(&old.operations, &mut new.operations, &kept);
        add(&old.tags, &mut new.tags, &|tag| self.tags.contains(tag));
        for (key, members) in old.members.iter().filter(|(key, _)| kept(key)) {
            new.members.entry(key.clone()).or_insert_with(|| members.clone());
        }
    }
}

/// The place that a key of the lock file or of `[rename]` is about.
fn place(key: &str) -> Pointer {
    Pointer::parse(key.split('#').next().unwrap_or_default())
}

/// A place and those it stands in.
fn upwards(at: &Pointer) -> impl Iterator<Item = Pointer> {
    std::iter::successors(Some(at.clone()), Pointer::parent)
}

fn of(item: &PathItem<'_>, operation: &Operation<'_>) -> Excluded {
    Excluded {
        at: operation.at.clone(),
        method: operation.method.clone(),
        path: item.template.to_string(),
        operation_id: operation.operation_id.map(str::to_owned),
        tags: operation.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        is_webhook: false,
    }
}

fn report_unmatched(document: &Document<'_>, option: &str, pattern: &Pattern, diagnostics: &mut Diagnostics) {
    let all = || {
        let items = document.paths.iter().chain(&document.webhooks);
        items.flat_map(|item| item.operations.iter().map(move |operation| (item, operation)))
    };
    if all().any(|(item, operation)| pattern.matches(item, operation)) {
        return;
    }
    let tags = all().flat_map(|(_, operation)| operation.tags.iter().copied());
    let ids = all().filter_map(|(_, operation)| operation.operation_id);
    let paths = all().map(|(item, _)| &*item.template);
    let (what, near) = match pattern.kind() {
        Kind::Tag => ("no operation has such a tag", nearest(pattern.plain(), tags)),
        Kind::Id => ("no operation has such an operationId", nearest(pattern.plain(), ids)),
        Kind::Path => ("no path is like it", nearest(pattern.plain(), paths)),
        Kind::Name => ("no operation has such a tag or operationId", nearest(pattern.plain(), tags.chain(ids))),
    };
    let message = format!("`{}` under `{option}` matches nothing: {what}", pattern.text);
    let found = diagnostics.report(codes::SELECTION_UNMATCHED, Place::Document, message);
    if let Some(near) = near {
        found.help(format!("`{near}` exists"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run(include: &[&str], exclude: &[&str]) -> (Vec<String>, Vec<String>) {
        let operation =
            |tag: &str, id: &str| json!({"tags": [tag], "operationId": id, "responses": {"204": {"description": ""}}});
        let value = json!({"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": {
            "/pets": {"get": operation("Pets", "listPets"), "post": operation("Pets", "createPet")},
            "/shops/{id}": {"get": operation("Shops", "getShop")},
        }, "webhooks": {"born": {"post": operation("Pets", "born")}}});
        let mut diagnostics = Diagnostics::new();
        let mut document = crate::spec::read(&value, &mut diagnostics).unwrap();
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let asked = Select { include: owned(include), exclude: owned(exclude) };
        let left_out = select(&mut document, &asked, &mut diagnostics);
        let left_out = left_out.into_iter().filter_map(|excluded| excluded.operation_id).collect();
        let told = |found: &crate::diagnostics::Diagnostic| {
            format!("{} {}", found.code, found.help.clone().unwrap_or_default())
        };
        (left_out, diagnostics.iter().map(told).collect())
    }

    #[test]
    fn exclude_wins_over_include() {
        assert_eq!(run(&[], &[]).0, [""; 0]);
        assert_eq!(run(&["Pets"], &[]).0, ["getShop"]);
        assert_eq!(run(&["tag:Pets"], &["id:create*"]).0, ["createPet", "getShop"]);
        assert_eq!(run(&[], &["/pets"]).0, ["listPets", "createPet"]);
    }

    #[test]
    fn what_matches_nothing_is_told_with_a_near_name() {
        assert_eq!(
            run(&["Pets", "tag:Shop"], &["/pest"]).1,
            ["selection-unmatched `Shops` exists", "selection-unmatched `/pets` exists"]
        );
        assert_eq!(run(&["id:nobody"], &[]).1, ["selection-unmatched ", "nothing-selected "]);
    }
}
