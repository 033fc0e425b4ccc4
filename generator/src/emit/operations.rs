//! Operations: a module of an accessor, request builders and their tables for each tag.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Call, MOST_ARGUMENTS, calls, setters};
use super::cx::{Cx, ident, string};
use super::docs;
use super::errors::{emit_answers, emit_errors};
use super::file::{EmittedFile, Item, Row, Table};
use super::headers;
use super::rust_file;
use super::samples;
use super::types::owned;
use super::uses::Uses;
use crate::ir::{Content, OperationId, Output, StreamItem};
use crate::plan::{ApiModule, stream_extras};

/// `src/api/<module>.rs`.
pub(super) fn emit(cx: &Cx<'_>, module: &ApiModule) -> EmittedFile {
    let mut uses = Uses::beside(own_items(cx, module));
    let mut items = accessor(cx, &mut uses, module);
    items.extend(headers::emit(cx, &mut uses, module));
    for id in &module.operations {
        items.extend(request(cx, &mut uses, module, *id));
        items.extend(emit_answers(cx, &mut uses, *id));
        items.extend(emit_errors(cx, &mut uses, *id));
    }
    let docs = docs::attributes_inner(&match tag(cx, module) {
        Some(tag) => format!("Operations of the tag {}.", docs::code(&tag.0.name)),
        None => "Operations without a tag.".to_owned(),
    });
    rust_file(&format!("src/api/{}.rs", super::file_name(&module.name)), docs, cx, &uses, items)
}

/// Names of the items that a module declares.
fn own_items(cx: &Cx<'_>, module: &ApiModule) -> impl Iterator<Item = String> {
    let operations = module.operations.iter().flat_map(|id| {
        let names = cx.operation_names(*id);
        [&names.builder, &names.error, &names.output]
    });
    operations.chain(tag(cx, module).map(|(_, names)| &names.accessor)).cloned()
}

fn tag<'a>(cx: &Cx<'a>, module: &ApiModule) -> Option<(&'a crate::ir::Tag, &'a crate::names::TagNames)> {
    let index = module.tag?;
    Some((cx.api.tags.get(index)?, cx.names.tags.get(index)?))
}

