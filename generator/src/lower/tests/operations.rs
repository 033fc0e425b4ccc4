//! Parameters, bodies, answers, security, tags, webhooks.

use super::{body, lowered, output, text, with_operation};
use crate::ir::{Api, BodyForm, Operation, ParameterForm, PathPart};
use crate::spec::StatusKey;
use serde_json::{Value, json};

fn operation(operation: &Value) -> (Api, Operation, Vec<&'static str>) {
    let (api, codes) = lowered(&with_operation(operation, &json!({"S": {"properties": {"a": {"type": "string"}}}})));
    let first = api.operations[0].clone();
    (api, first, codes)
}

/// The answers, as what a success gives.
fn answers(responses: &Value) -> String {
    let (api, operation, _) = operation(&json!({ "responses": responses }));
    output(&api, &operation.output)
}

fn path(template: &str, parameters: &Value, own: &Value) -> (Api, Vec<&'static str>) {
    lowered(&json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"},
        "paths": {template: {"parameters": parameters, "get": {"parameters": own}}},
    }))
}

fn in_path(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer"}})
}

#[test]
fn path_parameters_follow_the_template() {
    let query = json!({"name": "q", "in": "query", "schema": {"type": "string"}});
    let (api, _) = path("/a/{one}/b/{two}", &json!([query, in_path("two"), in_path("one")]), &json!([]));
    let [operation] = api.operations.as_slice() else { panic!("one operation") };
    let names: Vec<&str> = operation.parameters.iter().map(|parameter| &*parameter.name).collect();
    assert_eq!(names, ["one", "two", "q"]);
    assert_eq!(operation.path_parts[1], PathPart::Parameter(0));
    assert_eq!(operation.path_parts[2], PathPart::Literal("/b/".to_owned()));
}

#[test]
fn parameters_of_the_operation_win() {
    let limit = |kind: &str| json!({"name": "limit", "in": "query", "schema": {"type": kind}});
    let (api, codes) = path("/a", &json!([limit("integer")]), &json!([limit("string")]));
    assert_eq!(text(&api, &api.operations[0].parameters[0].ty), "String");
    assert_eq!((api.operations[0].parameters.len(), codes.len()), (1, 0));
}

#[test]
fn undeclared_and_unused_path_parameters_are_repaired() {
    let (api, codes) = path("/a/{x}", &json!([in_path("y")]), &json!([]));
    let [parameter] = api.operations[0].parameters.as_slice() else { panic!("one parameter") };
    assert_eq!((&*parameter.name, parameter.required, text(&api, &parameter.ty)), ("x", true, "String".to_owned()));
    assert_eq!(codes, ["path-parameter-undeclared", "path-parameter-unused"]);
    assert_eq!(path("/a/{x", &json!([]), &json!([])).1, ["path-template"]);
}

#[test]
fn headers_with_a_place_of_their_own_are_ignored() {
    let header = |name: &str| json!({"name": name, "in": "header", "schema": {"type": "string"}});
    let parameters = json!([header("accept"), header("Authorization"), header("X-A")]);
    let (api, codes) = path("/a", &json!([]), &parameters);
    let names: Vec<&str> = api.operations[0].parameters.iter().map(|parameter| &*parameter.name).collect();
    // Nothing but the parameter tells of the credentials.
    assert_eq!(
        (names.as_slice(), codes.as_slice()),
        (["Authorization", "X-A"].as_slice(), ["parameter-ignored"].as_slice())
    );
    let operation = json!({"parameters": parameters, "security": [{"key": []}], "responses": {}});
    let secured = lowered(&with_operation(&operation, &json!({}))).0;
    assert_eq!(secured.operations[0].parameters.len(), 1);
}

#[test]
fn null_and_constants_of_parameters() {
    let of = |schema: Value| {
        let own = json!([{"name": "q", "in": "query", "required": true, "schema": schema}]);
        let parameter = path("/a", &json!([]), &own).0.operations[0].parameters[0].clone();
        (parameter.ty, parameter.constant)
    };
    let string = crate::ir::TypeRef::Scalar(crate::ir::Scalar::String);
    assert_eq!(of(json!({"anyOf": [{"type": "string"}, {"type": "null"}]})), (string.clone(), None));
    assert_eq!(of(json!({"type": "string", "const": "v1"})).1, Some(json!("v1")));
    assert_eq!(of(json!({"type": "string", "enum": ["v1"]})).1, None);
}

