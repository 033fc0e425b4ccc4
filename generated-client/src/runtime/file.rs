//! Files, and readers of tokio, as content to send: read while they are sent, never whole.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use super::body::{BodyBytes, ByteStream};
use super::future::{BoxFuture, MaybeSend};
use super::transport_error::{TransportError, TransportErrorKind};

/// So much is read at once.
const PIECE: usize = 64 * 1024;

impl BodyBytes {
    /// The content of a file. It is opened for each attempt, so the request can be sent again; an error if it cannot be
    /// opened now, or is no file.
    pub async fn file(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let about = File::open(&path).await?.metadata().await?;
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let open = move || {
            let path = path.clone();
            ByteStream::new(Pieces::Opening(Box::pin(File::open(path))))
        };
        Ok(Self::source(open, Some(about.len())))
    }

    /// What a reader gives. It can be sent once. A known `length` is announced to the server.
    pub fn reader(reader: impl AsyncRead + MaybeSend + 'static, length: Option<u64>) -> Self {
        Self::stream(Pieces::Reading(Box::pin(reader)), length)
    }
}

/// The pieces of a file or of what a reader gives.
enum Pieces<R> {
    Opening(BoxFuture<'static, io::Result<R>>),
    Reading(Pin<Box<R>>),
}

impl<R: AsyncRead> Pieces<R> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        loop {
            match self {
                Self::Opening(opening) => {
                    let reader = ready!(opening.as_mut().poll(cx))?;
                    *self = Self::Reading(Box::pin(reader));
                }
                Self::Reading(reader) => {
                    let mut piece = vec![0; PIECE];
                    let mut buffer = ReadBuf::new(&mut piece);
                    ready!(reader.as_mut().poll_read(cx, &mut buffer))?;
                    let length = buffer.filled().len();
                    piece.truncate(length);
                    return Poll::Ready(Ok(piece.into()));
                }
            }
        }
    }
}

impl<R: AsyncRead> Stream for Pieces<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.poll(cx)) {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => Some(Ok(piece)),
            Err(error) => Some(Err(TransportError::new(TransportErrorKind::RequestBody, error))),
        })
    }
}
