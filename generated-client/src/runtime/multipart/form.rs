//! Parts into one body.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::super::body::{Body, BodyBytes, ByteStream};
use super::super::encode::node::plain;
use super::super::json::{self, ToJson};
use super::super::transport_error::TransportError;
use super::{FilePart, Part};

/// A value that is sent as `multipart/form-data`.
pub trait MultipartBody {
    /// Adds the parts, in order.
    fn fill(&self, form: &mut Form);
}

/// A form of no parts yet.
#[derive(Clone, Debug)]
pub struct Form {
    boundary: String,
    head: String,
    /// What the document says of the parts that follow.
    declared: &'static [(&'static str, &'static str)],
    pieces: Vec<BodyBytes>,
}

impl Form {
    /// A form with a boundary that no content can guess.
    pub fn new() -> Self {
        let random = || RandomState::new().build_hasher().finish();
        let boundary = format!("{:016x}{:016x}", random(), random());
        Self { boundary, head: String::new(), declared: &[], pieces: Vec::new() }
    }

    /// Adds a file. One without a name of its own gets one, since servers tell files by it.
    pub fn file(&mut self, name: &str, file: &impl FilePart) {
        self.file_of_type(name, file, "application/octet-stream");
    }

    /// The same, with the type that the document names for files without one of their own.
    pub fn file_of_type(&mut self, name: &str, file: &impl FilePart, content_type: &str) {
        if let Some(mut part) = file.part() {
            part.file_name.get_or_insert_with(|| "file".to_owned());
            part.content_type.get_or_insert_with(|| content_type.to_owned());
            self.part(name, &part);
        }
    }

    /// Adds a part as it is: it has a file name or a type only if it was given one.
    pub fn part(&mut self, name: &str, part: &Part) {
        let content_type = part.content_type.as_deref().unwrap_or_default();
        self.begin(name, part.file_name.as_deref(), content_type, &part.headers);
        self.content(part.content.clone());
    }

    /// Gives these headers to all parts that follow, but for those that a part has itself.
    pub fn declare(&mut self, headers: &'static [(&'static str, &'static str)]) {
        self.declared = headers;
    }

    /// Adds a text: a string, number or boolean without quotes, anything else as JSON. `null` is the empty text.
    pub fn text(&mut self, name: &str, value: &dyn ToJson, content_type: Option<&str>) {
        let json = json::to_string(value);
        self.plain(name, &plain(&json).unwrap_or_default(), content_type.unwrap_or_default());
    }

    /// Adds a JSON text.
    pub fn json(&mut self, name: &str, value: &dyn ToJson, content_type: Option<&str>) {
        self.plain(name, &json::to_string(value), content_type.unwrap_or("application/json"));
    }

    /// Adds a text as it is.
    pub(super) fn plain(&mut self, name: &str, text: &str, content_type: &str) {
        self.begin(name, None, content_type, &[]);
        self.content(text.into());
    }

    /// Media type of the body, with the boundary.
    pub fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Whether the body can be sent more than once.
    pub fn is_replayable(&self) -> bool {
        self.pieces.iter().all(BodyBytes::is_replayable)
    }

    /// The body for one attempt; `None` if a part of it is a stream that was sent before.
    pub fn take(&self) -> Option<Body> {
        let end = if self.pieces.is_empty() {
            format!("--{}--\r\n", self.boundary)
        } else {
            format!("\r\n--{}--\r\n", self.boundary)
        };
        let end = Body::Bytes(Bytes::from(end));
        let bodies = self.pieces.iter().map(BodyBytes::take).chain([Some(end)]);
        let bodies = bodies.collect::<Option<VecDeque<_>>>()?;
        let length = bodies.iter().map(Body::length).try_fold(0_u64, |sum, length| sum.checked_add(length?));
        let streams = bodies.into_iter().map(Body::into_stream).collect();
        Some(Body::Stream { stream: ByteStream::new(Chain { streams }), length })
    }

    /// Begins a part. Quotes and line ends of a name are escaped as browsers do it (HTML standard, section 4.10.22.8).
    fn begin(&mut self, name: &str, file_name: Option<&str>, content_type: &str, headers: &[(String, String)]) {
        let start = if self.pieces.is_empty() { "" } else { "\r\n" };
        let mut head =
            format!("{start}--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        // Writing to a string does not fail.
        if let Some(file_name) = file_name {
            let _ = write!(head, "; filename=\"{}\"", quoted(file_name));
        }
        if !content_type.is_empty() {
            let _ = write!(head, "\r\nContent-Type: {}", one_line(content_type));
        }
        let is_own = |declared: &str| headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(declared));
        for (name, value) in self.declared.iter().filter(|(name, _)| !is_own(name)) {
            let _ = write!(head, "\r\n{}: {}", one_line(name), one_line(value));
        }
        for (name, value) in headers {
            let _ = write!(head, "\r\n{}: {}", one_line(name), one_line(value));
        }
        head.push_str("\r\n\r\n");
        self.head = head;
    }

    fn content(&mut self, content: BodyBytes) {
        let head = std::mem::take(&mut self.head);
        self.pieces.push(head.into());
        self.pieces.push(content);
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

impl MultipartBody for Form {
    fn fill(&self, form: &mut Form) {
        form.clone_from(self);
    }
}

impl<T: MultipartBody + ?Sized> MultipartBody for &T {
    fn fill(&self, form: &mut Form) {
        (**self).fill(form);
    }
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A line end would begin another header.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Bodies one after another.
struct Chain {
    streams: VecDeque<ByteStream>,
}

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(stream) = self.streams.front_mut() {
            match Pin::new(stream).poll_next(cx) {
                Poll::Ready(None) => drop(self.streams.pop_front()),
                other => return other,
            }
        }
        Poll::Ready(None)
    }
}
