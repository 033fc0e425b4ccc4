//! `cargo xtask drift`: is the committed client what its document gives, and is the document what is served?
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 drift, 2 usage, 3 could not fetch or read, 4 not a valid document.
//! A document that could not be had is never "no drift".

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use specloom::diagnostics::{Diagnostics, Locate, render};
use specloom::drift::crate_axis::{Making, compare_crates};
use specloom::drift::{Account, CompareOptions, Date, Side, Telling, compare};
use specloom::project::{Project, ProjectError, read_text};
use specloom::source::{self, Fault, Input, Live, Loaded, ReadOptions, Served, Wrong};

use crate::print;
use crate::regen::{self, Regen};

/// Compare what is served with the committed document; without `--live`, the committed client with its document
#[derive(Debug, Args)]
pub(crate) struct Drift {
    #[command(flatten)]
    asking: Asking,

    #[command(flatten)]
    telling: Telling,
}

/// How what is served is asked for.
#[derive(Clone, Debug, Args)]
pub(crate) struct Asking {
    /// Fetch the document from where it is served: this URL, or `[input] live` of the configuration
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "")]
    pub(crate) live: Option<String>,

    /// A header to send with it, such as `X-Api-Key: secret`; may be repeated
    #[arg(long, value_name = "NAME: VALUE")]
    header: Vec<String>,

    /// The environment variable whose value is sent as a bearer token
    #[arg(long, value_name = "VARIABLE")]
    token_env: Option<String>,

    /// The most seconds that fetching may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,

    /// The most bytes that are fetched
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    max_bytes: u64,

    /// Ask for all of it, though an earlier text may be at hand
    #[arg(long)]
    no_cache: bool,
}

/// Why a run ends early.
#[derive(Debug)]
pub(crate) struct Stopped {
    /// The exit code.
    code: u8,
    /// What is wrong.
    message: String,
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self { code: fault.wrong.exit(), message: fault.to_string() }
    }
}

impl From<ProjectError> for Stopped {
    fn from(error: ProjectError) -> Self {
        Self { code: 3, message: error.to_string() }
    }
}

impl Stopped {
    /// A wrong use of the command.
    pub(crate) fn usage(message: &str) -> Self {
        Self { code: 2, message: message.to_owned() }
    }

    /// Prints the message and gives the exit code.
    pub(crate) fn told(&self) -> u8 {
        print::err(&format!("error: {}", self.message));
        self.code
    }
}

impl Drift {
    /// Compares each API below `specs` that has a `specloom.toml`.
    pub(crate) fn run(self) -> ExitCode {
        if self.asking.live.is_none() {
            return Regen::check().run();
        }
        let configs = regen::configs(&regen::root().join("specs"));
        let one = |config: &PathBuf| self.one(config).unwrap_or_else(|stopped| stopped.told());
        ExitCode::from(configs.iter().map(one).max().unwrap_or_default())
    }

    fn one(&self, config: &Path) -> Result<u8, Stopped> {
        let project = Project::from_config(config)?;
        let served = self.asking.fetch(config, &project)?;
        let compared = Compared::new(&project, &self.asking, &served)?;
        let (text, code) = compared.told(&project, &self.telling)?;
        if let Some(text) = text {
            print::out(text.trim_end());
        }
        Ok(code)
    }
}

/// A served document and where it came from.
pub(crate) struct FromUrl {
    pub(crate) url: String,
    pub(crate) served: Served,
}

impl Default for Asking {
    fn default() -> Self {
        Self { live: None, header: Vec::new(), token_env: None, timeout: 60, max_bytes: 64 << 20, no_cache: false }
    }
}

impl Asking {
    /// What is served.
    pub(crate) fn fetch(&self, config: &Path, project: &Project) -> Result<FromUrl, Stopped> {
        self.fetch_with(config, project, &regen::root().join("target/drift"))
    }

    /// The same with the texts of the last time in this folder.
    fn fetch_with(&self, config: &Path, project: &Project, cache: &Path) -> Result<FromUrl, Stopped> {
        let stated = self.live.as_deref().filter(|url| !url.is_empty()).map(str::to_owned);
        let document = match &project.input {
            Input::Url(url) => Some(url.clone()),
            _ => None,
        };
        let url = stated.or_else(|| project.config.input.live.clone()).or(document).ok_or_else(|| {
            Stopped::usage(&format!("{}: `[input] live` says nowhere, and `--live` no URL", config.display()))
        })?;
        let cache = (!self.no_cache).then(|| cache.to_path_buf());
        let live = Live { url: url.clone(), headers: self.headers()?, cache, seconds: self.timeout };
        let served = live.fetch(&self.limits())?;
        if served.is_unchanged {
            print::err(&format!("note: `{url}` is as it was when it was last fetched"));
        }
        Ok(FromUrl { url, served })
    }

