//! `specloom explain`: the registry of diagnostic codes, for people.

use std::process::ExitCode;

use clap::Args;
use specloom::diagnostics::Code;

use super::report;

/// Explain a diagnostic code.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code, as printed in brackets; all codes are listed without it
    code: Option<String>,
}

impl Explain {
    /// Prints the explanation, or exits with 2 where there is no such code.
    pub(crate) fn run(self) -> ExitCode {
        let Some(name) = self.code else {
            for code in Code::all() {
                report::out(&format!("{:8} {}", code.severity().to_string(), code.name()));
            }
            return ExitCode::SUCCESS;
        };
        let Some(code) = Code::find(&name) else {
            report::err(&format!("error: there is no diagnostic code `{name}`; `specloom explain` lists all"));
            return ExitCode::from(2);
        };
        report::out(&code.page());
        ExitCode::SUCCESS
    }
}
