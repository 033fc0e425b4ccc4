//! The rows of operations: accessors, methods, builders with their setters, enums of answers, headers.

use super::Cx;
use super::rows::{Row, Rows, What};
use super::spelling::{body, content, output, spelled, without_null};
use crate::ir::{Answer, Operation, OperationId, Output};
use crate::names::OperationNames;
use crate::plan::{ApiModule, is_argument, stream_extras};

/// An operation with its names.
struct Known<'a> {
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    module: String,
}

pub(super) fn add(cx: &Cx<'_>, rows: &mut Rows) {
    for module in &cx.plan.api_modules {
        let path = format!("api::{}", module.name);
        let accessor = accessor(cx, module, &path, rows);
        for id in &module.operations {
            let both = cx.api.operations.get(id.index()).zip(cx.names.operations.get(id.index()));
            let Some((operation, names)) = both else { continue };
            let known = Known { id: *id, operation, names, module: path.clone() };
            known.methods(cx, &accessor, rows);
            known.builder(cx, rows);
            known.answers(cx, rows);
        }
        for header in &module.headers {
            let operation = cx.api.operations.get(header.first.0.index());
            let Some(field) = operation.and_then(|operation| operation.headers.get(header.first.1)) else { continue };
            let path = format!("{path}::{}", header.constant);
            let identity = format!("header {} {}", module.name, field.name);
            let signature = spelled(cx, without_null(&field.ty));
            rows.add(path, Row { what: What::Constant, signature, identity, origin: None, of: None });
        }
    }
}

/// The path of what has the methods of a module.
fn accessor(cx: &Cx<'_>, module: &ApiModule, path: &str, rows: &mut Rows) -> String {
    let of_tag = module.tag.and_then(|tag| Some((cx.api.tags.get(tag)?, cx.names.tags.get(tag)?)));
    let Some((tag, names)) = of_tag else { return "Client".to_owned() };
    let accessor = format!("{path}::{}", names.accessor);
    let row = |what, identity: &str| {
        let identity = format!("tag {} {identity}", tag.name);
        Row { what, signature: String::new(), identity, origin: None, of: None }
    };
    rows.add(accessor.clone(), row(What::Struct, "accessor"));
    rows.add(format!("Client::{}()", names.module), row(What::Method, "method"));
    accessor
}

impl Known<'_> {
    fn row(&self, rows: &mut Rows, path: String, what: What, signature: String, identity: &str) {
        let identity = format!("{:?} {identity}", self.operation.twin);
        rows.add(path, Row::new(what, signature, &self.operation.origin, &identity));
    }

    /// A method for each way to send a body, with what is required as its arguments.
    fn methods(&self, cx: &Cx<'_>, accessor: &str, rows: &mut Rows) {
        for (index, method) in self.names.methods.iter().enumerate() {
            let required = self.operation.parameters.iter();
            let required = required.filter(|parameter| parameter.required && parameter.constant.is_none());
            let mut arguments: Vec<String> =
                required.map(|parameter| spelled(cx, without_null(&parameter.ty))).collect();
            let body = self.operation.body.as_ref().filter(|body| is_argument(body, index));
            let option = body.and_then(|body| body.options.get(index));
            arguments.extend(option.map(|option| self::body(cx, &option.form)));
            let media_type = option.map_or("", |option| option.media_type.as_str());
            let identity = if index == 0 { "method".to_owned() } else { format!("method {media_type}") };
            let signature = format!("({})", arguments.join(", "));
            self.row(rows, format!("{accessor}::{method}()"), What::Method, signature, &identity);
        }
    }

    fn builder(&self, cx: &Cx<'_>, rows: &mut Rows) {
        let (operation, names) = (self.operation, self.names);
        let path = format!("{}::{}", self.module, names.builder);
        let success = output(cx, &operation.output, &names.output);
        let failure = if operation.errors.is_empty() { "any failure" } else { &names.error };
        let signature = format!("{success} or {failure}");
        self.row(rows, path.clone(), What::Builder, signature, "builder");
        for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
            if !parameter.required && parameter.constant.is_none() {
                let signature = spelled(cx, without_null(&parameter.ty));
                let identity = format!("setter {:?} {}", parameter.location, parameter.name);
                self.row(rows, format!("{path}::{name}()"), What::Setter, signature, &identity);
            }
        }
        let body = operation.body.as_ref().filter(|body| !is_argument(body, 0));
        if let Some(option) = body.and_then(|body| body.options.first()) {
            let signature = self::body(cx, &option.form);
            self.row(rows, format!("{path}::{}()", names.body), What::Setter, signature, "setter of the body");
        }
        if let Some(paging) = &operation.paging {
            self.row(rows, format!("{path}: Paged"), What::Trait, spelled(cx, &paging.item), "paged");
        }
        for extra in stream_extras(operation) {
            self.row(rows, format!("{path}::{extra}()"), What::Setter, String::new(), extra);
        }
    }

    fn answers(&self, cx: &Cx<'_>, rows: &mut Rows) {
        let (operation, names) = (self.operation, self.names);
        if !operation.errors.is_empty() {
            let variants = operation.errors.iter().zip(&names.error_variants);
            self.variants(cx, rows, &names.error, variants, &|index| cx.plan.boxed_errors.contains(&(self.id, index)));
        }
        if let Output::Several(answers) = &operation.output {
            let variants = answers.iter().zip(&names.output_variants);
            self.variants(cx, rows, &names.output, variants, &|index| {
                cx.plan.boxed_outputs.contains(&(self.id, index))
            });
        }
    }

    fn variants<'a>(
        &self,
        cx: &Cx<'_>,
        rows: &mut Rows,
        name: &str,
        variants: impl Iterator<Item = (&'a Answer, &'a String)>,
        boxed: &dyn Fn(usize) -> bool,
    ) {
        let path = format!("{}::{name}", self.module);
        let which = if *name == self.names.error { "error" } else { "output" };
        self.row(rows, path.clone(), What::Enum, String::new(), which);
        for (index, (answer, variant)) in variants.enumerate() {
            let signature = content(cx, &answer.content);
            let what = if signature.is_empty() { What::Unit } else { What::Holding { boxed: boxed(index) } };
            let media_type = answer.media_type.as_deref().unwrap_or_default();
            let identity = format!("{which} {:?} {media_type}", answer.status);
            self.row(rows, format!("{path}::{variant}"), what, signature, &identity);
        }
    }
}
