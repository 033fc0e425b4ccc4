//! What the emit stage hands to [`crate::output`]: files of items, items of tokens.
//!
//! Holds no text of Rust; how tokens are laid out is the printer's business.

use std::borrow::Cow;

use proc_macro2::TokenStream;

/// A file of the emitted crate.
#[derive(Clone, Debug)]
pub struct EmittedFile {
    /// Path below the crate's folder, with slashes.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Items to be printed.
    Rust(Vec<Item>),
    /// Text copied as it is.
    Verbatim(Cow<'static, str>),
    /// Text that gets the header of its language.
    Text {
        /// What starts a comment: `#`, or nothing where the header cannot be written.
        comment: Option<&'static str>,
        /// The text.
        text: String,
    },
}

/// An item of a file.
#[derive(Clone, Debug)]
pub enum Item {
    /// Inner attributes, or `use` or `mod` lines: printed without blank lines between them.
    Lines(TokenStream),
    /// An item in ordinary Rust. `setters! { rows }` inside it is printed from the rows.
    Code {
        /// Its tokens, with [`ROWS`] as the body of the table.
        tokens: TokenStream,
        /// What stands for [`ROWS`].
        rows: Vec<Row>,
    },
    /// A table: the call of a macro, or an `impl` of constants.
    Table(Table),
}

/// The identifier that stands for the rows of [`Item::Code`].
pub const ROWS: &str = "__rows";

/// An item printed row by row: `call!(body);`, or the body alone.
#[derive(Clone, Debug)]
pub struct Table {
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// Attributes, each on a line of its own.
    pub attributes: Vec<TokenStream>,
    /// The macro it is an argument of.
    pub call: Option<&'static str>,
    /// What it says.
    pub body: Row,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub enum Row {
    /// A line.
    Line {
        /// Lines of documentation above it.
        docs: Vec<String>,
        /// What it says, without the comma after it.
        tokens: TokenStream,
    },
    /// `head { rows } tail`.
    Block {
        /// What stands before the brace.
        head: TokenStream,
        /// What stands between the braces.
        rows: Vec<Row>,
        /// What follows the closing brace.
        tail: TokenStream,
    },
}

impl Item {
    /// An item without a table inside.
    pub(crate) fn code(tokens: TokenStream) -> Self {
        Self::Code { tokens, rows: Vec::new() }
    }
}

impl Table {
    /// The call of a macro.
    pub(crate) fn call(name: &'static str, body: Row) -> Self {
        Self { docs: Vec::new(), attributes: Vec::new(), call: Some(name), body }
    }
}

impl Row {
    /// A row without documentation.
    pub(crate) fn line(tokens: TokenStream) -> Self {
        Self::Line { docs: Vec::new(), tokens }
    }

    /// Rows in braces.
    pub(crate) fn block(head: TokenStream, rows: Vec<Row>) -> Self {
        Self::Block { head, rows, tail: TokenStream::new() }
    }
}
