//! What a reader makes of small documents.

use serde_json::{Value, json};

use crate::diagnostics::Diagnostics;
use crate::spec::{Document, Location, ParameterValue, RefOr, Schema, Style, Types, read};

/// A document of this minor version with these schemas.
fn of_schemas(minor: u8, schemas: &Value) -> Value {
    json!({
        "openapi": format!("3.{minor}.0"), "info": {"title": "Acme", "version": "1"}, "paths": {},
        "components": {"schemas": schemas},
    })
}

/// The codes and places of the findings.
fn codes(diagnostics: &Diagnostics) -> Vec<String> {
    let place = |at: &crate::diagnostics::Place| match at {
        crate::diagnostics::Place::Pointer(pointer) => format!("{pointer:?}"),
        other => format!("{other:?}"),
    };
    diagnostics.iter().map(|found| format!("{} {}", found.code, place(&found.at))).collect()
}

fn with_document<T>(value: &Value, test: impl FnOnce(&Document<'_>, Vec<String>) -> T) -> T {
    let mut diagnostics = Diagnostics::new();
    let document = read(value, &mut diagnostics).unwrap();
    let found = codes(&diagnostics);
    test(&document, found)
}

fn component<'d, 'a>(document: &'d Document<'a>, name: &str) -> &'d Schema<'a> {
    document.schema(&format!("#/components/schemas/{name}")).unwrap()
}

#[test]
fn null_is_one_bit_in_every_spelling_and_version() {
    let schemas = json!({
        "A": {"type": "string", "nullable": true}, "B": {"type": ["string", "null"]},
        "C": {"type": "string", "x-nullable": true}, "D": {"type": "null"},
    });
    for minor in 0..=2 {
        with_document(&of_schemas(minor, &schemas), |document, _| {
            for name in ["A", "B", "C"] {
                let schema = component(document, name);
                assert_eq!((schema.types, schema.nullable), (Types::STRING, true), "{name} in 3.{minor}");
            }
            assert_eq!(component(document, "D").types, Types::NULL);
        });
    }
}

#[test]
fn exclusive_bounds_of_both_kinds() {
    let schemas = json!({
        "A": {"exclusiveMinimum": true, "minimum": 1, "maximum": 2, "exclusiveMaximum": false},
        "B": {"exclusiveMinimum": 1, "maximum": 2},
    });
    with_document(&of_schemas(1, &schemas), |document, _| {
        for name in ["A", "B"] {
            let bounds = &component(document, name).rare.as_ref().unwrap().bounds;
            assert_eq!((bounds.minimum, bounds.exclusive_minimum), (None, Some(&json!(1))));
            assert_eq!((bounds.maximum, bounds.exclusive_maximum), (Some(&json!(2)), None));
        }
    });
}

#[test]
fn references_by_pointer_anchor_and_id() {
    let schemas = json!({
        "A": {"$id": "https://acme.test/a", "$defs": {"In": {"$anchor": "in", "type": "integer"}},
              "properties": {"own": {"$ref": "#/$defs/In"}, "far": {"$ref": "#/components/schemas/B"}}},
        "B": {"properties": {"x": {"$ref": "https://acme.test/a#in"}, "y": {"$ref": "#/components/schemas/C%20D"}}},
        "C D": {"properties": {"z": {"$ref": "#/components/schemas/B/properties/x"}}},
    });
    with_document(&of_schemas(1, &schemas), |document, found| {
        let reference = |name: &str, i: usize| component(document, name).properties[i].1.reference.clone().unwrap();
        assert_eq!(reference("A", 0), "#/components/schemas/A/$defs/In");
        assert_eq!(reference("A", 1), "#/components/schemas/B");
        assert_eq!(reference("B", 0), "#/components/schemas/A/$defs/In");
        assert_eq!(document.schema(&reference("B", 0)).unwrap().types, Types::INTEGER);
        assert_eq!(reference("B", 1), "#/components/schemas/C D");
        assert!(document.schema(&reference("C D", 0)).unwrap().reference.is_some());
        assert_eq!(found, Vec::<String>::new());
    });
}

#[test]
fn dangling_and_circular_references_are_told() {
    let schemas = json!({
        "A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"},
        "C": {"items": {"$ref": "#/components/schemas/None"}}, "D": {"$ref": "#/components/schemas/D"},
    });
    with_document(&of_schemas(1, &schemas), |document, found| {
        let dangling = component(document, "C").items.as_ref().unwrap().reference.clone().unwrap();
        assert!(document.schema(&dangling).is_none());
        assert!(component(document, "D").reference.is_none());
        assert_eq!(
            found,
            [
                "dangling-reference #/components/schemas/C/items",
                "reference-cycle #/components/schemas/B",
                "reference-cycle #/components/schemas/D",
            ]
        );
    });
}

