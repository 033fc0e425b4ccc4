//! Headers that answers declare: a constant for each, beside the operations.

use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::file::Item;
use super::types::{owned, without_null};
use super::uses::Uses;
use crate::ir::{Scalar, TypeRef};
use crate::plan::ApiModule;

/// `pub const X_TOTAL: Header<i64> = Header::new("X-Total");`
pub(super) fn emit(cx: &Cx<'_>, uses: &mut Uses, module: &ApiModule) -> Vec<Item> {
    let mut items = Vec::with_capacity(module.headers.len());
    for declared in &module.headers {
        let operation = cx.operation(declared.first.0);
        let Some(header) = operation.headers.get(declared.first.1) else { continue };
        let others = declared.operations - 1;
        let docs = docs::attributes(&docs::of_header(header, operation, others));
        let constant = ident(&declared.constant);
        let path = uses.runtime("Header");
        let name = string(&header.name.to_ascii_lowercase());
        // What no schema describes is text, as every header is.
        let ty = match without_null(&header.ty) {
            TypeRef::Json => owned(cx, uses, &TypeRef::Scalar(Scalar::String)),
            other => owned(cx, uses, other),
        };
        items.push(Item::Code(quote! {
            #docs
            pub const #constant: #path<#ty> = #path::new(#name);
        }));
    }
    items
}
