//! Streams: who says so, what their items are, operations that do both.

use super::{lowered, lowered_with, output, with_operation};
use crate::ir::{Content, Output, Stream, TextStyle, Twin};
use crate::lower::LowerOptions;
use serde_json::{Value, json};

fn of_content(content: &Value) -> (String, Stream, Vec<&'static str>) {
    let answers = json!({"responses": {"200": {"content": content}}});
    let (api, codes) = lowered(&with_operation(&answers, &json!({"S": {"properties": {"a": {"type": "string"}}}})));
    let shown = output(&api, &api.operations[0].output);
    let Output::One(Content::Stream(stream)) = api.operations[0].output.clone() else { panic!("no stream: {shown}") };
    (shown, *stream, codes)
}

fn sse(schema: &Value) -> String {
    of_content(&json!({"text/event-stream": {"itemSchema": schema}})).0
}

fn envelope(event: &str, data: &Value) -> Value {
    json!({"type": "object", "properties": {"event": {"const": event}, "data": data, "id": {"type": "string"}}})
}

fn payload() -> Value {
    json!({"$ref": "#/components/schemas/S"})
}

#[test]
fn envelopes_with_names_are_events() {
    let json_text = json!({"type": "string", "contentMediaType": "application/json", "contentSchema": payload()});
    let arms = [
        envelope("a", &json_text),
        envelope("b", &payload()),
        envelope("c", &json!({"type": "string"})),
        envelope("d", &json!({"type": "string", "format": "int64"})),
        json!({"properties": {"event": {"enum": ["e", "f"]}}}),
    ];
    assert_eq!(sse(&json!({"oneOf": arms})), "events (a: S, b: S, c: text, d: I64, e: empty, f: empty)");
}

#[test]
fn other_schemas_are_payloads() {
    assert_eq!(sse(&payload()), "items S");
    assert_eq!(sse(&json!({"properties": {"data": payload()}})), "items S");
    assert_eq!(sse(&json!({"properties": {"event": {"type": "string"}, "data": {"type": "string"}}})), "frames");
    assert_eq!(of_content(&json!({"text/event-stream": {"schema": payload()}})).0, "items S");
}

#[test]
fn payloads_of_one_name_are_a_union() {
    let arms = [envelope("a", &payload()), envelope("a", &json!({"type": "array", "items": payload()}))];
    assert_eq!(sse(&json!({"oneOf": arms})), "events (a: union (S, [S]))");
}

#[test]
fn a_constant_payload_ends_the_stream() {
    let arms = [envelope("a", &payload()), json!({"properties": {"data": {"const": "[DONE]"}}})];
    let (shown, stream, _) = of_content(&json!({"text/event-stream": {"itemSchema": {"oneOf": arms}}}));
    assert_eq!((shown.as_str(), stream.done.as_deref()), ("events (a: S)", Some("[DONE]")));
}

#[test]
fn hints_say_what_openapi_cannot() {
    let hints = json!({"done": "[DONE]", "error": "error", "terminal": ["end"], "dataless": true, "finish": 1});
    let content = json!({"text/event-stream": {"itemSchema": payload(), "x-stream": hints}});
    let (_, stream, codes) = of_content(&content);
    assert_eq!((stream.done.as_deref(), stream.dataless), (Some("[DONE]"), true));
    assert_eq!((stream.error_events, stream.terminal), (vec!["error".to_owned()], vec!["end".to_owned()]));
    assert_eq!(codes, ["stream-hint-unknown"]);
}

#[test]
fn hints_say_where_a_stream_goes_on() {
    let of = |hints: Value| {
        let content = json!({"text/event-stream": {"itemSchema": payload(), "x-stream": hints}});
        let (_, stream, codes) = of_content(&content);
        (stream.resumable, stream.resume, codes)
    };
    assert_eq!(of(json!({})), (None, None, vec![]));
    assert_eq!(of(json!({"resumable": false})), (Some(false), None, vec![]));
    for place in ["/runs/{run_id}", "$response.header.Location"] {
        assert_eq!(of(json!({"resume": place})), (None, Some(place.to_owned()), vec![]));
    }
    assert_eq!(of(json!({"resume": "joinRun"})), (None, None, vec!["stream-hint-unknown"]));
}

