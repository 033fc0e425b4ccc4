//! The API as a whole: its servers and security schemes, and how a client gets their credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::file::{EmittedFile, Item, Row, Table};
use super::grants;
use super::meta::place;
use super::rust_file;
use super::uses::Uses;
use crate::ir::{SecurityKind, SecurityScheme, Server};

/// `src/client.rs`.
pub(super) fn emit(cx: &Cx<'_>) -> EmittedFile {
    let mut uses = Uses::default();
    let client = uses.runtime("Client");
    let builder = uses.runtime("ClientBuilder");
    let mut items = vec![constant(cx, &mut uses)];
    items.push(Item::Code(quote! {
        impl #client {
            #[doc = " Starts a client; [`ClientBuilder::build`] ends it."]
            pub fn builder() -> #builder { #builder::new(&API) }
        }
    }));
    let setters = setters(cx, &mut uses);
    if !setters.is_empty() {
        items.push(Item::Code(quote!(impl #builder { #setters })));
    }
    let docs = docs::attributes_inner("The client: its servers and its credentials.");
    rust_file("src/client.rs", docs, cx, &uses, items)
}

/// `static API: Api = Api::new("acme-client/1.0.0")..;`
fn constant(cx: &Cx<'_>, uses: &mut Uses) -> Item {
    let api = uses.runtime("Api");
    let agent = string(&format!("{}/{}", cx.config.package, cx.config.version));
    let mut calls = TokenStream::new();
    if let Some(server) = cx.api.servers.first() {
        let url = string(&server_url(server));
        calls.extend(quote!(.server(#url)));
    }
    let schemes = cx.api.security_schemes.iter().filter_map(|scheme| self::scheme(uses, scheme));
    let schemes: Vec<TokenStream> = schemes.collect();
    if !schemes.is_empty() {
        calls.extend(quote!(.schemes(&[#(#schemes),*])));
    }
    Item::Table(Table {
        docs: vec![" The API as its document describes it.".to_owned()],
        attributes: Vec::new(),
        call: None,
        body: Row::line(quote!(static API: #api = #api::new(#agent) #calls;)),
    })
}

/// A server's URL with the defaults of its variables.
pub(super) fn server_url(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    url
}

/// `Scheme::header("key", "X-Api-Key")`; mutual TLS is the transport's business.
fn scheme(uses: &mut Uses, scheme: &SecurityScheme) -> Option<TokenStream> {
    let name = string(&scheme.name);
    let path = uses.runtime("Scheme");
    Some(match &scheme.kind {
        SecurityKind::Bearer => quote!(#path::bearer(#name)),
        SecurityKind::Oauth2(flows) => {
            let flows = grants::flows(uses, flows);
            quote!(#path::bearer(#name).more(#flows))
        }
        SecurityKind::Basic => quote!(#path::basic(#name)),
        SecurityKind::ApiKey { name: key, location } => {
            let (place, key) = (ident(place(*location)), string(key));
            quote!(#path::#place(#name, #key))
        }
        SecurityKind::OtherHttp(other) => {
            let other = string(other);
            quote!(#path::http(#name, #other))
        }
        SecurityKind::MutualTls => return None,
    })
}

/// A setter of the client builder for each scheme.
fn setters(cx: &Cx<'_>, uses: &mut Uses) -> TokenStream {
    let mut setters = TokenStream::new();
    let names = cx.names.security_schemes.iter().zip(&cx.names.grants);
    for (scheme, (setter, grants)) in cx.api.security_schemes.iter().zip(names) {
        if scheme.kind == SecurityKind::MutualTls {
            continue;
        }
        let docs = docs::attributes(&docs::of_scheme(scheme));
        let setter = ident(setter);
        let name = string(&scheme.name);
        let credential = uses.runtime("Credential");
        let secret = uses.runtime("Secret");
        setters.extend(if scheme.kind == SecurityKind::Basic {
            quote! {
                #docs
                #[must_use]
                pub fn #setter(self, user: impl Into<String>, password: impl Into<#secret>) -> Self {
                    self.credential(#name, #credential::basic(user, password))
                }
            }
        } else {
            quote! {
                #docs
                #[must_use]
                pub fn #setter(self, token: impl Into<#secret>) -> Self {
                    self.credential(#name, #credential::token(token))
                }
            }
        });
        if let SecurityKind::Oauth2(flows) = &scheme.kind {
            setters.extend(grants::setters(uses, &scheme.name, flows, grants));
        }
    }
    setters
}
