//! Reads paths, webhooks and the path items behind them.

use std::borrow::Cow;

use super::operation::operation;
use super::parameter::parameter;
use super::references::{Kind, ref_or};
use super::server::servers;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::{Operation, PathItem};

/// The members that are operations, and the methods they are sent with.
const METHODS: [(&str, &str); 9] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
    ("query", "QUERY"),
];

/// `paths`: a path begins with a slash.
pub(super) fn paths<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<PathItem<'a>> {
    let mut items = path_items(cx, member);
    for item in items.iter_mut().filter(|item| !item.template.starts_with('/')) {
        let message = format!("the path `{}` does not begin with a slash: one is put before it", item.template);
        cx.report(codes::PATH_WITHOUT_SLASH, &item.at, message);
        item.template = Cow::Owned(format!("/{}", item.template));
    }
    items
}

/// Path items by template, by name (webhooks) or by expression (callbacks).
pub(super) fn path_items<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<PathItem<'a>> {
    path_items_of(cx, &member.node())
}

/// The same, from the object that holds them.
pub(super) fn path_items_of<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Vec<PathItem<'a>> {
    let members = node.patterned(cx, Holder::Paths);
    members.map(|member| path_item(cx, &member.node(), member.key)).collect()
}

/// One path item. A `$ref` in it is replaced by what its target holds; members that stand here win.
pub(super) fn path_item<'a>(cx: &mut Cx<'a>, node: &Node<'a>, template: &'a str) -> PathItem<'a> {
    let empty = || PathItem {
        at: node.at.clone(),
        template: Cow::Borrowed(template),
        summary: None,
        description: None,
        servers: Vec::new(),
        parameters: Vec::new(),
        operations: Vec::new(),
    };
    let read = cx.deeper(&node.at, |cx| {
        let mut item = empty();
        if let Some(text) = node.reference() {
            if let Some(target) = cx.target(Kind::PathItem, text) {
                item = PathItem { at: node.at.clone(), ..path_item(cx, &target, template) };
            } else {
                let message = format!("`{text}` leads to no path item in this document; it is left out");
                cx.report(codes::DANGLING_REFERENCE, &node.at, message);
            }
        }
        for member in node.members(cx, Holder::PathItem) {
            take(cx, &mut item, member);
        }
        item
    });
    read.unwrap_or_else(empty)
}

fn take<'a>(cx: &mut Cx<'a>, item: &mut PathItem<'a>, member: Member<'_, 'a>) {
    match member.key {
        "$ref" => {}
        "summary" => item.summary = member.text(cx),
        "description" => item.description = member.text(cx),
        "servers" => item.servers = servers(cx, member),
        "parameters" => item.parameters = member.list(cx, |cx, node| ref_or(cx, node, Kind::Parameter, parameter)),
        "additionalOperations" => {
            cx.since(2, "`additionalOperations`", member.holder());
            for (method, node) in member.named(cx, |_, node| Some(Node { value: node.value, at: node.at.clone() })) {
                let read = operation(cx, &node, method);
                put(item, read);
            }
        }
        key => match METHODS.iter().find(|(name, _)| *name == key) {
            Some((name, method)) => {
                if *name == "query" {
                    cx.since(2, "`query` as an operation", member.holder());
                }
                let read = operation(cx, &member.node(), method);
                put(item, read);
            }
            None => member.left(cx),
        },
    }
}

fn put<'a>(item: &mut PathItem<'a>, operation: Operation<'a>) {
    match item.operations.iter_mut().find(|other| other.method == operation.method) {
        Some(other) => *other = operation,
        None => item.operations.push(operation),
    }
}
