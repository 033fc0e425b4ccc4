//! Any text of a document -> markdown that rustdoc and clippy take without a warning, still readable in the source.
//!
//! Blocks are laid out anew: lists by the width of their marks, code in closed fences that are never taken for Rust,
//! everything else as paragraphs. It keeps no raw HTML and no rules.

use super::clean::clean;
use super::html::to_markdown;
use super::inline::escape;
use super::wrap::wrap;

/// The lines of a text, without blank ones at either end.
pub(super) fn lines(text: &str) -> Vec<String> {
    let (text, cut) = clean(text);
    let text = to_markdown(&text);
    let mut blocks = Blocks::default();
    let source: Vec<&str> = text.lines().collect();
    for (index, line) in source.iter().enumerate() {
        blocks.line(line.trim_end(), source.get(index + 1).copied().unwrap_or_default());
    }
    blocks.finish();
    if cut > 0 {
        blocks.separate();
        blocks.out.push(format!("(Shortened by {cut} characters: see the document.)"));
    }
    blocks.out
}

/// A text on one line.
pub(super) fn inline(text: &str) -> String {
    let (text, _) = clean(text);
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text on one line, with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut line = inline(text);
    if !line.ends_with(['.', '!', '?']) {
        line.push('.');
    }
    line
}

/// A text in backticks.
pub(super) fn code(text: &str) -> String {
    let (text, _) = clean(text);
    let text = text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "the empty text".to_owned() } else { format!("`{text}`") }
}

/// An item of a list that is open.
struct Item {
    /// Column of its text in the source.
    source: usize,
    /// Column of its text in the output.
    column: usize,
}

#[derive(Default)]
struct Blocks {
    out: Vec<String>,
    /// Lines of the paragraph that is open.
    paragraph: Vec<String>,
    /// What stands before the first line of the paragraph: the mark of a list.
    mark: String,
    items: Vec<Item>,
    /// The fence that is open: its mark, and the column it began at.
    fence: Option<(String, usize)>,
    /// Code by indentation is open: the column of the text around it.
    indented: Option<usize>,
    /// Rows of a table are open.
    table: bool,
    blank: bool,
}

impl Blocks {
    fn line(&mut self, line: &str, next: &str) {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        if let Some((mark, column)) = &self.fence {
            let (mark, column) = (mark.clone(), *column);
            return self.fenced(line, &mark, column);
        }
        if text.is_empty() {
            self.close_paragraph();
            self.table = false;
            self.blank = true;
            return;
        }
        if self.code_by_indentation(line, indent) {
            return;
        }
        if self.table {
            if text.contains('|') {
                return self.row(text);
            }
            self.table = false;
        }
        if let Some(mark) = fence_mark(text) {
            return self.open_fence(mark, text, indent);
        }
        if let Some((mark, rest)) = list_mark(text) {
            return self.open_item(&mark, rest, indent, line.len() - rest.len());
        }
        self.place(indent);
        if is_rule(text) {
            self.close_paragraph();
            self.blank = true;
        } else if let Some(heading) = heading(text) {
            self.alone(&format!("{heading} {}", escape(text.trim_matches(['#', ' ']))));
        } else if let Some(quoted) = text.strip_prefix('>') {
            self.quote(quoted.trim_start_matches(['>', ' ']));
        } else if text.contains('|') && is_delimiter_row(next) && self.paragraph.is_empty() {
            self.separate();
            self.table = true;
            self.row(text);
        } else {
            self.blank = false;
            self.paragraph.push(text.to_owned());
        }
    }

    /// Finds the list item that a line at `indent` belongs to.
    fn place(&mut self, indent: usize) {
        if self.blank && self.paragraph.is_empty() {
            while self.items.last().is_some_and(|item| indent < item.source) {
                self.items.pop();
            }
        }
    }

    fn column(&self) -> usize {
        self.items.last().map_or(0, |item| item.column)
    }

