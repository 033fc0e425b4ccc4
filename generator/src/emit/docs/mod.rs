//! Documentation of items: [`Docs`] -> lines of `#[doc = ".."]` that rustdoc takes without a warning.

mod clean;
mod html;
mod inline;
mod markdown;
mod purpose;
mod text;
mod wrap;

use proc_macro2::TokenStream;
use quote::quote;

use self::text::Text;
use super::cx::{Cx, string};
use crate::ir::{Answer, Docs, HeaderField, Incoming, Operation, SecurityScheme, Server, ServerVariable, Tag, TypeId};
use crate::names::OperationNames;
use crate::plan::Part;
use crate::spec::StatusKey;

/// One attribute a line.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| string(line));
    quote!(#(#[doc = #lines])*)
}

/// Documentation of a type.
pub(super) fn of_type(cx: &Cx<'_>, id: TypeId) -> Vec<String> {
    let def = cx.type_def(id);
    let (mut text, told) = Text::of_or(&def.docs, || purpose::line(cx, id));
    let name = def.context.component.as_deref();
    let named = !told && cx.plan.purposes[id.index()].part == Part::Name;
    if let Some(name) = name.filter(|name| !named && letters(name) != letters(&cx.type_names(id).name)) {
        text.paragraph(&format!("The document calls it {}.", code(name)));
    }
    text.lines()
}

/// Documentation of a property, with its name on the wire where that differs.
pub(super) fn of_member(docs: &Docs, wire: &str, name: &str) -> Vec<String> {
    let mut text = Text::of(docs);
    text.wire_name(Some(wire).filter(|wire| *wire != name.trim_start_matches("r#")));
    text.lines()
}

/// Documentation of a variant.
pub(super) fn of_variant(docs: &Docs) -> Vec<String> {
    Text::of(docs).lines()
}

/// Documentation of an event, with its name on the wire.
pub(super) fn of_event(docs: &Docs, event: &str) -> Vec<String> {
    let mut text = Text::of(docs);
    text.wire_name(Some(event));
    text.lines()
}

/// Documentation of an answer: its status and what it means.
pub(super) fn of_answer(answer: &Answer) -> Vec<String> {
    let mut text = Text::of(&answer.docs);
    let status = match answer.status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(hundreds) => format!("{hundreds}XX"),
        StatusKey::Default => "Any other status".to_owned(),
    };
    text.prefix(&status);
    text.lines()
}

/// Documentation of the constant of a header.
pub(super) fn of_header(header: &HeaderField, operation: &Operation, others: usize) -> Vec<String> {
    let mut text = Text::of(&header.docs);
    let others = if others == 0 { "" } else { " and others" };
    text.paragraph(&format!("The header {} of what {}{others} answers.", code(&header.name), route_code(operation)));
    text.lines()
}

/// Documentation of the method that starts a request: what the operation does, its route, and an example in a fence.
pub(super) fn of_operation(
    operation: &Operation,
    names: &OperationNames,
    option: usize,
    example: &[String],
) -> Vec<String> {
    let mut text = Text::of(&beyond_name(&operation.docs, names));
    text.paragraph(&route_code(operation));
    if let Some(body) = &operation.body {
        if let Some(option) = body.options.get(option).filter(|_| body.options.len() > 1) {
            text.paragraph(&format!("The body is sent as {}.", code(&option.media_type)));
        }
        if let Some(line) = first_sentence(&body.docs) {
            text.paragraph(&format!("Body: {line}."));
        }
    }
    text.block(example);
    text.lines()
}

/// The documentation of an operation without a summary that only repeats its name, as FastAPI makes them.
fn beyond_name(docs: &Docs, names: &OperationNames) -> Docs {
    let repeats = docs.summary.as_ref().is_some_and(|summary| letters(summary) == letters(&names.builder));
    let described = docs.description.as_ref().is_some_and(|text| !text.trim().is_empty());
    Docs { summary: docs.summary.clone().filter(|_| !(repeats && described)), ..docs.clone() }
}

/// What is left of a name without case and separators.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Documentation of the setter of an optional body.
pub(super) fn of_body(docs: &Docs) -> Vec<String> {
    let mut text = Text::of(docs);
    if text.is_empty() {
        text.paragraph("The body.");
    }
    text.lines()
}

/// Documentation of the accessor of a tag.
pub(super) fn of_accessor(tag: &Tag, method: &str) -> Vec<String> {
    let mut text = Text::default();
    let method = method.trim_start_matches("r#");
    text.paragraph(&format!("Operations of the tag {}: see [`Client::{method}`].", code(&tag.name)));
    text.lines()
}

/// Documentation of the client's method for a tag.
pub(super) fn of_accessor_method(tag: &Tag) -> Vec<String> {
    let mut text = Text::of(&tag.docs);
    if text.is_empty() {
        text.paragraph(&format!("Operations of the tag {}.", code(&tag.name)));
    }
    text.lines()
}

