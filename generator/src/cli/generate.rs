//! `specloom generate`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use specloom::output::{Change, ChangeKind};
use specloom::project::{Finished, Mode, Outcome, Project, ProjectError, Strictness};
use specloom::source::Input;

use super::Reading;
use super::report::{self, MessageFormat};

/// Emit the client crate of a document.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    reading: Reading,

    /// The folder of the crate; made if it does not exist
    #[arg(long, value_name = "DIR", required_unless_present = "config")]
    out: Option<PathBuf>,

    /// The configuration; its document and folder hold where `--spec` and `--out` are not given
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Name of the package
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Only operations with this tag or operationId, or below this path; may be repeated. `tag:`, `id:` or `path:`
    /// before it says which; `*` and `?` are wildcards, `**` crosses slashes
    #[arg(long, value_name = "PATTERN")]
    include: Vec<String>,

    /// No operations with this tag or operationId, or below this path; may be repeated
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,

    /// Treat warnings as errors
    #[arg(long, conflicts_with = "lenient")]
    strict: bool,

    /// Leave out what cannot be emitted, list it, and go on
    #[arg(long)]
    lenient: bool,

    /// Write nothing: list what would change and exit with 1 if anything would
    #[arg(long)]
    check: bool,

    /// Write what became of every operation, schema and keyword: as JSON where the name ends in `.json`, else as text
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

impl Generate {
    /// Runs the project.
    pub(crate) fn run(self) -> ExitCode {
        if self.reading.spec.is_none() && self.config.is_none() {
            report::err("error: name the document with `--spec`, or a configuration with `--config`");
            return ExitCode::from(2);
        }
        let mode = if self.check { Mode::Check } else { Mode::Write };
        match self.project().and_then(|project| Ok((project.run(mode)?, project))) {
            Ok((outcome, project)) => self.tell(&outcome, &project),
            Err(error) => report::failed(&error),
        }
    }

    fn project(&self) -> Result<Project, ProjectError> {
        let mut project = match (&self.config, &self.reading.spec) {
            (Some(config), _) => Project::from_config(config)?,
            (None, spec) => {
                let input = Input::parse(spec.as_deref().unwrap_or_default());
                Project::new(input, self.out.clone().unwrap_or_default())
            }
        };
        if let (Some(_), Some(spec)) = (&self.config, &self.reading.spec) {
            project.input = Input::parse(spec);
        }
        if let (Some(_), Some(out)) = (&self.config, &self.out) {
            project.out.clone_from(out);
        }
        project.overlays.extend(self.reading.overlays());
        project.reading = self.reading.limits.options();
        project.config.package.name = self.name.clone().or(project.config.package.name);
        project.config.select.include.extend(self.include.iter().cloned());
        project.config.select.exclude.extend(self.exclude.iter().cloned());
        project.strictness = match (self.strict, self.lenient) {
            (true, _) => Strictness::Strict,
            (_, true) => Strictness::Lenient,
            _ => Strictness::Default,
        };
        Ok(project)
    }

    fn tell(&self, outcome: &Outcome, project: &Project) -> ExitCode {
        report::findings(&outcome.diagnostics, outcome.sources(), self.message_format);
        if let Some(Err(error)) = self.report.as_ref().map(|file| write_report(file, outcome)) {
            return report::failed(&error);
        }
        let Some(finished) = &outcome.finished else { return ExitCode::from(outcome.failure_code()) };
        if !self.check {
            report::out(&format!("wrote {}: {}", project.out.display(), finished.summary.line(&outcome.diagnostics)));
            if let Some(line) = outcome.report.line() {
                let details = self
                    .report
                    .as_ref()
                    .map_or("`--report FILE` lists them".to_owned(), |file| format!("listed in {}", file.display()));
                report::out(&format!("      {line}: {details}"));
            }
            return ExitCode::SUCCESS;
        }
        differences(finished)
    }
}

fn write_report(file: &Path, outcome: &Outcome) -> Result<(), ProjectError> {
    let is_json = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        outcome.report.to_json(&outcome.diagnostics, outcome.sources())
    } else {
        outcome.report.to_text(&outcome.diagnostics, outcome.sources())
    };
    specloom::project::write_text(file, &text)
}

/// Lists differences with their diffs.
fn differences(finished: &Finished) -> ExitCode {
    let differs = |change: &&Change| change.kind != ChangeKind::Foreign;
    for change in finished.changes.iter().filter(differs) {
        report::out(&format!("{:9} {}", change.kind.name(), change.path));
        report::out(finished.tree.diff(change).trim_end());
    }
    if finished.lock_changed {
        report::out("changed   names.lock.toml");
    }
    if finished.changes.iter().filter(differs).count() > 0 || finished.lock_changed {
        report::err("error: the crate is not what the document gives; run without `--check` to write it");
        return ExitCode::from(1);
    }
    ExitCode::SUCCESS
}
