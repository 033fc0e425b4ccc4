//! Each kind of change between two documents, from `tests/drift/`: a base document, and for each case what the old and
//! the new side change of it.

#[path = "drift/case.rs"]
mod case;

use case::{cases, found};
use specloom::drift::kinds::Kind;

#[test]
fn each_case_finds_exactly_its_kinds() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = found(&case);
        if found != case.finds {
            wrong.push(format!("{}: found {found:?}, expected {:?}", case.name, case.finds));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_case_is_about_a_kind() {
    for case in cases() {
        assert!(Kind::named(&case.kind).is_some(), "{}: no kind of the catalogue", case.name);
    }
}
