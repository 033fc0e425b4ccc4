//! What became of operations, webhooks and schemas.

use std::collections::BTreeMap;

use super::{Finding, Item, Made, Section, State};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::ir::{Operation, TypeId};
use crate::pointer::Pointer;
use crate::spec::PathItem;

/// The findings by the nearest place above them that is an item.
pub(super) struct Findings<'a>(BTreeMap<String, Vec<&'a Diagnostic>>);

impl<'a> Findings<'a> {
    pub(super) fn of(made: &Made<'a>) -> Self {
        let mut found: BTreeMap<String, Vec<&'a Diagnostic>> = BTreeMap::new();
        for schema in made.document.components.schemas.values() {
            found.insert(schema.at.to_string(), Vec::new());
        }
        let origins = made.api.operations.iter().map(|operation| &operation.origin);
        for at in origins.chain(made.api.incoming.iter().map(|incoming| &incoming.origin)) {
            found.insert(at.to_string(), Vec::new());
        }
        for diagnostic in made.diagnostics.iter().filter(|found| found.severity() != Severity::Note) {
            let Place::Pointer(at) = &diagnostic.at else { continue };
            let mut around = std::iter::successors(Some(at.clone()), Pointer::parent);
            if let Some(holder) = around.find(|at| found.contains_key(&at.to_string())) {
                found.entry(holder.to_string()).or_default().push(diagnostic);
            }
        }
        Self(found)
    }

    fn at(&self, at: &str) -> Vec<Finding> {
        let place = |found: &Diagnostic| match &found.at {
            Place::Pointer(at) => at.to_string(),
            Place::Source { .. } | Place::Document => String::new(),
        };
        let all = self.0.get(at).into_iter().flatten();
        all.map(|found| Finding { code: found.code.name(), at: place(found) }).collect()
    }
}

/// Operations: those of the API, those that were excluded, and those that are in neither.
pub(super) fn operations(made: &Made<'_>, findings: &Findings<'_>) -> Section {
    let mut rust: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (operation, names) in made.api.operations.iter().zip(&made.names.operations) {
        let methods = names.methods.iter().map(|method| format!("{}{method}", accessor(made, operation)));
        rust.entry(operation.origin.to_string()).or_default().extend(methods);
    }
    let paged = made.api.operations.iter().filter_map(|operation| {
        let kind = operation.paging.as_ref()?.next.kind();
        Some((operation.origin.to_string(), kind))
    });
    let paged: BTreeMap<String, &'static str> = paged.collect();
    let mut items = Vec::new();
    for (item, operation) in made.document.paths.iter().flat_map(pairs) {
        let at = operation.at.to_string();
        let rust = rust.get(&at).cloned().unwrap_or_default();
        let paging = paged.get(&at).copied();
        let made = made_of(at, format!("{} {}", operation.method, item.template), rust, findings);
        items.push(Item { paging, ..made });
    }
    items.extend(excluded(made, false));
    section(items)
}

/// Webhooks and callbacks.
pub(super) fn incoming(made: &Made<'_>, findings: &Findings<'_>) -> Section {
    let mut items = Vec::new();
    for (incoming, function) in made.api.incoming.iter().zip(&made.names.incoming) {
        // One without a payload has nothing that could be read.
        let rust = incoming.payload.iter().map(|_| format!("incoming::{function}")).collect::<Vec<_>>();
        let mut item = made_of(incoming.origin.to_string(), incoming.name.clone(), rust, findings);
        if incoming.payload.is_none() && item.state == State::LeftOut {
            item.state = State::Emitted;
        }
        items.push(item);
    }
    items.extend(excluded(made, true));
    section(items)
}

/// Components.
pub(super) fn schemas(made: &Made<'_>, findings: &Findings<'_>) -> Section {
    let places = made.api.places();
    let path = |id: &TypeId| made.names.types.get(id.index()).map(|names| format!("types::{}", names.name));
    let mut items = Vec::new();
    let declared = made.document.components.schemas.iter();
    for (key, schema) in declared.filter(|(key, _)| is_component(key)) {
        let at = schema.at.to_string();
        let name = schema.at.last().unwrap_or(key).to_owned();
        let rust = places.get(&at).into_iter().flatten().filter_map(path).collect();
        let mut item = made_of(at, name, rust, findings);
        if made.left_out.has(&schema.at) {
            item.state = State::Excluded;
        }
        items.push(item);
    }
    section(items)
}

fn is_component(key: &str) -> bool {
    key.strip_prefix("#/components/schemas/").is_some_and(|name| !name.contains('/'))
}

fn pairs<'d>(item: &'d PathItem<'d>) -> impl Iterator<Item = (&'d PathItem<'d>, &'d crate::spec::Operation<'d>)> {
    item.operations.iter().map(move |operation| (item, operation))
}

fn accessor(made: &Made<'_>, operation: &Operation) -> String {
    let tag = operation.tag.and_then(|tag| made.names.tags.get(tag));
    tag.map(|tag| format!("{}().", tag.module)).unwrap_or_default()
}

fn made_of(at: String, name: String, rust: Vec<String>, findings: &Findings<'_>) -> Item {
    let findings = findings.at(&at);
    let state = match (rust.is_empty(), findings.is_empty()) {
        (true, _) => State::LeftOut,
        (false, true) => State::Emitted,
        (false, false) => State::Repaired,
    };
    Item { at, name, state, rust, findings, ..Item::default() }
}

fn excluded(made: &Made<'_>, is_webhook: bool) -> impl Iterator<Item = Item> {
    let excluded = made.excluded.iter().filter(move |excluded| excluded.is_webhook == is_webhook);
    excluded.map(|excluded| Item {
        at: excluded.at.to_string(),
        name: format!("{} {}", excluded.method, excluded.path),
        state: State::Excluded,
        ..Item::default()
    })
}

fn section(items: Vec<Item>) -> Section {
    let count = |state: State| items.iter().filter(|item| item.state == state).count();
    Section {
        total: items.len(),
        emitted: count(State::Emitted),
        repaired: count(State::Repaired),
        left_out: count(State::LeftOut),
        excluded: count(State::Excluded),
        items,
    }
}
