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
    /// Rust of the user, copied below a header that says where it stands.
    Copied {
        /// Where.
        from: String,
        /// The text.
        text: String,
    },
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
    /// An item in ordinary Rust.
    Code(TokenStream),
    /// A table: the call of a macro, or an `impl` of constants.
    Table(Table),
}

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
        /// Short rows that follow each other on a line.
        fill: bool,
        /// What follows the closing brace.
        tail: TokenStream,
    },
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
        Self::Block { head, rows, fill: false, tail: TokenStream::new() }
    }

    /// Short rows in braces, as many on a line as it holds.
    pub(crate) fn filled(head: TokenStream, rows: Vec<Row>) -> Self {
        Self::Block { head, rows, fill: true, tail: TokenStream::new() }
    }

    /// The row with what follows its closing brace.
    pub(crate) fn with_tail(self, tail: TokenStream) -> Self {
        match self {
            Self::Block { head, rows, fill, .. } => Self::Block { head, rows, fill, tail },
            line @ Self::Line { .. } => line,
        }
    }
}
