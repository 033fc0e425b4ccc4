//! The examples in the documentation of a crate -> one program that compiles them all, which is quicker than a test each.

use std::fmt::Write as _;

use specloom::output::FileTree;

/// A program that does nothing, with a module for each example of the crate.
pub fn program(tree: &FileTree) -> String {
    // As rustdoc does with unused names; the example of a deprecated operation calls it.
    let mut program = String::from("#![allow(unused, deprecated)]\n\nfn main() {}\n");
    let texts = tree.files().iter().filter(|(path, _)| path.starts_with("src/api/"));
    for (number, example) in texts.flat_map(|(_, text)| examples(text)).enumerate() {
        let _ = write!(program, "\nmod example_{number} {{\n{example}}}\n");
    }
    program
}

/// The code between the fences of a file's documentation.
fn examples(text: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().filter_map(|line| line.trim_start().strip_prefix("///")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line) {
            (None, "```no_run") => open = Some(String::new()),
            (Some(_), "```") => examples.extend(open.take()),
            (Some(code), line) => {
                code.push_str(line.strip_prefix("# ").unwrap_or(line));
                code.push('\n');
            }
            _ => {}
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    #[test]
    fn hidden_lines_are_code_too() {
        let text =
            "    /// Text.\n    ///\n    /// ```no_run\n    /// # fn a() {\n    /// b();\n    /// # }\n    /// ```\n";
        assert_eq!(super::examples(text), ["fn a() {\nb();\n}\n"]);
    }
}
