//! What the user adds to the crate: modules below `ext` and examples, copied as they are, and what of the manifest they need.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, ident, string};
use super::docs;
use super::file::{Content, EmittedFile, Item};
use super::rust_file;
use super::uses::Uses;
use crate::config::{Extension, ExtensionKind};

/// The copies, and the module that declares those below `ext`.
pub(super) fn emit(cx: &Cx<'_>) -> Vec<EmittedFile> {
    let extensions = &cx.config.extend.files;
    let copy = |extension: &Extension| {
        let folder = match extension.kind {
            ExtensionKind::Module => "src/ext",
            ExtensionKind::Example => "examples",
        };
        let (from, text) = (extension.from.clone(), extension.text.clone());
        EmittedFile { path: format!("{folder}/{}.rs", extension.name), content: Content::Copied { from, text } }
    };
    let index = has_modules(cx).then(|| {
        let modules: TokenStream = of(cx, ExtensionKind::Module)
            .map(|extension| {
                let name = ident(&extension.name);
                quote!(pub mod #name;)
            })
            .collect();
        let docs = docs::attributes_inner("What this crate has beyond its document.");
        rust_file("src/ext/mod.rs", docs, cx, &Uses::default(), vec![Item::Lines(modules)])
    });
    extensions.iter().map(copy).chain(index).collect()
}

/// The module in the root of the crate.
pub(super) fn module(cx: &Cx<'_>) -> Option<TokenStream> {
    let feature = string(feature(cx)?);
    Some(quote! {
        #[cfg(feature = #feature)]
        pub mod ext;
    })
}

/// The feature that brings the modules in; none where there are none.
pub(super) fn feature(cx: &Cx<'_>) -> Option<&'static str> {
    let taken = cx.plan.features.iter().any(|feature| feature.name == "ext");
    has_modules(cx).then_some(if taken { "ext-modules" } else { "ext" })
}

/// The line that says which features that needs: those that are stated, else all.
pub(super) fn feature_line(cx: &Cx<'_>) -> Option<String> {
    let feature = feature(cx)?;
    let mut needed = vec!["client"];
    match &cx.config.extend.features {
        Some(stated) => needed.extend(stated.iter().map(String::as_str).filter(|name| *name != "client")),
        None => needed.extend(cx.plan.features.iter().map(|feature| feature.name.as_str())),
    }
    let needed: Vec<String> = needed.into_iter().map(super::manifest::toml_string).collect();
    Some(format!("# What is added to the document's operations.\n{feature} = [{}]", super::manifest::list(&needed)))
}

/// What examples need: their dependencies, and the modules.
pub(super) fn manifest(cx: &Cx<'_>) -> String {
    let mut text = String::new();
    let dependencies = &cx.config.extend.dev_dependencies;
    if !dependencies.is_empty() {
        text.push_str("\n[dev-dependencies]\n");
        for (name, value) in dependencies {
            let _ = writeln!(text, "{} = {value}", super::manifest::toml_string(name));
        }
    }
    for example in of(cx, ExtensionKind::Example) {
        let needed = super::manifest::toml_string(feature(cx).unwrap_or("client"));
        let name = super::manifest::toml_string(&example.name);
        let _ = write!(text, "\n[[example]]\nname = {name}\nrequired-features = [{needed}]\n");
    }
    text.trim_end().to_owned()
}

fn has_modules(cx: &Cx<'_>) -> bool {
    of(cx, ExtensionKind::Module).next().is_some()
}

fn of<'a>(cx: &Cx<'a>, kind: ExtensionKind) -> impl Iterator<Item = &'a Extension> {
    cx.config.extend.files.iter().filter(move |extension| extension.kind == kind)
}
