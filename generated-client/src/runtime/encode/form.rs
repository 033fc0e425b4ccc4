//! Objects as `application/x-www-form-urlencoded`.

use super::super::parameter::{FieldEncoding, Parameter};
use super::expand::pairs;
use super::node::{Node, plain};
use super::percent::{Keep, encoded};

/// A body: the members of the object that `json` denotes. A member without an encoding is written as text if it is a
/// scalar, item by item if it is an array, and as JSON if it is an object (OpenAPI 3.1.1, section 4.8.15).
pub(in super::super) fn form_body(json: &str, encodings: &[FieldEncoding]) -> String {
    let Node::Object(members) = Node::of(json) else { return String::new() };
    let fields =
        members.iter().filter_map(|(name, value)| match encodings.iter().find(|encoding| encoding.name() == name) {
            Some(encoding) if encoding.is_styled() => {
                let keep = if encoding.form().allow_reserved { Keep::ReservedInQuery } else { Keep::Form };
                pairs(name, encoding.form(), value, keep)
            }
            Some(encoding) if encoding.form().json => Some(pair(name, value)),
            _ => usual(name, value),
        });
    fields.collect::<Vec<_>>().join("&")
}

/// A whole query: JSON, or the members of an object as in a form.
pub(in super::super) fn query_string(parameter: &Parameter, json: &str) -> String {
    if parameter.form().json { encoded(json, Keep::Unreserved) } else { form_body(json, parameter.own_fields()) }
}

fn usual(name: &str, json: &str) -> Option<String> {
    let items = match Node::of(json) {
        Node::Array(items) => items,
        _ => vec![json],
    };
    let pairs: Vec<_> = items.into_iter().filter_map(plain).map(|text| pair(name, &text)).collect();
    Some(pairs.join("&")).filter(|text| !text.is_empty())
}

fn pair(name: &str, text: &str) -> String {
    format!("{}={}", encoded(name, Keep::Form), encoded(text, Keep::Form))
}
