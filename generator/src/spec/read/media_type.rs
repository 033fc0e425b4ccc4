//! Reads the media types of bodies.

use super::example::{bare, examples};
use super::parameter::{headers, style};
use super::references::{Kind, ref_or};
use super::schema::schema;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::{Encoding, MediaType, RefOr, StreamHints};

/// `content`: media types by name.
pub(super) fn content<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<(&'a str, RefOr<'a, MediaType<'a>>)> {
    let all = member.named(cx, |cx, node| {
        ref_or(cx, node, Kind::MediaType, |cx, node| {
            check_name(cx, node);
            Some(media_type(cx, node))
        })
    });
    if all.iter().any(|(_, item)| matches!(item, RefOr::Ref { .. })) {
        cx.since(2, "`$ref` in the place of a media type", member.holder());
    }
    all
}

/// RFC 9110, section 8.3.1: a type and a subtype, with a slash between them.
fn check_name(cx: &mut Cx<'_>, node: &Node<'_>) {
    let name = node.at.last().unwrap_or_default();
    let essence = name.split(';').next().unwrap_or_default().trim();
    let well_formed = essence.split_once('/').is_some_and(|(kind, sub)| !kind.is_empty() && !sub.is_empty());
    if !well_formed {
        let message = format!("`{name}` is no media type: it has a type, a slash and a subtype");
        cx.report(codes::MEDIA_TYPE_NAME, &node.at, message);
    }
}

/// A media type.
pub(super) fn media_type<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> MediaType<'a> {
    let mut media_type = MediaType {
        at: node.at.clone(),
        schema: None,
        item_schema: None,
        encoding: Vec::new(),
        examples: Vec::new(),
        stream: StreamHints::default(),
        extensions: Vec::new(),
    };
    for member in node.members(cx, Holder::MediaType) {
        match member.key {
            "schema" => media_type.schema = Some(schema(cx, &member.node())),
            "itemSchema" => {
                cx.since(2, "`itemSchema`", &node.at);
                media_type.item_schema = Some(schema(cx, &member.node()));
            }
            "encoding" => media_type.encoding = member.named(cx, |cx, node| Some(encoding(cx, node))),
            "example" => media_type.examples.insert(0, bare(member.value)),
            "examples" => media_type.examples.extend(examples(cx, member)),
            "prefixEncoding" | "itemEncoding" => not_honoured(cx, member),
            "x-stream" => media_type.stream.own = Some(member.value),
            "x-speakeasy-sse-sentinel" => media_type.stream.speakeasy_sentinel = member.text(cx),
            _ if member.is_extension() => media_type.extensions.push((member.key, member.value)),
            _ => member.left(cx),
        }
    }
    media_type
}

fn encoding<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Encoding<'a> {
    let mut encoding =
        Encoding { content_type: None, headers: Vec::new(), style: None, explode: None, allow_reserved: false };
    for member in node.members(cx, Holder::Encoding) {
        match member.key {
            "contentType" => encoding.content_type = member.text(cx),
            "headers" => encoding.headers = headers(cx, member),
            "style" => encoding.style = style(cx, member),
            "explode" => encoding.explode = member.flag(cx),
            "allowReserved" => encoding.allow_reserved = member.flag(cx).unwrap_or_default(),
            "encoding" | "prefixEncoding" | "itemEncoding" => not_honoured(cx, member),
            _ => member.left(cx),
        }
    }
    encoding
}

/// Encodings of the items of a sequence and of parts in parts (3.2).
fn not_honoured<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) {
    let message = format!("`{}` is not honoured: such parts are sent as the caller writes them", member.key);
    cx.report(codes::KEYWORD_NOT_HONOURED, &member.at(), message);
}
