//! `specloom diff`: what changed between two documents.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specloom::diagnostics::{Diagnostics, Locate};
use specloom::drift::kinds::{Effect, Wire};
use specloom::drift::{Finding, Side, compare};
use specloom::source::{self, FailureKind, Input, Loaded};

use super::Limits;
use super::report::{self, MessageFormat};

/// Tell what changed between two documents, and whom it hurts.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The old document: a file, `-` for standard input, or an https URL
    #[arg(value_name = "OLD")]
    old: String,

    /// The new document
    #[arg(value_name = "NEW")]
    new: String,

    /// An overlay to apply to both documents; may be repeated, applied in order
    #[arg(long, value_name = "FILE|URL")]
    overlay: Vec<String>,

    /// From which findings on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Breaking, value_name = "LEVEL")]
    fail_on: FailOn,

    #[command(flatten)]
    limits: Limits,
}

/// From which findings on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Findings that break deployed clients or source code
    Breaking,
    /// Those and the ones that somebody should look at
    Review,
    /// All findings
    Any,
    /// None
    Never,
}

impl Diff {
    /// Prints a line for each finding.
    pub(crate) fn run(self) -> ExitCode {
        let (old, new) = match (self.load(&self.old), self.load(&self.new)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(code), _) | (_, Err(code)) => return code,
        };
        let (Some(old), Some(new)) = (read(&old), read(&new)) else { return ExitCode::from(4) };
        let findings = compare(&old, &new);
        for finding in &findings {
            report::out(&line(finding));
        }
        ExitCode::from(u8::from(findings.iter().any(|finding| self.fail_on.includes(finding))))
    }

    fn load(&self, text: &str) -> Result<Loaded, ExitCode> {
        let mut diagnostics = Diagnostics::new();
        let overlays: Vec<_> = self.overlay.iter().map(|text| Input::parse(text)).collect();
        let loaded = source::load(&Input::parse(text), &overlays, &self.limits.options(), &mut diagnostics);
        let sources: &dyn Locate = match &loaded {
            Ok(loaded) => loaded,
            Err(failure) => failure,
        };
        report::findings(&diagnostics, sources, MessageFormat::Human);
        loaded.map_err(|failure| ExitCode::from(if failure.kind == FailureKind::Unreadable { 3 } else { 4 }))
    }
}

/// What reading finds is for `generate` to tell, unless there is nothing to compare.
fn read(loaded: &Loaded) -> Option<Side<'_>> {
    let mut diagnostics = Diagnostics::new();
    let side = Side::read(loaded, &mut diagnostics);
    if side.is_none() {
        report::findings(&diagnostics, loaded, MessageFormat::Human);
    }
    let _ = diagnostics.len();
    side
}

impl FailOn {
    fn includes(self, finding: &Finding) -> bool {
        let breaks = finding.wire == Wire::Breaks || finding.source == Effect::Breaks;
        match self {
            Self::Breaking => breaks,
            Self::Review => breaks || finding.wire == Wire::Unclear || finding.source == Effect::Notes,
            Self::Any => true,
            Self::Never => false,
        }
    }
}

fn line(finding: &Finding) -> String {
    let spot = finding.old.as_ref().or(finding.new.as_ref());
    let at =
        spot.map(|spot| format!("{}:{} ", spot.file.as_deref().unwrap_or_default(), spot.line.unwrap_or_default()));
    let reach = match finding.operations.as_slice() {
        [] => String::new(),
        [one] => format!(" ({one})"),
        many => format!(" ({} operations)", many.len()),
    };
    let (wire, source) = (finding.wire, finding.source);
    format!(
        "{}{}: {}{reach} [wire: {wire:?}, crate: {source:?}]",
        at.unwrap_or_default(),
        finding.kind,
        finding.sentence
    )
}
