//! Round trip: instances of the schemas of a document are decoded with the emitted types and encoded back.
//!
//! What is an instance is decided by the raw document and the `jsonschema` crate alone. Examples and random instances must
//! come back equal; instances with a wrong type at a member that must be there must be refused.

mod applicable;
mod cases;
mod compare;
mod find;
mod harness;
mod instances;
mod oracle;
mod recursive;
mod tags;
mod translate;
mod validators;
mod wrong;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specloom::diagnostics::Diagnostics;
use specloom::names::Lock;
use specloom::source::{Input, ReadOptions};

use super::row::Row;
use crate::measure::measured;
use crate::print;
use cases::{Case, Cases, Kind, cases};
use compare::{difference, short};
use oracle::Oracle;

/// The figures of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RoundTrip {
    /// Instances that their schema accepts.
    pub(crate) tried: usize,
    /// Those that the type decodes.
    pub(crate) decoded: usize,
    /// Those that come back equal.
    pub(crate) equal: usize,
    /// Of those tried, the ones that the document shows.
    pub(crate) examples: usize,
    /// Instances with a wrong type at a member that must be there.
    pub(crate) wrong: usize,
    /// Those that are refused.
    pub(crate) refused: usize,
    /// Wrong instances that were kept where a choice stands: unions are open.
    pub(crate) kept_by_unions: usize,
    /// Examples that their own schema rejects; they are not tried.
    pub(crate) examples_rejected: usize,
    /// Components that have no type.
    pub(crate) not_emitted: usize,
    /// Schemas that have a type but no instance was found for.
    pub(crate) without_instance: usize,
}

/// Try the emitted types of one document and print the figures as JSON.
#[derive(Debug, Args)]
pub(crate) struct Trip {
    /// The document
    spec: PathBuf,

    /// The emitted crate
    krate: PathBuf,

    /// The target folder of the program that tries them
    target: PathBuf,
}

impl Trip {
    /// Tries them; failures go to a text file beside the crate.
    pub(crate) fn run(self) -> ExitCode {
        match self.figures() {
            Ok(figures) => {
                print::out(&serde_json::to_string(&figures).unwrap_or_default());
                ExitCode::SUCCESS
            }
            Err(message) => {
                print::err(&format!("error: {message}"));
                ExitCode::from(3)
            }
        }
    }

    fn figures(&self) -> Result<RoundTrip, String> {
        let lock = std::fs::read_to_string(self.krate.join("names.lock.toml")).map_err(|error| error.to_string())?;
        let lock = Lock::read(&lock)?;
        let mut diagnostics = Diagnostics::new();
        let input = Input::File(self.spec.clone());
        let loaded = specloom::source::load(&input, &[], &ReadOptions::default(), &mut diagnostics);
        // What there is to say of the document was said when the crate was made.
        let _ = diagnostics.iter();
        let document = loaded.map_err(|_| "the document cannot be read")?.value;
        let (oracle, cases) = cases(&document, &lock);
        let types: BTreeSet<String> = cases.list.iter().map(|case| case.ty.clone()).collect();
        let program = harness::build(&self.krate, &self.target, &types)?;
        let mut lines = String::new();
        for case in &cases.list {
            let _ = writeln!(lines, "{}\t{}", case.ty, case.value);
        }
        let answers = harness::run(&program, &lines)?;
        if answers.len() != cases.list.len() {
            return Err(format!("{} answers to {} instances", answers.len(), cases.list.len()));
        }
        let (figures, failures) = judge(&oracle, &cases, &answers);
        std::fs::write(failures_file(&self.krate), failures).map_err(|error| error.to_string())?;
        Ok(figures)
    }
}

/// Beside the crate.
fn failures_file(krate: &Path) -> PathBuf {
    krate.with_extension("round-trip.txt")
}

/// The figures, and the text about all that failed.
fn judge(oracle: &Oracle, cases: &Cases, answers: &[Result<String, String>]) -> (RoundTrip, String) {
    let mut figures = RoundTrip {
        examples_rejected: cases.rejected.len(),
        not_emitted: cases.not_emitted.len(),
        without_instance: cases.without.len(),
        ..RoundTrip::default()
    };
    let mut text = String::new();
    for (case, answer) in cases.list.iter().zip(answers) {
        if let Some(reason) = figures.count(oracle, case, answer) {
            let _ = writeln!(
                text,
                "{} as {} ({:?}): {reason}\n    {}",
                case.pointer,
                case.ty,
                case.kind,
                short(&case.value)
            );
        }
    }
    let lists =
        [("not emitted", &cases.not_emitted), ("no instance", &cases.without), ("rejected example", &cases.rejected)];
    for (what, list) in lists {
        text.extend(list.iter().map(|at| format!("{what}: {at}\n")));
    }
    (figures, text)
}

impl RoundTrip {
    /// Counts one; gives the reason where it failed.
    fn count(&mut self, oracle: &Oracle, case: &Case, answer: &Result<String, String>) -> Option<String> {
        if let Kind::Wrong { open } = case.kind {
            if answer.is_ok() && open {
                self.kept_by_unions += 1;
                return None;
            }
            self.wrong += 1;
            self.refused += usize::from(answer.is_err());
            return answer.is_ok().then(|| "decoded, though wrong".to_owned());
        }
        self.tried += 1;
        self.examples += usize::from(case.kind == Kind::Example);
        let json = match answer {
            Ok(json) => json,
            Err(reason) => return Some(format!("not decoded: {reason}")),
        };
        self.decoded += 1;
        let Ok(value) = serde_json::from_str::<Value>(json) else { return Some(format!("no JSON: {json}")) };
        let node = oracle.at(&case.fragment)?;
        let difference = difference(oracle, &[node], case.side, &case.value, &value);
        self.equal += usize::from(difference.is_none());
        difference
    }

    /// All tried came back, all wrong ones were refused.
    pub(crate) fn is_good(&self) -> bool {
        self.tried == self.equal && self.wrong == self.refused
    }
}

/// Fills in the figures of the types of a crate.
pub(super) fn try_types(document: &Path, krate: &Path, target: &Path, row: &mut Row) {
    let exe = std::env::current_exe().unwrap_or_default();
    let paths = [document, krate, target].map(|path| path.to_string_lossy().into_owned());
    let command = [&[exe.to_string_lossy().into_owned(), "corpus-trip".to_owned()], paths.as_slice()].concat();
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    match measured(|_| (), &command) {
        Ok(measured) if measured.success => row.round_trip = serde_json::from_str(&measured.stdout).ok(),
        Ok(measured) => row.trouble = measured.stderr.lines().take(12).collect::<Vec<_>>().join("\n"),
        Err(error) => row.trouble = error.to_string(),
    }
    if row.round_trip.is_some_and(|figures| !figures.is_good()) {
        row.trouble = format!("round trip: see {}", failures_file(krate).display());
    }
}
