//! Pages: what is taken for paged, what is not, and what the document or the configuration says.

use super::{lowered_with, text, with_operation};
use crate::lower::LowerOptions;
use serde_json::{Value, json};
use std::slice::from_ref;

fn query(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "query", "schema": schema})
}

/// An operation with query parameters and an answer.
fn operation(parameters: &[Value], page: &Value) -> Value {
    let answer = json!({"content": {"application/json": {"schema": page}}});
    json!({"operationId": "list", "parameters": parameters, "responses": {"200": answer}})
}

fn of(operation: &Value, options: &LowerOptions) -> (String, Vec<&'static str>) {
    let schemas = json!({"S": {"type": "object", "properties": {"id": {"type": "string"}, "at": {"type": "integer"}}}});
    let (api, codes) = lowered_with(&with_operation(operation, &schemas), options);
    let shown = api.operations[0].paging.as_ref().map_or_else(
        || "none".to_owned(),
        |paging| {
            let beside = [("more", &paging.more), ("total", &paging.total), ("last", &paging.last)];
            let beside =
                beside.map(|(name, at)| at.as_ref().map_or(String::new(), |at| format!(", {name} {}", at.join("."))));
            format!("{:?} {} of {}{}", paging.next, paging.items.join("."), text(&api, &paging.item), beside.concat())
        },
    );
    (shown, codes)
}

fn guess(parameters: &[Value], page: &Value) -> String {
    of(&operation(parameters, page), &LowerOptions::default()).0
}

fn s() -> Value {
    json!({"$ref": "#/components/schemas/S"})
}

fn list() -> Value {
    json!({"type": "array", "items": s()})
}

/// A page with its items under `data`, and more.
fn page(members: &Value) -> Value {
    let mut page = json!({"type": "object", "required": ["data"], "properties": {"data": list()}});
    for (name, schema) in members.as_object().unwrap() {
        page["properties"][name] = schema.clone();
    }
    page
}

fn texts() -> Value {
    json!({"type": "string"})
}

fn number(default: &Value) -> Value {
    json!({"type": "integer", "default": default})
}

