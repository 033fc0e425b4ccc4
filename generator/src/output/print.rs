//! Prints emitted files: syn checks the items, prettyplease lays them out, [`super::rows`] prints tables.

use proc_macro2::TokenStream;

use super::rows::print_table;
use super::spacing::push_spaced;
use super::tree::FileTree;
use crate::emit::{Content, EmittedFile, Item};

/// Emitted tokens that are not Rust: a defect of the generator.
#[derive(Debug)]
pub struct PrintError {
    /// The file.
    pub path: String,
    /// What syn found.
    pub message: String,
}

impl std::fmt::Display for PrintError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the generator emitted broken code for `{}`: {}", self.path, self.message)
    }
}

impl std::error::Error for PrintError {}

/// Prints all files; `document` is named in the header of each.
pub fn print(files: Vec<EmittedFile>, document: &str) -> Result<FileTree, PrintError> {
    let header = header(document);
    let mut tree = FileTree::default();
    for file in files {
        let text = match file.content {
            Content::Rust(items) => print_items(items, &header)
                .map_err(|error| PrintError { path: file.path.clone(), message: error.to_string() })?,
            Content::Verbatim(text) => text.into_owned(),
            Content::Copied { from, text } => format!("// {}\n\n{text}", self::header(&from)),
            Content::Text { comment: Some(comment), text } => format!("{comment} {header}\n\n{text}"),
            Content::Text { comment: None, text } => text,
        };
        tree.insert(file.path, text);
    }
    Ok(tree)
}

/// The first line of emitted files, without what starts a comment; letters that would not be seen are left out.
fn header(document: &str) -> String {
    let document: String =
        document.chars().filter(|letter| *letter == '\'' || letter.escape_debug().count() == 1).collect();
    format!("{}{document}. Do not edit.", super::tree::MARK)
}

fn print_items(items: Vec<Item>, header: &str) -> Result<String, syn::Error> {
    let mut out = format!("// {header}\n");
    let mut before = None;
    for item in items {
        let call = if let Item::Table(table) = &item { table.call } else { None };
        // Requests that need no more than their line stand together.
        if before.is_none() || before != call || call != Some("operation") {
            out.push('\n');
        }
        before = call;
        match item {
            Item::Lines(tokens) => out.push_str(&pretty(tokens)?),
            Item::Code(tokens) => push_spaced(&pretty(tokens)?, &mut out),
            Item::Table(table) => print_table(&table, &mut out),
        }
    }
    Ok(out)
}

fn pretty(tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}
