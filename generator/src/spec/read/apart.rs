//! Reads one schema by itself, for those that want to know of keywords whose place alone the model keeps.

use serde_json::Value;

use super::{Cx, Node};
use crate::pointer::Pointer;
use crate::spec::{Schema, Version};

/// The schema at a place of a document; what is wrong with it was reported when the document was read, or is of no
/// concern to anybody.
pub(crate) fn schema_at<'a>(root: &'a Value, version: Version<'_>, at: &Pointer) -> Option<Schema<'a>> {
    let value = at.lookup(root)?;
    let mut cx = Cx::new(root, version.minor);
    Some(super::schema::schema(&mut cx, &Node { value, at: at.clone() }))
}
