//! Names of operations and of what belongs to them.

use std::collections::BTreeMap;

use super::scope::Scope;
use super::{Lock, OperationNames, TagNames, case, operation_id, reserved, status};
use crate::ir::{Answer, Api, Body, BodyForm, BodyOption, Operation, Output, Parameter, Twin};
use crate::spec::Location;

/// Names the tags, then the operations, in IR order.
pub(crate) fn assign(
    api: &Api,
    renames: &BTreeMap<String, String>,
    lock: &Lock,
) -> (Vec<TagNames>, Vec<OperationNames>) {
    let mut items = Scope::reserving(reserved::API_ITEMS);
    let mut client = Scope::reserving(reserved::CLIENT_METHODS);
    let tags = tags(api, lock, &mut items, &mut client);
    let mut namer = OperationNamer {
        api,
        renames,
        lock,
        items,
        client,
        methods: vec![Scope::default(); api.tags.len()],
        constants: Scope::default(),
        names: vec![OperationNames::default(); api.operations.len()],
    };
    for decided in [true, false] {
        for index in 0..api.operations.len() {
            namer.name(index, decided);
        }
    }
    (tags, namer.names)
}

fn tags(api: &Api, lock: &Lock, items: &mut Scope, client: &mut Scope) -> Vec<TagNames> {
    let mut modules = Scope::reserving(reserved::MODULES);
    let mut names = vec![TagNames::default(); api.tags.len()];
    for (tag, name) in api.tags.iter().zip(&mut names) {
        if let Some(module) = lock.tags.get(&tag.name).filter(|module| modules.take(module)) {
            name.module.clone_from(module);
        }
    }
    for (tag, name) in api.tags.iter().zip(&mut names) {
        if name.module.is_empty() {
            let module = case::snake(&tag.name);
            let plain = module.strip_prefix("r#").unwrap_or(&module).to_owned();
            name.module = modules.first_of(&[module, format!("{plain}_api")]);
        }
        client.take(&name.module);
        let accessor = case::pascal(&name.module);
        name.accessor = items.first_of(&[accessor.clone(), format!("{accessor}Api")]);
    }
    names
}

struct OperationNamer<'a> {
    api: &'a Api,
    renames: &'a BTreeMap<String, String>,
    lock: &'a Lock,
    items: Scope,
    client: Scope,
    methods: Vec<Scope>,
    constants: Scope,
    names: Vec<OperationNames>,
}

impl OperationNamer<'_> {
    /// Names an operation if its name was decided elsewhere (first pass) or was not (second pass).
    fn name(&mut self, index: usize, decided: bool) {
        let operation = &self.api.operations[index];
        let tag = operation.tag.and_then(|tag| self.api.tags.get(tag)).map(|tag| tag.name.as_str());
        let key = lock_key(operation);
        let renamed = self.renames.get(&key).or(operation.fixed_name.as_ref()).map(|name| case::words(name));
        let locked = if renamed.is_some() { None } else { self.lock.operations.get(&key) };
        if (renamed.is_some() || locked.is_some()) != decided {
            return;
        }
        let (method, builder) = match locked.and_then(|text| text.split_once(' ')) {
            Some((method, builder)) => (vec![method.to_owned()], vec![builder.to_owned()]),
            None => candidates(operation, renamed, tag),
        };
        let builder = self.items.first_of(&builder);
        let names = OperationNames {
            methods: self.methods(operation, &method),
            error: self.items.first_of(&[format!("{builder}Error"), format!("{builder}Failure")]),
            error_variants: answer_variants(&operation.errors, &["Other"]),
            output: self.items.first_of(&[format!("{builder}Output"), format!("{builder}Success")]),
            output_variants: match &operation.output {
                Output::Several(answers) => answer_variants(answers, &[]),
                _ => Vec::new(),
            },
            constant: self.constants.first_of(&[case::shouty(&builder)]),
            parameters: Vec::new(),
            body: String::new(),
            builder,
        };
        self.names[index] = with_arguments(operation, names);
    }

    fn methods(&mut self, operation: &Operation, candidates: &[String]) -> Vec<String> {
        let scope = match operation.tag.and_then(|tag| self.methods.get_mut(tag)) {
            Some(scope) => scope,
            None => &mut self.client,
        };
        let first = scope.first_of(candidates);
        let plain = first.strip_prefix("r#").unwrap_or(&first).trim_end_matches('_').to_owned();
        let others = operation.body.iter().flat_map(|body: &Body| body.options.iter().skip(1));
        let others: Vec<_> = others.map(|option| scope.first_of(&[format!("{plain}_{}", suffix(option))])).collect();
        [first].into_iter().chain(others).collect()
    }
}

