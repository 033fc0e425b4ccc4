//! Reads the root of a document.

use serde_json::Value;

use super::component::components;
use super::paths::{path_items, paths};
use super::security::requirements;
use super::server::servers;
use super::version::version;
use super::{Cx, Holder, Member, Node, wanted};
use crate::diagnostics::{Diagnostics, codes};
use crate::pointer::Pointer;
use crate::spec::{Components, Contact, Document, Info, License, Tag, Version};

/// Reads a document. `None` only where nothing can be made of it: no object, Swagger 2, no OpenAPI.
pub fn read<'a>(value: &'a Value, diagnostics: &mut Diagnostics) -> Option<Document<'a>> {
    let version = version(value, diagnostics)?;
    let mut cx = Cx::new(value, version.minor);
    let mut document = root(&mut cx, &Node { value, at: Pointer::root() }, version);
    wanted::read_all(&mut cx, &mut document.components);
    super::cycles::break_cycles(&mut cx, &mut document.components);
    cx.report_foreign();
    (document.unread, document.keywords) = cx.finish(diagnostics);
    Some(document)
}

fn root<'a>(cx: &mut Cx<'a>, node: &Node<'a>, version: Version<'a>) -> Document<'a> {
    let mut document = Document {
        version,
        info: Info::default(),
        servers: Vec::new(),
        tags: Vec::new(),
        paths: Vec::new(),
        webhooks: Vec::new(),
        components: Components::default(),
        security: None,
        extensions: Vec::new(),
        unread: Vec::new(),
        keywords: Vec::new(),
    };
    for member in node.members(cx, Holder::Root) {
        match member.key {
            "openapi" => {}
            "info" => document.info = info(cx, &member.node()),
            "servers" => document.servers = servers(cx, member),
            "tags" => document.tags = member.list(cx, tag),
            "paths" => document.paths = paths(cx, member),
            "webhooks" => {
                cx.since(1, "`webhooks`", &node.at);
                document.webhooks.extend(path_items(cx, member));
            }
            // What 3.0 documents write for the same.
            "x-webhooks" => document.webhooks.extend(path_items(cx, member)),
            "components" => document.components = components(cx, &member.node()),
            "security" => document.security = Some(requirements(cx, member)),
            _ if member.is_extension() => document.extensions.push((member.key, member.value)),
            _ => member.left(cx),
        }
    }
    check(cx, node);
    document
}

/// `info` is required in all versions, `paths` in 3.0; later one of `paths`, `components` and `webhooks` is.
fn check(cx: &mut Cx<'_>, node: &Node<'_>) {
    let has = |key: &str| node.get(key).is_some();
    if !has("info") {
        cx.missing(&node.at, "`info` is missing", "the API has no title and no version");
    }
    if cx.minor == 0 && !has("paths") {
        cx.missing(&node.at, "`paths` is missing", "there are no operations");
    } else if !["paths", "components", "webhooks", "x-webhooks"].into_iter().any(has) {
        let message = "the document describes nothing: it has no `paths`, no `components` and no `webhooks`";
        cx.report(codes::NOTHING_DESCRIBED, &node.at, message);
    }
}

fn info<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Info<'a> {
    let mut info = Info::default();
    for member in node.members(cx, Holder::Info) {
        match member.key {
            "title" => info.title = member.text(cx).unwrap_or_default(),
            "version" => info.version = member.scalar_text(cx).unwrap_or_default(),
            "summary" => info.summary = member.text(cx),
            "description" => info.description = member.text(cx),
            "termsOfService" => info.terms_of_service = member.text(cx),
            "contact" => info.contact = Some(contact(cx, member)),
            "license" => info.license = Some(license(cx, member)),
            _ => member.left(cx),
        }
    }
    for required in ["title", "version"] {
        if node.get(required).is_none() {
            cx.missing(&node.at, &format!("`{required}` is missing"), "it is read as an empty text");
        }
    }
    info
}

fn contact<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Contact<'a> {
    let mut contact = Contact::default();
    for member in member.node().members(cx, Holder::Contact) {
        match member.key {
            "name" => contact.name = member.text(cx),
            "url" => contact.url = member.text(cx),
            "email" => contact.email = member.text(cx),
            _ => member.left(cx),
        }
    }
    contact
}

fn license<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> License<'a> {
    let mut license = License::default();
    for member in member.node().members(cx, Holder::License) {
        match member.key {
            "name" => license.name = member.text(cx).unwrap_or_default(),
            "url" => license.url = member.text(cx),
            "identifier" => license.identifier = member.text(cx),
            _ => member.left(cx),
        }
    }
    license
}

fn tag<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Option<Tag<'a>> {
    let mut tag = Tag { at: node.at.clone(), name: "", summary: None, description: None, parent: None };
    for member in node.members(cx, Holder::Tag) {
        match member.key {
            "name" => tag.name = member.text(cx).unwrap_or_default(),
            "summary" => tag.summary = member.text(cx),
            "description" => tag.description = member.text(cx),
            "parent" => tag.parent = member.text(cx),
            _ => member.left(cx),
        }
    }
    if node.value.is_object() && tag.name.is_empty() {
        cx.missing(&node.at, "the tag has no `name`", "it is left out");
    }
    Some(tag).filter(|tag| !tag.name.is_empty())
}
