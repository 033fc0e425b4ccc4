//! From the served document to a crate, and from the crate to a program that checks it against the server.

use std::path::Path;
use std::process::{Command, Stdio};

use specloom::diagnostics::{Severity, render};
use specloom::project::{Mode, Project};
use specloom::source::Input;

use super::recipe::{Place, Recipe};
use crate::print;

/// Emits the client for the document at `url`, and tells what it holds.
pub(super) fn emit(place: &Place, url: &str) -> Result<String, String> {
    let config = place.sources.join("specloom.toml");
    let mut project = Project::from_config(&config).map_err(|error| error.to_string())?;
    project.input = Input::parse(url);
    "openapi.json".clone_into(&mut project.document_name);
    let outcome = project.run(Mode::Write).map_err(|error| error.to_string())?;
    let Some(finished) = &outcome.finished else {
        return Err(render(&outcome.diagnostics, outcome.sources(), false));
    };
    let warnings = outcome.diagnostics.count(Severity::Warning);
    let summary = &finished.summary;
    Ok(format!(
        "{}: {} operations, {} types, {} streams; {warnings} warnings",
        summary.openapi, summary.operations, summary.types, summary.streams,
    ))
}

/// Compiles the checks with the emitted client.
pub(super) fn compile(root: &Path, place: &Place, recipe: &Recipe) -> Result<(), String> {
    let folder = place.made.join("checks");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    write("Cargo.toml", manifest(place, recipe))?;
    // The versions that everything else here is tested with.
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    write("Cargo.lock", lock)?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet"]).current_dir(&folder).stdin(Stdio::null());
    cargo.arg("--target-dir").arg(root.join("target/servers/build"));
    match cargo.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("the checks do not compile with the emitted client".to_owned()),
        Err(error) => Err(format!("cargo: {error}")),
    }
}

fn manifest(place: &Place, recipe: &Recipe) -> String {
    let main = place.sources.join("checks/main.rs").to_string_lossy().replace('\\', "/");
    let (name, features) = (&place.name, recipe.features.join("\", \""));
    format!(
        r#"[package]
name = "{name}-checks"
version = "0.0.0"
edition = "2024"
publish = false

[[bin]]
name = "{name}-checks"
path = "{main}"

[dependencies]
{name}-client = {{ path = "../client", default-features = false, features = ["{features}"] }}
serde_json = "1"
tokio = {{ version = "1", features = ["full"] }}
uuid = "1"

[profile.dev]
debug = false

[workspace]
"#
    )
}

/// What the checks have given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

/// Runs the checks against the server, and prints each as it ends.
pub(super) fn run(root: &Path, place: &Place, base_url: &str) -> Result<Outcome, String> {
    use std::io::BufRead as _;

    let program = root.join("target/servers/build/debug").join(format!("{}-checks", place.name));
    let mut child = Command::new(&program)
        .arg(base_url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let mut outcome = Outcome::default();
    for line in child.stdout.take().into_iter().flat_map(|output| std::io::BufReader::new(output).lines()) {
        let line = line.map_err(|error| error.to_string())?;
        let mut cells = line.split('\t');
        let (Some(state), Some(name), Some(seconds)) = (cells.next(), cells.next(), cells.next()) else { continue };
        print::out(&format!("  {state:7} {name:<66} {seconds:>5} s"));
        match cells.next() {
            None => outcome.passed += 1,
            Some(message) => {
                outcome.failed += 1;
                print::out(&format!("          {message}"));
            }
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() == (outcome.failed == 0) && outcome.passed + outcome.failed > 0 {
        return Ok(outcome);
    }
    Err(format!("the checks ended before their time ({status})"))
}
