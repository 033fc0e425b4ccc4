//! `cargo xtask mutate`: edits documents at random; each edited one has to end with findings or with a crate that parses.

mod edit;
mod outcome;
mod random;
mod worker;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use clap::Args;

pub(crate) use worker::Worker;

use crate::print;

/// Edit the documents of a folder at random and generate: no panic, no hang, always findings or a crate that parses
#[derive(Debug, Args)]
pub(crate) struct Mutate {
    /// The folder; every .json, .yaml and .yml file directly in it is a document
    folder: PathBuf,

    /// How many edits in all; long documents get fewer of them
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    edits: u64,

    /// Where the seeds begin
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,

    /// How many documents at a time
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,

    /// Only this seed, once for each document
    #[arg(long, value_name = "SEED")]
    only: Option<u64>,

    /// Only documents whose file name holds this text
    #[arg(long, value_name = "TEXT")]
    document: Option<String>,

    /// Longest time for one edit
    #[arg(long, default_value_t = 10, value_name = "SECONDS")]
    limit: u64,
}

/// What became of the edits of a document.
#[derive(Clone, Debug, Default)]
struct Row {
    name: String,
    tried: u64,
    crates: u64,
    refused: u64,
    failures: Vec<String>,
}

impl Mutate {
    /// Edits every document; what fails is told with its seed and place.
    pub(crate) fn run(self) -> ExitCode {
        let documents = self.documents();
        if documents.is_empty() {
            print::err(&format!("error: {}: no documents", self.folder.display()));
            return ExitCode::from(3);
        }
        let shares = shares(&documents, if self.only.is_some() { 0 } else { self.edits });
        let (next, rows) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..self.jobs.clamp(1, documents.len()) {
                scope.spawn(|| {
                    while let Some((path, edits)) = shares.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let row = self.document(path, *edits);
                        print::progress(&row.line());
                        rows.lock().into_iter().for_each(|mut rows| rows.push(row.clone()));
                    }
                });
            }
        });
        let mut rows = rows.into_inner().unwrap_or_default();
        rows.sort_by(|one, two| one.name.cmp(&two.name));
        told(&rows)
    }

    fn documents(&self) -> Vec<(PathBuf, u64)> {
        let found = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut documents = Vec::new();
        for file in found {
            let path = file.path();
            let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            let wanted = self.document.as_ref().is_none_or(|text| name(&path).contains(text));
            if wanted && ["json", "yaml", "yml"].contains(&ending.as_str()) {
                documents.push((path, file.metadata().map_or(0, |about| about.len())));
            }
        }
        documents.sort();
        documents
    }

    /// Runs the edits of a document; a worker that falls or hangs is followed by another, behind the edit that did it.
    fn document(&self, path: &Path, edits: u64) -> Row {
        let mut row = Row { name: name(path), ..Row::default() };
        let first = self.only.unwrap_or(self.seed);
        let end = first + if self.only.is_some() { 1 } else { edits };
        let mut seed = first;
        while seed < end {
            let Some(stopped) = self.work(path, seed, end - seed, &mut row) else { break };
            seed = stopped + 1;
        }
        row
    }

    /// The seed at which a worker stopped, if it did.
    fn work(&self, path: &Path, first: u64, edits: u64, row: &mut Row) -> Option<u64> {
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.arg("mutate-worker").arg(path).args([first.to_string(), edits.to_string()]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let lines = lines(&mut child);
        let mut open: Option<(u64, String)> = None;
        let stopped = loop {
            // The document has to be read before the first line.
            let limit = Duration::from_secs(if open.is_none() { 6 * self.limit } else { self.limit });
            match lines.recv_timeout(limit) {
                Ok(line) => row.note(&line, &mut open),
                Err(mpsc::RecvTimeoutError::Timeout) => break Some("took too long"),
                Err(mpsc::RecvTimeoutError::Disconnected) => break open.is_some().then_some("ended the process"),
            }
        };
        let _ = child.kill();
        let _ = child.wait();
        let seed = open.as_ref().map_or(first + edits, |(seed, _)| *seed);
        if let Some(how) = stopped {
            row.tried += 1;
            row.failures.push(format!("seed {seed}: {how}: {}", open.map(|(_, edit)| edit).unwrap_or_default()));
        }
        stopped.map(|_| seed)
    }
}

impl Row {
    fn note(&mut self, line: &str, open: &mut Option<(u64, String)>) {
        let Some((seed, rest)) = line.split_once(' ') else { return };
        let (word, text) = rest.split_once(' ').unwrap_or((rest, ""));
        if word == "start" {
            *open = seed.parse().ok().map(|seed| (seed, text.to_owned()));
            return;
        }
        self.tried += 1;
        let edit = open.take().map(|(_, edit)| edit).unwrap_or_default();
        match word {
            "crate" => self.crates += 1,
            "refused" => self.refused += 1,
            _ => self.failures.push(format!("seed {seed}: {text}: {edit}")),
        }
    }

    fn line(&self) -> String {
        let (tried, crates, refused) = (self.tried, self.crates, self.refused);
        format!("{:40} {tried:>6} {crates:>6} {refused:>7} {:>6}", self.name, self.failures.len())
    }
}

/// The lines of a worker, as they come.
fn lines(child: &mut Child) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
    }
    receiver
}

/// How many edits each document gets: the fewer the longer it is, and never less than ten.
fn shares(documents: &[(PathBuf, u64)], edits: u64) -> Vec<(PathBuf, u64)> {
    let weight = |length: u64| (1 << 40) / (length + 30_000);
    let all: u64 = documents.iter().map(|(_, length)| weight(*length)).sum();
    let least = 10.min(edits / u64::try_from(documents.len()).unwrap_or(1).max(1));
    let share = |length: u64| {
        least + (edits.saturating_sub(least * documents.len() as u64) * weight(length)).div_ceil(all.max(1))
    };
    documents.iter().map(|(path, length)| (path.clone(), share(*length))).collect()
}

fn told(rows: &[Row]) -> ExitCode {
    print::out(&format!("{:40} {:>6} {:>6} {:>7} {:>6}", "document", "edits", "crates", "refused", "failed"));
    let mut all = Row { name: "all".to_owned(), ..Row::default() };
    for row in rows {
        print::out(&row.line());
        all.tried += row.tried;
        all.crates += row.crates;
        all.refused += row.refused;
        all.failures.extend(row.failures.iter().map(|failure| format!("{}: {failure}", row.name)));
    }
    print::out(&all.line());
    for failure in &all.failures {
        print::out(failure);
    }
    ExitCode::from(u8::from(!all.failures.is_empty()))
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use specloom::diagnostics::Diagnostics;
    use specloom::source::{self, Input, ReadOptions};

    #[test]
    fn edited_features_end_with_findings_or_a_crate() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/features");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path()).collect();
        files.sort();
        for (file, seed) in files.into_iter().cycle().zip(0..200) {
            let mut diagnostics = Diagnostics::new();
            let loaded = source::load(&Input::File(file), &[], &ReadOptions::default(), &mut diagnostics);
            let mut document = loaded.unwrap().value;
            let _ = diagnostics.len();
            let done = edit::edit(&mut document, &mut random::Random::new(seed));
            let ended = outcome::outcome(&document, 0);
            assert!(ended.is_ok(), "seed {seed}, {done}: {ended:?}");
        }
    }
}