/// Documentation of the setter of a credential.
pub(super) fn of_scheme(scheme: &SecurityScheme) -> Vec<String> {
    let mut text = Text::default();
    text.paragraph(&format!("Credential of the scheme {}.", code(&scheme.name)));
    if let Some(description) = &scheme.docs.description {
        text.markdown(description);
    }
    text.lines()
}

/// Documentation of the setter of what tokens of a scheme are fetched with.
pub(super) fn of_grant(scheme: &str, what: &str, url: &str, scopes: &[String]) -> Vec<String> {
    const LISTED: usize = 20;
    let mut text = Text::default();
    let (scheme, url) = (code(scheme), code(url));
    text.paragraph(&format!("{what}: tokens of the scheme {scheme} are fetched from {url}, and kept."));
    let listed: Vec<String> = scopes.iter().take(LISTED).map(|scope| code(scope)).collect();
    let scopes = match scopes.len().saturating_sub(LISTED) {
        _ if listed.is_empty() => String::new(),
        0 => format!(", such as scopes: the document knows {}", listed.join(", ")),
        others => format!(", such as scopes: the document knows {} and {others} others", listed.join(", ")),
    };
    text.paragraph(&format!("More can be said by `grant` and [`Grant`]{scopes}."));
    text.lines()
}

/// Documentation of the constructor of a server.
pub(super) fn of_server(server: &Server) -> Vec<String> {
    let mut text = Text::of(&server.docs);
    text.paragraph(&format!("{}.", code(&server.url)));
    text.lines()
}

/// Documentation of the setter of a variable that servers have.
pub(super) fn of_server_variable(name: &str, same: &[&ServerVariable]) -> Vec<String> {
    let mut text = Text::default();
    let mut told = Vec::new();
    for variable in same {
        let values: Vec<String> = variable.values.iter().map(|value| code(value)).collect();
        let others = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
        let line = format!("{} where it is not set{others}", code(&variable.default));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    text.paragraph(&format!("The variable {}: {}.", code(name), told.join("; with another server ")));
    if let Some(description) = same.iter().find_map(|variable| variable.docs.description.as_deref()) {
        text.markdown(description);
    }
    text.lines()
}

/// Documentation of a function that reads a payload.
pub(super) fn of_incoming(incoming: &Incoming) -> Vec<String> {
    let mut text = Text::default();
    text.paragraph(&format!("Reads the payload of {}.", code(&incoming.name)));
    for more in [&incoming.docs.summary, &incoming.docs.description].into_iter().flatten() {
        text.markdown(more);
    }
    text.lines()
}

/// Documentation of the crate.
pub(super) fn of_crate(cx: &Cx<'_>) -> Vec<String> {
    let mut text = Text::default();
    text.paragraph(&format!("A client for {}.", one_line(&cx.api.info.title)));
    text.paragraph("Start with `Client::builder`; the operations are methods of `Client`, the types are in [`types`].");
    for more in [&cx.api.info.docs.summary, &cx.api.info.docs.description].into_iter().flatten() {
        text.markdown(more);
    }
    text.lines()
}

/// What the API is, for the README.
pub(super) fn about(cx: &Cx<'_>) -> Vec<String> {
    let mut text = Text::default();
    text.paragraph(&format!(
        "A client for {}, version {}.",
        one_line(&cx.api.info.title),
        one_line(&cx.api.info.version)
    ));
    for more in [&cx.api.info.docs.summary, &cx.api.info.docs.description].into_iter().flatten() {
        text.markdown(more);
    }
    text.into_markdown()
}

/// The document, for the README.
pub(super) fn document(cx: &Cx<'_>) -> String {
    code(&cx.config.document)
}

/// Text of the document in backticks.
pub(super) fn code(text: &str) -> String {
    markdown::code(text)
}

/// `GET /threads/`, in backticks and with the space of a line.
pub(super) fn route(operation: &Operation) -> String {
    format!(" {}", route_code(operation))
}

/// `GET /threads/`, in backticks.
pub(super) fn route_code(operation: &Operation) -> String {
    code(&format!("{} {}", operation.method, operation.path))
}

/// Our own words as one attribute.
pub(super) fn own(line: &str) -> TokenStream {
    attributes(&[format!(" {line}")])
}

/// Our own words at the head of a file.
pub(super) fn attributes_inner(line: &str) -> TokenStream {
    let line = string(&format!(" {line}"));
    quote!(#![doc = #line])
}

/// Text of the document on one line, without what cannot be seen; it is no markdown.
pub(super) fn plain(text: &str) -> String {
    clean::clean(text).0.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    markdown::inline(text)
}

/// The first sentence of a text without its full stop, where it is short.
fn first_sentence(docs: &Docs) -> Option<String> {
    let text = docs.summary.as_deref().or(docs.description.as_deref())?;
    let first = markdown::lines(text).into_iter().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let first = text::sentence_end(&first).and_then(|end| first.get(..end)).unwrap_or(&first);
    let plain = !first.is_empty() && first.len() < 160 && !wrap::starts_block(first);
    plain.then(|| first.to_owned())
}
