//! The edits of one document, in a process of its own: it may fall without taking the rest with it.

use std::any::Any;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;
use specloom::diagnostics::Diagnostics;
use specloom::source::{self, Input, ReadOptions};

use super::edit::edit;
use super::outcome::outcome;
use super::random::Random;
use crate::print;

/// Edit one document, and print a line before and after each edit.
#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// The document
    spec: PathBuf,

    /// The first seed
    first: u64,

    /// The number of edits
    edits: u64,
}

impl Worker {
    /// Prints `SEED start EDIT` and then `SEED crate`, `SEED refused` or `SEED wrong ..` for each seed.
    pub(crate) fn run(self) -> ExitCode {
        let mut diagnostics = Diagnostics::new();
        let input = Input::File(self.spec.clone());
        let loaded = source::load(&input, &[], &ReadOptions::default(), &mut diagnostics);
        let _ = diagnostics.len();
        let Ok(loaded) = loaded else { return ExitCode::from(3) };
        let length = loaded.sources.first().map_or(0, |source| source.text.len());
        std::panic::set_hook(Box::new(|_| {}));
        for seed in self.first..self.first.saturating_add(self.edits) {
            let mut document = loaded.value.clone();
            let done = edit(&mut document, &mut Random::new(seed));
            print::out(&format!("{seed} start {}", done.replace('\n', " ")));
            print::out(&format!("{seed} {}", tried(&document, length)));
        }
        ExitCode::SUCCESS
    }
}

fn tried(document: &Value, length: usize) -> String {
    match std::panic::catch_unwind(|| outcome(document, length)) {
        Ok(Ok(true)) => "crate".to_owned(),
        Ok(Ok(false)) => "refused".to_owned(),
        Ok(Err(wrong)) => format!("wrong {}", wrong.replace('\n', " ")),
        Err(panic) => format!("wrong panicked: {}", said(&*panic).replace('\n', " ")),
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a word")
}
