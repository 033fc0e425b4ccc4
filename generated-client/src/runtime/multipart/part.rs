//! One part of a form: content, and what is said about it.

use std::fmt;

use bytes::Bytes;
use futures_core::Stream;

use super::super::body::BodyBytes;
use super::super::future::{BoxError, MaybeSend};

/// A file or another piece of content to upload.
///
/// Cloning shares the content. `Debug` shows its size, never the content or the value of a header.
#[derive(Clone, PartialEq)]
pub struct Part {
    pub(super) content: BodyBytes,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

impl Part {
    /// A part of these bytes.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(bytes.into())
    }

    /// A part of this text; its type is `text/plain` unless told otherwise.
    pub fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self::new(text).content_type("text/plain; charset=utf-8")
    }

    /// A part that is read while it is sent, and so can be sent once. A known `length` is announced to the server.
    pub fn stream<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::new(BodyBytes::stream(stream, length))
    }

    /// A part of any content.
    pub fn new(content: impl Into<BodyBytes>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None, headers: Vec::new() }
    }

    /// Name of the file, without folders.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Media type of the content, such as `application/pdf`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// A further header of the part.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("content", &self.content)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .finish()
    }
}

impl From<Vec<u8>> for Part {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<Bytes> for Part {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

/// A value that can be a file of a form.
pub trait FilePart {
    /// The part that it is; none where there is no file.
    fn part(&self) -> Option<Part>;
}

impl FilePart for Part {
    fn part(&self) -> Option<Part> {
        Some(self.clone())
    }
}

impl FilePart for Bytes {
    fn part(&self) -> Option<Part> {
        Some(Part::new(self.clone()))
    }
}

impl<T: FilePart> FilePart for Option<T> {
    fn part(&self) -> Option<Part> {
        self.as_ref().and_then(T::part)
    }
}
