//! Requests with a body of several parts.

use std::sync::Arc;

use super::super::body::Body;
use super::super::encode::node::Node;
use super::super::json::{self, ToJson};
use super::super::operation::FieldEncoding;
use super::super::request::{Content, Request};
use super::{Form, MultipartBody};

impl Request<'_> {
    /// A body of several parts.
    pub fn multipart(mut self, body: impl MultipartBody) -> Self {
        let mut form = Form::new();
        body.fill(&mut form);
        let media_type = form.media_type();
        self.parts.body = Some(Arc::new(form));
        self.content_type(&media_type)
    }

    /// A body of several parts, one for each member of an object; an array has a part for each item.
    pub fn multipart_json(self, body: &dyn ToJson, encodings: &[FieldEncoding]) -> Self {
        self.multipart(form_parts(&json::to_string(body), encodings))
    }
}

impl Content for Form {
    fn take(&self) -> Option<Body> {
        self.take()
    }

    fn is_replayable(&self) -> bool {
        self.is_replayable()
    }
}

/// The parts of a form: scalars as text, arrays item by item, objects as JSON.
fn form_parts(json: &str, encodings: &[FieldEncoding]) -> Form {
    let mut form = Form::new();
    let Node::Object(members) = Node::of(json) else { return form };
    for (name, value) in &members {
        let encoding = encodings.iter().find(|encoding| encoding.name() == name);
        let media_type = encoding.and_then(FieldEncoding::media_type);
        let items = match Node::of(value) {
            Node::Array(items) if encoding.is_none_or(|encoding| !encoding.form().json) => items,
            _ => vec![*value],
        };
        for item in items {
            match Node::of(item) {
                Node::Null => {}
                Node::Scalar(text) => form.plain(name, &text, media_type.unwrap_or_default()),
                Node::Array(_) | Node::Object(_) => form.plain(name, item, media_type.unwrap_or("application/json")),
            }
        }
    }
    form
}
