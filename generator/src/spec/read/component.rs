//! Reads what can be referred to: the members of `components`, and later the targets of other references.

use super::example::example;
use super::media_type::media_type;
use super::operation::{callback, request_body};
use super::parameter::{header, parameter};
use super::paths::path_item;
use super::references::{Kind, key_of, ref_or};
use super::response::{link, response};
use super::schema::schema;
use super::security::security_scheme;
use super::{Cx, Holder, Node};
use crate::spec::Components;

const SECURITY_SCHEMES: &str = "#/components/securitySchemes/";

/// The declared components.
pub(super) fn components<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Components<'a> {
    let mut all = Components::default();
    for member in node.members(cx, Holder::Components) {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.section() == member.key) else {
            member.left(cx);
            continue;
        };
        let section = member.node();
        for component in section.entries(cx) {
            let node = component.node();
            let key = key_of(&node.at);
            fill(cx, &mut all, kind, key, &node);
        }
    }
    all
}

/// Whether something is there under this key.
pub(super) fn has(all: &Components<'_>, kind: Kind, key: &str) -> bool {
    match kind {
        Kind::Schema => all.schemas.contains_key(key),
        Kind::Response => all.responses.contains_key(key),
        Kind::Parameter => all.parameters.contains_key(key),
        Kind::Example => all.examples.contains_key(key),
        Kind::RequestBody => all.request_bodies.contains_key(key),
        Kind::Header => all.headers.contains_key(key),
        Kind::SecurityScheme => all.security_schemes.contains_key(key.strip_prefix(SECURITY_SCHEMES).unwrap_or(key)),
        Kind::Link => all.links.contains_key(key),
        Kind::Callback => all.callbacks.contains_key(key),
        Kind::PathItem => all.path_items.contains_key(key),
        Kind::MediaType => all.media_types.contains_key(key),
    }
}

/// Reads a target and puts it under its key.
pub(super) fn fill<'a>(cx: &mut Cx<'a>, all: &mut Components<'a>, kind: Kind, key: String, node: &Node<'a>) {
    macro_rules! put {
        ($map:ident, $read:expr) => {
            if let Some(found) = ref_or(cx, node, kind, $read) {
                all.$map.insert(key, found);
            }
        };
    }
    match kind {
        Kind::Schema => {
            let found = schema(cx, node);
            all.schemas.insert(key, found);
        }
        Kind::Response => put!(responses, |cx, node| Some(response(cx, node))),
        Kind::Parameter => put!(parameters, parameter),
        Kind::Example => put!(examples, |cx, node| Some(example(cx, node))),
        Kind::RequestBody => put!(request_bodies, |cx, node| Some(request_body(cx, node))),
        Kind::Header => put!(headers, |cx, node| Some(header(cx, node))),
        Kind::SecurityScheme => {
            let name = key.strip_prefix(SECURITY_SCHEMES).map(unescaped);
            if let Some(found) = ref_or(cx, node, kind, |cx, node| Some(security_scheme(cx, node))) {
                all.security_schemes.insert(name.unwrap_or(key), found);
            }
        }
        Kind::Link => put!(links, |cx, node| Some(link(cx, node))),
        Kind::Callback => put!(callbacks, |cx, node| Some(callback(cx, node))),
        Kind::PathItem => {
            let found = path_item(cx, node, "");
            all.path_items.insert(key, found);
        }
        Kind::MediaType => put!(media_types, |cx, node| Some(media_type(cx, node))),
    }
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
