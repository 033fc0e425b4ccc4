//! What describes an operation to the runtime: `impl Operation { pub const LIST_THREADS: .. }`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::arguments::encodings;
use super::cx::{Cx, ident, string};
use super::docs;
use super::file::{EmittedFile, Item, Row, Table};
use super::rust_file;
use super::uses::Uses;
use crate::ir::{Content, Framing, Operation, OperationId, Output, Parameter, ParameterForm, Stream, TextStyle};
use crate::plan::ApiModule;
use crate::spec::{Location, StatusKey, Style};

/// `src/api/operations/mod.rs` and a file for each module, so that a file imports what its feature needs and no more.
pub(super) fn emit(cx: &Cx<'_>) -> Vec<EmittedFile> {
    let mut lines = TokenStream::new();
    let mut files = Vec::new();
    for module in &cx.plan.api_modules {
        let gate = super::feature_gate(std::slice::from_ref(&module.feature));
        let name = ident(&module.name);
        lines.extend(quote!(#gate mod #name;));
        files.push(file(cx, module));
    }
    let docs = docs::attributes_inner("The operations as the document describes them.");
    files.push(rust_file("src/api/operations/mod.rs", docs, cx, &Uses::default(), vec![Item::Lines(lines)]));
    files
}

/// The constants of a module's operations.
fn file(cx: &Cx<'_>, module: &ApiModule) -> EmittedFile {
    let mut uses = Uses::default();
    let operation = uses.runtime("Operation");
    let rows = module.operations.iter().map(|id| constant(cx, &mut uses, *id)).collect();
    let table =
        Table { docs: Vec::new(), attributes: Vec::new(), call: None, body: Row::block(quote!(impl #operation), rows) };
    let path = format!("src/api/operations/{}.rs", super::file_name(&module.name));
    rust_file(&path, None, cx, &uses, vec![Item::Table(table)])
}

fn constant(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> Row {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    let constant = ident(&names.constant);
    let name = string(&names.constant.to_lowercase());
    let (method, path) = (string(&operation.method), string(&operation.path));
    let mut calls = TokenStream::new();
    if !operation.parameters.is_empty() {
        let parameter = uses.runtime("Parameter");
        let all = operation.parameters.iter().map(|declared| self::parameter(uses, &parameter, declared));
        let all: Vec<TokenStream> = all.collect();
        calls.extend(quote!(.parameters(&[#(#all),*])));
    }
    calls.extend(security(cx, operation));
    calls.extend(accept(operation).map(|accept| {
        let accept = string(&accept);
        quote!(.accept(#accept))
    }));
    if let Output::One(Content::Stream(stream)) | Output::Optional(Content::Stream(stream)) = &operation.output {
        let stream = self::stream(uses, stream);
        calls.extend(quote!(.stream(&#stream)));
    }
    if let Some(paging) = &operation.paging {
        let paging = super::paging::table(uses, paging);
        calls.extend(quote!(.paging(&#paging)));
    }
    if let Some(server) = operation.servers.first() {
        let server = string(&super::client::server_url(server));
        calls.extend(quote!(.server(#server)));
    }
    calls.extend(redirects(operation));
    Row::Line {
        docs: vec![docs::route(operation)],
        tokens: quote!(pub const #constant: &'static Self = &Self::new(#name, #method, #path)#calls;),
    }
}

/// `Parameter::query("ids").style(Style::PipeDelimited)`, with what differs from the defaults of its place.
fn parameter(uses: &mut Uses, path: &Ident, declared: &Parameter) -> TokenStream {
    let name = string(&declared.name);
    let place = ident(place(declared.location));
    let mut tokens = quote!(#path::#place(#name));
    let (default_style, default_explode) = match declared.location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query | Location::Querystring | Location::Cookie => (Style::Form, true),
    };
    match declared.form {
        ParameterForm::Style { style, explode, allow_reserved } => {
            if style != default_style {
                let path = uses.runtime("Style");
                let style = style_name(style);
                tokens.extend(quote!(.style(#path::#style)));
            }
            if explode != default_explode {
                tokens.extend(quote!(.explode(#explode)));
            }
            if allow_reserved {
                tokens.extend(quote!(.allow_reserved()));
            }
        }
        ParameterForm::Json => tokens.extend(quote!(.json())),
        // What a `querystring` parameter is anyway.
        ParameterForm::Form if declared.encoding.is_empty() => {}
        ParameterForm::Form => {
            let fields = encodings(uses, &declared.encoding);
            tokens.extend(quote!(.fields(&[#fields])));
        }
    }
    tokens
}

/// The runtime's word for a place, also the method of a request.
pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Querystring => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// The runtime's variant for a style.
pub(super) fn style_name(style: Style) -> Ident {
    ident(match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Simple => "Simple",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
    })
}

fn security(cx: &Cx<'_>, operation: &Operation) -> TokenStream {
    if operation.security.is_empty() {
        return TokenStream::new();
    }
    let alternatives = operation.security.iter().map(|alternative| {
        let schemes = alternative.iter().filter_map(|(index, _)| cx.api.security_schemes.get(*index));
        let names = schemes.map(|scheme| string(&scheme.name));
        quote!(&[#(#names),*])
    });
    quote!(.security(&[#(#alternatives),*]))
}

/// The media types asked for; none where it is the JSON that is asked for anyway.
fn accept(operation: &Operation) -> Option<String> {
    let content = match &operation.output {
        Output::Empty => return Some("*/*".to_owned()),
        Output::One(content) | Output::Optional(content) => content,
        Output::Several(answers) => {
            let mut types: Vec<&str> = Vec::new();
            for media_type in answers.iter().filter_map(|answer| answer.media_type.as_deref()) {
                if !types.contains(&media_type) {
                    types.push(media_type);
                }
            }
            let types = if types.is_empty() { "*/*".to_owned() } else { types.join(", ") };
            return Some(types).filter(|types| types != "application/json");
        }
    };
    match content {
        // What an operation asks for anyway.
        Content::Json(_) | Content::Empty => None,
        Content::Text | Content::Bytes => Some("*/*".to_owned()),
        Content::Stream(stream) => Some(
            match stream.framing {
                Framing::Sse => "text/event-stream",
                Framing::JsonLines => "application/jsonl, application/x-ndjson",
                Framing::JsonSeq => "application/json-seq",
            }
            .to_owned(),
        ),
    }
}

/// Redirects that are answers of the operation, which a client must not follow.
fn redirects(operation: &Operation) -> Option<TokenStream> {
    let successes = match &operation.output {
        Output::Several(answers) => answers.as_slice(),
        _ => &[],
    };
    let declared: Vec<StatusKey> = successes.iter().chain(&operation.errors).map(|answer| answer.status).collect();
    let all = [301, 302, 303, 307, 308];
    let all = all
        .into_iter()
        .filter(|code| declared.contains(&StatusKey::Code(*code)) || declared.contains(&StatusKey::Range(3)));
    let codes: Vec<Literal> = all.map(Literal::u16_unsuffixed).collect();
    (!codes.is_empty()).then(|| quote!(.redirects(&[#(#codes),*])))
}

/// `Stream::sse().done("[DONE]")`.
fn stream(uses: &mut Uses, stream: &Stream) -> TokenStream {
    let path = uses.runtime("Stream");
    let framing = ident(match stream.framing {
        Framing::Sse => "sse",
        Framing::JsonLines => "json_lines",
        Framing::JsonSeq => "json_seq",
    });
    let mut tokens = quote!(#path::#framing());
    if let Some(done) = &stream.done {
        let done = string(done);
        tokens.extend(quote!(.done(#done)));
    }
    if !stream.error_events.is_empty() {
        let events = stream.error_events.iter().map(|event| string(event));
        tokens.extend(quote!(.errors(&[#(#events),*])));
    }
    if let Some(member) = &stream.error_member {
        let member = string(member);
        tokens.extend(quote!(.error_member(#member)));
    }
    if !stream.terminal.is_empty() {
        let events = stream.terminal.iter().map(|event| string(event));
        tokens.extend(quote!(.terminal(&[#(#events),*])));
    }
    if stream.dataless {
        tokens.extend(quote!(.dataless()));
    }
    if stream.resumable == Some(true) {
        tokens.extend(quote!(.resumable()));
    }
    if let Some(place) = &stream.resume {
        let place = string(place);
        tokens.extend(quote!(.resume(#place)));
    }
    match &stream.text {
        Some(TextStyle::Cumulative { id, content, only }) => {
            let (id, content) = (string(id), string(content));
            tokens.extend(quote!(.cumulative(#id, #content)));
            if let Some((member, values)) = only {
                let member = string(member);
                let values = values.iter().map(|value| string(value));
                tokens.extend(quote!(.only(#member, &[#(#values),*])));
            }
        }
        Some(TextStyle::Delta { content }) => {
            let content = string(content);
            tokens.extend(quote!(.delta(#content)));
        }
        None => {}
    }
    tokens
}
