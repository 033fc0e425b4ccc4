//! Reads operations, their bodies and their callbacks.

use super::media_type::content;
use super::parameter::parameter;
use super::paths::path_items_of;
use super::references::{Kind, ref_or};
use super::response::responses;
use super::security::requirements;
use super::server::servers;
use super::{Cx, Holder, Node};
use crate::diagnostics::codes;
use crate::spec::{Callback, Operation, RequestBody};

/// One operation.
pub(super) fn operation<'a>(cx: &mut Cx<'a>, node: &Node<'a>, method: &str) -> Operation<'a> {
    let mut operation = Operation {
        at: node.at.clone(),
        method: method.to_owned(),
        operation_id: None,
        tags: Vec::new(),
        summary: None,
        description: None,
        parameters: Vec::new(),
        request_body: None,
        responses: Vec::new(),
        callbacks: Vec::new(),
        deprecated: false,
        security: None,
        servers: Vec::new(),
        extensions: Vec::new(),
    };
    for member in node.members(cx, Holder::Operation) {
        match member.key {
            "operationId" => operation.operation_id = member.text(cx),
            "tags" => operation.tags = member.texts(cx),
            "summary" => operation.summary = member.text(cx),
            "description" => operation.description = member.text(cx),
            "parameters" => {
                operation.parameters = member.list(cx, |cx, node| ref_or(cx, node, Kind::Parameter, parameter));
            }
            "requestBody" => {
                let read = |cx: &mut Cx<'a>, node: &Node<'a>| Some(request_body(cx, node));
                operation.request_body = ref_or(cx, &member.node(), Kind::RequestBody, read);
            }
            "responses" => operation.responses = responses(cx, member),
            "callbacks" => {
                operation.callbacks =
                    member.named(cx, |cx, node| ref_or(cx, node, Kind::Callback, |cx, node| Some(callback(cx, node))));
            }
            "deprecated" => operation.deprecated = member.flag(cx).unwrap_or_default(),
            "security" => operation.security = Some(requirements(cx, member)),
            "servers" => operation.servers = servers(cx, member),
            _ if member.is_extension() => operation.extensions.push((member.key, member.value)),
            _ => member.left(cx),
        }
    }
    check(cx, node, &operation);
    operation
}

fn check(cx: &mut Cx<'_>, node: &Node<'_>, operation: &Operation<'_>) {
    // Required in 3.0; since 3.1 the member may be absent, but not empty.
    let absent_in_30 = cx.minor == 0 && node.value.is_object();
    if operation.responses.is_empty() && node.get("responses").map_or(absent_in_30, |all| !all.is_null()) {
        cx.report(codes::NO_RESPONSES, &node.at, "the operation lists no answer: any success is accepted");
    }
}

/// A request body.
pub(super) fn request_body<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> RequestBody<'a> {
    let mut body = RequestBody { at: node.at.clone(), description: None, required: false, content: Vec::new() };
    for member in node.members(cx, Holder::RequestBody) {
        match member.key {
            "description" => body.description = member.text(cx),
            "required" => body.required = member.flag(cx).unwrap_or_default(),
            "content" => body.content = content(cx, member),
            _ => member.left(cx),
        }
    }
    body
}

/// A callback.
pub(super) fn callback<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Callback<'a> {
    Callback { items: path_items_of(cx, node) }
}
