//! `cargo xtask corpus`: generates a crate for every document of a folder, checks it, and tables the figures.

mod check;
mod count;
mod one;
mod round_trip;
mod row;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

pub(crate) use one::One;
pub(crate) use round_trip::Trip;
use row::Row;

use crate::print;

/// Generate a crate for every document of a folder and table the figures.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// The folder; every .json, .yaml and .yml file directly in it is a document
    folder: PathBuf,

    /// How many documents at a time; each has a target folder of its own
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,

    /// Run `cargo check` on each crate
    #[arg(long)]
    check: bool,

    /// Run `cargo clippy` on each crate instead, warnings counted
    #[arg(long)]
    clippy: bool,

    /// Decode and encode instances of the schemas with the emitted types; failures go to a text file beside each crate
    #[arg(long)]
    round_trip: bool,

    /// Write the table as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Only documents whose file name holds this text; may be repeated
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,

    /// Where the crates go
    #[arg(long, default_value = "target/corpus", value_name = "DIR")]
    out: PathBuf,
}

impl Corpus {
    /// Runs every document; one that fails stops nothing.
    pub(crate) fn run(self) -> ExitCode {
        let documents = match self.documents() {
            Ok(documents) if !documents.is_empty() => documents,
            Ok(_) => return failed(&format!("{}: no documents", self.folder.display())),
            Err(error) => return failed(&format!("{}: {error}", self.folder.display())),
        };
        let next = AtomicUsize::new(0);
        let rows = Mutex::new(vec![None; documents.len()]);
        std::thread::scope(|scope| {
            for worker in 0..self.jobs.clamp(1, documents.len()) {
                let (next, rows, documents, corpus) = (&next, &rows, &documents, &self);
                scope.spawn(move || corpus.work(worker, documents, next, rows));
            }
        });
        let rows: Vec<Row> = rows.into_inner().unwrap_or_default().into_iter().flatten().collect();
        print::out(&table::table(&rows));
        self.write(&rows)
    }

    fn work(&self, worker: usize, documents: &[PathBuf], next: &AtomicUsize, rows: &Mutex<Vec<Option<Row>>>) {
        while let Some((index, document)) = at(documents, next.fetch_add(1, Ordering::Relaxed)) {
            let row = self.one(worker, document);
            print::progress(&format!("{}/{} {}", index + 1, documents.len(), row.line()));
            if let Some(slot) = rows.lock().ok().as_mut().and_then(|rows| rows.get_mut(index)) {
                *slot = Some(row);
            }
        }
    }

    fn one(&self, worker: usize, document: &Path) -> Row {
        let name = document.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = document.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
        let package: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let out = self.out.join(format!("client-{package}"));
        let mut row = Row { spec: name, ..Row::default() };
        one::generate(document, &out, &mut row);
        let target = self.out.join(format!("target-{worker}"));
        if row.generated && (self.check || self.clippy) {
            check::check(&out, &target, if self.clippy { "clippy" } else { "check" }, &mut row);
        }
        if row.generated && self.round_trip {
            round_trip::try_types(document, &out, &target, &mut row);
        }
        row
    }

    fn documents(&self) -> std::io::Result<Vec<PathBuf>> {
        let mut documents = Vec::new();
        for found in std::fs::read_dir(&self.folder)? {
            let path = found?.path();
            let ending =
                path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|known| ending == *known));
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if ending && path.is_file() && (self.only.is_empty() || self.only.iter().any(|text| name.contains(text))) {
                documents.push(path);
            }
        }
        documents.sort();
        Ok(documents)
    }

    fn write(&self, rows: &[Row]) -> ExitCode {
        if let Some(path) = &self.json {
            let text = serde_json::to_string_pretty(rows).unwrap_or_default();
            if let Err(error) = std::fs::write(path, text + "\n") {
                return failed(&format!("{}: {error}", path.display()));
            }
        }
        ExitCode::from(u8::from(!rows.iter().all(Row::is_good)))
    }
}

fn at(documents: &[PathBuf], index: usize) -> Option<(usize, &PathBuf)> {
    documents.get(index).map(|document| (index, document))
}

fn failed(message: &str) -> ExitCode {
    print::err(&format!("error: {message}"));
    ExitCode::from(3)
}
