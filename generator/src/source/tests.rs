//! The stage as a whole.

use serde_json::json;

use super::*;
use crate::diagnostics::render;
use crate::pointer::Pointer;

#[test]
fn a_pointer_into_an_overlay_is_placed_in_the_overlay() {
    let text = "openapi: 3.1.0\npaths:\n  /a:\n    get: {tags: [x]}\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.paths\n    update:\n      /b: {get: {}}\n  - target: $.paths['/a'].get.tags\n    update: y\n";
    let mut diagnostics = Diagnostics::new();
    let loaded = load_text("a.yaml", text, &[("o.yaml", overlay)], &ReadOptions::default(), &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(loaded.value["paths"], json!({"/a": {"get": {"tags": ["x", "y"]}}, "/b": {"get": {}}}));
    let places =
        ["/paths/~1a/get/tags/0", "/paths/~1a/get/tags/1", "/paths/~1b/get"].map(Pointer::parse).map(Place::Pointer);
    let found = loaded.locate(&places.iter().collect::<Vec<_>>());
    let found = found.into_iter().flatten().map(|at| (at.source, at.line, at.column)).collect::<Vec<_>>();
    assert_eq!(found, [(0, 4, 18), (1, 8, 5), (1, 6, 12)]);
}

#[test]
fn an_unmatched_target_is_shown_at_its_line() {
    let overlay =
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.paths['/b']\n    remove: true\n";
    let mut diagnostics = Diagnostics::new();
    let options = ReadOptions::default();
    let loaded = load_text("a.json", "{\"paths\": {}}", &[("o.yaml", overlay)], &options, &mut diagnostics).unwrap();
    insta::assert_snapshot!(render(&diagnostics, &loaded, false), @r"
    error[overlay-unmatched]: `$.paths['/b']` selects nothing in the document
     --> o.yaml:4:5
      |
    4 |   - target: $.paths['/b']
      |     ^^^^^^
      |
      = help: the document may have changed: correct the target, or remove the action
    ");
}
