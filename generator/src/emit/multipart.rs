//! Structs that are sent as the parts of a multipart body: a table with a part a row.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::file::{Row, Table};
use super::meta::style_name;
use super::structs::{Member, members};
use super::types::{resolved, without_null};
use super::uses::Uses;
use super::wire::mode;
use crate::ir::{Additional, BodyForm, FieldEncoding, Scalar, Shape, Struct, TypeId, TypeRef};
use crate::plan::FieldForm;
use crate::spec::Style;

/// `multipart!(UploadFiles { files: each "files" file });`
pub(super) fn table(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> Table {
    let encoding = encoding(cx, id);
    let rows = members(cx, id, shape).iter().map(|member| Row::line(part(cx, member, encoding))).collect();
    let tail = match &shape.additional {
        Additional::Kept(_) => {
            let rest = ident(&cx.type_names(id).rest);
            quote!(rest #rest)
        }
        Additional::Ignored => TokenStream::new(),
    };
    let name = uses.ty(cx, id);
    Table::call(uses.macro_name("multipart"), Row::block(name, rows).with_tail(tail))
}

/// What the first operation that sends the type says of its parts.
fn encoding<'a>(cx: &Cx<'a>, id: TypeId) -> &'a [FieldEncoding] {
    let bodies = cx.api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let mut found = bodies.flat_map(|body| &body.options).filter_map(|option| match &option.form {
        BodyForm::Multipart { ty: TypeRef::Named(named), encoding } if *named == id => Some(encoding.as_slice()),
        _ => None,
    });
    found.next().unwrap_or_default()
}

fn part(cx: &Cx<'_>, member: &Member<'_>, encoding: &[FieldEncoding]) -> TokenStream {
    let wire = string(&member.field.name);
    if let (FieldForm::Constant, Some(value)) = (member.form, &member.field.constant) {
        let text = string(value.as_str().map_or_else(|| value.to_string(), str::to_owned).as_str());
        return quote!(constant #wire = #text);
    }
    let name = ident(member.name);
    let ty = without_null(&member.field.ty);
    let stated = encoding.iter().find(|stated| stated.name == member.field.name);
    let headers = headers(stated);
    if let Some(styled) = stated.filter(|stated| stated.is_styled() && !is_file(cx, ty)) {
        let (mode, style) = (mode(member.form), styled.style.unwrap_or(Style::Form));
        let explode = styled.explode.unwrap_or(style == Style::Form);
        let style = style_name(style);
        return quote!(#name: #mode #wire styled #style #explode #headers);
    }
    let (mode, kind) = match (resolved(cx, ty), member.form) {
        (TypeRef::List(item), FieldForm::Required) => (ident("each"), kind(cx, item)),
        (TypeRef::List(item), FieldForm::Optional | FieldForm::Nullable) => (ident("each_optional"), kind(cx, item)),
        (_, form) => (mode(form), kind(cx, ty)),
    };
    let content_type = stated.and_then(|stated| stated.content_type.as_deref()).map(string);
    let kind = ident(kind);
    quote!(#name: #mode #wire #kind #content_type #headers)
}

/// `headers { "X-Kind" = "scan" }`
fn headers(stated: Option<&FieldEncoding>) -> TokenStream {
    let headers = stated.map(|stated| stated.headers.as_slice()).unwrap_or_default();
    if headers.is_empty() {
        return TokenStream::new();
    }
    let (names, values) =
        (headers.iter().map(|(name, _)| string(name)), headers.iter().map(|(_, value)| string(value)));
    quote!(headers { #(#names = #values),* })
}

/// Bytes have no style.
fn is_file(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match resolved(cx, ty) {
        TypeRef::List(item) => kind(cx, item) == "file",
        _ => kind(cx, ty) == "file",
    }
}

/// How a value is written into a part.
fn kind(cx: &Cx<'_>, ty: &TypeRef) -> &'static str {
    match resolved(cx, without_null(ty)) {
        TypeRef::Scalar(Scalar::File | Scalar::Bytes) => "file",
        TypeRef::Scalar(_) => "text",
        TypeRef::Named(id) if matches!(cx.type_def(*id).shape, Shape::Enum(_)) => "text",
        _ => "json",
    }
}
