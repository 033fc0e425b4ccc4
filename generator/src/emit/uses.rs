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
    /// Names of the file's own items, which types of the document may have too.
    items: BTreeSet<String>,
    /// A type of the document is named with its module.
    qualified: bool,
}

/// What is used of the standard library beyond the prelude, and of other crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standard {
    BTreeMap,
    Fmt,
    Uuid,
}

/// Names of the runtime that files with operations use. Types of the document can have them; those that files of types
/// use are kept free by [`crate::names`].
const OPERATION_NAMES: &[&str] = &[
    "BodyBytes",
    "ByteStream",
    "Call",
    "Client",
    "EventStream",
    "FieldEncoding",
    "Header",
    "Operation",
    "OperationError",
    "Request",
    "Style",
    "UnknownEvent",
];

impl Uses {
    /// For a file that declares types.
    pub(super) fn declaring(types: &[TypeId]) -> Self {
        Self { declared: types.iter().copied().collect(), ..Self::default() }
    }

    /// For a file that declares items beside types of the document.
    pub(super) fn beside(items: impl Iterator<Item = String>) -> Self {
        let reserved = OPERATION_NAMES.iter().map(|name| (*name).to_owned());
        Self { items: items.chain(reserved).collect(), ..Self::default() }
    }

    /// The path of a type of the document.
    pub(super) fn ty(&mut self, cx: &Cx<'_>, id: TypeId) -> TokenStream {
        let name = &cx.type_names(id).name;
        let word = ident(name);
        if self.items.contains(name) {
            self.qualified = true;
            return quote!(types::#word);
        }
        if !self.declared.contains(&id) {
            self.types.insert(id);
        }
        quote!(#word)
    }

    /// An item of the runtime.
    pub(super) fn runtime(&mut self, name: &'static str) -> Ident {
        self.runtime.insert(name);
        ident(name)
    }

    /// A macro of the runtime, to be called by its name.
    pub(super) fn macro_name(&mut self, name: &'static str) -> &'static str {
        self.macros.insert(name);
        name
    }

    /// `BTreeMap`.
    pub(super) fn map(&mut self) -> Ident {
        self.standard.insert(Standard::BTreeMap);
        ident("BTreeMap")
    }

    /// `fmt`, the module.
    pub(super) fn fmt(&mut self) {
        self.standard.insert(Standard::Fmt);
    }

    /// `Uuid`.
    pub(super) fn uuid(&mut self) -> Ident {
        self.standard.insert(Standard::Uuid);
        ident("Uuid")
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
        own.extend(self.qualified.then(|| {
            quote!(
                use crate::types;
            )
        }));
        let mut types: Vec<&str> = self.types.iter().map(|id| cx.type_names(*id).name.as_str()).collect();
        types.sort_unstable();
        own.extend(group(&quote!(crate::types), &types.into_iter().map(ident).collect::<Vec<_>>()));
        groups.push(own);
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// So many names of one module are not listed any more.
const LISTED: usize = 40;

fn group(path: &TokenStream, names: &[Ident]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        names if names.len() > LISTED => quote!(use #path::*;),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

fn idents(names: &BTreeSet<&'static str>) -> Vec<Ident> {
    names.iter().map(|name| ident(name)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_item_of_an_api_module_takes_a_name_that_it_imports() {
        let taken = super::OPERATION_NAMES.iter().filter(|name| !crate::names::reserved::API_ITEMS.contains(name));
        assert_eq!(taken.collect::<Vec<_>>(), [] as [&&str; 0]);
    }
}
