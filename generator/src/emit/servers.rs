//! The servers that the document describes: a constructor for each, a setter for each variable.
//!
//! What a template becomes with its variables is the runtime's business.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::file::{EmittedFile, Item};
use super::rust_file;
use super::uses::Uses;
use crate::ir::{Server, ServerVariable};

/// `src/servers.rs`; none where there is nothing to choose.
pub(super) fn emit(cx: &Cx<'_>) -> Option<EmittedFile> {
    if cx.names.servers.is_empty() {
        return None;
    }
    let mut uses = Uses::default();
    let server = uses.runtime("Server");
    let constructors = cx.api.servers.iter().zip(&cx.names.servers).map(|(server, name)| constructor(server, name));
    let setters = cx.names.server_variables.iter().map(|(variable, name)| setter(cx, variable, name));
    let items = Item::Code(quote!(impl #server { #(#constructors)* #(#setters)* }));
    let docs =
        docs::attributes_inner("The servers that the document describes; a client has the first if it is told none.");
    Some(rust_file("src/servers.rs", docs, cx, &uses, vec![items]))
}

/// `pub fn production() -> Self { Self::new("https://{region}.acme.test", &[("region", "eu", &[])]) }`
fn constructor(server: &Server, name: &str) -> TokenStream {
    let docs = docs::attributes(&docs::of_server(server));
    let (name, url) = (ident(name), string(&server.url));
    let variables = server.variables.iter().map(|variable| {
        let (name, default) = (string(&variable.name), string(&variable.default));
        let values = variable.values.iter().map(|value| string(value));
        quote!((#name, #default, &[#(#values),*]))
    });
    quote! {
        #docs
        pub fn #name() -> Self { Self::new(#url, &[#(#variables),*]) }
    }
}

/// `pub fn region(self, value: impl Into<String>) -> Self { self.with("region", value) }`
fn setter(cx: &Cx<'_>, variable: &str, name: &str) -> TokenStream {
    let all = cx.api.servers.iter().flat_map(|server| &server.variables);
    let same: Vec<&ServerVariable> = all.filter(|other| other.name == variable).collect();
    let docs = docs::attributes(&docs::of_server_variable(variable, &same));
    let (name, wire) = (ident(name), string(variable));
    quote! {
        #docs
        #[must_use]
        pub fn #name(self, value: impl Into<String>) -> Self { self.with(#wire, value) }
    }
}
