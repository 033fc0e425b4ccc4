//! The root of the emitted crate: its documentation, its modules and what it lifts to the top.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, string};
use super::file::{EmittedFile, Item};
use super::rust_file;
use super::uses::Uses;
use super::{docs, extensions};
use crate::plan::{Brings, RuntimePart};

/// `src/lib.rs`.
pub(super) fn emit(cx: &Cx<'_>) -> EmittedFile {
    let incoming = cx.plan.features.iter().find(|feature| feature.brings == Brings::Incoming).map(|feature| {
        let feature = string(&feature.name);
        quote! {
            #[cfg(feature = #feature)]
            pub mod incoming;
        }
    });
    let chosen = !cx.names.servers.is_empty();
    let servers = chosen.then(|| {
        quote! {
            #[cfg(feature = "client")]
            mod servers;
        }
    });
    let extensions = extensions::module(cx);
    let modules = quote! {
        #[cfg(feature = "client")]
        pub mod api;
        #[cfg(feature = "client")]
        mod client;
        #extensions
        #incoming
        pub mod runtime;
        #servers
        pub mod types;
        mod wire;
    };
    let server = chosen.then(|| quote!(Server,));
    let parts = &cx.plan.needs.parts;
    let oauth = parts.contains(&RuntimePart::Oauth);
    let tokens = oauth || parts.contains(&RuntimePart::Tokens);
    let cached = tokens.then(|| quote!(Cached,));
    let grant = oauth.then(|| quote!(Grant,));
    let token = tokens.then(|| quote!(Token,));
    let streams = cx.plan.needs.parts.contains(&RuntimePart::Streams);
    let event = streams.then(|| quote!(UnknownEvent,));
    let stream = streams.then(|| quote!(EventStream,));
    let has_pages = cx.plan.needs.parts.contains(&RuntimePart::Paging);
    let items = has_pages.then(|| quote!(Items,));
    let pages = has_pages.then(|| quote!(Pages,));
    let exports = quote! {
        pub use crate::runtime::{JsonError, Nullable, RawJson, #event UnknownValue};
        #[cfg(feature = "client")]
        pub use crate::runtime::{
            #cached Client, ClientBuilder, Error, #stream #grant #items Operation, OperationError, #pages Response, #server #token
        };
    };
    let docs: TokenStream = docs::of_crate(cx).iter().map(|line| quote!(#![doc = #line])).collect();
    rust_file("src/lib.rs", docs, cx, &Uses::default(), vec![Item::Lines(modules), Item::Lines(exports)])
}
