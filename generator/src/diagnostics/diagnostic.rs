//! One finding and the list that the stages fill.
//!
//! A finding carries a place in the merged document; the line and column are looked up only when it is printed.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use super::codes::Code;
use crate::pointer::Pointer;

/// How bad a finding is; the order is from bad to harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document, or a part of it, cannot be used.
    Error,
    /// Something was left out, repaired or guessed.
    Warning,
    /// Worth knowing, nothing is lost.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A value of the merged document (overlays applied, external files bundled).
    Pointer(Pointer),
    /// A position in one of the source texts; both numbers start at 1, the column counts characters.
    Source {
        /// Position of the text in the list of sources.
        source: usize,
        /// The line.
        line: u32,
        /// The column.
        column: u32,
    },
    /// The document as a whole, or no document at all.
    Document,
}

impl From<&Pointer> for Place {
    fn from(pointer: &Pointer) -> Self {
        Self::Pointer(pointer.clone())
    }
}

/// A place as an editor knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// Position of the text in the list of sources.
    pub source: usize,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// How many characters to underline, at least 1.
    pub length: u32,
}

/// One finding. Its severity is that of its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule it comes from.
    pub code: Code,
    /// What is wrong: lower case, no full stop, the offending value in backticks.
    pub message: String,
    /// Where.
    pub at: Place,
    /// A few words beside the underlined text.
    pub label: Option<String>,
    /// What would repair it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without label and help.
    pub fn new(code: Code, at: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at: at.into(), label: None, help: None }
    }

    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Sets the words beside the underlined text.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the repair.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
}

/// The findings of one or more stages. Dropping findings that nobody read is a bug, caught in debug builds.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    read: Cell<bool>,
}

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
        self.read.set(false);
    }

    /// Adds a finding of whatever severity its code has; label and help can be chained.
    pub fn report(&mut self, code: Code, at: impl Into<Place>, message: impl Into<String>) -> &mut Diagnostic {
        let position = self.found.len();
        self.push(Diagnostic::new(code, at, message));
        &mut self.found[position]
    }

    /// Adds a finding whose code is an error; label and help can be chained.
    pub fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        debug_assert_eq!(code.severity(), Severity::Error, "{code} is not an error");
        self.report(code, at, message)
    }

    /// Adds a finding whose code is a warning; label and help can be chained.
    pub fn warning(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        debug_assert_eq!(code.severity(), Severity::Warning, "{code} is not a warning");
        self.report(code, at, message)
    }

    /// Adds a finding whose code is a note; label and help can be chained.
    pub fn note(&mut self, code: Code, at: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        debug_assert_eq!(code.severity(), Severity::Note, "{code} is not a note");
        self.report(code, at, message)
    }

    /// Whether an error is among the findings.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|found| found.severity() == severity).count()
    }

    /// How many findings each code has.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        self.iter().fold(BTreeMap::new(), |mut counts, found| {
            *counts.entry(found.code).or_default() += 1;
            counts
        })
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.iter().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The findings in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.read.set(true);
        self.found.iter()
    }

    /// Forgets the findings that do not pass.
    pub(crate) fn retain(&mut self, passes: impl FnMut(&Diagnostic) -> bool) {
        self.found.retain(passes);
    }

    /// Moves the findings of another list to the end of this one.
    pub fn append(&mut self, other: &mut Self) {
        self.read.set(self.read.get() && other.found.is_empty());
        self.found.append(&mut other.found);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, more: T) {
        more.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        let lost = !self.read.get() && !self.found.is_empty() && !std::thread::panicking();
        debug_assert!(!lost, "diagnostics were dropped unread: {:?}", self.found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;

    #[test]
    fn severity_comes_from_the_code() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.warning(codes::DUPLICATE_KEY, &Pointer::parse("/a"), "`a` stands twice").help("remove one");
        assert!(!diagnostics.has_errors());
        diagnostics.report(codes::DOCUMENT_SYNTAX, Place::Document, "expected `,`").label("here");
        assert!(diagnostics.has_errors());
        assert_eq!(diagnostics.counts().into_values().collect::<Vec<_>>(), [1, 1]);
        assert_eq!(diagnostics.count(Severity::Warning), 1);
    }
}
