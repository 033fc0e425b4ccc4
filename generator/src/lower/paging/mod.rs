//! Finds out which operations answer in pages, and how: the first of configuration, `x-pagination` and what parameters and
//! answers show that gives an answer.
//!
//! Works on finished types and changes none of them.

mod guess;
mod page;
mod said;

use std::collections::BTreeMap;

use serde_json::Value;

use self::guess::Subject;
use super::LowerOptions;
use super::operation::sorted;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Content, Operation, Output, Paging, Twin, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{self, Document};

/// An operation of the document with its path.
type InPath<'d> = (&'d spec::PathItem<'d>, &'d spec::Operation<'d>);

/// Adds to each operation that pages how it does.
pub(super) fn find_paging<'d>(
    document: &'d Document<'d>,
    options: &LowerOptions,
    api: &mut Api,
    diagnostics: &mut Diagnostics,
) {
    let all = sorted(document);
    report_unknown(&all, options, diagnostics);
    let all: BTreeMap<String, InPath<'d>> = all.into_iter().map(|found| (found.1.at.to_string(), found)).collect();
    let mut found = Vec::with_capacity(api.operations.len());
    for operation in &api.operations {
        let said = all.get(&operation.origin.to_string());
        found.push(said.and_then(|(item, said)| {
            let subject = Subject { api, document, item, said, operation };
            of_operation(&subject, options, diagnostics)
        }));
    }
    for (operation, paging) in api.operations.iter_mut().zip(found) {
        operation.paging = paging;
    }
}

fn of_operation(subject: &Subject<'_, '_>, options: &LowerOptions, diagnostics: &mut Diagnostics) -> Option<Paging> {
    if subject.operation.twin == Twin::Stream {
        return None;
    }
    let json = json(subject.operation);
    let Some((value, at)) = said_of(subject, options) else {
        return json.filter(|_| !options.paging_off).and_then(|ty| subject.guess(ty));
    };
    let paging = match (value, json) {
        (Value::Bool(false), _) => return None,
        (Value::Object(members), Some(ty)) => said::read(subject, ty, members),
        (Value::Object(_), None) => Err("the operation does not answer with JSON of one type".to_owned()),
        _ => Err("`x-pagination` is an object, or `false`".to_owned()),
    };
    paging.map_err(|message| diagnostics.push(Diagnostic::new(codes::PAGING_UNUSABLE, &at, message))).ok()
}

/// The type of the answer, where there is one.
fn json(operation: &Operation) -> Option<&TypeRef> {
    match &operation.output {
        Output::One(Content::Json(ty)) => Some(ty),
        _ => None,
    }
}

/// What the configuration, or else `x-pagination` on the operation, says.
fn said_of<'a>(subject: &Subject<'_, 'a>, options: &'a LowerOptions) -> Option<(&'a Value, Pointer)> {
    let Subject { item, said, .. } = subject;
    if let Some((_, value)) = options.paging.iter().find(|(key, _)| names(key, item, said)) {
        return Some((value, said.at.clone()));
    }
    let own = said.extensions.iter().find(|(name, _)| *name == "x-pagination");
    own.map(|(name, value)| (*value, said.at.child(name)))
}

fn names(key: &str, item: &spec::PathItem<'_>, operation: &spec::Operation<'_>) -> bool {
    Some(key) == operation.operation_id || key == format!("{} {}", operation.method, item.template)
}

/// Reports what is configured of operations that are not there.
fn report_unknown(all: &[InPath<'_>], options: &LowerOptions, diagnostics: &mut Diagnostics) {
    let unknown = |key: &&String| !all.iter().any(|(item, operation)| names(key, item, operation));
    for key in options.paging.iter().map(|(key, _)| key).filter(unknown) {
        let message = format!("`[paging]` speaks of `{key}`, and no operation is called that");
        diagnostics.push(Diagnostic::new(codes::PAGING_UNUSABLE, &Pointer::default(), message));
    }
}