#[test]
fn content_parameters_are_json_texts() {
    let own = json!([{"name": "q", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}}]);
    let parameter = path("/a", &json!([]), &own).0.operations[0].parameters[0].clone();
    assert_eq!(parameter.form, ParameterForm::Json);
}

#[test]
fn bodies_are_sorted_by_preference() {
    let schema = json!({"schema": {"$ref": "#/components/schemas/S"}});
    let (api, operation, _) = operation(&json!({"requestBody": {"content": {
        "application/octet-stream": {}, "text/plain": schema, "multipart/form-data": schema,
        "application/x-www-form-urlencoded": schema, "application/vnd.acme+json": schema, "application/json": schema,
    }}}));
    let body_of = operation.body.unwrap();
    let forms: Vec<String> = body_of.options.iter().map(|option| body(&api, &option.form)).collect();
    assert_eq!(forms, ["json S", "form S", "multipart S", "text", "bytes"]);
    assert_eq!(body_of.options[0].media_type, "application/json");
}

#[test]
fn a_body_that_can_hold_nothing_is_not_offered() {
    let empty = json!({"schema": {"type": "object", "properties": {}, "additionalProperties": false}});
    let (_, operation, codes) = operation(&json!({"requestBody": {"content": {"application/json": empty}}}));
    assert_eq!((operation.body, codes), (None, vec!["body-empty"]));
}

#[test]
fn wildcards_follow_the_schema() {
    let of = |media_type: &str, schema: Value| {
        let (api, operation, _) = operation(&json!({"requestBody": {"content": {media_type: schema}}}));
        let option = operation.body.unwrap().options[0].clone();
        (option.media_type, body(&api, &option.form))
    };
    let octets = || "application/octet-stream".to_owned();
    assert_eq!(
        of("*/*", json!({"schema": {"type": "object"}})),
        ("application/json".to_owned(), "json map Json".to_owned())
    );
    assert_eq!(of("*/*", json!({"schema": {"type": "string", "format": "binary"}})), (octets(), "bytes".to_owned()));
    assert_eq!(of("image/*", json!({})), (octets(), "bytes".to_owned()));
}

#[test]
fn binary_members_of_multipart_bodies_are_files() {
    let binary = json!({"type": "string", "format": "binary"});
    let octets = json!({"type": "string", "contentMediaType": "application/octet-stream"});
    let (api, operation, _) = operation(&json!({"requestBody": {"content": {"multipart/form-data": {
        "schema": {"type": "object", "required": ["a"], "properties": {
            "a": binary, "b": {"type": "array", "items": octets}, "c": {"anyOf": [binary, {"type": "null"}]},
            "d": {"oneOf": [binary, {"type": "array", "items": binary}]}, "e": {"type": "object"}, "f": {},
        }},
        "encoding": {"f": {"contentType": "image/png"}},
    }}}}));
    let shown = body(&api, &operation.body.unwrap().options[0].form);
    assert_eq!(shown, "multipart {a: File, b?: [File], c?: File, d?: [File], e?: map Json, f?: File}");
}

#[test]
fn a_part_that_may_be_of_several_types_has_none_of_its_own() {
    for (stated, expected) in [("image/png", Some("image/png")), ("image/png, image/jpeg", None), ("image/*", None)] {
        let content = json!({"multipart/form-data": {
            "schema": {"properties": {"f": {"type": "string", "format": "binary"}}},
            "encoding": {"f": {"contentType": stated}},
        }});
        let (api, _) = lowered(&with_operation(&json!({"requestBody": {"content": content}}), &json!({})));
        let body = api.operations[0].body.as_ref().unwrap();
        let BodyForm::Multipart { encoding, .. } = &body.options[0].form else { panic!("{body:?}") };
        assert_eq!(encoding[0].content_type.as_deref(), expected);
    }
}

#[test]
fn a_component_of_multipart_bodies_alone_is_their_type() {
    let schemas = json!({"Upload": {"properties": {"file": {"type": "string", "format": "binary"}}}});
    let content = json!({"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Upload"}}});
    let (api, _) = lowered(&with_operation(&json!({"requestBody": {"content": content}}), &schemas));
    assert_eq!(api.types.len(), 1);
    assert_eq!(api.types[0].wire, crate::ir::Wire::Multipart);
    assert_eq!(api.types[0].context.component.as_deref(), Some("Upload"));
}

