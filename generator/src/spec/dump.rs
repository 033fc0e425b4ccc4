//! Prints a document for `specloom dump --stage document`: what is absent, empty or false is left out.

use std::fmt::{self, Write};

use super::Document;

impl Document<'_> {
    /// The document as indented text, one member a line.
    pub fn dump(&self) -> String {
        let mut filter = Filter::default();
        // Writing into memory cannot fail.
        let _ = writeln!(filter, "{self:#?}");
        filter.text
    }
}

/// Takes the text of `Debug` line by line and keeps the lines that say something.
#[derive(Default)]
struct Filter {
    text: String,
    line: String,
}

/// How a member that says nothing ends.
const SILENT: [&str; 6] = [": None,", ": [],", ": {},", ": false,", ": \"\",", ": ,"];

impl Write for Filter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            self.line.push_str(line);
            if !SILENT.iter().any(|end| self.line.ends_with(end)) {
                self.text.push_str(&self.line);
                self.text.push('\n');
            }
            self.line.clear();
            rest = after;
        }
        self.line.push_str(rest);
        Ok(())
    }
}
