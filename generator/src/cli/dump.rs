//! `specloom dump`: what a stage makes of a document.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specloom::diagnostics::Diagnostics;
use specloom::names::{self, Lock, Renames};
use specloom::source::Loaded;
use specloom::{lower, plan, spec};

use super::Reading;
use super::report;

/// Print what a stage makes of a document.
#[derive(Debug, Args)]
pub(crate) struct Dump {
    #[command(flatten)]
    reading: Reading,

    /// The stage
    #[arg(long)]
    stage: Stage,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// The value tree after overlays and external references, as JSON
    Source,
    /// The typed document
    Document,
    /// The intermediate representation
    Ir,
    /// The names
    Names,
    /// The plan
    Plan,
}

impl Dump {
    /// Prints the stage's value; findings go to standard error.
    pub(crate) fn run(self) -> ExitCode {
        let Some(spec) = &self.reading.spec else {
            report::err("error: name the document with `--spec`");
            return ExitCode::from(2);
        };
        self.reading.show(spec, |loaded, diagnostics| self.text(loaded, diagnostics))
    }

    fn text(&self, loaded: &Loaded, diagnostics: &mut Diagnostics) -> Option<String> {
        if matches!(self.stage, Stage::Source) {
            return serde_json::to_string_pretty(&loaded.value).ok();
        }
        let document = spec::read(&loaded.value, diagnostics)?;
        if matches!(self.stage, Stage::Document) {
            return Some(format!("{document:#?}"));
        }
        let api = lower::lower(&document, &lower::LowerOptions::default(), diagnostics);
        if matches!(self.stage, Stage::Ir) {
            return Some(format!("{api:#?}"));
        }
        let (names, _) = names::assign(&api, &Renames::new(), &Lock::default(), diagnostics);
        match self.stage {
            Stage::Names => Some(format!("{names:#?}")),
            _ => Some(format!("{:#?}", plan::plan(&api, &names))),
        }
    }
}
