//! The tokens of a row -> pieces of text with the spaces a writer would put, and the places where a line may break.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Longest line.
pub(super) const WIDTH: usize = 100;

/// Tokens that stay together on a line.
#[derive(Debug)]
pub(super) struct Piece {
    /// The text, with the space before it.
    pub(super) text: String,
    /// What a line break before it would be.
    pub(super) before: Break,
}

/// Places where a line may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// None: the text goes on.
    Never,
    /// After `=`.
    Value,
    /// Before the dot of a call on the outermost level.
    Call,
    /// After an opening bracket.
    Open,
    /// After a comma in brackets.
    Item,
    /// Before a closing bracket.
    Close,
}

/// The pieces of a row; the first is never empty of meaning, though its text may be.
pub(super) fn pieces(tokens: &TokenStream) -> Vec<Piece> {
    let first = Piece { text: String::new(), before: Break::Never };
    let mut layout = Layout { pieces: vec![first], last: Last::Start, path: false };
    layout.stream(tokens, Place::Outside);
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
    /// The closing angle of a type.
    Angle,
}

/// Where tokens stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On the outermost level.
    Outside,
    /// In brackets.
    Brackets,
    /// In parentheses or braces.
    Elsewhere,
}

struct Layout {
    pieces: Vec<Piece>,
    last: Last,
    /// The last word continues a path or call, so that a parenthesis clings to it.
    path: bool,
}

impl Layout {
    fn stream(&mut self, tokens: &TokenStream, place: Place) {
        let mut mark = String::new();
        for token in tokens.clone() {
            match token {
                TokenTree::Punct(punct) => {
                    mark.push(punct.as_char());
                    // An apostrophe is joint with the name of its lifetime, every other mark with a mark.
                    if punct.spacing() == Spacing::Alone || !matches!(punct.as_char(), ':' | '=' | '.' | '-') {
                        self.mark(&mark, place);
                        mark.clear();
                    }
                }
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Group(group) => self.group(&group),
            }
        }
    }

    fn group(&mut self, group: &Group) {
        match group.delimiter() {
            Delimiter::Parenthesis => {
                if self.last == Last::Mark || (self.last == Last::Word && !self.path) {
                    self.push(" ");
                }
                self.enclosed("(", group, Place::Elsewhere, ")");
            }
            Delimiter::Bracket => {
                if matches!(self.last, Last::Word | Last::Mark) {
                    self.push(" ");
                }
                self.push("[");
                self.start(Break::Open);
                self.last = Last::Start;
                self.stream(&group.stream(), Place::Brackets);
                self.start(Break::Close);
                self.push("]");
            }
            Delimiter::Brace => self.enclosed(" { ", group, Place::Elsewhere, " }"),
            Delimiter::None => self.stream(&group.stream(), Place::Elsewhere),
        }
        self.last = Last::Word;
        self.path = false;
    }

    fn enclosed(&mut self, open: &str, group: &Group, place: Place, close: &str) {
        self.push(open);
        self.last = Last::Start;
        self.stream(&group.stream(), place);
        self.push(close);
    }

    fn word(&mut self, word: &str) {
        if self.last != Last::Start {
            self.push(" ");
        }
        self.path = self.last == Last::Start;
        self.push(word);
        self.last = Last::Word;
    }

    fn mark(&mut self, mark: &str, place: Place) {
        match mark {
            "," => {
                self.push(mark);
                if place == Place::Brackets {
                    self.start(Break::Item);
                }
                self.last = Last::Mark;
            }
            ":" | ";" => {
                self.push(mark);
                self.last = Last::Mark;
            }
            "." => {
                if place == Place::Outside {
                    self.start(Break::Call);
                }
                self.push(mark);
                self.last = Last::Start;
            }
            "::" | "!" | "<" | "..=" | ".." => {
                self.push(mark);
                self.last = Last::Start;
            }
            ">" => {
                self.push(mark);
                self.last = Last::Angle;
            }
            "#" | "'" | "&" | "-" => {
                if self.last != Last::Start {
                    self.push(" ");
                }
                self.push(mark);
                self.last = Last::Start;
            }
            _ => {
                self.push(" ");
                self.push(mark);
                if place == Place::Outside && mark == "=" {
                    self.start(Break::Value);
                }
                self.last = Last::Mark;
            }
        }
    }

    fn start(&mut self, before: Break) {
        self.pieces.push(Piece { text: String::new(), before });
    }

    fn push(&mut self, text: &str) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stand_where_a_writer_puts_them() {
        for text in [
            "a: nullable Option<Vec<String>>",
            "Page: OBJECT [\"a\", \"b\"] has [\"x\"]",
            "400..=499 => ClientError json",
            "Minus = -2",
            "#[deprecated] a: optional (i64, String)",
            "const A: &'static Self = &Self::new(\"a\").b(&[])",
            "Text: STRING | INTEGER",
            "Ingest: json (), E",
            "m: required BTreeMap<String, types::A>",
        ] {
            let tokens: TokenStream = text.parse().unwrap();
            let flat: String = pieces(&tokens).iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(flat, text);
        }
    }
}
