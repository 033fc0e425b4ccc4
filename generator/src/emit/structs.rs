//! Objects with declared properties: [`Struct`] -> `pub struct`, its constructor and its setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::enums::derives;
use super::file::{Item, Row, Table};
use super::types::{boxed, owned, without_null};
use super::uses::Uses;
use crate::ir::{Additional, Field, Scalar, Struct, TypeId, TypeRef};
use crate::plan::{FieldForm, TraitForm};

/// The struct, and the `impl` with its constructor and setters where it has any.
pub(super) fn emit(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> Vec<Item> {
    let mut items = vec![Item::Code(declaration(cx, uses, id, shape))];
    if cx.type_plan(id).traits == TraitForm::Written {
        items.push(Item::Code(redacted_debug(cx, uses, id, shape)));
    }
    items.extend(construction(cx, uses, id, shape));
    items
}

/// A field of Rust: its name, its form and what it holds apart from the wrapper of the form.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) form: FieldForm,
    pub(super) field: &'a Field,
    pub(super) boxed: bool,
}

/// The properties of a struct with what the stages before decided about them.
pub(super) fn members<'a>(cx: &Cx<'a>, id: TypeId, shape: &'a Struct) -> Vec<Member<'a>> {
    let names = &cx.type_names(id).members;
    let forms = &cx.type_plan(id).fields;
    let parts = shape.fields.iter().zip(names).zip(forms).enumerate();
    parts
        .map(|(index, ((field, name), form))| Member {
            name,
            form: *form,
            field,
            boxed: cx.plan.boxed.contains(&(id, index)),
        })
        .collect()
}

fn declaration(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> TokenStream {
    let names = cx.type_names(id);
    let name = ident(&names.name);
    let docs = docs::attributes(&docs::of_type(cx, id));
    let derives = derives(cx, id);
    let mut fields = TokenStream::new();
    for member in members(cx, id, shape) {
        if member.form == FieldForm::Constant {
            continue;
        }
        let docs = docs::attributes(&docs::of_member(&member.field.docs, &member.field.name, member.name));
        let name = ident(member.name);
        let ty = field_type(cx, uses, &member);
        fields.extend(quote!(#docs pub #name: #ty,));
    }
    if let Additional::Kept(value) = &shape.additional {
        let rest = ident(&names.rest);
        let ty = rest_type(cx, uses, value);
        fields.extend(quote!(#[doc = " Members that the document does not name."] pub #rest: #ty,));
    }
    quote!(#docs #derives #[non_exhaustive] pub struct #name { #fields })
}

fn rest_type(cx: &Cx<'_>, uses: &mut Uses, value: &TypeRef) -> TokenStream {
    let map = uses.map();
    let value = owned(cx, uses, value);
    quote!(#map<String, #value>)
}

/// The type of a field, wrapper included.
fn field_type(cx: &Cx<'_>, uses: &mut Uses, member: &Member<'_>) -> TokenStream {
    let inner = value_type(cx, uses, member);
    match member.form {
        FieldForm::Required if is_nullable(member.field) => quote!(Option<#inner>),
        FieldForm::Required | FieldForm::Constant => inner,
        FieldForm::Optional => quote!(Option<#inner>),
        FieldForm::Nullable => {
            let nullable = uses.runtime("Nullable");
            quote!(#nullable<#inner>)
        }
    }
}

/// The type of a field without the wrapper of its form: `Box<Node>`, `Vec<String>`.
fn value_type(cx: &Cx<'_>, uses: &mut Uses, member: &Member<'_>) -> TokenStream {
    let inner = without_null(&member.field.ty);
    if member.boxed { boxed(cx, uses, inner) } else { owned(cx, uses, inner) }
}

fn is_nullable(field: &Field) -> bool {
    matches!(field.ty, TypeRef::Nullable(_))
}

/// `setters!(Thread { new(name: impl Into<String>; extra); tags: optional Vec<String> });`
fn construction(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> Option<Item> {
    let plan = cx.type_plan(id);
    let taken = plan.constructor.as_ref()?;
    let members = members(cx, id, shape);
    let mut arguments = Vec::new();
    for member in taken.iter().filter_map(|index| members.get(*index)) {
        let name = ident(member.name);
        let ty = argument_type(cx, uses, member);
        arguments.push(quote!(#name: #ty));
    }
    let absent = members.iter().enumerate().filter(|(index, member)| {
        member.form != FieldForm::Constant && !taken.contains(index) && !plan.setters.contains(index)
    });
    let rest = matches!(shape.additional, Additional::Kept(_)).then_some(cx.type_names(id).rest.as_str());
    let absent: Vec<_> = absent.map(|(_, member)| member.name).chain(rest).map(ident).collect();
    let absent = (!absent.is_empty()).then(|| quote!(; #(#absent),*));
    let mut rows = vec![Row::line(quote!(new (#(#arguments),* #absent);))];
    rows.extend(plan.setters.iter().filter_map(|index| Some(setter(cx, uses, members.get(*index)?))));
    let name = ident(&cx.type_names(id).name);
    Some(Item::Table(Table::call(uses.macro_name("setters"), Row::block(quote!(#name), rows))))
}

fn argument_type(cx: &Cx<'_>, uses: &mut Uses, member: &Member<'_>) -> TokenStream {
    if member.form == FieldForm::Required && !member.boxed {
        if is_string(&member.field.ty) {
            return quote!(impl Into<String>);
        }
        return owned(cx, uses, &member.field.ty);
    }
    if member.form == FieldForm::Required && !is_nullable(member.field) {
        return owned(cx, uses, &member.field.ty);
    }
    field_type(cx, uses, member)
}

fn is_string(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::String))
}

/// A row of `setters!`: `name: optional String`.
fn setter(cx: &Cx<'_>, uses: &mut Uses, member: &Member<'_>) -> Row {
    let name = ident(member.name);
    let mode = match member.form {
        FieldForm::Nullable => ident("nullable"),
        _ => ident("optional"),
    };
    let ty = value_type(cx, uses, member);
    // Calling the setter is the caller's choice, so it warns. The field, and a type, are named by the tables of the
    // emitted crate as well, which would warn about itself: there a line of documentation says it.
    let deprecated = member.field.docs.deprecated.then(|| quote!(#[deprecated]));
    Row::line(quote!(#deprecated #name: #mode #ty))
}

/// `Debug` written out, so that secrets stay out of logs.
fn redacted_debug(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> TokenStream {
    uses.fmt();
    let name = ident(&cx.type_names(id).name);
    let text = string(&cx.type_names(id).name);
    let mut calls = TokenStream::new();
    for member in members(cx, id, shape) {
        if member.form == FieldForm::Constant {
            continue;
        }
        let field = ident(member.name);
        let label = string(member.name.trim_start_matches("r#"));
        calls.extend(if member.field.secret {
            quote!(.field(#label, &"***"))
        } else {
            quote!(.field(#label, &self.#field))
        });
    }
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(#text) #calls .finish_non_exhaustive()
            }
        }
    }
}
