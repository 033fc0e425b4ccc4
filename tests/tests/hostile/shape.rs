//! The shape of an emitted crate: what items it has and how they are built, without any name, text or order.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use specloom::output::FileTree;
use syn::visit::Visit;

/// How often each kind of thing stands in a crate.
pub(crate) type Shape = BTreeMap<String, usize>;

/// The shape of the files made of the document, and the texts in them: string literals, and the
/// names in tables, which say what they are on the wire too.
pub(crate) fn shape(tree: &FileTree) -> (Shape, BTreeSet<String>) {
    let mut counter = Counter::default();
    for (path, text) in tree.files() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        counter.count(&format!("file in {folder}"));
        if folder.starts_with("src") && !path.starts_with("src/runtime/") {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            counter.visit_file(&file);
        }
    }
    (counter.shape, counter.literals)
}

#[derive(Default)]
struct Counter {
    shape: Shape,
    literals: BTreeSet<String>,
}

impl Counter {
    fn count(&mut self, kind: &str) {
        *self.shape.entry(kind.to_owned()).or_default() += 1;
    }

    /// Counts in the tokens of a macro call what only items and tables of their own can bring: brackets, marks, keywords.
    /// Names are written once or twice, and commas end lists that are long.
    fn tokens(&mut self, call: &str, tokens: TokenStream) {
        let mut hash = false;
        for token in tokens {
            let documents = matches!(&token, TokenTree::Group(group) if hash && is_docs(&group.stream()));
            if std::mem::take(&mut hash) && !documents {
                self.count(&format!("{call}! #"));
            }
            match &token {
                TokenTree::Ident(word) if is_keyword(&word.to_string()) => self.count(&format!("{call}! {word}")),
                TokenTree::Ident(name) => {
                    self.literals.insert(name.to_string().trim_start_matches("r#").to_owned());
                }
                TokenTree::Literal(literal) => self.literal(&literal.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == '#' => hash = true,
                TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ':') => {}
                TokenTree::Punct(mark) => self.count(&format!("{call}! {}", mark.as_char())),
                TokenTree::Group(_) if documents => {}
                TokenTree::Group(group) => {
                    self.count(&format!("{call}! {:?}", group.delimiter()));
                    self.tokens(call, group.stream());
                }
            }
        }
    }

    fn literal(&mut self, text: &str) {
        if let Ok(literal) = syn::parse_str::<syn::LitStr>(text) {
            self.literals.insert(literal.value());
        }
    }
}

fn is_keyword(word: &str) -> bool {
    ["impl", "pub", "fn", "const", "static", "struct", "enum", "mod", "use", "unsafe"].contains(&word)
}

fn is_docs(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().next(), Some(TokenTree::Ident(word)) if word == "doc")
}

impl<'ast> Visit<'ast> for Counter {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.count(match item {
            syn::Item::Const(_) => "const",
            syn::Item::Enum(_) => "enum",
            syn::Item::Fn(_) => "fn",
            syn::Item::Impl(_) => "impl",
            syn::Item::Macro(_) => "macro",
            syn::Item::Mod(_) => "mod",
            syn::Item::Static(_) => "static",
            syn::Item::Struct(_) => "struct",
            syn::Item::Type(_) => "type",
            syn::Item::Use(_) => return,
            _ => "other item",
        });
        syn::visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        self.count("item of an impl");
        syn::visit::visit_impl_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.count("field");
        syn::visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.count("variant");
        syn::visit::visit_variant(self, variant);
    }

    fn visit_expr(&mut self, expression: &'ast syn::Expr) {
        self.count("expression");
        syn::visit::visit_expr(self, expression);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if !attribute.path().is_ident("doc") {
            self.count("attribute");
            syn::visit::visit_attribute(self, attribute);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.literals.insert(literal.value());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        self.tokens(&name, call.tokens.clone());
    }
}
