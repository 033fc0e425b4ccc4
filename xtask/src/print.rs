//! Prints for people; colours only on a terminal.

use std::io::Write as _;

/// A line to standard output.
pub(crate) fn out(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// A line to standard error; nothing where there is nothing to say.
pub(crate) fn err(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// A line of progress: on a terminal only.
pub(crate) fn progress(text: &str) {
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        err(text);
    }
}
