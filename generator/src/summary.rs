//! What a run made, in numbers.

use crate::diagnostics::{Diagnostics, Severity};
use crate::ir::{Api, Content, Output, Twin};
use crate::output::FileTree;
use crate::project::Strictness;
use crate::spec::Document;

/// What a run made, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Version of OpenAPI the document states.
    pub openapi: String,
    /// Operations of the document.
    pub declared: usize,
    /// Operations of the document that the crate offers; one with a plain and a streaming form counts once.
    pub operations: usize,
    /// Those that stream.
    pub streams: usize,
    /// Types.
    pub types: usize,
    /// Files.
    pub files: usize,
    /// Lines of all files.
    pub lines: usize,
}

impl Summary {
    /// Counts.
    pub(crate) fn new(document: &Document<'_>, api: &Api, tree: &FileTree) -> Self {
        let streams = |output: &Output| matches!(output, Output::One(Content::Stream(_)));
        Self {
            openapi: document.version.text.to_owned(),
            declared: document.paths.iter().map(|item| item.operations.len()).sum(),
            operations: api.operations.iter().filter(|operation| operation.twin != Twin::Stream).count(),
            streams: api.operations.iter().filter(|operation| streams(&operation.output)).count(),
            types: api.types.len(),
            files: tree.files().len(),
            lines: tree.files().values().map(|text| text.lines().count()).sum(),
        }
    }

    /// One line for people: `51 operations, 3 streams, 74 types, 2 warnings`.
    pub fn line(&self, diagnostics: &Diagnostics) -> String {
        let mut parts = vec![
            counted(self.operations, "operation"),
            counted(self.streams, "stream"),
            counted(self.types, "type"),
            counted(diagnostics.count(Severity::Warning), "warning"),
        ];
        if self.operations < self.declared {
            parts.insert(1, format!("{} left out", self.declared - self.operations));
        }
        parts.join(", ")
    }
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Whether these findings allow a result.
pub(crate) fn acceptable(diagnostics: &Diagnostics, strictness: Strictness) -> bool {
    match strictness {
        Strictness::Lenient => true,
        Strictness::Default => !diagnostics.has_errors(),
        Strictness::Strict => !diagnostics.has_errors() && diagnostics.count(Severity::Warning) == 0,
    }
}