    fn limits(&self) -> ReadOptions {
        ReadOptions { max_bytes: self.max_bytes, allow_unmatched: true, ..ReadOptions::default() }
    }

    fn headers(&self) -> Result<Vec<(String, String)>, Stopped> {
        let mut headers = Vec::new();
        for header in &self.header {
            let (name, value) =
                header.split_once(':').ok_or_else(|| Stopped::usage("`--header` takes a name, a colon and a value"))?;
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        if let Some(variable) = &self.token_env {
            let token = std::env::var(variable)
                .map_err(|_| Stopped::usage(&format!("the environment has no variable `{variable}`")))?;
            headers.push(("authorization".to_owned(), format!("Bearer {}", token.trim())));
        }
        Ok(headers)
    }
}

/// Both documents, read.
pub(crate) struct Compared {
    old: Loaded,
    new: Loaded,
    url: String,
}

impl Compared {
    /// Reads the committed document and the served one, with the overlays of the project on both.
    pub(crate) fn new(project: &Project, asking: &Asking, from: &FromUrl) -> Result<Self, Stopped> {
        let mut diagnostics = Diagnostics::new();
        let options = ReadOptions { allow_unmatched: true, ..project.reading.clone() };
        let old = source::load(&project.input, &project.overlays, &options, &mut diagnostics);
        let old = old.map_err(|failure| {
            print::err(render(&diagnostics, &failure, true).trim_end());
            let code = if failure.kind == source::FailureKind::Unreadable { 3 } else { 4 };
            Stopped { code, message: format!("`{}` cannot be compared", project.input) }
        })?;
        let mut overlays = Vec::new();
        for overlay in &project.overlays {
            if let Input::File(path) = overlay {
                overlays.push((overlay.to_string(), read_text(path)?));
            }
        }
        let overlays: Vec<(&str, &str)> = overlays.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut own = Diagnostics::new();
        let new = source::load_text(&from.url, &from.served.text, &overlays, &asking.limits(), &mut own);
        let new =
            new.map_err(|failure| faulty(&from.url, Wrong::Syntax, "it is neither JSON nor YAML", &own, &failure))?;
        let _ = diagnostics.len();
        let is_openapi = new.value.get("openapi").is_some_and(serde_json::Value::is_string);
        if !is_openapi {
            let reason = "it has no member `openapi`, so it is no OpenAPI document";
            return Err(faulty(&from.url, Wrong::NotOpenapi, reason, &Diagnostics::new(), &new));
        }
        let _ = own.len();
        Ok(Self { old, new, url: from.url.clone() })
    }

    /// The comparison in words and its exit code.
    pub(crate) fn told(&self, project: &Project, telling: &Telling) -> Result<(Option<String>, u8), Stopped> {
        self.with(project, telling, |account| Ok((telling.tell(account)?, telling.exit(account))))
    }

    /// Compares, and hands on the account.
    pub(crate) fn with<T>(
        &self,
        project: &Project,
        telling: &Telling,
        told: impl FnOnce(&Account<'_>) -> Result<T, Stopped>,
    ) -> Result<T, Stopped> {
        let ignore = telling.ignore().map_err(|(code, message)| Stopped { code, message })?;
        let mut diagnostics = Diagnostics::new();
        let old = Side::read(&self.old, &mut diagnostics);
        let old = old.ok_or_else(|| {
            print::err(render(&diagnostics, &self.old, true).trim_end());
            Stopped { code: 4, message: format!("`{}` cannot be compared", project.input) }
        })?;
        let mut own = Diagnostics::new();
        let new = Side::read(&self.new, &mut own);
        let reason = "nothing of it can be read";
        let new = new.ok_or_else(|| faulty(&self.url, Wrong::Invalid, reason, &own, &self.new))?;
        let _ = (diagnostics.len(), own.len());
        let today = telling.today.unwrap_or_else(today);
        let mut findings = compare(&old, &new, &CompareOptions { today: Some(today) });
        let lock = project.read_lock()?;
        let making = Making { config: &project.config, lock: Some(&lock) };
        let changes = compare_crates(&old, &new, making, &mut findings);
        told(&Account::new(&old, &new, findings, Some(changes), &ignore, today))
    }
}

fn faulty(url: &str, wrong: Wrong, reason: &str, diagnostics: &Diagnostics, sources: &dyn Locate) -> Stopped {
    print::err(render(diagnostics, sources, true).trim_end());
    Fault::new(wrong, url, reason).into()
}

fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Date::of_seconds(since.map_or(0, |since| since.as_secs()))
}

#[cfg(test)]
mod tests;
