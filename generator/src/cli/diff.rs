//! `specloom diff`: what changed between two documents, in the format that is asked for.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 drift, 2 usage, 3 could not fetch or read, 4 not a valid document.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use specloom::config::Config;
use specloom::diagnostics::{Diagnostics, Locate};
use specloom::drift::crate_axis::{Making, compare_crates};
use specloom::drift::{Account, CompareOptions, Date, Side, Telling, compare};
use specloom::names::Lock;
use specloom::project::Project;
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

    /// The configuration of the crate, whose renames and published names hold for both documents; without it each is
    /// named afresh
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    #[command(flatten)]
    telling: Telling,

    #[command(flatten)]
    limits: Limits,
}

impl Diff {
    /// Prints the findings and gives the exit code.
    pub(crate) fn run(self) -> ExitCode {
        self.outcome().unwrap_or_else(|code| code)
    }

    fn outcome(&self) -> Result<ExitCode, ExitCode> {
        let ignore = self.telling.ignore().map_err(|(code, message)| {
            report::err(&format!("error: {message}"));
            ExitCode::from(code)
        })?;
        let (old, new) = (self.load(&self.old)?, self.load(&self.new)?);
        let (old, new) = (read(&old)?, read(&new)?);
        let today = self.telling.today.unwrap_or_else(today);
        let made = self.made()?;
        let mut findings = compare(&old, &new, &CompareOptions { today: Some(today) });
        let making = Making { config: &made.0, lock: made.1.as_ref() };
        let changes = compare_crates(&old, &new, making, &mut findings);
        let account = Account::new(&old, &new, findings, Some(changes), &ignore, today);
        let text = self.telling.tell(&account).map_err(|error| report::failed(&error))?;
        if let Some(text) = text {
            report::out(text.trim_end());
        }
        Ok(ExitCode::from(self.telling.exit(&account)))
    }

    /// The configuration of the crate and the names it has published; none where it has no configuration.
    fn made(&self) -> Result<(Config, Option<Lock>), ExitCode> {
        let Some(path) = &self.config else { return Ok((Config::default(), None)) };
        let project = Project::from_config(path).map_err(|error| report::failed(&error))?;
        let lock = project.read_lock().map_err(|error| report::failed(&error))?;
        Ok((project.config, Some(lock)))
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

/// The day of this machine's clock.
fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Date::of_seconds(since.map_or(0, |since| since.as_secs()))
}

/// What reading finds is for `generate` to tell, unless there is nothing to compare.
fn read(loaded: &Loaded) -> Result<Side<'_>, ExitCode> {
    let mut diagnostics = Diagnostics::new();
    let side = Side::read(loaded, &mut diagnostics);
    if side.is_none() {
        report::findings(&diagnostics, loaded, MessageFormat::Human);
    }
    let _ = diagnostics.len();
    side.ok_or(ExitCode::from(4))
}
