//! What is wrong in a document is repaired in the open, and order does not matter.

use super::{codes, component, lowered, with_schemas, x};
use serde_json::{Map, Value, json};

#[test]
fn keywords_that_change_no_type_are_reported() {
    assert_eq!(codes(&json!({"X": {"type": "string", "not": {"enum": ["a"]}}})), ["keyword-not-honoured"]);
}

#[test]
fn a_required_member_that_is_not_declared_gets_no_field() {
    let open = json!({"X": {"required": ["a", "b"], "properties": {"a": {"type": "string"}}}});
    assert_eq!((x(&open), codes(&open)), ("{a: String}".to_owned(), vec!["required-unknown"]));
    let closed = json!({"X": {"required": ["b"], "properties": {"a": {}}, "additionalProperties": false}});
    assert_eq!(codes(&closed), ["required-undeclared"]);
}

#[test]
fn a_default_of_another_type_is_left_out() {
    let schemas = json!({
        "E": {"enum": ["a", "b"]},
        "X": {"properties": {"a": {"$ref": "#/components/schemas/E", "default": "c"}, "b": {"type": "integer", "default": 1}}},
    });
    assert_eq!(codes(&schemas), ["invalid-default"]);
}

#[test]
fn repeated_operations_and_paths_are_reported() {
    let get = json!({"get": {"operationId": "list"}});
    let (api, codes) = lowered(&json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"},
        "paths": {"/a/{x}": get, "/a/{y}": get},
        "components": {"parameters": {}},
    }));
    assert_eq!(api.operations.len(), 2);
    assert!(codes.contains(&"operation-id-repeated") && codes.contains(&"path-repeated"), "{codes:?}");
}

#[test]
fn a_union_that_is_too_large_is_any_value() {
    let one =
        |count: usize| -> Vec<Value> { (0..count).map(|i| json!({"properties": {format!("m{i}"): {}}})).collect() };
    let schemas = json!({"X": {"allOf": [{"oneOf": one(9)}, {"oneOf": one(8)}]}});
    assert_eq!((x(&schemas), codes(&schemas)), ("Json".to_owned(), vec!["union-too-large"]));
}

#[test]
fn the_order_of_components_and_paths_does_not_matter() {
    let inline = json!({"properties": {"place": {"properties": {"city": {"type": "string"}}}}});
    let schemas = json!({"C": inline, "A": inline, "B": {"allOf": [{"$ref": "#/components/schemas/C"}]}});
    let backwards: Map<String, Value> = schemas.as_object().unwrap().clone().into_iter().rev().collect();
    let (forwards, backwards) = (lowered(&with_schemas(&schemas)), lowered(&with_schemas(&Value::Object(backwards))));
    assert_eq!(forwards, backwards);
}

#[test]
fn a_component_that_is_referred_to_from_itself_only_is_still_there() {
    let schemas = json!({"X": {"properties": {"next": {"$ref": "#/components/schemas/X"}}}});
    assert_eq!(component(&schemas, "X"), "{next?: X}");
}

#[test]
fn long_chains_do_not_overflow() {
    for keyword in ["allOf", "anyOf"] {
        let mut schemas = Map::new();
        for index in 0..150 {
            let next = json!({"$ref": format!("#/components/schemas/N{}", index + 1)});
            schemas.insert(format!("N{index}"), json!({keyword: [next, {"properties": {format!("m{index}"): {}}}]}));
        }
        schemas.insert("N150".to_owned(), json!({"type": "object"}));
        assert!(lowered(&with_schemas(&Value::Object(schemas))).0.types.len() > 150);
    }
}
