//! `specloom normalize`.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specloom::spec::normalize_to_30;

use super::Reading;
use super::report;

/// Print a document in another version of OpenAPI.
#[derive(Debug, Args)]
pub(crate) struct Normalize {
    #[command(flatten)]
    reading: Reading,

    /// The version to bring it to
    #[arg(long, value_name = "VERSION")]
    to: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    /// OpenAPI 3.0, for tools that read nothing later
    #[value(name = "3.0")]
    V30,
}

impl Normalize {
    /// Prints the document as JSON; what is lost on the way is a warning.
    pub(crate) fn run(self) -> ExitCode {
        let Some(spec) = &self.reading.spec else {
            report::err("error: name the document with `--spec`");
            return ExitCode::from(2);
        };
        let Target::V30 = self.to;
        self.reading.show(spec, |loaded, diagnostics| {
            let value = normalize_to_30(&loaded.value, diagnostics)?;
            serde_json::to_string_pretty(&value).ok()
        })
    }
}
