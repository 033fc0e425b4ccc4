//! Bodies: what a request sends and what an answer brings, in memory or as a stream of bytes.
//!
//! No body is read or copied here unless asked for; how large one may be is told by the caller.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

pub use bytes::Bytes;
use bytes::BytesMut;
use futures_core::Stream;

use super::future::{BoxError, BoxStream, MaybeSend, MaybeSync};
use super::transport_error::{TransportError, TransportErrorKind};

/// Bytes that arrive bit by bit. Dropping it closes the exchange.
pub struct ByteStream {
    inner: BoxStream<'static, Result<Bytes, TransportError>>,
}

impl ByteStream {
    /// A body of an answer that comes from `stream`.
    pub fn new(stream: impl Stream<Item = Result<Bytes, TransportError>> + MaybeSend + 'static) -> Self {
        Self { inner: Box::pin(stream) }
    }

    /// A body that is there already.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        let bytes: Bytes = bytes.into();
        Self::new(Once(Some(bytes).filter(|bytes| !bytes.is_empty())))
    }

    /// The next bytes; `None` at the end of the body.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.inner.as_mut().poll_next(cx)).await
    }

    /// Reads the whole body into memory; an error if it has more than `limit` bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut read = Gathered::default();
        if read.gather(&mut self, limit).await? {
            return Ok(read.into_bytes());
        }
        Err(TransportError::new(TransportErrorKind::TooLarge, format!("it has more than {limit} bytes")))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.inner.as_mut().poll_next(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ByteStream")
    }
}

/// What was read of a body: one piece stays as it came, only more of them are copied.
#[derive(Default)]
pub(super) struct Gathered {
    first: Bytes,
    all: BytesMut,
}

impl Gathered {
    /// Reads up to `limit` bytes, and says whether that was the whole body. What comes before an error is kept.
    pub(super) async fn gather<S>(&mut self, body: &mut S, limit: usize) -> Result<bool, TransportError>
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Unpin,
    {
        while let Some(chunk) = poll_fn(|cx| Pin::new(&mut *body).poll_next(cx)).await {
            if !self.push(chunk?, limit) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Adds as much of `chunk` as there is room for, and says whether that was all.
    fn push(&mut self, mut chunk: Bytes, limit: usize) -> bool {
        let length = chunk.len();
        chunk.truncate(limit.saturating_sub(self.first.len().max(self.all.len())));
        let fits = chunk.len() == length;
        if self.first.is_empty() {
            self.first = chunk;
        } else {
            if self.all.is_empty() {
                self.all.extend_from_slice(&self.first);
            }
            self.all.extend_from_slice(&chunk);
        }
        fits
    }

    /// All of it.
    pub(super) fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

/// Bytes as a stream of one chunk.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// The body of one request on its way to the transport.
#[derive(Debug)]
#[non_exhaustive]
pub enum Body {
    /// No body at all.
    Empty,

    /// A body in memory.
    Bytes(Bytes),

    /// A body that is read while it is sent.
    Stream {
        /// The bytes.
        stream: ByteStream,

        /// How many there are, where that is known.
        length: Option<u64>,
    },
}

impl Body {
    /// How many bytes the body has, where that is known.
    pub fn length(&self) -> Option<u64> {
        match self {
            Self::Empty => Some(0),
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream { length, .. } => *length,
        }
    }

    /// The body as a stream.
    pub fn into_stream(self) -> ByteStream {
        match self {
            Self::Empty => ByteStream::from_bytes(Bytes::new()),
            Self::Bytes(bytes) => ByteStream::from_bytes(bytes),
            Self::Stream { stream, .. } => stream,
        }
    }
}

/// The content of a request body or of one part of it. Cloning shares it.
///
/// Bytes can be sent again when a request is retried or redirected; a stream is sent once.
#[derive(Clone)]
pub struct BodyBytes {
    content: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream { stream: Arc<Mutex<Option<ByteStream>>>, length: Option<u64> },
    Source { open: Arc<dyn Source>, length: Option<u64> },
}

/// What opens a stream for each attempt.
trait Source: MaybeSend + MaybeSync {
    fn open(&self) -> ByteStream;
}

impl<F: Fn() -> ByteStream + MaybeSend + MaybeSync> Source for F {
    fn open(&self) -> ByteStream {
        self()
    }
}

impl BodyBytes {
    /// Content that is read from `stream` while it is sent. With a `length` it is announced to the server, and `stream`
    /// must yield as many bytes.
    pub fn stream<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream = ByteStream::new(Upload(Box::pin(stream)));
        Self { content: Content::Stream { stream: Arc::new(Mutex::new(Some(stream))), length } }
    }

    /// Content that is read from a stream which `open` gives anew for each attempt, so that it can be sent again.
    pub fn source(open: impl Fn() -> ByteStream + MaybeSend + MaybeSync + 'static, length: Option<u64>) -> Self {
        Self { content: Content::Source { open: Arc::new(open), length } }
    }

    /// Whether it can be sent more than once.
    pub fn is_replayable(&self) -> bool {
        matches!(self.content, Content::Bytes(_) | Content::Source { .. })
    }

    /// The bytes, if they are in memory.
    #[cfg(feature = "client")]
    pub(super) fn whole(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream { .. } | Content::Source { .. } => None,
        }
    }

    /// How many bytes there are, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream { length, .. } | Content::Source { length, .. } => *length,
        }
    }

    /// The content for one attempt; `None` if it is a stream that was sent before.
    pub fn take(&self) -> Option<Body> {
        match &self.content {
            Content::Bytes(bytes) => Some(Body::Bytes(bytes.clone())),
            Content::Stream { stream, length } => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                Some(Body::Stream { stream, length: *length })
            }
            Content::Source { open, length } => Some(Body::Stream { stream: open.open(), length: *length }),
        }
    }
}

/// A stream of the user's as one of ours.
struct Upload<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Upload<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.0.as_mut().poll_next(cx)) {
            Some(Ok(bytes)) => Some(Ok(bytes.into())),
            Some(Err(error)) => Some(Err(TransportError::new(TransportErrorKind::RequestBody, error))),
            None => None,
        })
    }
}

impl From<Bytes> for BodyBytes {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes) }
    }
}

impl From<Vec<u8>> for BodyBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for BodyBytes {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for BodyBytes {
    fn from(text: &str) -> Self {
        Bytes::copy_from_slice(text.as_bytes()).into()
    }
}

impl From<&[u8]> for BodyBytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<ByteStream> for BodyBytes {
    /// A download as an upload.
    fn from(stream: ByteStream) -> Self {
        Self { content: Content::Stream { stream: Arc::new(Mutex::new(Some(stream))), length: None } }
    }
}

/// Equal bytes, or the same stream.
impl PartialEq for BodyBytes {
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Bytes(left), Content::Bytes(right)) => left == right,
            (Content::Stream { stream: left, .. }, Content::Stream { stream: right, .. }) => Arc::ptr_eq(left, right),
            (Content::Source { open: left, .. }, Content::Source { open: right, .. }) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

/// The content is the user's: only its size is shown.
impl fmt::Debug for BodyBytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "BodyBytes({length} bytes)"),
            None => formatter.write_str("BodyBytes(a stream)"),
        }
    }
}
