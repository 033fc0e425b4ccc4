//! Prints: results to standard output, findings and progress to standard error, colours only on a terminal.

use std::io::Write as _;
use std::process::ExitCode;

use specloom::diagnostics::{Diagnostics, Locate, render, render_json_lines};
use specloom::project::ProjectError;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people, with excerpts
    #[default]
    Human,
    /// One JSON object a line
    Json,
}

/// Prints a line to standard output. A reader that went away (`| head`) ends nothing.
pub(crate) fn out(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Prints a line to standard error.
pub(crate) fn err(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Prints findings.
pub(crate) fn findings(diagnostics: &Diagnostics, sources: &dyn Locate, format: MessageFormat) {
    let text = match format {
        // The stream takes the colours out again where it is no terminal.
        MessageFormat::Human => render(diagnostics, sources, true),
        MessageFormat::Json => render_json_lines(diagnostics, sources),
    };
    let _ = write!(anstream::stderr(), "{text}");
}

/// Prints why a project could not be run.
pub(crate) fn failed(error: &ProjectError) -> ExitCode {
    err(&format!("error: {error}"));
    ExitCode::from(3)
}
