//! `specloom diff`: what changed between two documents, in the format that is asked for.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 drift, 2 usage, 3 could not fetch or read, 4 not a valid document.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use specloom::diagnostics::{Diagnostics, Locate};
use specloom::drift::render::{self, Format};
use specloom::drift::{Account, CompareOptions, Date, Ignore, Level, Side, compare};
use specloom::project::{read_text, write_text};
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

    /// How findings are told
    #[arg(long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,

    /// Write to this file instead of standard output. With `--format github` it takes the summary, which otherwise goes
    /// to the file that `GITHUB_STEP_SUMMARY` names
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// From which findings on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Breaking, value_name = "LEVEL")]
    fail_on: FailOn,

    /// Findings that are known and accepted: `[[ignore]]` with `id`, `pointer`, `reason` and perhaps `expires`
    #[arg(long, value_name = "FILE")]
    ignore_file: Option<PathBuf>,

    /// The day by which announced removals are judged and entries of the ignore file expire; by default the day of this machine's clock
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,

    #[command(flatten)]
    limits: Limits,
}

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// For people at a terminal
    Text,
    /// One JSON object
    Json,
    /// For a pull request
    Markdown,
    /// Annotations for GitHub, and a summary of the job
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit's XML
    Junit,
    /// One page that needs nothing else
    Html,
}

/// From which findings on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Findings that break deployed clients or source code
    Breaking,
    /// Those and the ones that somebody should look at
    Review,
    /// Those and additions
    Additive,
    /// All findings
    Any,
    /// None
    #[value(alias = "never")]
    None,
}

impl Diff {
    /// Prints the findings and gives the exit code.
    pub(crate) fn run(self) -> ExitCode {
        self.outcome().unwrap_or_else(|code| code)
    }

    fn outcome(&self) -> Result<ExitCode, ExitCode> {
        let ignore = self.ignore()?;
        let (old, new) = (self.load(&self.old)?, self.load(&self.new)?);
        let (old, new) = (read(&old)?, read(&new)?);
        let today = self.today.unwrap_or_else(today);
        let findings = compare(&old, &new, &CompareOptions { today: Some(today) });
        let account = Account::new(&old, &new, findings, &ignore, today);
        self.tell(&account)?;
        let fails = self.fail_on.level().is_some_and(|level| account.worst().is_some_and(|worst| worst >= level));
        Ok(ExitCode::from(u8::from(fails)))
    }

    fn ignore(&self) -> Result<Ignore, ExitCode> {
        let Some(path) = &self.ignore_file else { return Ok(Ignore::default()) };
        let text = read_text(path).map_err(|error| report::failed(&error))?;
        Ignore::read(&text).map_err(|error| {
            report::err(&format!("error: {}: {error}", path.display()));
            ExitCode::from(2)
        })
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

    fn tell(&self, account: &Account<'_>) -> Result<(), ExitCode> {
        let format = self.format.format();
        let text = render::render(account, format, self.fail_on.level());
        let summary_file = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|_| format == Format::Github);
        let written = match (&self.output, format) {
            // Annotations are read from the output of the step alone.
            (Some(path), Format::Github) => {
                report::out(text.trim_end());
                write_text(path, &render::summary(account))
            }
            (Some(path), _) => write_text(path, &text),
            (None, _) => {
                report::out(text.trim_end());
                summary_file.map_or(Ok(()), |path| write_text(&PathBuf::from(path), &render::summary(account)))
            }
        };
        written.map_err(|error| report::failed(&error))
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

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Review => Some(Level::Review),
            Self::Additive => Some(Level::Additive),
            Self::Any => Some(Level::None),
            Self::None => None,
        }
    }
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Json => Format::Json,
            Self::Markdown => Format::Markdown,
            Self::Github => Format::Github,
            Self::Sarif => Format::Sarif,
            Self::Junit => Format::Junit,
            Self::Html => Format::Html,
        }
    }
}
