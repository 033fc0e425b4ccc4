//! Reads servers and the variables of their addresses.

use std::borrow::Cow;

use super::node::scalar_text;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::{Server, ServerVariable};

/// A list of servers.
pub(super) fn servers<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<Server<'a>> {
    member.list(cx, server)
}

fn server<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Option<Server<'a>> {
    let mut server = Server { at: node.at.clone(), url: "", description: None, variables: Vec::new() };
    let mut stated = false;
    for member in node.members(cx, Holder::Server) {
        match member.key {
            "url" => {
                let url = member.text(cx);
                stated = url.is_some();
                server.url = url.unwrap_or_default();
            }
            "description" => server.description = member.text(cx),
            "variables" => server.variables = member.named(cx, |cx, node| Some(variable(cx, node))),
            _ => member.left(cx),
        }
    }
    if !stated {
        cx.missing(&node.at, "the server has no `url`", "it is left out");
        return None;
    }
    check_template(cx, &server);
    Some(server)
}

fn variable<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> ServerVariable<'a> {
    let mut default = None;
    let mut variable = ServerVariable { default: Cow::Borrowed(""), values: Vec::new(), description: None };
    for member in node.members(cx, Holder::ServerVariable) {
        match member.key {
            "default" => default = member.scalar_text(cx),
            "enum" => variable.values = values(cx, member),
            "description" => variable.description = member.text(cx),
            _ => member.left(cx),
        }
    }
    if let Some(value) = &default
        && !variable.values.is_empty()
        && !variable.values.contains(value)
    {
        let message = format!("`{value}` is not among the values of this variable");
        cx.report(codes::SERVER_VARIABLE, &node.at.child("default"), message);
    }
    if default.is_none() {
        let first = variable.values.first().map_or("", |value| value);
        let message = format!("the variable has no `default`: `{first}` is used");
        cx.report(codes::SERVER_VARIABLE, &node.at, message);
    }
    variable.default = default.or_else(|| variable.values.first().cloned()).unwrap_or_default();
    variable
}

fn values<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<Cow<'a, str>> {
    let items = member.array(cx).unwrap_or_default();
    let mut values = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        match scalar_text(item) {
            Some(text) => values.push(text),
            None => cx.wrong_type(&member.at().index(i), item, "a text"),
        }
    }
    values
}

/// Each name in braces is to be a variable.
fn check_template(cx: &mut Cx<'_>, server: &Server<'_>) {
    let named = server.url.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    for (name, _) in named {
        if !server.variables.iter().any(|(declared, _)| *declared == name) {
            let message = format!("`{name}` stands in the address and is not among its variables");
            cx.report(codes::SERVER_VARIABLE, &server.at, message);
        }
    }
}
