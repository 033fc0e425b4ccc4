//! A project: where a document is read from and where its crate goes, and the one run over all stages.
//!
//! The command line, `cargo xtask regen` and build scripts all go through [`Project::run`]; it prints nothing.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::Summary;
use crate::config::{Config, ConfigError};
use crate::diagnostics::{Diagnostics, Locate};
use crate::names::Lock;
use crate::output::{Change, FileTree, WriteError};
use crate::report::Report;
use crate::source::extend::extensions;
use crate::source::{Failure, FailureKind, Input, Loaded, ReadOptions};

/// What to read and where to write.
#[derive(Clone, Debug)]
pub struct Project {
    /// The document.
    pub input: Input,
    /// Overlays, applied in this order.
    pub overlays: Vec<Input>,
    /// What may be read.
    pub reading: ReadOptions,
    /// Package, renames and the like.
    pub config: Config,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The lock file of names; it need not exist yet.
    pub lock: PathBuf,
    /// How the document is named in the header of emitted files.
    pub document_name: String,
    /// How findings decide over the run.
    pub strictness: Strictness,
    /// The configuration file and its text, below which the files of `[extend]` stand.
    written: Option<(PathBuf, String)>,
}

/// How findings decide over the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Errors end it with nothing written.
    #[default]
    Default,
    /// So do warnings.
    Strict,
    /// What cannot be emitted is left out and listed.
    Lenient,
}

/// Whether files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make the folder and the lock file equal to the outcome.
    Write,
    /// Compare only.
    Check,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// All findings.
    pub diagnostics: Diagnostics,
    /// The document that was read, or what was read of it.
    pub loaded: Result<Loaded, Failure>,
    /// What became of every operation, schema and keyword, as far as the document could be understood.
    pub report: Report,
    /// The result; `None` where the findings forbid one.
    pub finished: Option<Finished>,
}

impl Outcome {
    /// The texts, for showing the findings.
    pub fn sources(&self) -> &dyn Locate {
        match &self.loaded {
            Ok(loaded) => loaded,
            Err(failure) => failure,
        }
    }

    /// The exit code for a run without a result: 3 where an input could not be had, else 1.
    pub fn failure_code(&self) -> u8 {
        match &self.loaded {
            Err(Failure { kind: FailureKind::Unreadable, .. }) => 3,
            _ => 1,
        }
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct Finished {
    /// What was emitted.
    pub summary: Summary,
    /// All files of the crate.
    pub tree: FileTree,
    /// How the folder differed, sorted by path.
    pub changes: Vec<Change>,
    /// The text of the lock file.
    pub lock: String,
    /// The lock file differed.
    pub lock_changed: bool,
}

/// Why a project could not be run; findings about the document are no failure of this kind.
#[derive(Debug)]
pub enum ProjectError {
    /// The configuration file is wrong.
    Config(PathBuf, ConfigError),
    /// A file of the project could not be read or is not what it should be.
    File(PathBuf, String),
    /// The crate could not be written or compared.
    Write(WriteError),
    /// The generator emitted something that is not Rust: a defect of it.
    Defect(String),
}

impl std::fmt::Display for ProjectError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Config(path, error) => {
                write!(formatter, "{}:{}:{}: {}", path.display(), error.line, error.column, error.message)
            }
            Self::File(path, message) => write!(formatter, "{}: {message}", path.display()),
            Self::Write(error) => error.fmt(formatter),
            Self::Defect(message) => write!(formatter, "{message} (a defect of specloom; nothing was written)"),
        }
    }
}

impl std::error::Error for ProjectError {}

impl Project {
    /// A project without a configuration file: the lock file stands in the folder of the crate.
    pub fn new(input: Input, out: impl Into<PathBuf>) -> Self {
        let out = out.into();
        Self {
            document_name: file_name(&input),
            lock: out.join("names.lock.toml"),
            input,
            out,
            overlays: Vec::new(),
            reading: ReadOptions::default(),
            config: Config::default(),
            strictness: Strictness::Default,
            written: None,
        }
    }

    /// The project that a configuration file describes. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is not a configuration, or names no document or no output folder.
    pub fn from_config(path: &Path) -> Result<Self, ProjectError> {
        let file = |message: &str| ProjectError::File(path.to_path_buf(), message.to_owned());
        let text = std::fs::read_to_string(path).map_err(|error| file(&error.to_string()))?;
        let config = Config::read(&text).map_err(|error| ProjectError::Config(path.to_path_buf(), error))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let document = config.input.document.as_deref().ok_or_else(|| file("`[input] document` is missing"))?;
        let dir = config.output.dir.as_deref().ok_or_else(|| file("`[output] dir` is missing"))?;
        let input = relative(folder, document);
        let overlays = config.input.overlays.iter().map(|overlay| relative(folder, overlay)).collect();
        let lock = folder.join(config.output.lock.as_deref().unwrap_or("names.lock.toml"));
        let document_name = slashed(&folder.join(document));
        let written = Some((path.to_path_buf(), text));
        Ok(Self { overlays, lock, document_name, written, ..Self::new(input, normal(&folder.join(dir))) }.with(config))
    }

