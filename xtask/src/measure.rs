//! Runs a command and tells what it took: a process of its own, so that the figures are of that command alone.

use std::process::{Command, ExitCode};

use clap::Args;
use serde::{Deserialize, Serialize};

/// Run a command and print its CPU time and peak memory as JSON on the last line of standard error.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// The command and its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    command: Vec<String>,
}

/// What a command took, children included.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// User and system time in seconds.
    pub(crate) cpu_s: f64,
    /// The largest resident size of one process, in MiB.
    pub(crate) rss_mib: f64,
}

impl Measure {
    /// Runs the command with its own output and input.
    pub(crate) fn run(self) -> ExitCode {
        let Some((program, arguments)) = self.command.split_first() else { return ExitCode::from(2) };
        let status = match Command::new(program).args(arguments).status() {
            Ok(status) => status,
            Err(error) => {
                crate::print::err(&format!("error: {program}: {error}"));
                return ExitCode::from(3);
            }
        };
        let cost = children();
        crate::print::err(&serde_json::to_string(&cost).unwrap_or_default());
        ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(101))
    }
}

#[cfg(unix)]
fn children() -> Cost {
    use nix::sys::resource::{UsageWho, getrusage};

    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return Cost::default() };
    let seconds = |time: nix::sys::time::TimeVal| {
        let micros = i32::try_from(time.tv_usec()).unwrap_or_default();
        i32::try_from(time.tv_sec()).map_or(f64::MAX, f64::from) + f64::from(micros) / 1e6
    };
    // Linux gives kilobytes.
    let kilobytes = u32::try_from(usage.max_rss()).unwrap_or(u32::MAX);
    Cost { cpu_s: seconds(usage.user_time()) + seconds(usage.system_time()), rss_mib: f64::from(kilobytes) / 1024.0 }
}

/// Other systems are not asked: the figures stay zero.
#[cfg(not(unix))]
fn children() -> Cost {
    Cost::default()
}

/// What a measured command gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// It exited with 0.
    pub(crate) success: bool,
    /// Its standard output.
    pub(crate) stdout: String,
    /// Its standard error, without the figures.
    pub(crate) stderr: String,
    /// What it took.
    pub(crate) cost: Cost,
}

/// Runs a command under `xtask measure`.
pub(crate) fn measured(configure: impl FnOnce(&mut Command), command: &[&str]) -> std::io::Result<Measured> {
    let mut wrapper = Command::new(std::env::current_exe()?);
    wrapper.arg("measure").arg("--").args(command);
    configure(&mut wrapper);
    let output = wrapper.output()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    let (text, figures) = stderr.trim_end().rsplit_once('\n').unwrap_or(("", stderr.trim_end()));
    Ok(Measured {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: text.to_owned(),
        cost: serde_json::from_str(figures).unwrap_or_default(),
    })
}