    fn open_item(&mut self, mark: &str, rest: &str, indent: usize, source: usize) {
        self.close_paragraph();
        let loose = self.items.is_empty();
        while self.items.last().is_some_and(|item| indent < item.source) {
            self.items.pop();
        }
        if loose {
            self.separate();
        }
        self.blank = false;
        let mark = format!("{}{mark} ", " ".repeat(self.column()));
        self.items.push(Item { source, column: mark.len() });
        self.mark = mark;
        self.paragraph.push(rest.trim_start().to_owned());
    }

    /// Writes the paragraph that is open.
    fn close_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let other = " ".repeat(self.column());
        let mut first = std::mem::take(&mut self.mark);
        if first.is_empty() {
            self.separate();
            first.clone_from(&other);
        }
        let text = escape(&std::mem::take(&mut self.paragraph).join("\n"));
        for line in text.split('\n') {
            wrap(line, &std::mem::replace(&mut first, other.clone()), &other, &mut self.out);
        }
    }

    /// A blank line, unless there is one or nothing before.
    fn separate(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    /// A line that is a block of its own.
    fn alone(&mut self, line: &str) {
        self.close_paragraph();
        self.items.clear();
        self.separate();
        self.out.push(line.to_owned());
        self.blank = true;
    }

    fn quote(&mut self, text: &str) {
        let goes_on =
            !self.blank && self.paragraph.is_empty() && self.out.last().is_some_and(|line| line.starts_with('>'));
        self.close_paragraph();
        self.items.clear();
        if !goes_on {
            self.separate();
        }
        self.blank = false;
        let text = escape(text);
        // A list in a quote is text, for its lines would have to be told apart again.
        let text = if list_mark(&text).is_some() { format!("\\{text}") } else { text };
        wrap(&text, "> ", "> ", &mut self.out);
    }

    fn row(&mut self, text: &str) {
        self.close_paragraph();
        self.blank = false;
        let column = " ".repeat(self.column());
        self.out.push(format!("{column}{}", escape(text)));
    }

    fn open_fence(&mut self, mark: &str, text: &str, indent: usize) {
        self.close_paragraph();
        self.place(indent);
        self.separate();
        let column = self.column();
        let language = language(text.trim_start_matches(['`', '~']));
        self.out.push(format!("{}{mark}{language}", " ".repeat(column)));
        self.fence = Some((mark.to_owned(), indent));
        self.blank = false;
    }

    fn fenced(&mut self, line: &str, mark: &str, column: usize) {
        let indent = " ".repeat(self.column());
        let text = line.trim_start();
        if text.starts_with(mark) && text.trim_matches(['`', '~']).is_empty() {
            self.out.push(format!("{indent}{mark}"));
            self.fence = None;
            self.blank = true;
            return;
        }
        let kept = line.get(column.min(line.len() - text.len())..).unwrap_or(text);
        self.out.push(if kept.is_empty() { String::new() } else { format!("{indent}{kept}") });
    }

    /// Lines four columns in, after a blank one, are code (CommonMark 4.4): they get a fence.
    fn code_by_indentation(&mut self, line: &str, indent: usize) -> bool {
        let base = self.items.iter().rev().find(|item| indent >= item.source).map_or(0, |item| item.source);
        let deep = indent >= base + 4 && self.paragraph.is_empty() && (self.blank || self.out.is_empty());
        match self.indented {
            Some(column) if indent >= column => {
                if self.blank {
                    self.out.push(String::new());
                    self.blank = false;
                }
                let indent = " ".repeat(self.column());
                self.out.push(format!("{indent}{}", line.get(column..).unwrap_or_default()));
                true
            }
            Some(_) => {
                self.close_indented();
                false
            }
            None if deep && list_mark(line.trim_start()).is_none() => {
                self.place(indent);
                self.separate();
                let column = " ".repeat(self.column());
                self.out.push(format!("{column}```text"));
                self.out.push(format!("{column}{}", line.get(base + 4..).unwrap_or_default()));
                self.indented = Some(base + 4);
                self.blank = false;
                true
            }
            None => false,
        }
    }

    fn close_indented(&mut self) {
        if self.indented.take().is_some() {
            let column = " ".repeat(self.column());
            self.out.push(format!("{column}```"));
            self.blank = true;
        }
    }

    fn finish(&mut self) {
        self.close_paragraph();
        self.close_indented();
        if let Some((mark, _)) = self.fence.take() {
            let column = " ".repeat(self.column());
            self.out.push(format!("{column}{mark}"));
        }
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
    }
}

