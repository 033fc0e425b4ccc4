//! What the API sends of itself: a function that reads the payload of each webhook and callback.

use quote::quote;

use super::cx::{Cx, ident};
use super::docs;
use super::file::{EmittedFile, Item};
use super::rust_file;
use super::types::owned;
use super::uses::Uses;

/// `src/incoming.rs`; `None` where the API sends nothing that has a payload.
pub(super) fn emit(cx: &Cx<'_>) -> Option<EmittedFile> {
    let mut uses = Uses::default();
    let mut items = Vec::new();
    for (incoming, name) in cx.api.incoming.iter().zip(&cx.names.incoming) {
        let Some(payload) = &incoming.payload else { continue };
        let docs = docs::attributes(&docs::of_incoming(incoming));
        let name = ident(name);
        let payload = owned(cx, &mut uses, payload);
        let error = uses.runtime("JsonError");
        let json = uses.runtime("json");
        items.push(Item::Code(quote! {
            #docs
            pub fn #name(body: &[u8]) -> Result<#payload, #error> { #json::from_slice(body) }
        }));
    }
    if items.is_empty() {
        return None;
    }
    let docs = docs::attributes_inner("Reads what the API sends of itself: webhooks and callbacks.");
    Some(rust_file("src/incoming.rs", docs, cx, &uses, items))
}
