//! The account as text for people.

use std::fmt::{Display, Formatter, Result};

use super::{Item, Report, Section, State};
use crate::diagnostics::{Diagnostics, Locate, render_lines};

impl Report {
    /// One line, where there is something to tell: `2 operations and 1 schema repaired, 7 keywords without effect`.
    pub fn line(&self) -> Option<String> {
        let (operations, schemas) = (&self.operations, &self.schemas);
        let counted = |count: usize, what: &str, fate: &str| {
            (count > 0).then(|| format!("{count} {what}{} {fate}", if count == 1 { "" } else { "s" }))
        };
        let parts = [
            counted(operations.repaired, "operation", "repaired"),
            counted(operations.left_out, "operation", "left out"),
            counted(operations.excluded, "operation", "excluded"),
            counted(schemas.repaired, "schema", "repaired"),
            counted(schemas.left_out, "schema", "left out"),
            counted(schemas.excluded, "schema", "excluded"),
            counted(self.keywords.not_honoured, "keyword", "without effect"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The account as text: itself, and each finding on a line with file, line and column.
    pub fn to_text(&self, diagnostics: &Diagnostics, sources: &dyn Locate) -> String {
        let lines = render_lines(diagnostics, sources);
        let findings: String = lines.lines().flat_map(|line| ["  ", line, "\n"]).collect();
        format!("{self}\nfindings: {}\n{findings}", diagnostics.len())
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let version = if self.openapi.is_empty() { "no OpenAPI" } else { "OpenAPI " };
        writeln!(f, "{} ({version}{})", self.document, self.openapi)?;
        if !self.finished {
            writeln!(f, "no crate was made: the findings forbid it")?;
        }
        for (title, patterns) in [("included", &self.select.include), ("excluded", &self.select.exclude)] {
            if !patterns.is_empty() {
                writeln!(f, "{title}: {}", patterns.join(", "))?;
            }
        }
        if self.openapi.is_empty() {
            return Ok(());
        }
        section(f, "operations", &self.operations)?;
        section(f, "webhooks and callbacks", &self.incoming)?;
        section(f, "schemas", &self.schemas)?;
        let keywords = &self.keywords;
        writeln!(f, "\nkeywords: {}, {} honoured, {} not", keywords.total, keywords.honoured, keywords.not_honoured)?;
        for keyword in keywords.items.iter().filter(|keyword| keyword.not_honoured > 0) {
            let name = format!("{}.{}", keyword.object, keyword.keyword);
            let reason = keyword.reason.as_deref().unwrap_or_default();
            writeln!(f, "  {:5} {name}: {reason}; first at #{}", keyword.not_honoured, keyword.first)?;
        }
        Ok(())
    }
}

fn section(f: &mut Formatter<'_>, title: &str, section: &Section) -> Result {
    let Section { total, emitted, repaired, left_out, excluded, items } = section;
    writeln!(
        f,
        "\n{title}: {total}, {emitted} emitted, {repaired} repaired, {left_out} left out, {excluded} excluded"
    )?;
    items.iter().try_for_each(|item| line(f, item))
}

fn line(f: &mut Formatter<'_>, item: &Item) -> Result {
    let state = match item.state {
        State::Emitted => "emitted",
        State::Repaired => "repaired",
        State::LeftOut => "left out",
        State::Excluded => "excluded",
    };
    write!(f, "  {state:9} {}", item.name)?;
    if !item.rust.is_empty() {
        write!(f, " -> {}", item.rust.join(", "))?;
    }
    if let Some(kind) = item.paging {
        write!(f, ", in pages by {kind}")?;
    }
    writeln!(f)?;
    item.findings.iter().try_for_each(|finding| writeln!(f, "            {} at #{}", finding.code, finding.at))
}
