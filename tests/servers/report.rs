//! Runs checks one after the other, and prints a line for each, which `cargo xtask servers` reads.

use std::future::Future;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a check may take.
const LIMIT: Duration = Duration::from_secs(90);

/// What the last panic was about, and where it was.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// What the checks have given so far.
#[derive(Debug)]
pub struct Report {
    failed: usize,
}

impl Report {
    /// A report without checks. Panics are no longer printed: they are in the lines of their checks.
    pub fn new() -> Self {
        panic::set_hook(Box::new(note));
        Self { failed: 0 }
    }

    /// Runs a check, which panics where it fails, as a test does.
    pub async fn check(&mut self, name: &str, check: impl Future<Output = ()> + Send + 'static) {
        let begun = Instant::now();
        let failure = match tokio::spawn(tokio::time::timeout(LIMIT, check)).await {
            Ok(Ok(())) => None,
            Ok(Err(_)) => Some(format!("no end within {} s", LIMIT.as_secs())),
            Err(_) => Some(std::mem::take(&mut *PANIC.lock().unwrap_or_else(PoisonError::into_inner))),
        };
        let seconds = begun.elapsed().as_secs_f64();
        match failure {
            None => println!("ok\t{name}\t{seconds:.1}"),
            Some(failure) => {
                self.failed += 1;
                println!("failed\t{name}\t{seconds:.1}\t{}", failure.replace(['\n', '\t'], " "));
            }
        }
    }

    /// Failure, if any check has failed.
    pub fn finish(self) -> ExitCode {
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn note(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|place| format!("{}:{}: ", place.file(), place.line())).unwrap_or_default();
    let message: String = panic.payload_as_str().unwrap_or("panicked").chars().take(600).collect();
    *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place + &message;
}
