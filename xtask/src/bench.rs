//! `cargo xtask bench`: builds the package of the benchmarks, which nothing else builds, and runs it.

use std::path::Path;
use std::process::{Command, ExitCode};

use clap::{Args, ValueEnum};

use crate::print;

/// Measure JSON, event streams and calls beside what others have written for the same.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// What to measure; all if it is not said
    what: Option<What>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Decoding and encoding of lists, beside serde
    Json,
    /// Parsing of event streams, beside other parsers
    Sse,
    /// A call of an emitted client, beside one on reqwest
    Call,
}

impl Bench {
    /// Runs them in release mode, from the sources as they are.
    pub(crate) fn run(self) -> ExitCode {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["run", "--quiet", "--release", "--locked", "--manifest-path"]);
        command.arg(root.join("tests/bench/Cargo.toml"));
        command.arg("--target-dir").arg(root.join("target/bench"));
        command.arg("--").args(self.what.map(|what| match what {
            What::Json => "json",
            What::Sse => "sse",
            What::Call => "call",
        }));
        match command.status() {
            Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(101)),
            Err(error) => {
                print::err(&format!("error: cargo: {error}"));
                ExitCode::from(3)
            }
        }
    }
}
