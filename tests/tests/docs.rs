//! Every type of an emitted crate says in a line what it is, whatever its document says.

use specloom::output::FileTree;
use specloom::project::Mode;
use specloom_tests::{documents, epsimo, is_own, run, stem};

#[test]
fn every_type_is_documented() {
    for path in documents("features") {
        let tree = run(&stem(&path), &path).tree.unwrap_or_default();
        assert_eq!(undocumented(&tree), [""; 0], "{}", stem(&path));
    }
    let finished = epsimo().run(Mode::Check).unwrap().finished.expect("the document is without errors");
    assert_eq!(undocumented(&finished.tree), [""; 0], "epsimo");
}

/// The lines that declare a type without a line of documentation before their attributes.
fn undocumented(tree: &FileTree) -> Vec<&str> {
    let mut found = Vec::new();
    for (_, text) in tree.files().iter().filter(|(path, _)| is_own(path)) {
        let mut documented = false;
        for line in text.lines() {
            if ["pub struct ", "pub enum ", "pub type "].iter().any(|start| line.starts_with(start)) && !documented {
                found.push(line);
            }
            documented = line.starts_with("///") || (documented && line.starts_with("#["));
        }
    }
    found
}
