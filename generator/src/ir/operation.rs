//! Operations.

use serde_json::Value;

use super::{Docs, Paging, Server, Stream, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{Location, StatusKey, Style};

/// A method and path with all that calling it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Where it stands.
    pub origin: Pointer,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// `x-rust-name`.
    pub fixed_name: Option<String>,
    /// Which of two, where the operation answers with JSON or with a stream.
    pub twin: Twin,
    /// The method in capitals.
    pub method: String,
    /// The path template as written.
    pub path: String,
    /// The template in parts.
    pub path_parts: Vec<PathPart>,
    /// Its first tag, by index into [`super::Api::tags`].
    pub tag: Option<usize>,
    /// Parameters: path parameters in template order, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What a success gives.
    pub output: Output,
    /// How its answers are pages of a whole, where they are.
    pub paging: Option<Paging>,
    /// Declared failures, sorted by status: codes, ranges, default.
    pub errors: Vec<Answer>,
    /// Headers that any of its answers declares, each once.
    pub headers: Vec<HeaderField>,
    /// Alternatives of schemes that must all be satisfied, as indexes into [`super::Api::security_schemes`] with scopes.
    /// Empty: no credentials are sent. An empty alternative: credentials are optional.
    pub security: Vec<Vec<(usize, Vec<String>)>>,
    /// Its own servers; empty where the API's hold.
    pub servers: Vec<Server>,
    /// What it does.
    pub docs: Docs,
}

/// Which of two operations made from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// The only one.
    Only,
    /// The one with a plain answer.
    Plain,
    /// The one with a stream.
    Stream,
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPart {
    /// Text, slashes included.
    Literal(String),
    /// The parameter at this index of [`Operation::parameters`].
    Parameter(usize),
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it stands; the operation's pointer for one the document forgot to declare.
    pub origin: Pointer,
    /// Name on the wire.
    pub name: String,
    /// `x-rust-name`.
    pub fixed_name: Option<String>,
    /// Where it is sent.
    pub location: Location,
    /// Whether it must be sent.
    pub required: bool,
    /// The one value it can have: sent always, no argument in Rust.
    pub constant: Option<Value>,
    /// Its type.
    pub ty: TypeRef,
    /// How its value becomes text.
    pub form: ParameterForm,
    /// Encodings the document states of the fields of a form (`in: querystring`).
    pub encoding: Vec<FieldEncoding>,
    /// What it means.
    pub docs: Docs,
}

/// How a parameter's value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterForm {
    /// By a style.
    Style {
        /// The style.
        style: Style,
        /// `explode`.
        explode: bool,
        /// `allowReserved`.
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
    /// As form-urlencoded text (`in: querystring`).
    Form,
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where it stands.
    pub origin: Pointer,
    /// Whether it must be sent.
    pub required: bool,
    /// Members the caller does not set: (name, value), as the flag of a [`Twin`].
    pub fixed: Vec<(String, Value)>,
    /// Its media types, the preferred one first.
    pub options: Vec<BodyOption>,
    /// What it means.
    pub docs: Docs,
}

/// A media type of a request body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyOption {
    /// The media type as sent.
    pub media_type: String,
    /// What is sent.
    pub form: BodyForm,
}

/// What a request body is.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyForm {
    /// JSON.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`.
    Form {
        /// An object.
        ty: TypeRef,
        /// Encodings the document states.
        encoding: Vec<FieldEncoding>,
    },
    /// `multipart/…`; the type's [`super::Wire`] is `Multipart`, or it is any JSON object type.
    Multipart {
        /// The parts.
        ty: TypeRef,
        /// Encodings the document states.
        encoding: Vec<FieldEncoding>,
    },
    /// Text, also XML.
    Text,
    /// Bytes.
    Bytes,
}

/// How one property of a form or multipart body is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEncoding {
    /// The property.
    pub name: String,
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`, where stated.
    pub style: Option<Style>,
    /// `explode`, where stated or implied by the style.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `headers` of the parts whose values are known: `const`, or the only value of an `enum`.
    pub headers: Vec<(String, String)>,
}

impl FieldEncoding {
    /// Whether the value is written in a style, whatever its media type is (3.1.1, section 4.8.15.1.2).
    pub fn is_styled(&self) -> bool {
        self.style.is_some() || self.explode.is_some() || self.allow_reserved
    }
}

/// What a success gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// No body.
    Empty,
    /// The same body for all successes.
    One(Content),
    /// A body for some, none for others.
    Optional(Content),
    /// Bodies that differ: an enum, an answer a variant.
    Several(Vec<Answer>),
}

/// A declared answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Where it stands.
    pub origin: Pointer,
    /// Its status.
    pub status: StatusKey,
    /// The media type, where it has a body.
    pub media_type: Option<String>,
    /// Its body.
    pub content: Content,
    /// Its headers.
    pub headers: Vec<HeaderField>,
    /// What it means.
    pub docs: Docs,
}

/// A body.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// None.
    Empty,
    /// JSON.
    Json(TypeRef),
    /// Text, also XML.
    Text,
    /// Bytes.
    Bytes,
    /// A stream.
    Stream(Box<Stream>),
}

/// A declared header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it is always there.
    pub required: bool,
    /// What it means.
    pub docs: Docs,
}
