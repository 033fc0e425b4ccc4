//! The enums of an operation's answers: its failures, and its successes where they differ.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::file::{Item, Row, Table};
use super::types::{boxed, owned};
use super::uses::Uses;
use crate::ir::{Answer, Content, OperationId, Output};
use crate::spec::StatusKey;

/// The enum of the failures and its table, or the name of one that is the same; nothing where none is declared.
pub(super) fn emit_errors(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> Vec<Item> {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    if operation.errors.is_empty() {
        return Vec::new();
    }
    let name = ident(&names.error);
    let route = docs::route_code(operation);
    if let Some(first) = cx.plan.shared_errors.get(&id) {
        let same = docs::route_code(cx.operation(*first));
        let docs = docs::own(&format!("What can go wrong with {route}: the same as with {same}."));
        let first = ident(&cx.operation_names(*first).error);
        return vec![Item::Code(quote!(#docs pub type #name = #first;))];
    }
    let docs = docs::own(&format!("What can go wrong with {route}."));
    let variants = variants(cx, uses, id, &operation.errors, &names.error_variants, &cx.plan.boxed_errors);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            #[doc = " Any other failure, such as a timeout: the error around this one tells which."]
            Other,
        }
    };
    let rows = rows(&operation.errors, &names.error_variants);
    let table = Table::call(uses.macro_name("errors"), Row::filled(quote!(#name), rows));
    vec![Item::Code(item), Item::Table(table)]
}

/// The enum of the successes and its table, where they differ.
pub(super) fn emit_answers(cx: &Cx<'_>, uses: &mut Uses, id: OperationId) -> Vec<Item> {
    let operation = cx.operation(id);
    let names = cx.operation_names(id);
    let Output::Several(answers) = &operation.output else { return Vec::new() };
    let name = ident(&names.output);
    let docs = docs::own(&format!("What {} answers.", docs::route_code(operation)));
    let variants = variants(cx, uses, id, answers, &names.output_variants, &cx.plan.boxed_outputs);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #variants }
    };
    let rows = rows(answers, &names.output_variants);
    let table = Table::call(uses.macro_name("answers"), Row::filled(quote!(#name), rows));
    vec![Item::Code(item), Item::Table(table)]
}

fn variants(
    cx: &Cx<'_>,
    uses: &mut Uses,
    id: OperationId,
    answers: &[Answer],
    names: &[String],
    boxed: &BTreeSet<(OperationId, usize)>,
) -> TokenStream {
    let mut variants = TokenStream::new();
    for (index, (answer, name)) in answers.iter().zip(names).enumerate() {
        let docs = docs::attributes(&docs::of_answer(answer));
        let name = ident(name);
        let payload = match &answer.content {
            Content::Json(ty) => {
                let ty = if boxed.contains(&(id, index)) { self::boxed(cx, uses, ty) } else { owned(cx, uses, ty) };
                quote!((#ty))
            }
            Content::Text => quote!((String)),
            Content::Bytes => {
                let bytes = uses.runtime("Bytes");
                quote!((#bytes))
            }
            Content::Empty | Content::Stream(_) => TokenStream::new(),
        };
        variants.extend(quote!(#docs #name #payload,));
    }
    variants
}

/// `404 => NotFound json`; the media type is a condition where another answer has the same status.
fn rows(answers: &[Answer], names: &[String]) -> Vec<Row> {
    let rows = answers.iter().zip(names).map(|(answer, name)| {
        let status = status(answer.status);
        let name = ident(name);
        let same = answers.iter().filter(|other| other.status == answer.status).count();
        let condition = answer.media_type.as_ref().filter(|_| same > 1).map(|media_type| {
            let media_type = string(media_type);
            quote!(if #media_type)
        });
        let kind = ident(match answer.content {
            Content::Json(_) => "json",
            Content::Text => "text",
            Content::Bytes => "bytes",
            Content::Empty | Content::Stream(_) => "empty",
        });
        Row::line(quote!(#status #condition => #name #kind))
    });
    rows.collect()
}

fn status(status: StatusKey) -> TokenStream {
    match status {
        StatusKey::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusKey::Range(hundreds) => {
            let first = Literal::u16_unsuffixed(u16::from(hundreds) * 100);
            let last = Literal::u16_unsuffixed(u16::from(hundreds) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusKey::Default => quote!(_),
    }
}
