//! Documentation put together: what the document says, the name on the wire, facts from other keywords.

use super::markdown;
use super::wrap::{WIDTH, starts_block, wrap};
use crate::ir::Docs;

/// Paragraphs of documentation, each one or several lines.
#[derive(Debug, Default)]
pub(super) struct Text {
    lines: Vec<String>,
}

impl Text {
    /// What the document says.
    pub(super) fn of(docs: &Docs) -> Self {
        let mut text = Self::words(docs);
        text.end_sentence();
        text.notes(docs);
        text
    }

    /// What the document says, or a line of our own where it has no words; whether it has.
    pub(super) fn of_or(docs: &Docs, line: impl FnOnce() -> String) -> (Self, bool) {
        let mut text = Self::words(docs);
        let told = !text.is_empty();
        if told {
            text.end_sentence();
        } else {
            text.paragraph(&line());
        }
        text.notes(docs);
        (text, told)
    }

    fn words(docs: &Docs) -> Self {
        let mut text = Self::default();
        if let Some(summary) = &docs.summary {
            text.markdown(summary);
        }
        if let Some(description) = docs.description.as_ref().filter(|text| Some(*text) != docs.summary.as_ref()) {
            text.markdown(description);
        }
        text
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines as they are.
    pub(super) fn into_markdown(self) -> Vec<String> {
        self.lines
    }

    /// A paragraph of our own words.
    pub(super) fn paragraph(&mut self, line: &str) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        wrap(line, "", "", &mut self.lines);
    }

    /// Text of the document.
    pub(super) fn markdown(&mut self, text: &str) {
        let lines = markdown::lines(text);
        if lines.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }

    /// Lines of our own that stay as they are, such as code in a fence.
    pub(super) fn block(&mut self, lines: &[String]) {
        if !self.lines.is_empty() && !lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend_from_slice(lines);
    }

    /// Facts from other keywords: on the line of a short text, else as a paragraph.
    fn notes(&mut self, docs: &Docs) {
        let mut notes: Vec<String> = docs.notes.iter().map(|note| markdown::sentence(note)).collect();
        if docs.deprecated {
            notes.push("Deprecated.".to_owned());
        }
        if notes.is_empty() {
            return;
        }
        let notes = notes.join(" ");
        match self.lines.as_mut_slice() {
            [only] if only.ends_with('.') && only.len() + notes.len() < WIDTH => {
                only.push(' ');
                only.push_str(&notes);
            }
            _ => self.paragraph(&notes),
        }
    }

    /// The first line, where it begins a paragraph.
    fn opening(&mut self) -> Option<&mut String> {
        self.lines.first_mut().filter(|line| !starts_block(line) && !line.starts_with(' '))
    }

    /// Closes a first line that is a paragraph with a full stop.
    fn end_sentence(&mut self) {
        if self.lines.get(1).is_some_and(|line| !line.is_empty()) {
            return;
        }
        let open = |line: &String| line.ends_with(|letter: char| letter.is_alphanumeric() || ")`\"'".contains(letter));
        if let Some(first) = self.opening().filter(|line| open(line)) {
            first.push('.');
        }
    }

    /// What the first line begins with.
    pub(super) fn prefix(&mut self, prefix: &str) {
        if let Some(first) = self.opening() {
            *first = format!("{prefix}: {first}");
            self.fill_first();
        } else if self.lines.is_empty() {
            self.lines.push(format!("{prefix}."));
        } else {
            self.lines.splice(0..0, [format!("{prefix}:"), String::new()]);
        }
    }

    /// The name on the wire, in the first sentence where that is a line.
    pub(super) fn wire_name(&mut self, name: Option<&str>) {
        let Some(name) = name.map(markdown::code) else { return };
        if self.lines.is_empty() {
            self.lines.push(format!("{name} on the wire."));
            return;
        }
        let first = self.opening();
        match first.and_then(|line| sentence_end(line).map(|end| (line, end))) {
            Some((line, end)) => {
                line.insert_str(end, &format!(" ({name})"));
                self.fill_first();
            }
            None => self.paragraph(&format!("{name} on the wire.")),
        }
    }

    /// Lays out the first paragraph anew, where its first line became too long.
    fn fill_first(&mut self) {
        if self.lines.first().is_none_or(|line| line.chars().count() <= WIDTH) {
            return;
        }
        let end = self.lines.iter().position(|line| line.is_empty() || starts_block(line)).unwrap_or(self.lines.len());
        let rest = self.lines.split_off(end);
        let paragraph = self.lines.join(" ");
        self.lines.clear();
        wrap(&paragraph, "", "", &mut self.lines);
        self.lines.extend(rest);
    }

    /// The lines as `#[doc]` wants them: each with a space before it, empty ones empty.
    pub(super) fn lines(self) -> Vec<String> {
        let space = |line: String| if line.is_empty() { line } else { format!(" {line}") };
        self.lines.into_iter().map(space).collect()
    }
}

/// Where the full stop of the first sentence stands, if it ends within the line.
pub(super) fn sentence_end(line: &str) -> Option<usize> {
    let (mut in_code, mut in_link) = (false, false);
    for (at, letter) in line.char_indices() {
        match letter {
            '`' => in_code = !in_code,
            '[' => in_link = true,
            ')' => in_link = false,
            '.' if !in_code && !in_link => {
                let before = line.get(..at).unwrap_or_default();
                let after = line.get(at + 1..).unwrap_or_default();
                let abbreviation = ["e.g", "i.e", "etc", " vs", " No", "Inc"].iter().any(|word| before.ends_with(word));
                let mut next = after.chars();
                let ends = match (next.next(), next.next()) {
                    (None, _) => true,
                    (Some(' '), Some(letter)) => !letter.is_lowercase() && !abbreviation,
                    _ => false,
                };
                if ends {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(description: &str) -> Text {
        Text::of(&Docs { description: Some(description.to_owned()), ..Docs::default() })
    }

    #[test]
    fn the_name_on_the_wire_stands_in_the_first_sentence() {
        for (description, expected) in [
            ("Label shown", "Label shown (`x`)."),
            ("Use e.g. This. Or that.", "Use e.g. This (`x`). Or that."),
            ("See `a. B`. Yes.", "See `a. B` (`x`). Yes."),
            ("", "`x` on the wire."),
            ("- a", "- a\n\n`x` on the wire."),
        ] {
            let mut text = text(description);
            text.wire_name(Some("x"));
            assert_eq!(text.into_markdown().join("\n"), expected);
        }
    }

    #[test]
    fn a_prefix_leaves_blocks_alone() {
        let mut text = text("```\ncode\n```");
        text.prefix("404");
        assert_eq!(text.into_markdown(), ["404:", "", "```text", "code", "```"]);
    }
}
