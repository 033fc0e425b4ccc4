//! Reads answers and their links.

use super::media_type::content;
use super::parameter::headers;
use super::references::{Kind, ref_or};
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::{Link, Response, Responses, StatusKey};

/// The answers of an operation by status.
pub(super) fn responses<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Responses<'a> {
    let node = member.node();
    let mut all = Responses::new();
    for member in node.patterned(cx, Holder::Responses) {
        let Some(key) = status_key(member.key) else {
            let message = format!("`{}` is no status: a code, a range such as `4XX` or `default` is", member.key);
            cx.report(codes::STATUS_KEY, &member.at(), message).help("the answer is left out");
            continue;
        };
        if let StatusKey::Code(code) = key
            && !(100..600).contains(&code)
        {
            let message = format!("`{code}` is no status that HTTP knows: it goes from 100 to 599");
            cx.report(codes::STATUS_KEY, &member.at(), message);
        }
        if let Some(response) = ref_or(cx, &member.node(), Kind::Response, |cx, node| Some(response(cx, node))) {
            all.push((key, response));
        }
    }
    all
}

fn status_key(text: &str) -> Option<StatusKey> {
    match text.as_bytes() {
        [digit @ b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => Some(StatusKey::Range(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(StatusKey::Code),
        _ => text.eq_ignore_ascii_case("default").then_some(StatusKey::Default),
    }
}

/// An answer.
pub(super) fn response<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Response<'a> {
    let mut response = Response {
        at: node.at.clone(),
        summary: None,
        description: None,
        headers: Vec::new(),
        content: Vec::new(),
        links: Vec::new(),
    };
    for member in node.members(cx, Holder::Response) {
        match member.key {
            "summary" => response.summary = member.text(cx),
            "description" => response.description = member.text(cx),
            "headers" => response.headers = headers(cx, member),
            "content" => response.content = content(cx, member),
            "links" => {
                response.links =
                    member.named(cx, |cx, node| ref_or(cx, node, Kind::Link, |cx, node| Some(link(cx, node))));
            }
            _ => member.left(cx),
        }
    }
    response
}

/// A link.
pub(super) fn link<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Link<'a> {
    let mut link = Link { operation_id: None, operation_ref: None, parameters: Vec::new(), description: None };
    for member in node.members(cx, Holder::Link) {
        match member.key {
            "operationId" => link.operation_id = member.text(cx),
            "operationRef" => link.operation_ref = member.text(cx),
            "parameters" => link.parameters = member.named(cx, |_, node| Some(node.value)),
            "description" => link.description = member.text(cx),
            _ => member.left(cx),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_keys() {
        assert_eq!(status_key("204"), Some(StatusKey::Code(204)));
        assert_eq!(status_key("4xx"), Some(StatusKey::Range(4)));
        assert_eq!(status_key("default"), Some(StatusKey::Default));
        assert_eq!((status_key("20X"), status_key("ok"), status_key("2000")), (None, None, None));
    }
}
