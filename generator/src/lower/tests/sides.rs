//! What is sent and what is received of a type.

use super::{body, lowered, output, shape, with_operation};
use crate::ir::{Access, Role, Shape};
use serde_json::{Value, json};

fn sends_and_receives(sent: &str, received: &str, schemas: &Value) -> (String, String) {
    let json_of =
        |name: &str| json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
    let operation =
        json!({"requestBody": {"content": json_of(sent)}, "responses": {"200": {"content": json_of(received)}}});
    let (api, _) = lowered(&with_operation(&operation, schemas));
    let sent = body(&api, &api.operations[0].body.as_ref().unwrap().options[0].form);
    (sent, output(&api, &api.operations[0].output))
}

fn user() -> Value {
    json!({
        "required": ["id", "name", "pin"],
        "properties": {
            "id": {"type": "string", "readOnly": true}, "name": {"type": "string"},
            "pin": {"type": "string", "writeOnly": true},
        },
    })
}

#[test]
fn a_type_of_both_sides_gets_a_form_for_requests() {
    let schemas = json!({"U": user()});
    let (sent, received) = sends_and_receives("U", "U", &schemas);
    assert_eq!((sent.as_str(), received.as_str()), ("json {name: String, pin: String}", "U"));
    let json_of = json!({"application/json": {"schema": {"$ref": "#/components/schemas/U"}}});
    let operation = json!({"requestBody": {"content": json_of}, "responses": {"200": {"content": json_of}}});
    let (api, _) = lowered(&with_operation(&operation, &schemas));
    assert_eq!(shape(&api, &api.types[0]), "{id: String, name: String}");
    assert_eq!(api.types[1].context.role, Role::Request);
}

#[test]
fn what_holds_such_a_type_is_split_too() {
    let schemas = json!({"U": user(), "T": {"properties": {"members": {"items": {"$ref": "#/components/schemas/U"}}}}});
    let (sent, received) = sends_and_receives("T", "T", &schemas);
    assert_eq!((sent.as_str(), received.as_str()), ("json {members?: [{name: String, pin: String}]}", "T"));
}

#[test]
fn a_type_of_one_side_only_loses_members() {
    let schemas = json!({"U": user(), "V": user()});
    let json_of =
        |name: &str| json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
    let operation = json!({"requestBody": {"content": json_of("U")}, "responses": {"200": {"content": json_of("V")}}});
    let (api, _) = lowered(&with_operation(&operation, &schemas));
    let shown: Vec<String> = api.types.iter().map(|def| shape(&api, def)).collect();
    assert_eq!(shown, ["{name: String, pin: String}", "{id: String, name: String}"]);
}

#[test]
fn secrets_and_access_are_noted() {
    let (api, _) = lowered(&super::with_schemas(&json!({"X": {"properties": {
        "a": {"type": "string", "format": "password"}, "b": {"$ref": "#/components/schemas/R"}, "c": {"writeOnly": true},
    }}, "R": {"type": "string", "readOnly": true}})));
    let Shape::Struct(of) = &super::find(&api, "X").shape else { panic!("no struct") };
    let facts: Vec<_> = of.fields.iter().map(|field| (field.access, field.secret)).collect();
    assert_eq!(facts, [(Access::Both, true), (Access::ReadOnly, false), (Access::WriteOnly, true)]);
}

#[test]
fn credentials_are_secrets_by_their_names() {
    let text = json!({"type": "string"});
    let (api, _) = lowered(&super::with_schemas(&json!({"X": {"properties": {
        "access_token": {"type": ["string", "null"]}, "clientSecret": text, "API-Key": text,
        "token": text, "access_token_expires": text, "password": {"type": "boolean"},
    }}})));
    let Shape::Struct(of) = &super::find(&api, "X").shape else { panic!("no struct") };
    let secrets: Vec<_> = of.fields.iter().map(|field| field.secret).collect();
    assert_eq!(secrets, [true, true, true, false, false, false]);
}
