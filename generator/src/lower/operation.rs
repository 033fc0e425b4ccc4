//! Turns path items into operations, sorted by path and method.

use std::collections::BTreeMap;

use super::body::lower_body;
use super::cx::LowerCx;
use super::docs::{extension, of_texts, repeats_start};
use super::parameter::lower_parameters;
use super::path::shape_of;
use super::response::{Answers, lower_answers};
use super::security::{Schemes, lower_requirements, lower_schemes};
use super::servers::lower_servers;
use super::stream::{Found, find_stream, lower_stream};
use super::tags::lower_tags;
use super::twin::{fix_flag, takes_flag};
use crate::diagnostics::codes;
use crate::ir::{Content, Docs, Operation, OperationId, Output, SecurityScheme, Tag, Twin};
use crate::spec;

/// Operations with what they refer to.
pub(super) struct Operations {
    /// The operations.
    pub(super) list: Vec<Operation>,
    /// Their tags.
    pub(super) tags: Vec<Tag>,
    /// Their security schemes.
    pub(super) security_schemes: Vec<SecurityScheme>,
}

/// An operation with its path.
type InPath<'d> = (&'d spec::PathItem<'d>, &'d spec::Operation<'d>);

/// The operations of the document in order.
pub(super) fn sorted<'d>(document: &'d spec::Document<'d>) -> Vec<InPath<'d>> {
    let all = document.paths.iter().flat_map(|item| item.operations.iter().map(move |operation| (item, operation)));
    let mut all: Vec<InPath<'d>> = all.collect();
    all.sort_by_key(|(item, operation)| (&*item.template, operation.method.as_str()));
    all
}

/// Lowers all operations.
pub(super) fn lower_operations(cx: &mut LowerCx<'_, '_>) -> Operations {
    let all = sorted(cx.document);
    report_repeated(cx, &all);
    let schemes = lower_schemes(cx);
    let tags = lower_tags(cx.document, all.iter().map(|(_, operation)| *operation));
    let mut operations = Vec::with_capacity(all.len());
    for (item, operation) in all {
        let id = OperationId(u32::try_from(operations.len()).unwrap_or(u32::MAX));
        let tag = operation.tags.first().and_then(|name| tags.iter().position(|tag| tag.name == *name));
        let plain = Operation { tag, ..lower_one(cx, item, operation, id, &schemes) };
        with_stream(cx, item, operation, plain, &mut operations);
    }
    Operations { list: operations, tags, security_schemes: schemes.list }
}

/// The operation with its plain answers.
fn lower_one<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &'d spec::PathItem<'d>,
    operation: &'d spec::Operation<'d>,
    id: OperationId,
    schemes: &Schemes<'d>,
) -> Operation {
    let (parameters, path_parts) = lower_parameters(cx, item, operation, id);
    let body = lower_body(cx, operation, id);
    let Answers { output, errors, headers } = lower_answers(cx, operation, id);
    let security = lower_requirements(cx, schemes, operation.security.as_deref());
    let servers = if operation.servers.is_empty() { &item.servers } else { &operation.servers };
    Operation {
        origin: operation.at.clone(),
        operation_id: operation.operation_id.map(str::to_owned),
        fixed_name: extension(&operation.extensions, "x-rust-name").map(str::to_owned),
        twin: Twin::Only,
        method: operation.method.clone(),
        path: item.template.split('#').next().unwrap_or_default().to_owned(),
        path_parts,
        tag: None,
        parameters,
        body,
        output,
        paging: None,
        errors,
        headers,
        security,
        servers: lower_servers(servers, cx.options.served_at.as_deref()),
        docs: docs_of(item, operation),
    }
}

fn docs_of(item: &spec::PathItem<'_>, operation: &spec::Operation<'_>) -> Docs {
    let own = operation.summary.is_some() || operation.description.is_some();
    let (summary, description) =
        if own { (operation.summary, operation.description) } else { (item.summary, item.description) };
    // FastAPI makes the summary of the function's name, which the operation's id begins with.
    let id = operation.operation_id.unwrap_or_default();
    let repeats = |summary: &&str| description.is_some() && repeats_start(summary, id);
    of_texts(summary.filter(|summary| !repeats(summary)), description, operation.deprecated)
}

/// Adds the operation, as one that streams, or as two where it does both.
fn with_stream<'d>(
    cx: &mut LowerCx<'d, '_>,
    item: &'d spec::PathItem<'d>,
    operation: &'d spec::Operation<'d>,
    mut plain: Operation,
    operations: &mut Vec<Operation>,
) {
    let Some(found) = find_stream(cx, item, operation) else {
        operations.push(plain);
        return;
    };
    let both = answers_plainly(&found, &plain.output);
    let index = operations.len() + usize::from(both);
    let id = OperationId(u32::try_from(index).unwrap_or(u32::MAX));
    let content = Content::Stream(Box::new(lower_stream(cx, &found, id)));
    let mut stream = Operation { output: Output::One(content), ..plain.clone() };
    if let Some(flag) = &found.trigger {
        fix_flag(cx, &mut stream, operation, (flag, true), &found);
    }
    if both {
        plain.twin = Twin::Plain;
        stream.twin = Twin::Stream;
        if let Some(flag) = found.trigger.as_deref().filter(|flag| takes_flag(operation, cx, flag)) {
            fix_flag(cx, &mut plain, operation, (flag, false), &found);
        }
        operations.push(plain);
    }
    operations.push(stream);
}

// Frameworks add JSON without a schema to whatever is declared; it means something only if a flag chooses it.
fn answers_plainly(found: &Found<'_>, output: &Output) -> bool {
    match output {
        Output::Empty => false,
        Output::One(Content::Json(crate::ir::TypeRef::Json)) => found.trigger.is_some() && found.beside_plain,
        _ => found.beside_plain,
    }
}

fn report_repeated(cx: &mut LowerCx<'_, '_>, all: &[InPath<'_>]) {
    let (mut ids, mut shapes) = (BTreeMap::new(), BTreeMap::new());
    for (item, operation) in all {
        if let Some(id) = operation.operation_id {
            let first = ids.entry(id).or_insert(&operation.at);
            if **first != operation.at {
                let help = format!("the first is #{first}; give one of them another `operationId`");
                cx.report_with(
                    codes::OPERATION_ID_REPEATED,
                    &operation.at,
                    || format!("two operations share the operationId `{id}`"),
                    Some(help),
                );
            }
        }
        let first = *shapes.entry((shape_of(&item.template), operation.method.as_str())).or_insert(&*item.template);
        if first != item.template {
            cx.report(codes::PATH_REPEATED, &item.at, || {
                format!("`{}` and `{first}` match the same requests", item.template)
            });
        }
    }
}