#[test]
fn path_items_by_reference_are_read_in_place() {
    let value = json!({
        "openapi": "3.2.0", "info": {"title": "Acme", "version": 1.5},
        "paths": {"/a": {"$ref": "#/components/pathItems/A", "summary": "here", "additionalOperations": {"COPY": {}}}},
        "components": {"pathItems": {"A": {"summary": "there", "description": "d", "get": {}, "query": {}}}},
    });
    with_document(&value, |document, _| {
        let item = &document.paths[0];
        assert_eq!((&*item.template, item.summary, item.description), ("/a", Some("here"), Some("d")));
        let methods: Vec<_> = item.operations.iter().map(|operation| operation.method.as_str()).collect();
        assert_eq!(methods, ["GET", "QUERY", "COPY"]);
        assert_eq!(document.info.version, "1.5");
    });
}

#[test]
fn parameters_get_the_defaults_of_their_place() {
    let value = json!({"openapi": "3.0.0", "info": {"title": "Acme", "version": "1"}, "paths": {"/a/{p}": {"parameters": [
        {"name": "p", "in": "path", "required": true, "schema": {}},
        {"name": "q", "in": "query", "schema": {"type": "array", "items": {}}},
        {"name": "d", "in": "query", "style": "deepObject", "schema": {}},
    ]}}});
    with_document(&value, |document, found| {
        let form = |i: usize| match &document.paths[0].parameters[i] {
            RefOr::Item(parameter) => match parameter.value {
                ParameterValue::Schema { style, explode, .. } => (parameter.location, style, explode),
                ParameterValue::Content { .. } => panic!("no schema"),
            },
            RefOr::Ref { .. } => panic!("a reference"),
        };
        assert_eq!(form(0), (Location::Path, Style::Simple, false));
        assert_eq!(form(1), (Location::Query, Style::Form, true));
        assert_eq!(form(2), (Location::Query, Style::DeepObject, false));
        assert_eq!(found, Vec::<String>::new());
    });
}

#[test]
fn keywords_nobody_knows_are_recorded() {
    let schemas = json!({"A": {"type": "string", "maxlength": 3, "xml": {}, "x-mine": 1, "not": {}}});
    with_document(&of_schemas(1, &schemas), |document, found| {
        assert_eq!(found, ["keyword-unread #/components/schemas/A/maxlength"]);
        assert_eq!(document.unread.len(), 1);
        assert_eq!(component(document, "A").extensions, [("x-mine", &json!(1))]);
        assert!(document.dump().contains("types: string,\n"));
    });
}

#[test]
fn deep_nesting_ends_without_overflow() {
    let wrapped = |inner, _| Value::Object([("items".to_owned(), inner)].into_iter().collect());
    let mut value = of_schemas(1, &json!({"A": {}}));
    value["components"]["schemas"]["A"] = (0..5_000).fold(json!({}), wrapped);
    with_document(&value, |_, found| assert_eq!(found.len(), 1, "{found:?}"));
    // The tree of the test itself is too deep to be dropped by recursion.
    std::mem::forget(value);
}

#[test]
fn anything_at_all_is_read() {
    let odd = [json!(null), json!(true), json!(-1), json!("x"), json!([[]]), json!({"": {"$ref": 1}})];
    let keys = ["openapi", "info", "servers", "paths", "components", "security", "tags", "webhooks"];
    for value in &odd {
        let mut document = json!({"openapi": "3.1.0"});
        for key in keys.iter().skip(1) {
            document[*key] = value.clone();
            document["paths"] = json!({"/a": {"get": value, "parameters": [value]}});
            document["components"] = json!({"schemas": {"A": value, "B": {"properties": value, "items": value}}});
        }
        with_document(&document, |_, _| ());
    }
}