#[test]
fn successes_give_one_type_or_several() {
    let json_of = |kind: &str| json!({"content": {"application/json": {"schema": {"type": kind}}}});
    assert_eq!(answers(&json!({"204": {}})), "empty");
    assert_eq!(answers(&json!({"200": json_of("string"), "201": json_of("string")})), "String");
    assert_eq!(answers(&json!({"200": json_of("string"), "204": {}})), "maybe String");
    assert_eq!(
        answers(&json!({"200": json_of("string"), "202": json_of("integer")})),
        "Code(200) String, Code(202) I64"
    );
    assert_eq!(answers(&json!({"2XX": json_of("string"), "default": json_of("integer")})), "String");
    assert_eq!(answers(&json!({"default": json_of("integer")})), "I64");
    assert_eq!(answers(&json!({"302": {}})), "Code(302) empty");
}

#[test]
fn bodies_without_a_schema_follow_the_media_type() {
    let of = |media_type: &str| answers(&json!({"200": {"content": {media_type: {}}}}));
    let shown = ["application/json", "text/csv", "application/xml", "image/png"].map(of);
    assert_eq!(shown, ["Json", "text", "text", "bytes"]);
}

#[test]
fn failures_are_sorted() {
    let (_, operation, _) =
        operation(&json!({"responses": {"default": {}, "4XX": {}, "200": {}, "404": {}, "304": {}}}));
    let statuses: Vec<StatusKey> = operation.errors.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [StatusKey::Code(304), StatusKey::Code(404), StatusKey::Range(4), StatusKey::Default]);
}

#[test]
fn json_is_asked_for_where_there_is_json() {
    let (api, operation, codes) = operation(&json!({"responses": {"200": {"content": {
        "text/csv": {}, "application/json": {"schema": {"type": "string"}},
    }}}}));
    assert_eq!(output(&api, &operation.output), "String");
    assert_eq!(codes, ["media-type-unused"]);
}

#[test]
fn security_is_inherited_unless_stated() {
    let (api, codes) = lowered(&json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"}, "security": [{"a": [], "b": ["x"]}, {}],
        "paths": {"/x": {"get": {}, "put": {"security": []}, "post": {"security": [{"none": []}, {"a": []}]}}},
        "components": {"securitySchemes": {
            "a": {"type": "http", "scheme": "bearer"}, "b": {"type": "apiKey", "name": "k", "in": "query"},
        }},
    }));
    let all: Vec<_> = api.operations.iter().map(|operation| operation.security.clone()).collect();
    let get = vec![vec![(0, vec![]), (1, vec!["x".to_owned()])], vec![]];
    assert_eq!(all, [get, vec![vec![(0, vec![])]], vec![]]);
    assert_eq!(codes, ["security-scheme-undeclared"]);
}

#[test]
fn operations_are_sorted_and_tags_are_those_in_use() {
    let tagged = |tag: &str| json!({"get": {"tags": [tag, "unused"]}});
    let (api, _) = lowered(&json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"},
        "tags": [{"name": "z", "description": "Last."}, {"name": "idle"}],
        "paths": {"/b": tagged("z"), "/a": tagged("a")},
    }));
    let places: Vec<_> = api.operations.iter().map(|operation| (&*operation.path, operation.tag)).collect();
    assert_eq!(places, [("/a", Some(0)), ("/b", Some(1))]);
    assert_eq!(api.tags[1].docs.description.as_deref(), Some("Last."));
}

#[test]
fn webhooks_and_callbacks_have_payloads() {
    let sends =
        |kind: &str| json!({"post": {"requestBody": {"content": {"application/json": {"schema": {"type": kind}}}}}});
    let (api, _) = lowered(&json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"}, "webhooks": {"z": sends("string")},
        "x-webhooks": {"y": sends("boolean")},
        "paths": {"/x": {"get": {"callbacks": {"a": {"{$url}": sends("integer")}}}}},
    }));
    let shown: Vec<_> =
        api.incoming.iter().map(|one| (&*one.name, text(&api, one.payload.as_ref().unwrap()))).collect();
    assert_eq!(shown, [("a", "I64".to_owned()), ("y", "Bool".to_owned()), ("z", "String".to_owned())]);
}
