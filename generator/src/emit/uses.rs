//! The names a file uses, as `use` lines: only what is used, short unless the document took the name.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::{Cx, ident};
use crate::ir::TypeId;

/// What a file uses, gathered while its items are emitted.
#[derive(Debug, Default)]
pub(super) struct Uses {
    standard: BTreeSet<Standard>,
    runtime: BTreeSet<&'static str>,
    macros: BTreeSet<&'static str>,
    types: BTreeSet<TypeId>,
    /// Types that the file itself declares.
    declared: BTreeSet<TypeId>,
}

/// What is used of the standard library beyond the prelude, and of other crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standard {
    BTreeMap,
    Fmt,
    Uuid,
}

impl Uses {
    /// For a file that declares `declared`.
    pub(super) fn declaring(declared: &[TypeId]) -> Self {
        Self { declared: declared.iter().copied().collect(), ..Self::default() }
    }

    /// The path of a type of the document.
    pub(super) fn ty(&mut self, cx: &Cx<'_>, id: TypeId) -> Ident {
        if !self.declared.contains(&id) {
            self.types.insert(id);
        }
        ident(&cx.type_names(id).name)
    }

    /// The path of an item of the runtime.
    pub(super) fn runtime(&mut self, cx: &Cx<'_>, name: &'static str) -> TokenStream {
        let word = ident(name);
        if cx.is_taken(name) {
            return quote!(crate::runtime::#word);
        }
        self.runtime.insert(name);
        quote!(#word)
    }

    /// A macro of the runtime, to be called by its name.
    pub(super) fn macro_name(&mut self, name: &'static str) -> &'static str {
        self.macros.insert(name);
        name
    }

    /// `BTreeMap`.
    pub(super) fn map(&mut self, cx: &Cx<'_>) -> TokenStream {
        if cx.is_taken("BTreeMap") {
            return quote!(std::collections::BTreeMap);
        }
        self.standard.insert(Standard::BTreeMap);
        quote!(BTreeMap)
    }

    /// `fmt`, the module.
    pub(super) fn fmt(&mut self) {
        self.standard.insert(Standard::Fmt);
    }

    /// `Uuid`.
    pub(super) fn uuid(&mut self, cx: &Cx<'_>) -> TokenStream {
        if cx.is_taken("Uuid") {
            return quote!(uuid::Uuid);
        }
        self.standard.insert(Standard::Uuid);
        quote!(Uuid)
    }

    /// The groups of `use` lines, each to be set apart by a blank line.
    pub(super) fn lines(&self, cx: &Cx<'_>) -> Vec<TokenStream> {
        let mut groups = Vec::new();
        let mut standard = TokenStream::new();
        let mut foreign = TokenStream::new();
        for name in &self.standard {
            match name {
                Standard::BTreeMap => standard.extend(quote!(
                    use std::collections::BTreeMap;
                )),
                Standard::Fmt => standard.extend(quote!(
                    use std::fmt;
                )),
                Standard::Uuid => foreign.extend(quote!(
                    use uuid::Uuid;
                )),
            }
        }
        groups.extend([standard, foreign]);
        let mut own = TokenStream::new();
        own.extend(group(&quote!(crate::runtime), &idents(&self.runtime)));
        own.extend(group(&quote!(crate::runtime::macros), &idents(&self.macros)));
        let mut types: Vec<&str> = self.types.iter().map(|id| cx.type_names(*id).name.as_str()).collect();
        types.sort_unstable();
        own.extend(group(&quote!(crate::types), &types.into_iter().map(ident).collect::<Vec<_>>()));
        groups.push(own);
        groups.retain(|group| !group.is_empty());
        groups
    }
}

fn group(path: &TokenStream, names: &[Ident]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

fn idents(names: &BTreeSet<&'static str>) -> Vec<Ident> {
    names.iter().map(|name| ident(name)).collect()
}

/// The path of an item of the prelude.
pub(super) fn prelude(cx: &Cx<'_>, name: &'static str) -> TokenStream {
    if cx.is_taken(name) {
        return match name {
            "String" => quote!(std::string::String),
            "Vec" => quote!(std::vec::Vec),
            "Option" => quote!(std::option::Option),
            "Box" => quote!(std::boxed::Box),
            "Result" => quote!(std::result::Result),
            "From" => quote!(std::convert::From),
            "AsRef" => quote!(std::convert::AsRef),
            _ => quote!(std::convert::Into),
        };
    }
    let word = ident(name);
    quote!(#word)
}
