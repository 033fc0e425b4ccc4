//! Each kind of change between two documents, from `tests/drift/`: a base document, and for each case what the old and
//! the new side change of it.

#[path = "drift/case.rs"]
mod case;
#[path = "drift/not_applicable.rs"]
mod not_applicable;

use std::collections::BTreeSet;

use case::{cases, found};
use not_applicable::NOT_APPLICABLE;
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
fn each_kind_has_a_case_or_a_reason() {
    let covered: BTreeSet<String> = cases().into_iter().map(|case| case.kind).collect();
    for id in &covered {
        assert!(Kind::named(id).is_some(), "`{id}` is no kind of the catalogue");
    }
    let reasons: BTreeSet<&str> = NOT_APPLICABLE.iter().map(|(id, _)| *id).collect();
    let open: Vec<&str> =
        Kind::all().map(|kind| kind.id).filter(|id| !covered.contains(*id) && !reasons.contains(id)).collect();
    assert!(open.is_empty(), "{} kinds have neither a case nor a reason: {}", open.len(), open.join(", "));
    let both: Vec<&&str> = reasons.iter().filter(|id| covered.contains(**id)).collect();
    assert!(both.is_empty(), "kinds with a case need no reason: {both:?}");
}
