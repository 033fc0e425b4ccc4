//! Media types of bodies.

use super::{Extensions, Header, RefOr, Schema, Style};
use crate::pointer::Pointer;
use serde_json::Value;

/// What a body of one media type holds.
#[derive(Debug)]
pub struct MediaType<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// `schema`.
    pub schema: Option<Schema<'a>>,
    /// `itemSchema` (3.2, read in every version: FastAPI writes it under 3.1.0).
    pub item_schema: Option<Schema<'a>>,
    /// `encoding` by property.
    pub encoding: Vec<(&'a str, Encoding<'a>)>,
    /// `example` and the values of `examples`.
    pub examples: Vec<Example<'a>>,
    /// What extensions say about a stream.
    pub stream: StreamHints<'a>,
    /// Other extensions.
    pub extensions: Extensions<'a>,
}

/// What extensions on a media type say about a stream.
#[derive(Debug, Default)]
pub struct StreamHints<'a> {
    /// `x-stream`, our own.
    pub own: Option<&'a Value>,
    /// `x-speakeasy-sse-sentinel`.
    pub speakeasy_sentinel: Option<&'a str>,
}

/// How a property of a form or multipart body is sent.
#[derive(Debug)]
pub struct Encoding<'a> {
    /// `contentType`.
    pub content_type: Option<&'a str>,
    /// `headers`.
    pub headers: Vec<(&'a str, RefOr<'a, Header<'a>>)>,
    /// `style`, where stated.
    pub style: Option<Style>,
    /// `explode`, where stated.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// An example.
#[derive(Debug)]
pub struct Example<'a> {
    /// Its name, where it has one.
    pub name: Option<&'a str>,
    /// One line.
    pub summary: Option<&'a str>,
    /// The value (`value`, or `dataValue` of 3.2).
    pub value: Option<&'a Value>,
}
