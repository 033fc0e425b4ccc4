//! `cargo xtask regen`: makes every committed client equal to what its document gives.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use specloom::diagnostics::{Severity, render};
use specloom::drift::render::Format;
use specloom::drift::{Account, FailOn, Step, Telling};
use specloom::output::ChangeKind;
use specloom::project::{Finished, Mode, Outcome, Project, ProjectError, write_text};
use specloom::source::Input;

use crate::drift::{Asking, Compared, FromUrl, Stopped};
use crate::{print, served};

/// Regenerate the committed clients from their documents.
#[derive(Debug, Default, Args)]
pub(crate) struct Regen {
    /// Write nothing: list every changed, missing and orphaned file with its diff and exit with 1 if there is any
    #[arg(long)]
    check: bool,

    /// Read this document instead of the committed one
    #[arg(long, value_name = "FILE|URL")]
    spec: Option<String>,

    #[command(flatten)]
    asking: Asking,
}

impl Regen {
    /// What compares and writes nothing.
    pub(crate) fn check() -> Self {
        Self { check: true, ..Self::default() }
    }

    /// Regenerates each API below `specs` that has a `specloom.toml`.
    pub(crate) fn run(self) -> ExitCode {
        let configs = configs(&root().join("specs"));
        let codes = configs.iter().map(|config| self.one(config).unwrap_or_else(|stopped| stopped.told()));
        ExitCode::from(codes.max().unwrap_or_default())
    }

    fn one(&self, config: &Path) -> Result<u8, Stopped> {
        let mut project = Project::from_config(config)?;
        if self.asking.live.is_some() {
            self.store(config, &project)?;
        }
        if let Some(spec) = &self.spec {
            project.input = Input::parse(spec);
        }
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let outcome = project.run(mode)?;
        print::err(render(&outcome.diagnostics, outcome.sources(), true).trim_end());
        Ok(match &outcome.finished {
            None => outcome.failure_code(),
            Some(finished) => {
                told(&project, finished, &outcome);
                self.verdict(&project, finished).max(self.serve(&project, &outcome)?)
            }
        })
    }

    /// Makes the document that the sandbox serves equal to that of the client.
    fn serve(&self, project: &Project, outcome: &Outcome) -> Result<u8, ProjectError> {
        let Some((path, text)) = served::document(&root(), project, outcome) else { return Ok(0) };
        if std::fs::read_to_string(&path).is_ok_and(|known| known == text) {
            return Ok(0);
        }
        print::out(&format!("  changed   {}", shown(&path)));
        if self.check {
            print::err("error: the sandbox does not serve what its document gives: run `cargo xtask regen`");
            return Ok(1);
        }
        let failed = |error: std::io::Error| ProjectError::File(path.clone(), error.to_string());
        std::fs::write(&path, text).map_err(failed)?;
        Ok(0)
    }

    /// Puts what is served in the place of the committed document, and tells what changes by that.
    fn store(&self, config: &Path, project: &Project) -> Result<(), Stopped> {
        let Input::File(document) = &project.input else {
            return Err(Stopped::usage("`[input] document` is no file that could be replaced"));
        };
        if self.check || self.spec.is_some() {
            return Err(Stopped::usage("`--live` writes: it goes with neither `--check` nor `--spec`"));
        }
        let from = self.asking.fetch(config, project)?;
        replace(project, document, &self.asking, &from)
    }

    /// Regenerates the client from a document that was fetched.
    pub(crate) fn follow(&self, config: &Path, from: &FromUrl, asking: &Asking) -> Result<u8, Stopped> {
        let project = Project::from_config(config)?;
        if let Input::File(document) = &project.input {
            replace(&project, document, asking, from)?;
        }
        self.one(config)
    }

    fn verdict(&self, project: &Project, finished: &Finished) -> u8 {
        for change in &finished.changes {
            print::out(&format!("  {:9} {}", change.kind.name(), shown(&project.out.join(&change.path))));
            if self.check {
                print::out(&finished.tree.diff(change));
            }
        }
        if finished.lock_changed {
            print::out(&format!("  changed   {}", shown(&project.lock)));
        }
        let differs = finished.lock_changed || finished.changes.iter().any(|change| change.kind != ChangeKind::Foreign);
        if self.check && differs {
            print::err("error: the committed client is not what its document gives: run `cargo xtask regen`");
            return 1;
        }
        0
    }
}

/// The folder of the workspace, relative to the current one where that is it, so that paths read well.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::current_dir() {
        Ok(here) if here == root => PathBuf::new(),
        _ => root.to_path_buf(),
    }
}

pub(crate) fn configs(specs: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(specs).into_iter().flatten().flatten();
    let mut configs: Vec<_> =
        folders.map(|folder| folder.path().join("specloom.toml")).filter(|file| file.exists()).collect();
    configs.sort();
    configs
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn told(project: &Project, finished: &Finished, outcome: &Outcome) {
    let summary = &finished.summary;
    let overlays = project.overlays.iter().map(file_name);
    let input = [project.input.to_string()].into_iter().chain(overlays).collect::<Vec<_>>().join(" + ");
    let operations = format!("{} operations, {}", summary.declared, summary.openapi);
    print::out(&format!("  read      {input:<45}  {operations}"));
    let lowered = format!("{} operations, {} types, {} streams", summary.operations, summary.types, summary.streams);
    let warnings = outcome.diagnostics.count(Severity::Warning);
    let left_out = summary.declared.saturating_sub(summary.operations);
    print::out(&format!("  lowered   {lowered:<45}  {warnings} warnings, {left_out} left out"));
    let changed = finished.changes.iter().filter(|change| change.kind != ChangeKind::Foreign).count();
    let wrote = format!("{changed} of {} files changed", summary.files);
    print::out(&format!("  wrote     {:<45}  {wrote}", shown(&project.out)));
    if let Some(line) = outcome.report.line() {
        print::out(&format!("  account   {line}"));
    }
}

fn file_name(input: &Input) -> String {
    let name = input.to_string();
    name.rsplit('/').next().unwrap_or(&name).to_owned()
}

/// Writes what is served over the committed document, and tells what changes by that.
fn replace(project: &Project, document: &Path, asking: &Asking, from: &FromUrl) -> Result<(), Stopped> {
    let quiet = Telling { format: Format::Text, output: None, fail_on: FailOn::None, ignore_file: None, today: None };
    let version = project.config.package.version.as_deref().unwrap_or("0.1.0");
    let compared = Compared::new(project, asking, from)?;
    let entry = compared.with(project, &quiet, |account| Ok(changelog(account, version)))?;
    write_text(document, &from.served.text)?;
    print::out(&format!("  stored    {}", shown(document)));
    print::out(entry.trim_end());
    Ok(())
}

/// The entry for the changelog of the client, with the version that follows.
fn changelog(account: &Account<'_>, version: &str) -> String {
    let step = account.bump.step;
    if step == Step::Nothing {
        return format!("  bump      none: {version} stays");
    }
    let next = step.after(version).unwrap_or_else(|| format!("after {version}"));
    let mut text = format!("  bump      {step}: {version} -> {next}\n\n## {next}\n\n");
    for change in account.changes.iter().flatten() {
        text.extend(["- ", &change.to_string(), "\n"]);
    }
    // What names and types do not show: other behaviour of the server.
    let on_the_wire = account.findings.iter().filter(|finding| finding.wire_level() > specloom::drift::Level::None);
    for finding in on_the_wire {
        text.extend(["- ", &finding.subject.to_string(), ": ", &finding.sentence, "\n"]);
    }
    text
}
