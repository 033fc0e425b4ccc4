//! One document: generated in a process of its own, so that its time and memory are its alone and its faults too.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use specloom::diagnostics::{Severity, render};
use specloom::project::{Mode, Outcome, Project};
use specloom::source::Input;

use super::count;
use super::row::Row;
use crate::measure::measured;
use crate::print;

/// Generate the crate of one document and print its figures as JSON.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The document
    spec: PathBuf,

    /// Where the crate goes
    out: PathBuf,
}

impl One {
    /// Writes the crate; findings go to standard error.
    pub(crate) fn run(self) -> ExitCode {
        let project = Project::new(Input::File(self.spec), self.out);
        let outcome = match project.run(Mode::Write) {
            Ok(outcome) => outcome,
            Err(error) => {
                print::err(&format!("error: {error}"));
                return ExitCode::from(3);
            }
        };
        if outcome.finished.is_none() {
            print::err(&render(&outcome.diagnostics, outcome.sources(), false));
            return ExitCode::from(outcome.failure_code());
        }
        print::out(&serde_json::to_string(&figures(&outcome)).unwrap_or_default());
        ExitCode::SUCCESS
    }
}

fn figures(outcome: &Outcome) -> Row {
    let (Ok(loaded), Some(finished)) = (&outcome.loaded, &outcome.finished) else { return Row::default() };
    Row {
        operations: count::operations(&loaded.value),
        schemas: count::schemas(&loaded.value),
        operations_emitted: finished.summary.operations,
        types: finished.summary.types,
        repaired: outcome.diagnostics.count(Severity::Warning),
        lines: finished.summary.lines,
        generated: true,
        ..Row::default()
    }
}

/// Fills in what the generator gives.
pub(super) fn generate(document: &Path, out: &Path, row: &mut Row) {
    // The folder is the run's own; names of an earlier document must not linger in its lock file.
    let _ = std::fs::remove_dir_all(out);
    let exe = std::env::current_exe().unwrap_or_default();
    let command = [exe.to_string_lossy(), "corpus-one".into(), document.to_string_lossy(), out.to_string_lossy()];
    let command: Vec<&str> = command.iter().map(AsRef::as_ref).collect();
    match measured(|_| (), &command) {
        Ok(measured) => {
            if let Some(figures) = measured.success.then(|| serde_json::from_str(&measured.stdout).ok()).flatten() {
                let spec = std::mem::take(&mut row.spec);
                *row = Row { spec, ..figures };
            } else {
                row.trouble = measured.stderr.lines().take(12).collect::<Vec<_>>().join("\n");
            }
            row.generate_cpu_s = measured.cost.cpu_s;
            row.generate_rss_mib = measured.cost.rss_mib;
        }
        Err(error) => row.trouble = error.to_string(),
    }
}