    fn with(self, config: Config) -> Self {
        Self { config, ..self }
    }

    /// Runs all stages and writes or compares the result.
    ///
    /// # Errors
    /// Files of the project cannot be read or written. What is wrong with the document is in the outcome.
    pub fn run(&self, mode: Mode) -> Result<Outcome, ProjectError> {
        let mut diagnostics = Diagnostics::new();
        let lock = self.read_lock()?;
        let mut loaded = crate::source::load(&self.input, &self.overlays, &self.reading, &mut diagnostics);
        let Ok(document) = &mut loaded else {
            let report = Report::refused(&self.document_name, &self.config.select);
            return Ok(Outcome { diagnostics, loaded, report, finished: None });
        };
        let mut config = Cow::Borrowed(&self.config);
        if let (Input::Url(url), None) = (&self.input, &config.input.live) {
            config.to_mut().input.live = Some(url.clone());
        }
        if let Some((path, text)) = &self.written {
            let extend = &self.config.extend;
            let files = extensions(extend, path, text, &mut document.sources, &mut diagnostics);
            if !files.is_empty() {
                config.to_mut().extend.files = files;
            }
        }
        let options = crate::Options {
            config: &config,
            package_name: self.package_name(),
            document_name: &self.document_name,
            lock: &lock,
            strictness: self.strictness,
        };
        let generated = crate::generate_or_account(&document.value, &options, &mut diagnostics);
        let (report, finished) = match generated.map_err(|error| ProjectError::Defect(error.to_string()))? {
            Ok(mut generated) => (std::mem::take(&mut generated.report), Some(self.finish(generated, mode)?)),
            Err(report) => (report, None),
        };
        Ok(Outcome { diagnostics, loaded, report, finished })
    }

    fn finish(&self, generated: crate::Generated, mode: Mode) -> Result<Finished, ProjectError> {
        let crate::Generated { mut tree, lock, summary, .. } = generated;
        let lock = lock.write();
        // A lock file in the folder of the crate is one of its files.
        let inside = self.lock.strip_prefix(&self.out).ok().map(slashed);
        if let Some(path) = &inside {
            tree.insert(path.clone(), lock.clone());
        }
        let lock_changed = inside.is_none() && std::fs::read_to_string(&self.lock).ok().as_deref() != Some(&lock);
        let changes = match mode {
            Mode::Check => tree.compare(&self.out).map_err(ProjectError::Write)?,
            Mode::Write => {
                let changes = tree.write(&self.out).map_err(ProjectError::Write)?;
                if lock_changed {
                    write_text(&self.lock, &lock)?;
                }
                changes
            }
        };
        Ok(Finished { summary, tree, changes, lock, lock_changed })
    }

    /// The names that the crate has published; none where there is no lock file yet.
    ///
    /// # Errors
    /// The lock file cannot be read or is none.
    pub fn read_lock(&self) -> Result<Lock, ProjectError> {
        match std::fs::read_to_string(&self.lock) {
            Ok(text) => Lock::read(&text).map_err(|message| ProjectError::File(self.lock.clone(), message)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Lock::default()),
            Err(error) => Err(ProjectError::File(self.lock.clone(), error.to_string())),
        }
    }

    /// The name from the configuration, or the folder's.
    fn package_name(&self) -> Option<String> {
        let folder = self.out.file_name().map(|name| name.to_string_lossy().into_owned());
        self.config.package.name.clone().or(folder)
    }
}

/// A path of a configuration file, or a URL.
fn relative(folder: &Path, text: &str) -> Input {
    match Input::parse(text) {
        Input::File(path) => Input::File(normal(&folder.join(path))),
        other => other,
    }
}

/// The path without `a/..`, so that messages and headers read well.
fn normal(path: &Path) -> PathBuf {
    let mut parts: Vec<std::path::Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (std::path::Component::ParentDir, Some(std::path::Component::Normal(_))) => {
                parts.pop();
            }
            (std::path::Component::CurDir, _) => {}
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Reads a text file.
///
/// # Errors
/// The file cannot be read, or is no text.
pub fn read_text(path: &Path) -> Result<String, ProjectError> {
    std::fs::read_to_string(path).map_err(|error| ProjectError::File(path.to_path_buf(), error.to_string()))
}

/// Writes a text beside the file, then moves it into place.
///
/// # Errors
/// The folder is not there or not writable.
pub fn write_text(path: &Path, text: &str) -> Result<(), ProjectError> {
    let failed = |error: std::io::Error| ProjectError::File(path.to_path_buf(), error.to_string());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

/// The last part of an input's name: folders of this machine have no place in emitted files.
fn file_name(input: &Input) -> String {
    let name = input.to_string();
    name.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&name).to_owned()
}
