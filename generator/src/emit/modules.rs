//! The files of `types` and `wire`: one of each for a cluster of types.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::MOST_ARGUMENTS;
use super::cx::{Cx, ident};
use super::docs;
use super::file::{EmittedFile, Item};
use super::uses::Uses;
use super::{enums, feature_gate, file_name, rust_file, structs, unions, wire};
use crate::ir::{Shape, TypeId};
use crate::plan::TypeModule;

/// `src/types/<module>.rs`.
pub(super) fn emit_types(cx: &Cx<'_>, module: &TypeModule) -> EmittedFile {
    let mut uses = Uses::declaring(&module.types);
    let items = module.types.iter().flat_map(|id| items(cx, &mut uses, *id)).collect();
    rust_file(&format!("src/types/{}.rs", file_name(&module.name)), expected(cx, module), cx, &uses, items)
}

/// What clippy finds in the constructors that a macro writes; an attribute before its call would have no effect.
fn expected(cx: &Cx<'_>, module: &TypeModule) -> Option<TokenStream> {
    let counts = module.types.iter().filter_map(|id| cx.type_plan(*id).constructor.as_ref().map(Vec::len));
    let reason = "constructors take all that is required";
    counts
        .max()
        .filter(|most| *most > MOST_ARGUMENTS)
        .map(|_| quote!(#![expect(clippy::too_many_arguments, reason = #reason)]))
}

fn items(cx: &Cx<'_>, uses: &mut Uses, id: TypeId) -> Vec<Item> {
    match &cx.type_def(id).shape {
        Shape::Struct(shape) => structs::emit(cx, uses, id, shape),
        Shape::Enum(shape) => vec![enums::emit(cx, uses, id, shape)],
        Shape::Union(shape) => unions::emit(cx, uses, id, shape),
        Shape::Events(shape) => vec![unions::emit_events(cx, uses, id, shape)],
        Shape::Alias(ty) => vec![enums::emit_alias(cx, uses, id, ty)],
    }
}

/// `src/wire/<module>.rs`; `None` where all its types are aliases.
pub(super) fn emit_wire(cx: &Cx<'_>, module: &TypeModule) -> Option<EmittedFile> {
    let mut uses = Uses::default();
    let items: Vec<Item> = module.types.iter().filter_map(|id| wire::emit(cx, &mut uses, *id)).collect();
    if items.is_empty() {
        return None;
    }
    Some(rust_file(&format!("src/wire/{}.rs", file_name(&module.name)), None, cx, &uses, items))
}

/// `src/types/mod.rs`, which lifts all types to `types`.
pub(super) fn emit_types_index(cx: &Cx<'_>) -> EmittedFile {
    let mut modules = quote!();
    let mut exports = quote!();
    for module in &cx.plan.type_modules {
        let gate = feature_gate(&module.features);
        let name = ident(&module.name);
        modules.extend(quote!(#gate mod #name;));
        exports.extend(quote!(#gate pub use self::#name::*;));
    }
    let docs = docs::attributes_inner("The types of requests and answers.");
    rust_file("src/types/mod.rs", docs, cx, &Uses::default(), vec![Item::Lines(modules), Item::Lines(exports)])
}

/// `src/wire/mod.rs`.
pub(super) fn emit_wire_index(cx: &Cx<'_>) -> EmittedFile {
    let mut uses = Uses::default();
    let mut modules = quote!();
    for module in &cx.plan.type_modules {
        if module.types.iter().all(|id| matches!(cx.type_def(*id).shape, Shape::Alias(_))) {
            continue;
        }
        let gate = feature_gate(&module.features);
        let name = ident(&module.name);
        modules.extend(quote!(#gate mod #name;));
    }
    let mut items = vec![Item::Lines(modules)];
    if cx.plan.needs.uuid {
        items.push(wire::uuid(&mut uses));
    }
    let docs = docs::attributes_inner("How the types cross the wire: a table for each.");
    rust_file("src/wire/mod.rs", docs, cx, &uses, items)
}
