//! Each kind of change between two documents, from `tests/drift/`: a base document, and for each case what the old and
//! the new side change of it.

#[path = "drift/case.rs"]
mod case;
#[path = "drift/never.rs"]
mod never;

use case::{cases, found};
use never::{NEVER, SCHEMAS};
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

#[test]
fn each_kind_about_schemas_has_a_case_or_a_reason() {
    let [first, last] = SCHEMAS;
    let shown: Vec<String> = cases().into_iter().flat_map(|case| case.finds).collect();
    let after_last = Kind::all().skip_while(|kind| kind.id != last).nth(1).map(|kind| kind.id);
    let about = Kind::all().skip_while(|kind| kind.id != first).take_while(|kind| Some(kind.id) != after_last);
    for kind in about {
        let never = NEVER.iter().any(|(id, _)| *id == kind.id);
        assert!(never != shown.iter().any(|id| id == kind.id), "{kind}: it has neither, or both");
    }
}
