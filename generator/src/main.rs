//! The command line: arguments to one call of the library, its outcome to text and an exit code.
//!
//! Exit codes: 0 done, 1 the document has errors (or `--check` found differences), 2 usage, 3 something could not be
//! read or written.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
