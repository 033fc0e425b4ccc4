//! The understand stage: turns a value tree into a [`Document`], one JSON-Schema-2020-12-shaped model for OpenAPI 3.0,
//! 3.1 and 3.2.
//!
//! It reads what is there in whatever version it stands and records every keyword it did not read. It does not decide
//! what becomes of anything: that is `lower`.

mod document;
mod dump;
pub mod interop;
mod media_type;
mod normalize;
mod operation;
mod parameter;
mod paths;
mod read;
mod reference;
mod resolve;
mod schema;
mod security;

pub use document::{
    Components, Contact, Document, Info, Keyword, License, Server, ServerVariable, Tag, Unread, Version,
};
pub use media_type::{Encoding, Example, MediaType, StreamHints};
pub use normalize::normalize_to_30;
pub use operation::{Callback, Link, Operation, RequestBody, Response, Responses, StatusKey};
pub use parameter::{Header, Location, Parameter, ParameterValue, Style};
pub use paths::PathItem;
pub use read::{IGNORED, Ignored, read};
pub(crate) use read::{nearest, schema_at};
pub use reference::RefOr;
pub use schema::{Bounds, Discriminator, Rare, Schema, Types};
pub use security::{OauthFlow, OauthFlows, Requirement, SecurityKind, SecurityScheme};

/// Extension members (`x-…`) of an object, in document order.
pub type Extensions<'a> = Vec<(&'a str, &'a serde_json::Value)>;
