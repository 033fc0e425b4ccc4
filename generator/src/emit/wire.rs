//! How types cross the wire: a table of the runtime's macros for each type.
//!
//! Says only what the document says (names on the wire, tags, kinds); how it is read and written is the macros' business.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::cx::{Cx, ident, string};
use super::file::{Item, Row, Table};
use super::multipart;
use super::structs::members;
use super::uses::Uses;
use crate::ir::{Additional, Arm, Base, Content, Enum, Events, Shape, Struct, TypeId, Union, Wire};
use crate::plan::FieldForm;
use crate::spec::Types;

/// The table of a type; an alias has none.
pub(super) fn emit(cx: &Cx<'_>, uses: &mut Uses, id: TypeId) -> Option<Item> {
    let def = cx.type_def(id);
    let table = match &def.shape {
        Shape::Struct(shape) if def.wire == Wire::Multipart => multipart::table(cx, uses, id, shape),
        Shape::Struct(shape) => struct_table(cx, uses, id, shape),
        Shape::Enum(shape) => enum_table(cx, uses, id, shape),
        Shape::Union(shape) => union_table(cx, uses, id, shape),
        Shape::Events(shape) => events_table(cx, uses, id, shape),
        Shape::Alias(_) => return None,
    };
    Some(Item::Table(table))
}

