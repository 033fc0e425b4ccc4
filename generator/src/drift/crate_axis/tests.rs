//! Two small documents each: what becomes of the items, and which kind that is.

use super::super::Finding;
use super::super::side::Side;
use super::{CrateChange, Making, compare_crates};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::names::Lock;
use crate::source::{ReadOptions, load_text};

/// The changes of items, and the findings that only they show.
fn compared(old: &str, new: &str, lock: Option<&Lock>) -> (Vec<CrateChange>, Vec<Finding>) {
    let mut diagnostics = Diagnostics::new();
    let [old, new] = [old, new]
        .map(|text| load_text("t.yaml", text, &[], &ReadOptions::default(), &mut diagnostics).expect("a document"));
    let (old, new) = (Side::read(&old, &mut diagnostics).unwrap(), Side::read(&new, &mut diagnostics).unwrap());
    let _ = diagnostics.len();
    let mut findings = Vec::new();
    let changes = compare_crates(&old, &new, Making { config: &Config::default(), lock }, &mut findings);
    (changes, findings)
}

/// A document with an operation that answers with a schema, and components.
fn document(operation_id: &str, answer: &str, components: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /pets:\n    get:\n      operationId: {operation_id}\n      \
         tags: [pets]\n      responses:\n        '200':\n          description: d\n          content:\n            \
         application/json:\n              schema: {answer}\ncomponents:\n  schemas: {components}\n"
    )
}

const PET: &str = "{$ref: '#/components/schemas/Pet'}";

fn pet(properties: &str) -> String {
    document("listPets", PET, &format!("{{Pet: {{type: object, properties: {{{properties}}}}}}}"))
}

fn told(old: &str, new: &str) -> Vec<String> {
    compared(old, new, None).0.iter().map(ToString::to_string).collect()
}

fn ids(old: &str, new: &str) -> Vec<&'static str> {
    compared(old, new, None).1.iter().map(|finding| finding.kind.id).collect()
}

#[test]
fn members_go_come_and_are_typed_otherwise() {
    let old = pet("name: {type: string}, age: {type: integer}");
    assert_eq!(told(&old, &old), Vec::<String>::new());
    let new = pet("name: {type: string, description: other}, age: {type: number}, tail: {type: boolean}");
    assert_eq!(
        told(&old, &new),
        ["`types::Pet::age` was `Option<i64>` and is `Option<f64>`", "`types::Pet::tail` was added"]
    );
    assert_eq!(told(&new, &old).last().unwrap(), "`types::Pet::tail` was removed");
}

#[test]
fn a_renamed_component_is_told_once() {
    let properties = "{type: object, properties: {name: {type: string}}}";
    let old = document("listPets", PET, &format!("{{Pet: {properties}}}"));
    let new = document("listPets", "{$ref: '#/components/schemas/Animal'}", &format!("{{Animal: {properties}}}"));
    assert_eq!(told(&old, &new), ["`types::Pet` is called `types::Animal`"]);
    assert_eq!(ids(&old, &new), ["schema-renamed"]);
    let inline = document("listPets", properties, "{}");
    assert_eq!((ids(&old, &inline), ids(&inline, &old)), (vec!["schema-inlined"], vec!["schema-extracted"]));
}

#[test]
fn a_renamed_operation_keeps_its_name_by_the_lock() {
    let components = "{Pet: {type: object, properties: {name: {type: string}}}}";
    let (old, new) = (document("listPets", PET, components), document("readPets", PET, components));
    let afresh = told(&old, &new);
    assert!(afresh.contains(&"`api::pets::Pets::list()` is called `api::pets::Pets::read()`".to_owned()), "{afresh:?}");
    assert_eq!(compared(&old, &new, Some(&Lock::default())).0, []);
}

#[test]
fn kinds_that_only_crates_show() {
    let plain = "{Pet: {type: object, properties: {next: {$ref: '#/components/schemas/Next'}}}, \
                 Next: {type: object, properties: {a: {type: string}}}}";
    let circle = plain.replace("{a: {type: string}}", "{a: {type: string}, pet: {$ref: '#/components/schemas/Pet'}}");
    let of = |components: &str| document("listPets", PET, components);
    assert!(ids(&of(plain), &of(&circle)).contains(&"schema-became-recursive"));
    let required = plain.replace("object, properties: {a", "object, required: [a], properties: {a");
    assert!(told(&of(plain), &of(&required)).contains(&"`types::Next: Default` was removed".to_owned()));
    assert_eq!(ids(&of("{Pet: {type: string}}"), &of("{Pet: {type: string, enum: [a]}}")), ["newtype-introduced"]);
}

#[test]
fn what_no_item_shows_breaks_no_source() {
    let old = pet("name: {type: string}");
    let new = old.replace("/pets:", "/animals:");
    let (changes, findings) = compared(&old, &new, None);
    assert_eq!((changes.len(), findings.len()), (0, 0), "{changes:?}");
}
