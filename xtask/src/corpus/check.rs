//! `cargo check` of an emitted crate: dependencies first, then the crate alone, measured.

use std::path::Path;
use std::process::Command;

use super::row::{Check, Row};
use crate::measure::measured;

/// Fills in what the compiler says and takes.
pub(super) fn check(krate: &Path, target: &Path, command: &str, row: &mut Row) {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let target = std::path::absolute(target).unwrap_or_else(|_| target.to_path_buf());
    let configure = |process: &mut Command| {
        process
            .current_dir(krate)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
    };
    let run =
        |more: &[&str]| measured(configure, &[&[cargo.as_str(), command, "--message-format", "short"], more].concat());
    // The first run builds the dependencies; the second builds the crate again, whose library file is touched.
    let first = run(&[]);
    if matches!(&first, Ok(first) if first.success) {
        touch(&krate.join("src/lib.rs"));
    }
    let last = match first {
        Ok(first) if first.success => run(&[]),
        other => other,
    };
    match last {
        Ok(measured) => {
            row.check = if measured.success { Check::Ok } else { Check::Failed };
            row.check_cpu_s = measured.cost.cpu_s;
            row.check_rss_mib = measured.cost.rss_mib;
            row.errors = measured.stderr.lines().filter(|line| line.contains(": error")).count();
            row.warnings = measured.stderr.lines().filter(|line| line.contains(": warning")).count();
            let trouble = measured.stderr.lines().filter(|line| line.contains("error") || line.contains(": warning"));
            row.trouble = trouble.take(12).collect::<Vec<_>>().join("\n");
        }
        Err(error) => {
            row.check = Check::Failed;
            row.trouble = error.to_string();
        }
    }
}

fn touch(file: &Path) {
    let now = std::time::SystemTime::now();
    let touched = std::fs::File::options().append(true).open(file).and_then(|file| file.set_modified(now));
    if let Err(error) = touched {
        crate::print::err(&format!("error: {}: {error}", file.display()));
    }
}
