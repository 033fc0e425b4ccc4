//! What a request is filled with: required values as arguments, optional ones as setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::meta::{place, style_name};
use super::operations::constant;
use super::types::{Argument, borrowed, owned, resolved, without_null};
use super::uses::Uses;
use crate::ir::{Body, BodyForm, BodyOption, FieldEncoding, OperationId, Parameter, Shape, TypeRef, Wire};
use crate::plan::is_argument;

/// The most arguments of a function that clippy takes without a word, `self` included.
pub(super) const MOST_ARGUMENTS: usize = 7;

/// The arguments of a method and the calls that put them into the request.
pub(super) struct Call {
    pub(super) arguments: TokenStream,
    /// How many they are.
    pub(super) count: usize,
    pub(super) chain: TokenStream,
}

/// The call of the method for the body option at `option`.
pub(super) fn calls(cx: &Cx<'_>, uses: &mut Uses, id: OperationId, option: usize) -> Call {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    let mut call = Call { arguments: TokenStream::new(), count: 0, chain: TokenStream::new() };
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        let (place, wire) = (ident(place(parameter.location)), string(&parameter.name));
        if let Some(value) = &parameter.constant {
            let value = constant(value);
            call.chain.extend(quote!(.#place(#wire, #value)));
        } else if parameter.required {
            let argument = borrowed(cx, uses, without_null(&parameter.ty));
            let (name, ty) = (ident(name), &argument.ty);
            call.arguments.extend(quote!(#name: #ty,));
            call.count += 1;
            let value = reference(&name, &argument);
            call.chain.extend(quote!(.#place(#wire, #value)));
        }
    }
    let body = operation.body.as_ref().filter(|body| is_argument(body, option));
    if let Some((body, option)) = body.and_then(|body| Some((body, body.options.get(option)?))) {
        let (ty, calls) = body_call(cx, uses, body, option, &names.body);
        let name = ident(&names.body);
        call.arguments.extend(quote!(#name: #ty,));
        call.count += 1;
        call.chain.extend(calls);
    }
    call
}

fn reference(name: &proc_macro2::Ident, argument: &Argument) -> TokenStream {
    if argument.by_value { quote!(&#name) } else { quote!(#name) }
}

/// The setters of the optional parameters and of an optional body.
pub(super) fn setters(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> TokenStream {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    let mut setters = TokenStream::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.constant.is_none() && !parameter.required {
            setters.extend(setter(cx, uses, parameter, name));
        }
    }
    let body = operation.body.as_ref().filter(|body| !is_argument(body, 0));
    if let Some((body, option)) = body.and_then(|body| Some((body, body.options.first()?))) {
        let (ty, calls) = body_call(cx, uses, body, option, &names.body);
        let name = ident(&names.body);
        let docs = docs::attributes(&docs::of_body(&body.docs));
        setters.extend(quote! {
            #docs
            pub fn #name(self, #name: #ty) -> Self { Self(self.0 #calls) }
        });
    }
    setters
}

fn setter(cx: &Cx<'_>, uses: &mut Uses, parameter: &Parameter, name: &str) -> TokenStream {
    let argument = borrowed(cx, uses, without_null(&parameter.ty));
    let docs = docs::attributes(&docs::of_member(&parameter.docs, &parameter.name, name));
    let deprecated = parameter.docs.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(name);
    let (place, wire) = (ident(place(parameter.location)), string(&parameter.name));
    let value = reference(&name, &argument);
    let ty = &argument.ty;
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #ty) -> Self { Self(self.0.#place(#wire, #value)) }
    }
}

/// The type of a body argument, and the calls that send it.
fn body_call(cx: &Cx<'_>, uses: &mut Uses, body: &Body, option: &BodyOption, name: &str) -> (TokenStream, TokenStream) {
    let name = ident(name);
    match &option.form {
        BodyForm::Json(ty) => {
            let argument = borrowed(cx, uses, ty);
            let value = reference(&name, &argument);
            let send = if body.fixed.is_empty() {
                quote!(.json(#value))
            } else {
                let fixed = body.fixed.iter().map(|(member, value)| {
                    let (member, value) = (string(member), string(&value.to_string()));
                    quote!((#member, #value))
                });
                quote!(.json_with(#value, &[#(#fixed),*]))
            };
            (argument.ty, with_media_type(send, &option.media_type, "application/json"))
        }
        BodyForm::Form { ty, encoding } => {
            let argument = borrowed(cx, uses, ty);
            let value = reference(&name, &argument);
            let encoding = encodings(uses, encoding);
            let send = quote!(.form(#value, &[#encoding]));
            (argument.ty, with_media_type(send, &option.media_type, "application/x-www-form-urlencoded"))
        }
        BodyForm::Multipart { ty, encoding } => multipart(cx, uses, ty, encoding, option, &name),
        BodyForm::Text => {
            let media_type = string(&option.media_type);
            (quote!(impl Into<String>), quote!(.text(#media_type, #name)))
        }
        BodyForm::Bytes => {
            let bytes = uses.runtime("BodyBytes");
            let media_type = string(&option.media_type);
            (quote!(impl Into<#bytes>), quote!(.bytes(#media_type, #name)))
        }
    }
}

fn multipart(
    cx: &Cx<'_>,
    uses: &mut Uses,
    ty: &TypeRef,
    encoding: &[FieldEncoding],
    option: &BodyOption,
    name: &proc_macro2::Ident,
) -> (TokenStream, TokenStream) {
    let parts = matches!(resolved(cx, ty), TypeRef::Named(id)
        if cx.type_def(*id).wire == Wire::Multipart && matches!(cx.type_def(*id).shape, Shape::Struct(_)));
    if parts {
        let send = with_media_type(quote!(.multipart(#name)), &option.media_type, "multipart/form-data");
        return (owned(cx, uses, ty), send);
    }
    let argument = borrowed(cx, uses, ty);
    let value = reference(name, &argument);
    let encoding = encodings(uses, encoding);
    let send = quote!(.multipart_json(#value, &[#encoding]));
    (argument.ty, with_media_type(send, &option.media_type, "multipart/form-data"))
}

/// Adds the media type where it is not the one the call sends anyway.
fn with_media_type(call: TokenStream, media_type: &str, usual: &str) -> TokenStream {
    if media_type == usual {
        return call;
    }
    let media_type = string(media_type);
    quote!(#call.content_type(#media_type))
}

/// `FieldEncoding::new("items").explode(false)`, one behind the other.
pub(super) fn encodings(uses: &mut Uses, encodings: &[FieldEncoding]) -> TokenStream {
    let encodings = encodings.iter().map(|encoding| self::encoding(uses, encoding));
    let encodings: Vec<TokenStream> = encodings.collect();
    quote!(#(#encodings),*)
}

fn encoding(uses: &mut Uses, encoding: &FieldEncoding) -> TokenStream {
    let path = uses.runtime("FieldEncoding");
    let name = string(&encoding.name);
    let mut tokens = quote!(#path::new(#name));
    if let Some(style) = encoding.style {
        let path = uses.runtime("Style");
        let style = style_name(style);
        tokens.extend(quote!(.style(#path::#style)));
    }
    if let Some(explode) = encoding.explode {
        tokens.extend(quote!(.explode(#explode)));
    }
    if encoding.allow_reserved {
        tokens.extend(quote!(.allow_reserved()));
    }
    if let Some(content_type) = &encoding.content_type {
        let content_type = string(content_type);
        tokens.extend(quote!(.content_type(#content_type)));
    }
    tokens
}
