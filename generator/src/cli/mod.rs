//! The subcommands and what they share.

mod diff;
mod dump;
mod explain;
mod generate;
mod normalize;
mod report;

use report::MessageFormat;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use specloom::diagnostics::{Diagnostics, Locate};
use specloom::source::{self, Failure, FailureKind, Input, Loaded, ReadOptions};

/// Reads an OpenAPI document and emits a Rust client crate.
#[derive(Debug, Parser)]
#[command(name = "specloom", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Emit the client crate of a document
    Generate(generate::Generate),
    /// Print what a stage of the generator makes of a document
    Dump(dump::Dump),
    /// Print a document in another version of OpenAPI
    Normalize(normalize::Normalize),
    /// Tell what changed between two documents, and whom it hurts
    Diff(diff::Diff),
    /// Explain a diagnostic code; without one, list all
    Explain(explain::Explain),
}

/// Parses the arguments and runs the subcommand. Usage errors exit with 2, as clap does.
pub(crate) fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Generate(command) => command.run(),
        Command::Dump(command) => command.run(),
        Command::Normalize(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Explain(command) => command.run(),
    }
}

/// Which document to read, and how.
#[derive(Debug, Args)]
struct Reading {
    /// The document: a file, `-` for standard input, or an https URL
    #[arg(long, value_name = "FILE|URL")]
    spec: Option<String>,

    /// An overlay to apply; may be repeated, applied in order
    #[arg(long, value_name = "FILE|URL")]
    overlay: Vec<String>,

    #[command(flatten)]
    limits: Limits,
}

/// What may be read.
#[derive(Debug, Args)]
struct Limits {
    /// Let overlay actions match nothing (a warning instead of an error)
    #[arg(long)]
    allow_unmatched: bool,

    /// Allow plain http from other machines than this one
    #[arg(long)]
    allow_http: bool,

    /// Follow references to other hosts below this URL; may be repeated
    #[arg(long, value_name = "URL")]
    allow_remote: Vec<String>,

    /// Refuse texts longer than this many bytes
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,

    /// Refuse values nested deeper than this
    #[arg(long, value_name = "LEVELS")]
    max_depth: Option<usize>,
}

impl Limits {
    fn options(&self) -> ReadOptions {
        let default = ReadOptions::default();
        ReadOptions {
            allow_unmatched: self.allow_unmatched,
            allow_http: self.allow_http,
            allow_remote: self.allow_remote.clone(),
            max_bytes: self.max_bytes.unwrap_or(default.max_bytes),
            max_depth: self.max_depth.unwrap_or(default.max_depth),
        }
    }
}

impl Reading {
    fn overlays(&self) -> Vec<Input> {
        self.overlay.iter().map(|text| Input::parse(text)).collect()
    }

    /// Reads the document and prints a text made of it; findings go to standard error.
    fn show(&self, spec: &str, text: impl FnOnce(&Loaded, &mut Diagnostics) -> Option<String>) -> ExitCode {
        let mut diagnostics = Diagnostics::new();
        let loaded = source::load(&Input::parse(spec), &self.overlays(), &self.limits.options(), &mut diagnostics);
        let shown = loaded.as_ref().ok().and_then(|loaded| text(loaded, &mut diagnostics));
        let sources: &dyn Locate = match &loaded {
            Ok(loaded) => loaded,
            Err(failure) => failure,
        };
        report::findings(&diagnostics, sources, MessageFormat::Human);
        match (shown, &loaded) {
            (Some(text), _) => {
                report::out(&text);
                ExitCode::SUCCESS
            }
            (None, Err(Failure { kind: FailureKind::Unreadable, .. })) => ExitCode::from(3),
            (None, _) => ExitCode::from(1),
        }
    }
}