fn struct_table(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Struct) -> Table {
    let mut constants = Vec::new();
    let (mut rows, mut secrets) = (Vec::new(), Vec::new());
    for member in members(cx, id, shape) {
        let wire = string(&member.field.name);
        if let (FieldForm::Constant, Some(value)) = (member.form, &member.field.constant) {
            let mode = ident(if member.field.required { "required" } else { "optional" });
            let text = string(&value.to_string());
            constants.push(Row::line(quote!(#mode #wire = #text)));
            continue;
        }
        if member.field.secret {
            secrets.push(Row::line(quote!(#wire)));
        }
        let name = ident(member.name);
        let mode = mode(member.form);
        let wire = (member.name != member.field.name).then_some(wire);
        rows.push(Row::line(quote!(#name: #mode #wire)));
    }
    let name = uses.ty(cx, id);
    let call = uses.macro_name("json_struct");
    let kept = matches!(shape.additional, Additional::Kept(_));
    if constants.is_empty() && secrets.is_empty() && !kept {
        return Table::call(call, Row::filled(name, rows));
    }
    let mut blocks = Vec::new();
    if !constants.is_empty() {
        blocks.push(Row::block(quote!(constants), constants));
    }
    blocks.push(Row::filled(quote!(members), rows));
    if !secrets.is_empty() {
        blocks.push(Row::filled(quote!(secrets), secrets));
    }
    if kept {
        let rest = ident(&cx.type_names(id).rest);
        blocks.push(Row::line(quote!(rest #rest)));
    }
    Table::call(call, Row::block(name, blocks))
}

/// The word for the form of a field.
pub(super) fn mode(form: FieldForm) -> proc_macro2::Ident {
    ident(match form {
        FieldForm::Optional => "optional",
        FieldForm::Nullable => "nullable",
        FieldForm::Required | FieldForm::Constant => "required",
    })
}

fn enum_table(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Enum) -> Table {
    let name = uses.ty(cx, id);
    let base = ident(match shape.base {
        Base::String => "string",
        Base::Integer => "integer",
        Base::Mixed => "mixed",
    });
    let rows = shape.values.iter().zip(&cx.type_names(id).members).map(|(value, variant)| {
        let variant = ident(variant);
        let value = enum_value(shape.base, &value.value);
        Row::line(quote!(#variant = #value))
    });
    let body = Row::filled(quote!(#name: #base), rows.collect()).with_tail(unknown(cx, id));
    Table::call(uses.macro_name("json_enum"), body)
}

fn enum_value(base: Base, value: &Value) -> TokenStream {
    match (base, value) {
        (Base::String, Value::String(text)) => {
            let text = string(text);
            quote!(#text)
        }
        (Base::Integer, Value::Number(number)) if number.is_u64() => {
            let number = Literal::u64_unsuffixed(number.as_u64().unwrap_or_default());
            quote!(#number)
        }
        (Base::Integer, Value::Number(number)) if number.is_i64() => {
            let number = Literal::u64_unsuffixed(number.as_i64().unwrap_or_default().unsigned_abs());
            quote!(-#number)
        }
        (_, value) => {
            let text = string(&value.to_string());
            quote!(#text)
        }
    }
}

/// `rest Other`, where the variant for what is not known is not called `Unknown`.
fn unknown(cx: &Cx<'_>, id: TypeId) -> TokenStream {
    let rest = &cx.type_names(id).rest;
    if rest == "Unknown" {
        return TokenStream::new();
    }
    let rest = ident(rest);
    quote!(rest #rest)
}

fn union_table(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Union) -> Table {
    let mut head = {
        let name = uses.ty(cx, id);
        quote!(#name)
    };
    if let Some(tag) = &shape.tag {
        let tag = string(tag);
        head.extend(quote!(by #tag));
    }
    let names = &cx.type_names(id).members;
    if let Some(name) = shape.default_arm.and_then(|index| names.get(index)) {
        let name = ident(name);
        head.extend(quote!(else #name));
    }
    let rows = shape.arms.iter().zip(names).map(|(arm, name)| Row::line(arm_row(shape, arm, name))).collect();
    let body = Row::block(head, rows).with_tail(unknown(cx, id));
    Table::call(uses.macro_name("json_union"), body)
}

/// `Circle: OBJECT ["circle"] has ["radius"] knows ["radius", "color"]`.
fn arm_row(shape: &Union, arm: &Arm, name: &str) -> TokenStream {
    let name = ident(name);
    let kinds = kinds(arm.kinds);
    let mut row = quote!(#name: #kinds);
    if !arm.tags.is_empty() {
        let tags = arm.tags.iter().map(|tag| string(tag));
        row.extend(quote!([#(#tags),*]));
    }
    // Members tell arms apart only where no tag does.
    let rivals = shape.arms.iter().filter(|other| needs_members(shape, other)).count();
    if rivals > 1 && needs_members(shape, arm) {
        if !arm.required.is_empty() {
            let required = arm.required.iter().map(|member| string(member));
            row.extend(quote!(has [#(#required),*]));
        }
        if !arm.known.is_empty() {
            let known = arm.known.iter().map(|member| string(member));
            row.extend(quote!(knows [#(#known),*]));
        }
    }
    row
}

/// An object whose tag does not tell it from all other arms: it has none, or shares it, or may lack it.
fn needs_members(shape: &Union, arm: &Arm) -> bool {
    let shared = |tag: &String| shape.arms.iter().filter(|other| other.tags.contains(tag)).count() > 1;
    arm.kinds.contains(Types::OBJECT) && (shape.tag_optional || arm.tags.is_empty() || arm.tags.iter().any(shared))
}

fn kinds(types: Types) -> TokenStream {
    let all = [
        (Types::OBJECT, "OBJECT"),
        (Types::ARRAY, "ARRAY"),
        (Types::STRING, "STRING"),
        (Types::INTEGER, "INTEGER"),
        (Types::NUMBER, "NUMBER"),
        (Types::BOOLEAN, "BOOLEAN"),
        (Types::NULL, "NULL"),
    ];
    let named: Vec<_> = all.iter().filter(|(kind, _)| types.contains(*kind)).map(|(_, name)| ident(name)).collect();
    if named.is_empty() || named.len() == all.len() {
        return quote!(ANY);
    }
    quote!(#(#named)|*)
}

fn events_table(cx: &Cx<'_>, uses: &mut Uses, id: TypeId, shape: &Events) -> Table {
    let name = uses.ty(cx, id);
    let rows = shape.arms.iter().zip(&cx.type_names(id).members).map(|(arm, variant)| {
        let event = string(&arm.event);
        let variant = ident(variant);
        let kind = ident(match arm.payload {
            Content::Json(_) => "json",
            Content::Text | Content::Bytes => "text",
            Content::Empty | Content::Stream(_) => "empty",
        });
        Row::line(quote!(#event => #variant #kind))
    });
    let body = Row::block(name, rows.collect()).with_tail(unknown(cx, id));
    Table::call(uses.macro_name("json_events"), body)
}

/// `json_text!(uuid::Uuid, "a UUID");`
pub(super) fn uuid(uses: &mut Uses) -> Item {
    Item::Table(Table::call(uses.macro_name("json_text"), Row::line(quote!(uuid::Uuid, "a UUID"))))
}