/// The accessor of a tag and how the client gives it; untagged operations are the client's own methods.
fn accessor(cx: &Cx<'_>, uses: &mut Uses, module: &ApiModule) -> Vec<Item> {
    let client = uses.runtime("Client");
    let Some((tag, names)) = tag(cx, module) else {
        let methods = methods(cx, uses, module, &quote!(self), &quote!('_));
        return vec![Item::Code(quote!(impl #client { #methods }))];
    };
    let methods = methods(cx, uses, module, &quote!(self.client), &quote!('c));
    let accessor = ident(&names.accessor);
    let method = ident(&names.module);
    let docs = docs::attributes(&docs::of_accessor(tag, &names.module));
    let method_docs = docs::attributes(&docs::of_accessor_method(tag));
    vec![
        Item::Code(quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #accessor<'c> { client: &'c #client }
        }),
        Item::Code(quote! {
            impl #client {
                #method_docs
                pub fn #method(&self) -> #accessor<'_> { #accessor { client: self } }
            }
        }),
        Item::Code(quote!(impl<'c> #accessor<'c> { #methods })),
    ]
}

/// The methods that start a request, one for each way to send a body.
fn methods(
    cx: &Cx<'_>,
    uses: &mut Uses,
    module: &ApiModule,
    client: &TokenStream,
    lifetime: &TokenStream,
) -> TokenStream {
    let request = uses.runtime("Request");
    let meta = uses.runtime("Operation");
    let mut methods = TokenStream::new();
    for id in &module.operations {
        let operation = cx.operation(*id);
        let names = cx.operation_names(*id);
        let builder = ident(&names.builder);
        let constant = ident(&names.constant);
        for (index, method) in names.methods.iter().enumerate() {
            let Call { arguments, count, chain } = calls(cx, uses, *id, index);
            let example = samples::lines(cx, tag(cx, module).map(|(_, names)| names), *id, index);
            let docs = docs::attributes(&docs::of_operation(operation, names, index, &example));
            let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
            let expected = (count + 1 > MOST_ARGUMENTS)
                .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "the operation requires them all")]));
            let method = ident(method);
            let start = quote!(#request::new(#client, #meta::#constant) #chain);
            let body = if cx.plan.with_options.contains(id) {
                quote!(#builder(#start))
            } else {
                let read = ident(&format!("for_{}", reading(&operation.output)));
                quote!(#start.#read())
            };
            methods.extend(quote! {
                #docs
                #deprecated
                #expected
                pub fn #method(&self, #arguments) -> #builder<#lifetime> { #body }
            });
        }
    }
    methods
}

/// The request of an operation: a builder with its setters, or no more than a call.
fn request(cx: &Cx<'_>, uses: &mut Uses, module: &ApiModule, id: OperationId) -> Vec<Item> {
    let names = cx.operation_names(id);
    let owner = tag(cx, module).map_or("Client", |(_, names)| names.accessor.as_str());
    let method = names.methods.first().map_or("", String::as_str).trim_start_matches("r#");
    let method = format!("{owner}::{method}");
    if cx.plan.with_options.contains(&id) {
        builder(cx, uses, id, &method)
    } else {
        vec![Item::Table(call(cx, uses, id, &method))]
    }
}

/// The request builder of an operation with its setters, and how its answer is read.
fn builder(cx: &Cx<'_>, uses: &mut Uses, id: OperationId, method: &str) -> Vec<Item> {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    let builder = ident(&names.builder);
    let method = string(method);
    let mode = mode(cx, uses, id);
    let error = (!operation.errors.is_empty()).then(|| {
        let error = ident(&names.error);
        quote!(, #error)
    });
    let extras: Vec<_> = stream_extras(operation).into_iter().map(ident).collect();
    let extras = (!extras.is_empty()).then(|| quote!(; #(#extras),*));
    let row = Row::line(quote!(#builder of #method: #mode #error #extras));
    let table = match &operation.output {
        Output::One(Content::Stream(_)) | Output::Optional(Content::Stream(_)) => "streaming",
        _ => "operation",
    };
    let mut items = vec![Item::Table(Table::call(uses.macro_name(table), row))];
    let setters = setters(cx, uses, id);
    items.extend(operation.paging.as_ref().map(|paging| {
        let page = output(cx, uses, id);
        let item = owned(cx, uses, &paging.item);
        Item::Table(Table::call(uses.macro_name("paged"), Row::line(quote!(#builder: #page, #item #error))))
    }));
    if !setters.is_empty() {
        items.push(Item::Code(quote!(impl #builder<'_> { #setters })));
    }
    items
}

/// `pub type GetThread<'c> = Call<'c, Thread, OperationError<GetThreadError>>;`
fn call(cx: &Cx<'_>, uses: &mut Uses, id: OperationId, method: &str) -> Table {
    let names = cx.operation_names(id);
    let call = uses.runtime("Call");
    let name = ident(&names.builder);
    let output = output(cx, uses, id);
    let error = (!cx.operation(id).errors.is_empty()).then(|| {
        let error = ident(&names.error);
        let around = uses.runtime("OperationError");
        quote!(, #around<#error>)
    });
    Table {
        docs: vec![format!(" The request of [`{method}`].")],
        attributes: Vec::new(),
        call: None,
        body: Row::line(quote!(pub type #name<'c> = #call<'c, #output #error>;)),
    }
}

/// How a success is read: `json Thread`.
fn mode(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> TokenStream {
    let word = ident(reading(&cx.operation(id).output));
    match &cx.operation(id).output {
        Output::One(Content::Json(ty)) | Output::Optional(Content::Json(ty)) => {
            let ty = owned(cx, uses, ty);
            quote!(#word #ty)
        }
        Output::One(Content::Stream(stream)) | Output::Optional(Content::Stream(stream)) => {
            let item = streamed(cx, uses, &stream.item);
            quote!(#word #item)
        }
        Output::Several(_) => {
            let output = ident(&cx.operation_names(id).output);
            quote!(#word #output)
        }
        Output::Empty | Output::One(_) | Output::Optional(_) => quote!(#word),
    }
}

/// The word for how a success is read: behind `for_` it is the method of a request.
fn reading(output: &Output) -> &'static str {
    match output {
        Output::Empty => "empty",
        Output::One(Content::Json(_)) => "json",
        Output::Optional(Content::Json(_)) => "optional",
        Output::One(content) | Output::Optional(content) => match content {
            Content::Empty | Content::Json(_) => "empty",
            Content::Text => "text",
            Content::Bytes => "download",
            Content::Stream(stream) => match &stream.item {
                StreamItem::Events(_) => "events",
                StreamItem::Json(_) => "items",
                StreamItem::Text => "frames",
            },
        },
        Output::Several(_) => "answers",
    }
}

/// The type of what a call gives.
fn output(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> TokenStream {
    match &cx.operation(id).output {
        Output::One(Content::Json(ty)) => owned(cx, uses, ty),
        Output::Optional(Content::Json(ty)) => {
            let ty = owned(cx, uses, ty);
            quote!(Option<#ty>)
        }
        Output::Empty => quote!(()),
        Output::One(content) | Output::Optional(content) => match content {
            Content::Empty | Content::Json(_) => quote!(()),
            Content::Text => quote!(String),
            Content::Bytes => {
                let stream = uses.runtime("ByteStream");
                quote!(#stream)
            }
            Content::Stream(of) => {
                let stream = uses.runtime("EventStream");
                let item = match &of.item {
                    StreamItem::Text => {
                        let unknown = uses.runtime("UnknownEvent");
                        quote!(#unknown)
                    }
                    item => streamed(cx, uses, item),
                };
                quote!(#stream<#item>)
            }
        },
        Output::Several(_) => {
            let output = ident(&cx.operation_names(id).output);
            quote!(#output)
        }
    }
}

/// The type of the items of a stream; none of events as the server sends them.
fn streamed(cx: &Cx<'_>, uses: &mut Uses, item: &StreamItem) -> TokenStream {
    match item {
        StreamItem::Events(events) => uses.ty(cx, *events),
        StreamItem::Json(item) => owned(cx, uses, item),
        StreamItem::Text => TokenStream::new(),
    }
}

/// `src/api/mod.rs`.
pub(super) fn emit_index(cx: &Cx<'_>) -> EmittedFile {
    let mut lines = quote!(
        mod operations;
    );
    for module in &cx.plan.api_modules {
        let gate = super::feature_gate(std::slice::from_ref(&module.feature));
        let name = ident(&module.name);
        lines.extend(quote!(#gate pub mod #name;));
    }
    let docs = docs::attributes_inner("Operations, a module for each tag.");
    rust_file("src/api/mod.rs", docs, cx, &Uses::default(), vec![Item::Lines(lines)])
}

/// A constant of the document as an argument of a request.
pub(super) fn constant(value: &serde_json::Value) -> TokenStream {
    match value {
        serde_json::Value::String(text) => {
            let text = string(text);
            quote!(&#text)
        }
        serde_json::Value::Bool(value) => quote!(&#value),
        serde_json::Value::Number(number) if number.is_i64() => {
            let number = proc_macro2::Literal::i64_unsuffixed(number.as_i64().unwrap_or_default());
            quote!(&#number)
        }
        other => {
            let text = string(&other.to_string());
            quote!(&#text)
        }
    }
}
