//! The document as a whole.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::{Callback, Link, Schema, SecurityScheme};
use super::{Example, Extensions, Header, MediaType, Parameter, PathItem, RefOr, RequestBody, Requirement, Response};
use crate::pointer::Pointer;

/// An OpenAPI document, borrowed from the value tree it was read from.
#[derive(Debug)]
pub struct Document<'a> {
    /// The `openapi` member.
    pub version: Version<'a>,
    /// The `info` member.
    pub info: Info<'a>,
    /// The root servers; empty where none are declared.
    pub servers: Vec<Server<'a>>,
    /// Declared tags, in document order.
    pub tags: Vec<Tag<'a>>,
    /// Path items, in document order.
    pub paths: Vec<PathItem<'a>>,
    /// Webhooks (3.1), in document order; `template` holds the webhook's name.
    pub webhooks: Vec<PathItem<'a>>,
    /// What can be referred to.
    pub components: Components<'a>,
    /// Root security requirements; `None` where the member is absent.
    pub security: Option<Vec<Requirement<'a>>>,
    /// Root extensions.
    pub extensions: Extensions<'a>,
    /// Every keyword nobody read, in document order.
    pub unread: Vec<Unread>,
    /// How often each keyword stands, by kind of object.
    pub keywords: Vec<Keyword>,
}

/// The version a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The text, such as `3.1.0`.
    pub text: &'a str,
    /// The number after `3.`: 0, 1 or 2.
    pub minor: u8,
}

/// The `info` object.
#[derive(Debug, Default)]
pub struct Info<'a> {
    /// Title of the API.
    pub title: &'a str,
    /// Version of the API, not of OpenAPI; a number is read as its text.
    pub version: Cow<'a, str>,
    /// One sentence (3.1).
    pub summary: Option<&'a str>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Where the terms of service are.
    pub terms_of_service: Option<&'a str>,
    /// Whom to ask.
    pub contact: Option<Contact<'a>>,
    /// Under which licence the API is offered.
    pub license: Option<License<'a>>,
}

/// Whom to ask.
#[derive(Debug, Default)]
pub struct Contact<'a> {
    /// A person or team.
    pub name: Option<&'a str>,
    /// A page.
    pub url: Option<&'a str>,
    /// An address.
    pub email: Option<&'a str>,
}

/// The licence of the API.
#[derive(Debug, Default)]
pub struct License<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its text.
    pub url: Option<&'a str>,
    /// Its SPDX expression (3.1).
    pub identifier: Option<&'a str>,
}

/// A server.
#[derive(Debug)]
pub struct Server<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// URL template, possibly relative.
    pub url: &'a str,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Variables of the template, in document order.
    pub variables: Vec<(&'a str, ServerVariable<'a>)>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable<'a> {
    /// Value where the user states none; a number is read as its text.
    pub default: Cow<'a, str>,
    /// Allowed values; empty where any is.
    pub values: Vec<Cow<'a, str>>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
}

/// A declared tag.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Its name, as operations state it.
    pub name: &'a str,
    /// One line (3.2).
    pub summary: Option<&'a str>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Name of the tag this one belongs to (3.2).
    pub parent: Option<&'a str>,
}

/// What a reference can point to, by reference text: `#` and a JSON pointer, not percent-encoded
/// (`#/components/schemas/Pet`). Besides the members of `components` each map holds whatever else some `$ref` of the
/// document points to (`#/paths/…`, `#/$defs/…`). References in the model are written in the same way: an anchor or an
/// `$id` is replaced by the place it names. A reference that leads nowhere has no key here and was reported.
#[derive(Debug, Default)]
pub struct Components<'a> {
    /// Schemas by reference text; declared ones first, in document order.
    pub schemas: IndexMap<String, Schema<'a>>,
    /// Responses by reference text.
    pub responses: IndexMap<String, RefOr<'a, Response<'a>>>,
    /// Parameters by reference text.
    pub parameters: IndexMap<String, RefOr<'a, Parameter<'a>>>,
    /// Examples by reference text.
    pub examples: IndexMap<String, RefOr<'a, Example<'a>>>,
    /// Request bodies by reference text.
    pub request_bodies: IndexMap<String, RefOr<'a, RequestBody<'a>>>,
    /// Headers by reference text.
    pub headers: IndexMap<String, RefOr<'a, Header<'a>>>,
    /// Security schemes by name.
    pub security_schemes: IndexMap<String, RefOr<'a, SecurityScheme<'a>>>,
    /// Links by reference text.
    pub links: IndexMap<String, RefOr<'a, Link<'a>>>,
    /// Callbacks by reference text.
    pub callbacks: IndexMap<String, RefOr<'a, Callback<'a>>>,
    /// Path items by reference text (3.1).
    pub path_items: IndexMap<String, PathItem<'a>>,
    /// Media types by reference text (3.2).
    pub media_types: IndexMap<String, RefOr<'a, MediaType<'a>>>,
}

/// How often a keyword stands in objects of a kind. What stands below names, values and extensions is no keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The kind of object, such as `Schema`.
    pub object: String,
    /// The keyword.
    pub keyword: String,
    /// How often it stands.
    pub count: usize,
    /// How often nobody read it.
    pub unread: usize,
    /// Where it stands first.
    pub first: Pointer,
}

/// A keyword nobody read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The object that holds it.
    pub at: Pointer,
    /// The keyword.
    pub keyword: String,
}
