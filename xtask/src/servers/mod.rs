//! `cargo xtask servers`: emitted clients against servers that others have written.
//!
//! Each is installed from its registry at pinned versions and started on the loopback. The client is made from the document
//! that the server serves, compiled, and put through checks. All that is made lies below `target/servers`.

mod emitted;
mod recipe;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::Args;

use self::emitted::Outcome;
use self::recipe::{Place, Recipe};
use crate::print;
use crate::python::{Environment, Missing};
use crate::running::{Running, free_port};

/// Install and start servers that others have written, and put emitted clients to the test against them.
#[derive(Debug, Args)]
pub(crate) struct Servers {
    /// The servers, by the names of folders in tests/servers; all if none is named
    names: Vec<String>,
}

/// A server that could not be put to the test.
enum Failure {
    /// For want of something on this machine.
    Untried(String),
    /// For any other reason.
    Broken(String),
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Broken(message)
    }
}

impl From<Missing> for Failure {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Here(what) => Self::Untried(what),
            Missing::Requirements(what) => Self::Broken(what),
        }
    }
}

impl Servers {
    /// Exits with 1 where a check failed, with 3 where there was none to run, with 4 where this machine lacks what is needed.
    pub(crate) fn run(self) -> ExitCode {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let all = Place::all(root);
        if let Some(name) = self.names.iter().find(|name| all.iter().all(|place| place.name != **name)) {
            let known: Vec<_> = all.iter().map(|place| place.name.as_str()).collect();
            print::err(&format!("error: no server `{name}` in tests/servers: there are {}", known.join(", ")));
            return ExitCode::from(2);
        }
        let wanted = all.iter().filter(|place| self.names.is_empty() || self.names.contains(&place.name));
        let outcomes: Vec<_> = wanted.map(|place| (place, tried(root, place))).collect();
        print::out("");
        let codes: Vec<_> = outcomes.iter().map(|(place, outcome)| told(place, outcome)).collect();
        ExitCode::from(codes.into_iter().max().unwrap_or_default())
    }
}

fn tried(root: &Path, place: &Place) -> Result<(String, Outcome), Failure> {
    let recipe = place.recipe()?;
    let versions = place.versions(&recipe);
    print::out(&format!("{}: {versions}", place.name));
    let environment = Environment::of(&place.made.join("venv"), &place.sources.join("requirements.txt"))?;
    let port = free_port().map_err(|error| format!("no free port: {error}"))?;
    let mut running = started(root, place, &recipe, &environment, port)?;
    running.wait(port, &recipe.ready, Duration::from_secs(180))?;
    let base_url = format!("http://127.0.0.1:{port}");
    let emitted = emitted::emit(place, &format!("{base_url}{}", recipe.document))?;
    print::out(&format!("  {emitted}"));
    emitted::compile(root, place, &recipe)?;
    let outcome = emitted::run(root, place, &base_url)?;
    Ok((versions, outcome))
}

/// Starts the server in a copy of its sources, so that what it writes is not among them.
fn started(
    root: &Path,
    place: &Place,
    recipe: &Recipe,
    environment: &Environment,
    port: u16,
) -> Result<Running, String> {
    let app = place.made.join("app");
    copied(&place.sources.join("app"), &app).map_err(|error| format!("{}: {error}", app.display()))?;
    let filled = |text: &String| text.replace("{port}", &port.to_string());
    let mut command = Command::new(environment.python());
    command.arg(root.join("tests/servers/run.py")).current_dir(&app);
    command.envs(recipe.environment.iter().map(|(name, value)| (name, filled(value))));
    let mut words = recipe.command.iter().map(filled);
    command.arg(environment.programs.join(words.next().unwrap_or_default())).args(words);
    Running::start(&mut command, &place.made.join("server.log")).map_err(|error| format!("{}: {error}", place.name))
}

/// A fresh copy of a folder without folders in it.
fn copied(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// The line of a server, and its exit code.
fn told(place: &Place, outcome: &Result<(String, Outcome), Failure>) -> u8 {
    let name = &place.name;
    match outcome {
        Ok((versions, Outcome { passed, failed })) => {
            print::out(&format!("{name:<12} {passed:>3} passed, {failed} failed  {versions}"));
            u8::from(*failed > 0)
        }
        Err(Failure::Untried(what)) => {
            print::err(&format!("{name:<12} not tried: {what}"));
            4
        }
        Err(Failure::Broken(what)) => {
            print::err(&format!("{name:<12} error: {what}"));
            3
        }
    }
}
