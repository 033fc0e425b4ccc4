//! Operations, their bodies and their answers.

use super::{Extensions, Header, MediaType, Parameter, PathItem, RefOr, Requirement, Server};
use crate::pointer::Pointer;
use serde_json::Value;

/// An operation.
#[derive(Debug)]
pub struct Operation<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// The method in capitals, such as `GET`; any token (3.2).
    pub method: String,
    /// `operationId`.
    pub operation_id: Option<&'a str>,
    /// `tags`.
    pub tags: Vec<&'a str>,
    /// `summary`.
    pub summary: Option<&'a str>,
    /// `description`.
    pub description: Option<&'a str>,
    /// `parameters`, without those of the path item.
    pub parameters: Vec<RefOr<'a, Parameter<'a>>>,
    /// `requestBody`.
    pub request_body: Option<RefOr<'a, RequestBody<'a>>>,
    /// `responses`.
    pub responses: Responses<'a>,
    /// `callbacks`.
    pub callbacks: Vec<(&'a str, RefOr<'a, Callback<'a>>)>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `security`; `None` where absent, so that the root's holds.
    pub security: Option<Vec<Requirement<'a>>>,
    /// `servers`; empty where none are declared.
    pub servers: Vec<Server<'a>>,
    /// Extensions, `x-stream` and vendors' streaming keys among them.
    pub extensions: Extensions<'a>,
}

/// A request body.
#[derive(Debug)]
pub struct RequestBody<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Whether it must be sent.
    pub required: bool,
    /// Media types in document order.
    pub content: Vec<(&'a str, RefOr<'a, MediaType<'a>>)>,
}

/// The answers of an operation, in document order.
pub type Responses<'a> = Vec<(StatusKey, RefOr<'a, Response<'a>>)>;

/// The key of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusKey {
    /// One status code.
    Code(u16),
    /// A range: 2 for `2XX`.
    Range(u8),
    /// `default`.
    Default,
}

/// An answer.
#[derive(Debug)]
pub struct Response<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// One line (3.2).
    pub summary: Option<&'a str>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// Headers in document order.
    pub headers: Vec<(&'a str, RefOr<'a, Header<'a>>)>,
    /// Media types in document order; empty where there is no body.
    pub content: Vec<(&'a str, RefOr<'a, MediaType<'a>>)>,
    /// Links in document order.
    pub links: Vec<(&'a str, RefOr<'a, Link<'a>>)>,
}

/// A link (kept for pagination).
#[derive(Debug)]
pub struct Link<'a> {
    /// `operationId`.
    pub operation_id: Option<&'a str>,
    /// `operationRef`.
    pub operation_ref: Option<&'a str>,
    /// `parameters`.
    pub parameters: Vec<(&'a str, &'a Value)>,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
}

/// A callback: expressions and the path items behind them.
#[derive(Debug)]
pub struct Callback<'a> {
    /// Path items; `template` holds the runtime expression.
    pub items: Vec<PathItem<'a>>,
}
