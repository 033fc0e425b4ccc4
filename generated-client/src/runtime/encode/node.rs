//! JSON text, taken apart by one level.

use std::borrow::Cow;

use super::super::json::{Kind, Reader};

/// A value whose items and members are still JSON text.
#[derive(Debug, PartialEq)]
pub(in super::super) enum Node<'a> {
    /// `null`
    Null,
    /// A string without its quotes, a number, a boolean.
    Scalar(Cow<'a, str>),
    Array(Vec<&'a str>),
    Object(Vec<(String, &'a str)>),
}

impl<'a> Node<'a> {
    /// Takes `json` apart. What is no JSON (nobody writes that) stays as it is.
    pub(in super::super) fn of(json: &'a str) -> Self {
        Self::read(json).unwrap_or(Self::Scalar(Cow::Borrowed(json)))
    }

    fn read(json: &'a str) -> Option<Self> {
        let mut reader = Reader::new(json);
        Some(match reader.kind().ok()? {
            Kind::Null => Self::Null,
            Kind::String => Self::Scalar(reader.string().ok()?),
            Kind::Number => Self::Scalar(Cow::Borrowed(reader.number().ok()?)),
            Kind::Boolean => Self::Scalar(Cow::Borrowed(if reader.boolean().ok()? { "true" } else { "false" })),
            Kind::Array => {
                let mut items = Vec::new();
                reader
                    .array(&mut |item| {
                        items.push(item.raw()?);
                        Ok(())
                    })
                    .ok()?;
                Self::Array(items)
            }
            Kind::Object => {
                let mut members = Vec::new();
                reader
                    .object(&mut |name, value| {
                        members.push((name.to_owned(), value.raw()?));
                        Ok(())
                    })
                    .ok()?;
                Self::Object(members)
            }
        })
    }
}

/// `json` as plain text: a scalar without quotes, anything else as it is; nothing for `null`.
pub(in super::super) fn plain(json: &str) -> Option<Cow<'_, str>> {
    match Node::of(json) {
        Node::Null => None,
        Node::Scalar(text) => Some(text),
        Node::Array(_) | Node::Object(_) => Some(Cow::Borrowed(json)),
    }
}