/// The mark of a fence: three or more backticks or tildes, nothing of the like after them.
fn fence_mark(text: &str) -> Option<&str> {
    let letter = text.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
    let mark = text.get(..text.len() - text.trim_start_matches(letter).len())?;
    (mark.len() >= 3 && !text.get(mark.len()..)?.contains('`')).then_some(mark)
}

/// Words after a fence that rustdoc may see; all others, and Rust, could be taken for a test.
fn language(word: &str) -> &'static str {
    let known = ["json", "yaml", "xml", "http", "bash", "sh", "javascript", "python", "graphql", "sql", "html"];
    let word = word.trim().to_ascii_lowercase();
    known.into_iter().find(|language| *language == word).unwrap_or("text")
}

/// The mark of a list item in its usual form, and the rest of the line.
fn list_mark(text: &str) -> Option<(String, &str)> {
    let (mark, rest) = text.split_once(' ').unwrap_or((text, ""));
    if matches!(mark, "-" | "*" | "+" | "•") {
        return Some(("-".to_owned(), rest)).filter(|_| !is_rule(text));
    }
    let number = mark.strip_suffix(['.', ')'])?;
    let valid = !number.is_empty() && number.len() < 4 && number.chars().all(|digit| digit.is_ascii_digit());
    valid.then(|| (format!("{number}."), rest))
}

/// A line of three or more of the same mark: a rule, or the underline of a heading.
fn is_rule(text: &str) -> bool {
    let mark = text.chars().next().unwrap_or(' ');
    let marks = text.chars().filter(|letter| *letter == mark).count();
    "-=*_".contains(mark) && marks >= 3 && text.chars().all(|letter| letter == mark || letter == ' ')
}

/// The mark of a heading. The first level is the page's own.
fn heading(text: &str) -> Option<&'static str> {
    let (mark, rest) = text.split_once(' ')?;
    let valid =
        !rest.trim_matches(['#', ' ']).is_empty() && mark.len() <= 6 && mark.chars().all(|letter| letter == '#');
    valid.then_some(match mark.len() {
        1 | 2 => "##",
        3 => "###",
        _ => "####",
    })
}

fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|letter| "|-: ".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_laid_out_anew() {
        let text = "Intro:\n* one\n  * nested\nlazy\n* two\n\n   more\n\nend\n2) x";
        let expected = "Intro:\n\n- one\n  - nested\n    lazy\n- two\n\n  more\n\nend\n\n2. x";
        assert_eq!(lines(text).join("\n"), expected);
    }

    #[test]
    fn code_is_never_rust() {
        let text = "a\n\n    let x;\n\n    y\nb\n```rust,ignore\n[x]\n";
        let expected = "a\n\n```text\nlet x;\n\ny\n```\n\nb\n\n```text\n[x]\n```";
        assert_eq!(lines(text).join("\n"), expected);
    }

    #[test]
    fn headings_quotes_and_tables_stay() {
        let text = "# Title\ntext\n> quoted\nmore\n\n| a | b |\n|---|---|\n| 1 | [2] |\n---\nend";
        let expected = "## Title\n\ntext\n\n> quoted\n\nmore\n\n| a | b |\n|---|---|\n| 1 | \\[2] |\n\nend";
        assert_eq!(lines(text).join("\n"), expected);
    }

    #[test]
    fn any_text_ends_well() {
        assert_eq!(lines("```\nopen"), ["```text", "open", "```"]);
        assert_eq!(lines(" \n\t\n"), Vec::<String>::new());
        assert_eq!(lines("*/ \"#]; fn x() {}"), ["*/ \"#]; fn x() {}"]);
    }
}
