//! The bridge to `openapiv3`, whose types some servers build in memory and which is a second opinion about 3.0.
//!
//! It is no front end: it reads 3.0 only and keeps less than a document says.

mod compare;
mod outline_document;
mod outline_value;

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;

/// What a document says of each place in one line: the common language of two readers.
type Outline = BTreeMap<String, String>;

/// A place about which two readers of the same document disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The place, in words: `GET /books 200 application/json`.
    pub place: String,
    /// What this reader says; nothing where it knows no such place.
    pub ours: Option<String>,
    /// What `openapiv3` says.
    pub theirs: Option<String>,
}

/// The value tree of a document that a server built in memory, for [`super::read`].
///
/// It fails where a value of the user's own (an example, an extension) cannot be written as JSON.
pub fn to_value(document: &openapiv3::OpenAPI) -> Result<Value, serde_json::Error> {
    serde_json::to_value(document)
}

/// What `openapiv3` makes of a 3.0 document; the error says what it cannot read.
pub fn check_30(value: &Value) -> Result<openapiv3::OpenAPI, serde_json::Error> {
    serde::Deserialize::deserialize(value)
}

/// Compares the two readings of a 3.0 document: paths, methods, parameters, media types and the shapes of schemas.
///
/// It fails where `openapiv3` cannot read the document.
pub fn disagreements(value: &Value, document: &Document<'_>) -> Result<Vec<Disagreement>, serde_json::Error> {
    let theirs = outline_value::outline(&to_value(&check_30(value)?)?);
    Ok(compare::compare(outline_document::outline(document), theirs))
}
