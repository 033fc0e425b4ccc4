//! `cargo xtask sandbox` and `cargo xtask demo`: builds and runs the local backend.
//!
//! It is built by Cargo when it is asked for, so that the other tasks need not wait for a web server to compile.

use std::process::{Command, ExitCode};

use clap::Args;

use crate::print;

/// Serve a local backend with the shape of EpsimoAI, until it is ended.
#[derive(Debug, Args)]
pub(crate) struct Sandbox {
    /// What `epsimo-sandbox --help` tells; `--db FILE` brings SQLite into the build
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

/// Show what a newcomer would do with the emitted client, against a local backend.
#[derive(Debug, Args)]
pub(crate) struct Demo {}

impl Sandbox {
    /// Serves until it is ended.
    pub(crate) fn run(self) -> ExitCode {
        let needs_file = self.options.iter().any(|option| option == "--db" || option.starts_with("--db="));
        let features: &[&str] = if needs_file { &["--features", "sqlite"] } else { &[] };
        let target = ["--bin", "epsimo-sandbox"].iter().chain(features).copied();
        cargo(target, &self.options)
    }
}

impl Demo {
    /// Runs the demonstration.
    #[expect(clippy::unused_self, reason = "tasks are run alike")]
    pub(crate) fn run(self) -> ExitCode {
        cargo(["--example", "demo"].into_iter(), &[])
    }
}

fn cargo<'a>(target: impl Iterator<Item = &'a str>, options: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "epsimo-sandbox"]).args(target).arg("--").args(options);
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            print::err(&format!("error: cargo: {error}"));
            ExitCode::FAILURE
        }
    }
}
