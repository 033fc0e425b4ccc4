//! The emit stage: turns the API, with the names and the form of its items decided, into the files of a crate.
//!
//! It never decides: names come from [`crate::names`], forms from [`crate::plan`]. It reads no document and lays out
//! no text; files go to [`crate::output`] as tokens.

mod arguments;
mod client;
mod cx;
mod docs;
mod enums;
mod errors;
mod example;
mod extensions;
mod file;
mod grants;
mod headers;
mod incoming;
mod lib_rs;
mod manifest;
mod meta;
mod modules;
mod multipart;
mod operations;
mod paging;
mod parts;
mod runtime;
mod samples;
mod servers;
mod structs;
mod template;
mod types;
mod unions;
mod uses;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

pub use self::file::{Content, EmittedFile, Item, Row, Table};
pub use self::template::TemplateError;

use self::cx::{Cx, string};
use self::uses::Uses;
use crate::config::Extend;
use crate::ir::Api;
use crate::names::Names;
use crate::plan::Plan;

/// What the emitted crate is called and says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmitConfig {
    /// Name of the package.
    pub package: String,
    /// Version of the package.
    pub version: String,
    /// One line about the package; made from the API's title where empty.
    pub description: String,
    /// SPDX expression; none is written where empty.
    pub license: String,
    /// URL of the repository; none is written where empty.
    pub repository: String,
    /// What the document is called: in the header of each file.
    pub document: String,
    /// What the user adds.
    pub extend: Extend,
}

/// All files of the crate.
pub fn emit(api: &Api, names: &Names, plan: &Plan, config: &EmitConfig) -> Result<Vec<EmittedFile>, TemplateError> {
    let cx = &Cx { api, names, plan, config };
    let mut files = vec![manifest::emit_manifest(cx)?, manifest::emit_readme(cx)?, manifest::emit_rustfmt()];
    files.push(lib_rs::emit(cx));
    files.push(client::emit(cx));
    files.extend(servers::emit(cx));
    files.extend(incoming::emit(cx));
    files.push(modules::emit_types_index(cx));
    files.push(modules::emit_wire_index(cx));
    for module in &plan.type_modules {
        files.push(modules::emit_types(cx, module));
        files.extend(modules::emit_wire(cx, module));
    }
    files.push(operations::emit_index(cx));
    files.extend(meta::emit(cx));
    files.extend(plan.api_modules.iter().map(|module| operations::emit(cx, module)));
    files.extend(runtime::emit(cx));
    files.extend(extensions::emit(cx));
    Ok(files)
}

/// A file of Rust: documentation, `use` lines, items.
fn rust_file(
    path: &str,
    docs: impl Into<Option<TokenStream>>,
    cx: &Cx<'_>,
    uses: &Uses,
    items: Vec<Item>,
) -> EmittedFile {
    let lines = docs.into().into_iter().chain(uses.lines(cx)).map(Item::Lines);
    EmittedFile { path: path.to_owned(), content: Content::Rust(lines.chain(items).collect()) }
}

/// `#[cfg(feature = "threads")]`, or any of several; nothing where there is no feature.
fn feature_gate(features: &[String]) -> Option<TokenStream> {
    let mut names = features.iter().filter(|feature| !feature.is_empty()).map(|feature| string(feature));
    match (names.next(), names.next()) {
        (None, _) => None,
        (Some(only), None) => Some(quote!(#[cfg(feature = #only)])),
        (Some(first), Some(second)) => Some(quote! {
            #[cfg(any(feature = #first, feature = #second #(, feature = #names)*))]
        }),
    }
}

/// The file of a module: its name without `r#`.
fn file_name(module: &str) -> &str {
    module.trim_start_matches("r#")
}
