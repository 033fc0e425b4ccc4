//! Parameters and headers.

use super::{Extensions, MediaType, RefOr, Schema};
use crate::pointer::Pointer;
use serde_json::Value;

/// A parameter.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: &'a str,
    /// `in`.
    pub location: Location,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Whether it must be sent; always so in a path.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `allowEmptyValue`.
    pub allow_empty: bool,
    /// How its value is described.
    pub value: ParameterValue<'a>,
    /// `example` and `examples`.
    pub examples: Vec<&'a Value>,
    /// Extensions.
    pub extensions: Extensions<'a>,
}

/// How a parameter's value is described.
#[derive(Debug)]
pub enum ParameterValue<'a> {
    /// By a schema and a style. A missing schema is read as `true`.
    Schema {
        /// The schema.
        schema: Box<Schema<'a>>,
        /// `style`, or the location's default.
        style: Style,
        /// `explode`, or the style's default.
        explode: bool,
        /// `allowReserved`.
        allow_reserved: bool,
    },
    /// By one media type (`content`).
    Content {
        /// The media type, such as `application/json`.
        media_type: &'a str,
        /// Its description.
        content: Box<RefOr<'a, MediaType<'a>>>,
    },
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As the whole query (3.2).
    Querystring,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter's value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `;name=value`.
    Matrix,
    /// `.value`.
    Label,
    /// `value`.
    Simple,
    /// `name=value`.
    Form,
    /// Space between items.
    SpaceDelimited,
    /// `|` between items.
    PipeDelimited,
    /// `name[key]=value`.
    DeepObject,
    /// `name=value` in a cookie, unencoded (3.2).
    Cookie,
}

/// A header of an answer or of a part.
#[derive(Debug)]
pub struct Header<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Whether it is always there.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// How its value is described; the style is `simple`.
    pub value: ParameterValue<'a>,
}
