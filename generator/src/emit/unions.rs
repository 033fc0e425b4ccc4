//! Unions and events: [`Union`] and [`Events`] -> `pub enum` with an arm a variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident};
use super::docs;
use super::enums::declaration;
use super::file::{Item, Row, Table};
use super::types::{boxed, owned};
use super::uses::Uses;
use crate::ir::{Content, Events, Scalar, TypeId, TypeRef, Union};

/// The enum, and the conversions from its arms.
pub(super) fn emit(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Union) -> Vec<Item> {
    let names = cx.type_names(id);
    let mut variants = TokenStream::new();
    for (index, (arm, name)) in shape.arms.iter().zip(&names.members).enumerate() {
        let docs = docs::attributes(&docs::of_variant(&arm.docs));
        let name = ident(name);
        let ty = arm_type(cx, uses, (id, index), &arm.ty);
        variants.extend(quote!(#docs #name(#ty),));
    }
    let rest = ident(&names.rest);
    let raw = uses.runtime("RawJson");
    variants.extend(quote! {
        #[doc = " A shape that this version of the client does not know."]
        #rest(#raw),
    });
    let mut items = vec![Item::Code(declaration(cx, id, &variants))];
    items.extend(conversions(cx, uses, id, shape));
    items
}

fn arm_type(cx: &Cx<'_>, uses: &mut Uses, at: (TypeId, usize), ty: &TypeRef) -> TokenStream {
    if cx.plan.boxed.contains(&at) { boxed(cx, uses, ty) } else { owned(cx, uses, ty) }
}

/// `from_arms!(ThreadList { Page: ThreadPage, List: Vec<Thread> });`
fn conversions(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Union) -> Option<Item> {
    let nullable = cx.plan.set_or_null.contains(&id);
    let (mut plain, mut boxed, mut text) = (Vec::new(), Vec::new(), None);
    for index in &cx.type_plan(id).from_arms {
        let (Some(arm), Some(name)) = (shape.arms.get(*index), cx.type_names(id).members.get(*index)) else {
            continue;
        };
        let is_boxed = cx.plan.boxed.contains(&(id, *index));
        // `Option<Box<T>>` cannot be made of `Option<T>` by a mere `Box::new`.
        if is_boxed && matches!(arm.ty, TypeRef::Nullable(_)) {
            continue;
        }
        let name = ident(name);
        if arm.ty == TypeRef::Scalar(Scalar::String) && cx.type_plan(id).in_request {
            text = Some(quote!(text #name));
        }
        let ty = owned(cx, uses, &arm.ty);
        let rows = if is_boxed { &mut boxed } else { &mut plain };
        rows.push(Row::line(quote!(#name: #ty)));
    }
    if plain.is_empty() && boxed.is_empty() {
        return None;
    }
    let name = ident(&cx.type_names(id).name);
    let call = uses.macro_name("from_arms");
    if boxed.is_empty() && text.is_none() && !nullable {
        return Some(Item::Table(Table::call(call, Row::block(quote!(#name), plain))));
    }
    let groups = [(quote!(plain), plain), (quote!(boxed), boxed)].into_iter().filter(|(_, rows)| !rows.is_empty());
    let mut blocks: Vec<Row> = groups.map(|(word, rows)| Row::block(word, rows)).collect();
    let nullable = nullable.then(|| quote!(nullable));
    blocks.extend((text.is_some() || nullable.is_some()).then(|| Row::line(quote!(#text #nullable))));
    Some(Item::Table(Table::call(call, Row::block(quote!(#name), blocks))))
}

/// The enum of a stream's events.
pub(super) fn emit_events(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Events) -> Item {
    let names = cx.type_names(id);
    let mut variants = TokenStream::new();
    for (index, (arm, name)) in shape.arms.iter().zip(&names.members).enumerate() {
        let docs = docs::attributes(&docs::of_event(&arm.docs, &arm.event));
        let name = ident(name);
        variants.extend(match &arm.payload {
            Content::Json(ty) => {
                let ty = arm_type(cx, uses, (id, index), ty);
                quote!(#docs #name(#ty),)
            }
            Content::Text | Content::Bytes => quote!(#docs #name(String),),
            Content::Empty | Content::Stream(_) => quote!(#docs #name,),
        });
    }
    let rest = ident(&names.rest);
    let unknown = uses.runtime("UnknownEvent");
    variants.extend(quote! {
        #[doc = " An event that this version of the client does not know."]
        #rest(#unknown),
    });
    Item::Code(declaration(cx, id, &variants))
}