#[test]
fn hints_say_where_the_text_is() {
    let of = |text: Value| {
        let content = json!({"text/event-stream": {"itemSchema": payload(), "x-stream": {"text": text}}});
        let (_, stream, codes) = of_content(&content);
        (stream.text, codes)
    };
    let (text, codes) = of(json!({"style": "cumulative", "id": "i", "content": "a.b", "only": {"a": "x"}}));
    let only = Some(("a".to_owned(), vec!["x".to_owned()]));
    assert_eq!(text, Some(TextStyle::Cumulative { id: "i".to_owned(), content: "a.b".to_owned(), only }));
    assert!(codes.is_empty());
    for wrong in [json!({"style": "delta"}), json!({"style": "cumulative", "id": "i", "content": "a", "only": ["a"]})] {
        assert_eq!(of(wrong), (None, vec!["stream-hint-unknown"]));
    }
}

#[test]
fn lines_hold_json() {
    let of = |media_type: &str| of_content(&json!({media_type: {"schema": {"type": "array", "items": payload()}}})).0;
    assert_eq!(["application/x-ndjson", "application/json-seq"].map(of), ["items S", "items S"]);
}

#[test]
fn an_undescribed_stream_is_text() {
    let (shown, _, codes) = of_content(&json!({"text/event-stream": {"schema": {"type": "string"}}}));
    assert_eq!((shown.as_str(), codes), ("frames", vec!["stream-untyped"]));
}

#[test]
fn the_configuration_comes_first() {
    let document = with_operation(&json!({"operationId": "run", "responses": {"200": {}}}), &json!({"S": {}}));
    let item = json!({"item": "#/components/schemas/S", "framing": "json-lines"});
    let options = LowerOptions { streams: vec![("GET /x".to_owned(), item)], ..LowerOptions::default() };
    let (api, _) = lowered_with(&document, &options);
    assert_eq!(output(&api, &api.operations[0].output), "items S");
}

#[test]
fn an_operation_that_does_both_is_two() {
    let json_and_stream = json!({
        "requestBody": {"content": {"application/json": {"schema": {"properties": {"stream": {"type": "boolean"}}}}}},
        "responses": {"200": {"content": {
            "application/json": {"schema": {"type": "integer"}}, "text/event-stream": {"itemSchema": payload()},
        }}},
    });
    let (api, _) = lowered(&with_operation(&json_and_stream, &json!({"S": {"type": "object"}})));
    let shown = |index: usize| {
        let operation = &api.operations[index];
        (operation.twin, output(&api, &operation.output), operation.body.as_ref().unwrap().fixed.clone())
    };
    assert_eq!(shown(0), (Twin::Plain, "I64".to_owned(), vec![]));
    assert_eq!(shown(1), (Twin::Stream, "items S".to_owned(), vec![("stream".to_owned(), json!(true))]));
}

#[test]
fn a_flag_that_nothing_declares_is_reported() {
    let content = json!({"text/event-stream": {"itemSchema": payload(), "x-stream": {"trigger": "live"}}});
    assert_eq!(of_content(&content).2, ["stream-trigger-missing"]);
}

#[test]
fn json_of_any_kind_beside_a_stream_is_no_other_way() {
    let (shown, ..) =
        of_content(&json!({"application/json": {"schema": {}}, "text/event-stream": {"itemSchema": payload()}}));
    assert_eq!(shown, "items S");
}

#[test]
fn vendors_keys_are_read() {
    let fern = json!({
        "x-fern-streaming": {"format": "sse", "terminator": "[END]"},
        "responses": {"200": {"content": {"application/json": {"schema": payload()}}}},
    });
    let (api, _) = lowered(&with_operation(&fern, &json!({"S": {"type": "object"}})));
    let Output::One(Content::Stream(stream)) = &api.operations[0].output else { panic!("no stream") };
    assert_eq!(stream.done.as_deref(), Some("[END]"));
    assert_eq!(output(&api, &api.operations[0].output), "items S");
}

#[test]
fn a_likely_stream_is_only_suggested() {
    let answers = json!({"responses": {"200": {"content": {"application/json": {"schema": {}}}}}});
    let (api, codes) = lowered(&json!({
        "openapi": "3.1.0", "info": {"title": "Acme", "version": "1"}, "paths": {"/runs/stream": {"post": answers}},
    }));
    assert_eq!(output(&api, &api.operations[0].output), "Json");
    assert_eq!(codes, ["stream-undeclared"]);
}
