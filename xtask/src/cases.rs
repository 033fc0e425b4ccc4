//! `cargo xtask cases`: pairs of documents with the findings that are expected of them, against what `drift` finds.
//!
//! A line of the file is a case: `old` and `new` (files below `--root`), `findings` with `id`, `method` and `path`, whether
//! it is `policy`, and whether the pair is `peer_breaking`. Metadata are not asked for and not counted.

mod score;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Deserialize;
use specloom::diagnostics::Diagnostics;
use specloom::drift::kinds::Wire;
use specloom::drift::{CompareOptions, Date, Finding, Side, compare};
use specloom::source::{self, Input, ReadOptions};

use crate::print;
use score::{Outcome, Score, Triple};

/// The day of the cases: announced removals in them lie before or after it.
const TODAY: &str = "2026-11-24";

/// Compare pairs of documents and tell how far the findings agree with the expected ones
#[derive(Debug, Args)]
pub(crate) struct Cases {
    /// The cases, a JSON object a line
    file: PathBuf,

    /// The folder of the documents
    #[arg(long, value_name = "DIR")]
    root: PathBuf,

    /// Where to write the figures and disagreements as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A pair of documents and what is expected of it.
#[derive(Debug, Deserialize)]
struct Case {
    #[serde(rename = "case")]
    name: String,
    old: PathBuf,
    new: PathBuf,
    #[serde(default)]
    policy: bool,
    peer_breaking: bool,
    findings: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
struct Expected {
    id: String,
    method: Option<String>,
    path: Option<String>,
}

impl Cases {
    /// Prints the figures, then the disagreements.
    pub(crate) fn run(self) -> ExitCode {
        match self.score() {
            Ok(score) => {
                print::out(score.text().trim_end());
                let written = self.json.map(|path| std::fs::write(&path, score.json()).map_err(|error| (path, error)));
                if let Some(Err((path, error))) = written {
                    print::err(&format!("error: {}: {error}", path.display()));
                    return ExitCode::from(3);
                }
                ExitCode::SUCCESS
            }
            Err(error) => {
                print::err(&format!("error: {error}"));
                ExitCode::from(3)
            }
        }
    }

    fn score(&self) -> Result<Score, String> {
        let text = std::fs::read_to_string(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        let mut outcomes = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let case: Case = serde_json::from_str(line).map_err(|error| format!("{error} in {line}"))?;
            outcomes.push(outcome(case, &self.root));
        }
        Ok(Score { outcomes })
    }
}

fn outcome(case: Case, root: &Path) -> Outcome {
    let expected = case.findings.iter().map(|one| (one.id.clone(), one.method.clone(), one.path.clone())).collect();
    let (found, error) = match findings(&root.join(&case.old), &root.join(&case.new)) {
        Ok(found) => (found, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    let breaking = found.iter().any(|finding| finding.wire == Wire::Breaks);
    let contract = found.iter().filter(|finding| !finding.kind.is_metadata());
    let (judged, apart): (Vec<_>, Vec<_>) = contract.partition(|finding| vocabulary::can_be_expected(finding.kind.id));
    let (found, apart) =
        (judged.into_iter().flat_map(triples).collect(), apart.into_iter().flat_map(triples).collect());
    let (policy, peer_breaking) = (case.policy, case.peer_breaking);
    Outcome { case: case.name, policy, breaking, peer_breaking, expected, found, apart, error }
}

fn findings(old: &Path, new: &Path) -> Result<Vec<Finding>, String> {
    let mut diagnostics = Diagnostics::new();
    let mut load = |path: &Path| {
        let loaded = source::load(&Input::File(path.to_path_buf()), &[], &ReadOptions::default(), &mut diagnostics);
        loaded.map_err(|failure| format!("{}: {:?}", path.display(), failure.kind))
    };
    let both = load(old).and_then(|old| Ok((old, load(new)?)));
    let found = both.and_then(|(old, new)| {
        let old = Side::read(&old, &mut diagnostics).ok_or("the old document is none")?;
        let new = Side::read(&new, &mut diagnostics).ok_or("the new document is none")?;
        Ok(compare(&old, &new, &CompareOptions { today: TODAY.parse::<Date>().ok() }))
    });
    let _ = diagnostics.len();
    found
}

/// A finding inside a component is one for each operation that it reaches.
fn triples(finding: &Finding) -> Vec<Triple> {
    let id = vocabulary::told_as(finding.kind.id).to_owned();
    if finding.operations.is_empty() {
        return vec![(id, None, None)];
    }
    let operations = finding.operations.iter();
    operations.map(|key| (id.clone(), Some(key.method.clone()), Some(key.path.clone()))).collect()
}