/// Names to try for the method and for the builder.
fn candidates(operation: &Operation, renamed: Option<Vec<String>>, tag: Option<&str>) -> (Vec<String>, Vec<String>) {
    let words = renamed.unwrap_or_else(|| operation_id::words(operation, tag));
    let whole = words.join("_");
    let short = tag.map_or_else(|| words.clone(), |tag| operation_id::without_tag(&words, tag)).join("_");
    let verb = case::snake(&operation.method);
    let methods = [method(&short), method(&whole), method(&format!("{whole}_{verb}"))].to_vec();
    let qualified = tag.map_or_else(|| format!("{whole}_{verb}"), |tag| format!("{tag} {whole}"));
    (methods, vec![case::pascal(&whole), case::pascal(&qualified)])
}

fn method(name: &str) -> String {
    let name = case::snake(name);
    if reserved::TRAIT_METHODS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

fn suffix(option: &BodyOption) -> String {
    match option.form {
        BodyForm::Json(_) if option.media_type == "application/json" => "json".to_owned(),
        BodyForm::Form { .. } => "form".to_owned(),
        BodyForm::Multipart { .. } => "multipart".to_owned(),
        BodyForm::Json(_) | BodyForm::Text | BodyForm::Bytes => {
            let subtype = option.media_type.split(['/', ';']).nth(1).unwrap_or("body");
            if subtype == "octet-stream" || subtype == "*" {
                "bytes".to_owned()
            } else {
                case::words(subtype).join("_")
            }
        }
    }
}

fn answer_variants(answers: &[Answer], reserved: &[&str]) -> Vec<String> {
    let mut scope = Scope::reserving(reserved);
    let variant = |answer: &Answer| {
        let status = status::name(answer.status);
        let media = answer.media_type.as_deref().and_then(|media| media.split(['/', ';']).nth(1)).unwrap_or("body");
        scope.first_of(&[status.clone(), format!("{status}{}", case::pascal(media))])
    };
    answers.iter().map(variant).collect()
}

/// Adds the names of parameters and body. Optional parameters are setters beside the builder's own methods.
fn with_arguments(operation: &Operation, names: OperationNames) -> OperationNames {
    let mut scope = Scope::default();
    let mut parameters = vec![String::new(); operation.parameters.len()];
    for required in [true, false] {
        let chosen = operation.parameters.iter().zip(&mut parameters).filter(|(p, _)| p.required == required);
        for (parameter, name) in chosen {
            *name = scope.first_of(&parameter_candidates(parameter, operation.paging.is_some()));
        }
    }
    let body = scope.first_of(&["body".to_owned(), "request_body".to_owned()]);
    OperationNames { parameters, body, ..names }
}

fn parameter_candidates(parameter: &Parameter, is_paged: bool) -> Vec<String> {
    let name = case::snake(parameter.fixed_name.as_deref().unwrap_or(&parameter.name));
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query | Location::Querystring => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let plain = name.strip_prefix("r#").unwrap_or(&name);
    let qualified = format!("{location}_{}", plain.trim_matches('_'));
    let setter = !parameter.required;
    let taken = |list: &[&str]| list.contains(&name.as_str());
    let pages = is_paged && taken(reserved::PAGING_METHODS);
    if setter && (pages || taken(reserved::BUILDER_METHODS) || taken(reserved::TRAIT_METHODS)) {
        return vec![qualified];
    }
    vec![name, qualified]
}

/// The pointer; the streaming one of two operations made of one has its own entry.
pub(crate) fn lock_key(operation: &Operation) -> String {
    match operation.twin {
        Twin::Stream => format!("{}#stream", operation.origin),
        Twin::Only | Twin::Plain => operation.origin.to_string(),
    }
}
