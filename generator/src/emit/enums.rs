//! Enumerations and aliases: [`Enum`] -> `pub enum` with a variant for what is not known.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident};
use super::docs;
use super::file::Item;
use super::types::{boxed, owned};
use super::uses::Uses;
use crate::ir::{Enum, TypeId, TypeRef};
use crate::plan::TraitForm;

/// The enum.
pub(super) fn emit(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Enum) -> Item {
    let mut variants = TokenStream::new();
    for (value, name) in shape.values.iter().zip(&cx.type_names(id).members) {
        let docs = docs::attributes(&docs::of_variant(&value.docs));
        let name = ident(name);
        variants.extend(quote!(#docs #name,));
    }
    let rest = ident(&cx.type_names(id).rest);
    let unknown = uses.runtime("UnknownValue");
    variants.extend(quote! {
        #[doc = " A value that this version of the client does not know."]
        #rest(#unknown),
    });
    Item::Code(declaration(cx, id, &variants))
}

/// `pub enum` with the documentation, derives and name of a type.
pub(super) fn declaration(cx: &Cx<'_>, id: TypeId, variants: &TokenStream) -> TokenStream {
    let docs = docs::attributes(&docs::of_type(cx, id));
    let derives = derives(cx, id);
    let name = ident(&cx.type_names(id).name);
    quote!(#docs #derives #[non_exhaustive] pub enum #name { #variants })
}

/// `#[derive(..)]` in the usual order, without what comes from the table of the type.
pub(super) fn derives(cx: &Cx<'_>, id: TypeId) -> TokenStream {
    let plan = cx.type_plan(id);
    let mut derives = vec!["Clone"];
    derives.extend((plan.traits == TraitForm::Derived).then_some("Debug"));
    derives.extend(plan.default.then_some("Default"));
    derives.extend((plan.traits != TraitForm::Table).then_some("PartialEq"));
    let derives = derives.into_iter().map(ident);
    quote!(#[derive(#(#derives),*)])
}

/// `pub type ThreadId = String;`
pub(super) fn emit_alias(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, ty: &TypeRef) -> Item {
    let docs = docs::attributes(&docs::of_type(cx, id));
    let name = ident(&cx.type_names(id).name);
    let ty = if cx.plan.boxed.contains(&(id, 0)) { boxed(cx, uses, ty) } else { owned(cx, uses, ty) };
    Item::Code(quote!(#docs pub type #name = #ty;))
}
