//! Prints tables: macro calls with a row a line, which prettyplease would run together.
//!
//! Lays out the few kinds of tokens that tables hold; general Rust goes through prettyplease.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::emit::{Row, Table};

/// Longest line.
const WIDTH: usize = 100;

/// Indentation of one level.
const STEP: usize = 4;

/// Prints a table as an item at the left margin, with the line break that ends it.
pub(super) fn print_table(table: &Table, out: &mut String) {
    print_docs(&table.docs, 0, out);
    for attribute in &table.attributes {
        print_line(attribute, 0, "", out);
    }
    match table.call {
        Some(name) => {
            let _ = write!(out, "{name}!(");
            print_row(&table.body, 0, ");", out);
        }
        None => print_row(&table.body, 0, "", out),
    }
}

/// Prints rows that stand inside braces, each with its line break.
pub(super) fn print_rows(rows: &[Row], indent: usize, out: &mut String) {
    // Beside blocks a line is a clause of its own: `members { .. } rest extra`.
    let clauses = rows.iter().any(|row| matches!(row, Row::Block { .. }));
    for row in rows {
        if let Row::Line { docs, .. } = row {
            if !docs.is_empty() && !out.ends_with("{\n") {
                out.push('\n');
            }
            print_docs(docs, indent, out);
        }
        push_indent(indent, out);
        let comma = match row {
            Row::Line { tokens, .. } if !clauses && !ends_with_semicolon(tokens) => ",",
            _ => "",
        };
        print_row(row, indent, comma, out);
    }
}

/// Prints a row from where the line stands, then `end` and the line break.
fn print_row(row: &Row, indent: usize, end: &str, out: &mut String) {
    match row {
        Row::Line { tokens, .. } => print_line(tokens, indent, end, out),
        Row::Block { head, rows, tail } => {
            if let Some(line) = one_line(row) {
                let start = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
                if start + line.len() + end.len() <= WIDTH {
                    out.push_str(&line);
                    out.push_str(end);
                    out.push('\n');
                    return;
                }
            }
            push_flat(head, out);
            out.push_str(if head.is_empty() { "{\n" } else { " {\n" });
            print_rows(rows, indent + STEP, out);
            push_indent(indent, out);
            out.push('}');
            if !tail.is_empty() {
                out.push(' ');
                push_flat(tail, out);
            }
            out.push_str(end);
            out.push('\n');
        }
    }
}

/// The block on one line, where it holds few rows without documentation or blocks.
fn one_line(row: &Row) -> Option<String> {
    let Row::Block { head, rows, tail } = row else { return None };
    if rows.len() > 4 {
        return None;
    }
    let mut line = String::new();
    push_flat(head, &mut line);
    line.push_str(if head.is_empty() { "{" } else { " {" });
    for (index, row) in rows.iter().enumerate() {
        let Row::Line { docs, tokens } = row else { return None };
        if !docs.is_empty() {
            return None;
        }
        line.push_str(if index == 0 { " " } else { ", " });
        push_flat(tokens, &mut line);
        if line.len() > WIDTH {
            return None;
        }
    }
    line.push_str(if rows.is_empty() { "}" } else { " }" });
    if !tail.is_empty() {
        line.push(' ');
        push_flat(tail, &mut line);
    }
    Some(line)
}

fn print_docs(docs: &[String], indent: usize, out: &mut String) {
    for line in docs {
        push_indent(indent, out);
        out.push_str("///");
        out.push_str(line);
        out.push('\n');
    }
}

/// Prints tokens and `end`; a line too long is broken before the calls of its chain and after commas.
fn print_line(tokens: &TokenStream, indent: usize, end: &str, out: &mut String) {
    let pieces = pieces(tokens);
    let line_start = out.rfind('\n').map_or(0, |at| at + 1);
    let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let broken = out.len() - line_start + length + end.len() > WIDTH;
    let mut start = line_start;
    for (index, piece) in pieces.iter().enumerate() {
        let text = if broken && piece.before != Break::Never {
            let next_end = if index + 1 == pieces.len() { end.len() } else { 1 };
            let full = out.len() - start + piece.text.len() + next_end > WIDTH;
            if piece.before == Break::Call || full {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                start = out.len();
                push_indent(indent + STEP * (1 + piece.depth), out);
                piece.text.trim_start()
            } else {
                piece.text.as_str()
            }
        } else {
            piece.text.as_str()
        };
        out.push_str(text);
    }
    out.push_str(end);
    out.push('\n');
}

