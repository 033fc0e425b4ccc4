//! The registry of codes: every rule a document can break, with an explanation, an example and its repair.
//!
//! A code is added as one row of the table of its stage; the constant, `specloom explain` and the listing follow from it.

mod lower;
mod names;
mod output;
mod read;
mod understand;

use std::fmt;

use super::Severity;

pub use lower::*;
pub use names::*;
pub use output::*;
pub use read::*;
pub use understand::*;

/// The stable name of a rule (`stream-undeclared`) with all that is known about it.
#[derive(Clone, Copy)]
pub struct Code(&'static Rule);

/// A row of a table.
struct Rule {
    name: &'static str,
    severity: Severity,
    explanation: &'static str,
    example: &'static str,
    repair: &'static str,
}

impl Code {
    /// The kebab-case name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The severity of every finding of this code.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// One paragraph: what the rule is and why it exists.
    pub fn explanation(self) -> &'static str {
        self.0.explanation
    }

    /// A piece of a document that breaks the rule.
    pub fn example(self) -> &'static str {
        self.0.example
    }

    /// The same piece, repaired.
    pub fn repair(self) -> &'static str {
        self.0.repair
    }

    /// The code of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|code| code.name() == name)
    }

    /// Every code, in the order of the stages.
    pub fn all() -> impl Iterator<Item = Self> {
        [read::TABLE, understand::TABLE, lower::TABLE, names::TABLE, output::TABLE].into_iter().flatten().copied()
    }

    /// The page that `specloom explain` prints.
    pub fn page(self) -> String {
        let Rule { name, severity, explanation, example, repair } = self.0;
        // Doc comments keep the space after their slashes.
        let explanation = explanation.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        format!(
            "{severity}[{name}]\n\n{explanation}\n\nFor example:\n\n{}\n\nRepaired:\n\n{}\n",
            indent(example),
            indent(repair)
        )
    }
}

fn indent(text: &str) -> String {
    let lines = text.trim_matches('\n').lines().map(|line| format!("    {line}"));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name().cmp(other.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Makes the constants and the `TABLE` of one stage. The doc comment of a row is its explanation:
///
/// ```text
/// /// A member of an object stands twice; the last one is used.
/// DUPLICATE_KEY, "duplicate-key", Warning, example: "..", repair: "..";
/// ```
macro_rules! codes {
    ($($(#[doc = $explanation:literal])+ $constant:ident, $name:literal, $severity:ident,
        example: $example:literal, repair: $repair:literal;)*) => {
        $(
            $(#[doc = $explanation])+
            pub const $constant: $crate::diagnostics::Code = super::Code(&super::Rule {
                name: $name,
                severity: $crate::diagnostics::Severity::$severity,
                explanation: concat!($($explanation, "\n"),+),
                example: $example,
                repair: $repair,
            });
        )*

        pub(super) const TABLE: &[$crate::diagnostics::Code] = &[$($constant),*];
    };
}
use codes;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_distinct_and_kebab_case() {
        let names: BTreeSet<_> = Code::all().map(Code::name).collect();
        assert_eq!(names.len(), Code::all().count());
        let kebab = |name: &str| {
            name.split('-')
                .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        };
        assert!(names.iter().all(|name| kebab(name)), "{names:?}");
    }

    #[test]
    fn every_code_is_explained() {
        for code in Code::all() {
            assert!(code.explanation().len() > 40, "{code} needs an explanation");
            assert!(!code.example().is_empty() && !code.repair().is_empty(), "{code} needs an example and its repair");
        }
    }

    #[test]
    fn a_code_is_found_by_name() {
        assert_eq!(Code::find("duplicate-key"), Some(DUPLICATE_KEY));
        assert_eq!(Code::find("no-such-code"), None);
        let page = DUPLICATE_KEY.page();
        assert!(page.starts_with("warning[duplicate-key]\n\nA member"), "{page}");
        assert!(page.contains("\nothers are lost."), "{page}");
    }
}
