//! How a comparison is told and what the exit code is: the options that `specloom diff` and `cargo xtask drift` share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::account::Account;
use super::date::Date;
use super::ignore::Ignore;
use super::render::{Format, render, summary};
use super::verdict::Level;
use crate::project::{ProjectError, read_text, write_text};

/// How a comparison is told.
#[derive(Clone, Debug, Args)]
pub struct Telling {
    /// How findings are told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Write to this file instead of standard output. With `--format github` it takes the summary, which otherwise goes
    /// to the file that `GITHUB_STEP_SUMMARY` names
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// From which findings on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Breaking, value_name = "LEVEL")]
    pub fail_on: FailOn,

    /// Findings that are known and accepted: `[[ignore]]` with `id`, `pointer`, `reason` and perhaps `expires`
    #[arg(long, value_name = "FILE")]
    pub ignore_file: Option<PathBuf>,

    /// The day by which announced removals are judged and entries of the ignore file expire; by default the day of this
    /// machine's clock
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
}

/// From which findings on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
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

impl FailOn {
    /// The lowest level that fails; `None` where nothing does.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Review => Some(Level::Review),
            Self::Additive => Some(Level::Additive),
            Self::Any => Some(Level::None),
            Self::None => None,
        }
    }
}

impl Telling {
    /// The content of the ignore file; nothing where none is named.
    ///
    /// # Errors
    /// The exit code and the message.
    pub fn ignore(&self) -> Result<Ignore, (u8, String)> {
        let Some(path) = &self.ignore_file else { return Ok(Ignore::default()) };
        let text = read_text(path).map_err(|error| (3, error.to_string()))?;
        Ignore::read(&text).map_err(|error| (2, format!("{}: {error}", path.display())))
    }

    /// Writes the files, and gives what goes to standard output.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn tell(&self, account: &Account<'_>) -> Result<Option<String>, ProjectError> {
        let text = render(account, self.format, self.fail_on.level());
        // Annotations are read from the output of the step alone.
        let is_github = self.format == Format::Github;
        let step = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|_| is_github).map(PathBuf::from);
        match self.output.as_ref().or(step.as_ref()) {
            Some(path) if is_github => write_text(path, &summary(account)).map(|()| Some(text)),
            Some(path) => write_text(path, &text).map(|()| None),
            None => Ok(Some(text)),
        }
    }

    /// 1 where something is found at or above `--fail-on`, else 0.
    pub fn exit(&self, account: &Account<'_>) -> u8 {
        let fails = |level: Level| account.worst().is_some_and(|worst| worst >= level);
        u8::from(self.fail_on.level().is_some_and(fails))
    }
}
