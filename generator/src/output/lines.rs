//! Puts the pieces of a row on lines: one if it fits, else a call a line, and long lists over several.

use super::pieces::{Break, Piece, WIDTH};
use super::rows::STEP;

/// Items up to this length share a line where a list is broken.
const SHORT: usize = 24;

/// Appends the pieces, from where the line stands; `indent` is the column it began at.
pub(super) fn print_pieces(pieces: &[Piece], indent: usize, out: &mut String) {
    let mut lines = Lines { start: out.rfind('\n').map_or(0, |at| at + 1), indent, lists: Vec::new() };
    let fits = lines.column(out) + length(pieces) <= WIDTH;
    let mut base = indent;
    for (index, piece) in pieces.iter().enumerate() {
        let rest = pieces.get(index..).unwrap_or_default();
        match piece.before {
            _ if fits => {}
            Break::Value => {
                let value = rest.iter().position(|piece| piece.before == Break::Call).unwrap_or(rest.len());
                if lines.column(out) + length(rest.get(..value).unwrap_or_default()) > WIDTH {
                    base = indent + STEP;
                    lines.begin(base, out);
                }
            }
            Break::Call => lines.begin(base + STEP, out),
            Break::Open => lines.open(rest, out),
            Break::Item => lines.item(rest, out),
            Break::Close => lines.close(out),
            Break::Never => {}
        }
        let begun = out.len() == lines.start + lines.indent && index > 0 && !fits;
        out.push_str(if begun { piece.text.trim_start() } else { &piece.text });
    }
}

fn length(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.chars().count()).sum()
}

struct Lines {
    /// Where the last line begins.
    start: usize,
    /// Its indentation.
    indent: usize,
    /// The lists that are open, with their indentation where they are broken.
    lists: Vec<Option<List>>,
}

struct List {
    indent: usize,
    /// Items follow each other while they fit.
    fill: bool,
}

impl Lines {
    fn column(&self, out: &str) -> usize {
        out.get(self.start..).map_or(0, |line| line.chars().count())
    }

    fn begin(&mut self, indent: usize, out: &mut String) {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        self.start = out.len();
        self.indent = indent;
        out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Breaks a list that does not fit on the line with what follows it.
    fn open(&mut self, rest: &[Piece], out: &mut String) {
        let end = list_end(rest);
        let following = rest.get(end + 1..).unwrap_or_default();
        let following = following.iter().position(|piece| piece.before != Break::Never).unwrap_or(following.len());
        let whole = rest.get(..end + 1 + following).unwrap_or_default();
        let empty = rest.first().is_none_or(|piece| piece.text.is_empty());
        if empty || self.column(out) + length(whole) <= WIDTH {
            self.lists.push(None);
            return;
        }
        let items = rest.get(..end).unwrap_or_default();
        let fill = items.iter().all(|item| item.text.len() <= SHORT && item.before != Break::Call);
        let indent = self.indent;
        self.lists.push(Some(List { indent, fill }));
        self.begin(indent + STEP, out);
    }

    fn item(&mut self, rest: &[Piece], out: &mut String) {
        let Some(Some(list)) = self.lists.last() else { return };
        let (indent, fill) = (list.indent, list.fill);
        let next = rest.first().map_or(0, |piece| piece.text.chars().count());
        if !fill || self.column(out) + next + 1 > WIDTH {
            self.begin(indent + STEP, out);
        }
    }

    fn close(&mut self, out: &mut String) {
        if let Some(Some(list)) = self.lists.pop() {
            if !list.fill {
                out.push(',');
            }
            self.begin(list.indent, out);
        }
    }
}

/// Index of the piece that closes the list whose first item `rest` begins with.
fn list_end(rest: &[Piece]) -> usize {
    let mut depth = 0_usize;
    for (index, piece) in rest.iter().enumerate() {
        match piece.before {
            Break::Open => depth += 1,
            Break::Close if depth == 1 => return index,
            Break::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;

    fn print(text: &str) -> String {
        let mut out = "    ".to_owned();
        print_pieces(&pieces(&text.parse().unwrap()), 4, &mut out);
        out
    }

    #[test]
    fn a_long_chain_has_a_call_a_line() {
        let text =
            "pub const LIST_THREADS: &'static Self = &Self::new(\"list_threads\", \"GET\", \"/projects/{id}/threads/\")
            .parameters(&[Parameter::path(\"id\"), Parameter::query(\"limit\"), Parameter::query(\"offset\"),
            Parameter::query(\"since\")]).accept(\"application/json\");";
        let expected = "    pub const LIST_THREADS: &'static Self =
        &Self::new(\"list_threads\", \"GET\", \"/projects/{id}/threads/\")
            .parameters(&[
                Parameter::path(\"id\"),
                Parameter::query(\"limit\"),
                Parameter::query(\"offset\"),
                Parameter::query(\"since\"),
            ])
            .accept(\"application/json\");";
        assert_eq!(print(text), expected);
    }

    #[test]
    fn short_items_share_lines() {
        let names: Vec<String> = (10..30).map(|number| format!("\"member_{number}\"")).collect();
        let text = print(&format!("Page: OBJECT knows [{}]", names.join(", ")));
        assert!(text.starts_with("    Page: OBJECT knows [\n        \"member_10\", \"member_11\""), "{text}");
        assert!(text.ends_with("\"member_29\"\n    ]"), "{text}");
        assert!(text.lines().all(|line| line.len() <= WIDTH));
    }
}