#[test]
fn a_cursor_has_a_parameter_and_a_member() {
    let token = query("pageToken", &texts());
    let shown = guess(from_ref(&token), &page(&json!({"next_page_token": {"type": ["string", "null"]}})));
    assert_eq!(shown, r#"Cursor { parameter: "pageToken", at: ["next_page_token"] } data of S"#);
    let meta = json!({"type": "object", "properties": {"next": texts(), "has_more": {"type": "boolean"}}});
    let shown = guess(from_ref(&token), &page(&json!({"meta": meta})));
    assert_eq!(shown, r#"Cursor { parameter: "pageToken", at: ["meta", "next"] } data of S, more meta.has_more"#);
    assert_eq!(guess(from_ref(&token), &page(&json!({}))), "none");
    assert_eq!(guess(&[token], &page(&json!({"cursor": texts()}))), "none", "it may be that of this page");
    assert_eq!(guess(&[], &page(&json!({"next_cursor": texts()}))), "none");
}

#[test]
fn a_page_begins_behind_an_item() {
    let more = json!({"has_more": {"type": "boolean"}});
    let shown = guess(&[query("starting_after", &texts())], &page(&more));
    assert_eq!(shown, r#"LastItem { parameter: "starting_after", id: ["id"] } data of S, more has_more"#);
    let last = json!({"has_more": {"type": "boolean"}, "last_id": texts()});
    let shown = guess(&[query("after", &texts())], &page(&last));
    assert_eq!(shown, r#"Cursor { parameter: "after", at: ["last_id"] } data of S, more has_more"#);
    assert_eq!(guess(&[query("after", &number(&Value::Null))], &page(&last)), "none", "that is a time");
    assert_eq!(guess(&[query("after", &json!({"type": "string", "format": "date-time"}))], &page(&last)), "none");
    assert_eq!(guess(&[query("after", &texts())], &page(&json!({}))), "none");
}

#[test]
fn an_offset_has_a_limit_beside_it() {
    let (offset, limit) = (query("offset", &number(&Value::Null)), query("limit", &number(&json!(20))));
    assert_eq!(guess(&[offset.clone(), limit.clone()], &list()), r#"Offset { parameter: "offset", start: 0 }  of S"#);
    let either = json!({"anyOf": [list(), page(&json!({"total": {"type": "integer"}}))]});
    let shown = guess(&[offset.clone(), limit.clone()], &either);
    assert_eq!(shown, r#"Offset { parameter: "offset", start: 0 } data of S"#);
    assert_eq!(guess(from_ref(&offset), &list()), "none");
    assert_eq!(guess(&[query("offset", &texts()), limit.clone()], &list()), "none");
    let required = json!({"name": "offset", "in": "query", "required": true, "schema": {"type": "integer"}});
    assert_eq!(guess(&[required, limit], &list()), "none");
}

#[test]
fn the_first_number_of_a_page_has_to_be_known() {
    let size = query("per_page", &number(&json!(20)));
    let by = |schema: &Value, page: &Value| guess(&[query("page", schema), size.clone()], page);
    assert_eq!(by(&number(&json!(0)), &list()), r#"Number { parameter: "page", start: 0 }  of S"#);
    let last = page(&json!({"total_pages": {"type": "integer"}, "next": texts()}));
    let shown = by(&json!({"type": "integer", "minimum": 1}), &last);
    assert_eq!(shown, r#"Number { parameter: "page", start: 1 } data of S, more next, last total_pages"#);
    assert_eq!(by(&json!({"type": "integer"}), &list()), "none");
    assert_eq!(by(&number(&json!(7)), &list()), "none");
    assert_eq!(guess(&[query("page", &number(&json!(1)))], &list()), "none", "a book has pages too");
}

#[test]
fn links_and_urls_lead_on() {
    let mut linked = operation(&[query("limit", &number(&json!(20)))], &list());
    linked["responses"]["200"]["headers"] = json!({"Link": {"schema": texts()}});
    assert_eq!(of(&linked, &LowerOptions::default()).0, "Link  of S");
    linked["parameters"] = json!([]);
    assert_eq!(of(&linked, &LowerOptions::default()).0, "none");
    let shown = guess(&[], &page(&json!({"next_page_url": texts()})));
    assert_eq!(shown, r#"Url { at: ["next_page_url"] } data of S"#);
}

#[test]
fn where_the_items_are_has_to_be_clear() {
    let by = |page: &Value| guess(&[query("cursor", &texts())], page);
    let with = |members: Value| {
        let mut page = json!({"type": "object", "properties": members});
        page["properties"]["next_cursor"] = texts();
        page
    };
    assert!(by(&with(json!({"things": list()}))).ends_with(" things of S"));
    assert!(by(&with(json!({"results": list(), "errors": list()}))).ends_with(" results of S"));
    assert_eq!(by(&with(json!({"things": list(), "others": list()}))), "none");
    assert_eq!(by(&with(json!({"tags": {"type": "array", "items": texts()}}))), "none");
    assert_eq!(by(&with(json!({}))), "none");
}

#[test]
fn only_what_is_read_is_guessed() {
    let mut create = operation(&[query("cursor", &texts())], &page(&json!({"next_cursor": texts()})));
    create["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "object"}}}});
    assert_eq!(of(&create, &LowerOptions::default()).0, "none");
}

fn said(said: &Value) -> (String, Vec<&'static str>) {
    let members = json!({"next_cursor": texts(), "others": list(), "total": {"type": "integer"}});
    let mut operation = operation(&[query("cursor", &texts())], &page(&members));
    operation["x-pagination"] = said.clone();
    of(&operation, &LowerOptions::default())
}

#[test]
fn the_document_has_the_last_word() {
    assert_eq!(said(&json!(false)), ("none".to_owned(), vec![]));
    let (shown, codes) = said(&json!({"items": "others", "total": "total"}));
    assert_eq!(shown, r#"Cursor { parameter: "cursor", at: ["next_cursor"] } others of S, total total"#);
    assert!(codes.is_empty());
    let shown = said(&json!({"kind": "page", "parameter": "cursor", "start": 3})).0;
    assert_eq!(shown, r#"Number { parameter: "cursor", start: 3 } data of S"#);
}

#[test]
fn what_does_not_fit_is_told() {
    let unfit = |value: Value| assert_eq!(said(&value), ("none".to_owned(), vec!["paging-unusable"]), "{value}");
    unfit(json!(true));
    unfit(json!({"type": "cursor"}));
    unfit(json!({"kind": "scroll"}));
    unfit(json!({"kind": "cursor", "parameter": "other", "next": "next_cursor"}));
    unfit(json!({"kind": "cursor", "parameter": "cursor", "next": "nothing"}));
    unfit(json!({"kind": "cursor", "parameter": "cursor"}));
    unfit(json!({"items": "next_cursor"}));
    unfit(json!({"more": 1}));
}

#[test]
fn the_configuration_goes_before() {
    let mut operation = operation(&[query("cursor", &texts())], &page(&json!({"next_cursor": texts()})));
    operation["x-pagination"] = json!(false);
    let link = LowerOptions { paging: vec![("list".to_owned(), json!({"kind": "link"}))], ..LowerOptions::default() };
    assert_eq!(of(&operation, &link), ("Link data of S".to_owned(), vec![]));
    operation["x-pagination"] = json!({});
    let off = LowerOptions { paging_off: true, ..LowerOptions::default() };
    assert_ne!(of(&operation, &off).0, "none", "it is stated");
    operation.as_object_mut().unwrap().remove("x-pagination");
    assert_eq!(of(&operation, &off).0, "none");
    let other = LowerOptions { paging: vec![("GET /y".to_owned(), json!(false))], ..LowerOptions::default() };
    assert_eq!(of(&operation, &other).1, ["paging-unusable"]);
}
