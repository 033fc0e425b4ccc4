//! Prints tables: macro calls with a row a line, which prettyplease would run together.
//!
//! Lays out the few kinds of tokens that tables hold; general Rust goes through prettyplease.

use std::fmt::Write as _;

use proc_macro2::{TokenStream, TokenTree};

use super::lines::print_pieces;
use super::pieces::{WIDTH, pieces};
use crate::emit::{Row, Table};

/// Indentation of one level.
pub(super) const STEP: usize = 4;

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
fn print_rows(rows: &[Row], indent: usize, out: &mut String) {
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

/// Prints rows that follow each other on lines.
fn fill_rows(rows: &[Row], indent: usize, out: &mut String) {
    let mut column = 0;
    for row in rows {
        let Row::Line { tokens, .. } = row else { continue };
        let start = out.len();
        push_flat(tokens, out);
        let length = out.len() - start;
        let row = out.split_off(start);
        if column > 0 && column + length + 2 > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            push_indent(indent, out);
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(&row);
        out.push(',');
        column += length + 1;
    }
    out.push('\n');
}

/// Prints a row from where the line stands, then `end` and the line break.
fn print_row(row: &Row, indent: usize, end: &str, out: &mut String) {
    match row {
        Row::Line { tokens, .. } => print_line(tokens, indent, end, out),
        Row::Block { head, rows, fill, tail } => {
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
            if *fill {
                fill_rows(rows, indent + STEP, out);
            } else {
                print_rows(rows, indent + STEP, out);
            }
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
    let Row::Block { head, rows, fill, tail } = row else { return None };
    if rows.len() > 4 && !fill {
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
        line.push_str(if index == 0 || line.ends_with(';') { " " } else { ", " });
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

/// Prints tokens and `end`, on several lines where one would be too long.
fn print_line(tokens: &TokenStream, indent: usize, end: &str, out: &mut String) {
    let mut pieces = pieces(tokens);
    if let Some(last) = pieces.last_mut() {
        last.text.push_str(end);
    }
    print_pieces(&pieces, indent, out);
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