fn push_flat(tokens: &TokenStream, out: &mut String) {
    for piece in pieces(tokens) {
        out.push_str(&piece.text);
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn ends_with_semicolon(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ';')
}

/// Tokens that stay together on a line.
struct Piece {
    text: String,
    /// Whether a line break may stand before it.
    before: Break,
    /// How many brackets are open before it.
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// It must follow on the same line.
    Never,
    /// It follows a comma.
    Comma,
    /// It is the dot of a call on the outermost level.
    Call,
}

fn pieces(tokens: &TokenStream) -> Vec<Piece> {
    let mut layout =
        Layout { pieces: vec![Piece { text: String::new(), before: Break::Never, depth: 0 }], last: Last::Start };
    layout.stream(tokens, 0);
    layout.pieces
}

/// The token before, as far as spaces depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// None, an opening bracket, or a mark that clings to what follows.
    Start,
    /// A word, literal or closing bracket.
    Word,
    /// A mark with a space after it.
    Mark,
    /// `<` and `>` that cling like brackets: `>`.
    Close,
}

struct Layout {
    pieces: Vec<Piece>,
    last: Last,
}

impl Layout {
    fn stream(&mut self, tokens: &TokenStream, depth: usize) {
        let mut joined = String::new();
        for token in tokens.clone() {
            match token {
                TokenTree::Punct(punct) => {
                    joined.push(punct.as_char());
                    // An apostrophe is joint with the name of its lifetime, every other mark with a mark.
                    if punct.as_char() == '\''
                        || punct.spacing() == Spacing::Alone
                        || !is_operator_start(punct.as_char())
                    {
                        self.mark(&joined, depth);
                        joined.clear();
                    }
                }
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::Brace => (" { ", " }"),
                        Delimiter::None => ("", ""),
                    };
                    if group.delimiter() == Delimiter::Bracket && matches!(self.last, Last::Word | Last::Mark) {
                        self.text(" ");
                    }
                    if group.delimiter() == Delimiter::Parenthesis && self.last == Last::Mark {
                        self.text(" ");
                    }
                    self.text(open);
                    self.last = Last::Start;
                    self.stream(&group.stream(), depth + 1);
                    self.text(close);
                    self.last = Last::Word;
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        if matches!(self.last, Last::Word | Last::Mark | Last::Close) {
            self.text(" ");
        }
        self.text(word);
        self.last = Last::Word;
    }

    fn mark(&mut self, mark: &str, depth: usize) {
        match mark {
            "," => {
                self.text(",");
                self.pieces.push(Piece { text: String::new(), before: Break::Comma, depth });
                self.last = Last::Mark;
            }
            ":" | ";" => {
                self.text(mark);
                self.last = Last::Mark;
            }
            "." => {
                if depth == 0 {
                    self.pieces.push(Piece { text: String::new(), before: Break::Call, depth });
                }
                self.text(mark);
                self.last = Last::Start;
            }
            "::" | "!" | "<" | "..=" | ".." => {
                self.text(mark);
                self.last = Last::Start;
            }
            ">" => {
                self.text(mark);
                self.last = Last::Close;
            }
            "#" | "'" | "&" | "-" => {
                if matches!(self.last, Last::Word | Last::Mark | Last::Close) {
                    self.text(" ");
                }
                self.text(mark);
                self.last = Last::Start;
            }
            _ => {
                self.text(" ");
                self.text(mark);
                self.last = Last::Mark;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.text.push_str(text);
        }
    }
}

/// Marks that may be the first of several: `::`, `=>`, `..=`, `->`.
fn is_operator_start(mark: char) -> bool {
    matches!(mark, ':' | '=' | '.' | '-')
}
