//! Environments of Python: packages at pinned versions, in a folder of their own, installed where they are not yet.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An environment with what its requirements name.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    /// Where its programs are.
    pub(crate) programs: PathBuf,
}

/// Why there is no environment.
#[derive(Clone, Debug)]
pub(crate) enum Missing {
    /// This machine lacks something: Python, or a way to the registry.
    Here(String),
    /// The requirements cannot be installed.
    Requirements(String),
}

impl Environment {
    /// The environment in `folder`, made anew where it is not what the file of requirements says.
    pub(crate) fn of(folder: &Path, requirements: &Path) -> Result<Self, Missing> {
        let file = |error: std::io::Error| Missing::Requirements(format!("{}: {error}", requirements.display()));
        let wanted = std::fs::read_to_string(requirements).map_err(file)?;
        let environment = Self { programs: folder.join(if cfg!(windows) { "Scripts" } else { "bin" }) };
        let stamp = folder.join("installed.txt");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(environment);
        }
        make(folder)?;
        environment.install(requirements)?;
        std::fs::write(stamp, wanted).map_err(file)?;
        Ok(environment)
    }

    /// The interpreter.
    pub(crate) fn python(&self) -> PathBuf {
        self.programs.join("python")
    }

    fn install(&self, requirements: &Path) -> Result<(), Missing> {
        // The file names all packages, so nothing is left to be resolved.
        if self.pip(&["install", "--no-deps", "--requirement", &requirements.to_string_lossy()]).is_ok() {
            return Ok(());
        }
        // Is it the requirements, or is nothing to be had at all?
        let folder = self.programs.join("probe");
        match self.pip(&["download", "--no-deps", "--dest", &folder.to_string_lossy(), "pip"]) {
            Ok(()) => Err(Missing::Requirements(format!("pip cannot install {}", requirements.display()))),
            Err(()) => Err(Missing::Here("pip does not reach the registry of packages".to_owned())),
        }
    }

    fn pip(&self, arguments: &[&str]) -> Result<(), ()> {
        let mut command = Command::new(self.python());
        command.args(["-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2"]);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) { Ok(()) } else { Err(()) }
    }
}

fn make(folder: &Path) -> Result<(), Missing> {
    let program = if cfg!(windows) { "python" } else { "python3" };
    let lacking = |what: &str| Missing::Here(format!("{program} {what}"));
    let probe = Command::new(program).args(["-c", "import ensurepip, venv"]).output();
    match probe {
        Err(_) => return Err(lacking("is not installed")),
        Ok(output) if !output.status.success() => return Err(lacking("lacks the modules `venv` and `ensurepip`")),
        Ok(_) => {}
    }
    let made = Command::new(program).args(["-m", "venv", "--clear"]).arg(folder).stdin(Stdio::null()).status();
    if made.is_ok_and(|status| status.success()) { Ok(()) } else { Err(lacking("makes no environment")) }
}
