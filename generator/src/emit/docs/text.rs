//! Documentation put together: what the document says, the name on the wire, facts from other keywords.

use super::markdown;
use crate::ir::Docs;

/// Paragraphs of documentation, each one or several lines.
#[derive(Debug, Default)]
pub(super) struct Text {
    lines: Vec<String>,
}

impl Text {
    /// What the document says.
    pub(super) fn of(docs: &Docs) -> Self {
        let mut text = Self::default();
        if let Some(summary) = &docs.summary {
            text.markdown(summary);
        }
        if let Some(description) = docs.description.as_ref().filter(|text| Some(*text) != docs.summary.as_ref()) {
            text.markdown(description);
        }
        text.end_sentence();
        text.notes(docs);
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
    pub(super) fn paragraph(&mut self, line: impl Into<String>) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(line.into());
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
            [only] if only.ends_with('.') && only.len() + notes.len() < 110 => {
                only.push(' ');
                only.push_str(&notes);
            }
            _ => self.paragraph(notes),
        }
    }

    /// Closes a first line that is a paragraph with a full stop.
    fn end_sentence(&mut self) {
        let alone = self.lines.get(1).is_none_or(String::is_empty);
        let open = |line: &String| line.ends_with(|letter: char| letter.is_alphanumeric() || ")`\"'".contains(letter));
        if let Some(first) = self.lines.first_mut().filter(|line| alone && open(line)) {
            first.push('.');
        }
    }

    /// What the first line begins with.
    pub(super) fn prefix(&mut self, prefix: &str) {
        match self.lines.first_mut() {
            Some(first) => *first = format!("{prefix}: {first}"),
            None => self.lines.push(format!("{prefix}.")),
        }
    }

    /// The name on the wire, in the first sentence where that is a line.
    pub(super) fn wire_name(&mut self, name: Option<&str>) {
        let Some(name) = name.map(markdown::code) else { return };
        match self.lines.first_mut() {
            None => self.lines.push(format!("{name} on the wire.")),
            Some(first) => match first.find(". ").or_else(|| first.strip_suffix('.').map(str::len)) {
                Some(at) => first.insert_str(at, &format!(" ({name})")),
                None => self.paragraph(format!("{name} on the wire.")),
            },
        }
    }

    /// The lines as `#[doc]` wants them: each with a space before it, empty ones empty.
    pub(super) fn lines(self) -> Vec<String> {
        let space = |line: String| if line.is_empty() { line } else { format!(" {line}") };
        self.lines.into_iter().map(space).collect()
    }
}
