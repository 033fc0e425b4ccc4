//! Streams of typed events over the bytes of an answer.
//!
//! A stream is pulled: no task runs behind it, so nothing is read before it is asked for, and dropping it closes the
//! connection. It tells an end that the server meant from one that it did not, and it never connects again unless it was
//! asked to.

mod deltas;
mod failure;
mod frames;
mod limit;
mod open;
mod shape;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use self::failure::{Excerpt, StreamFailure};
use self::frames::{Frames, Step};
use super::error::Error;
use super::error::show::excerpt;
use super::event::UnknownEvent;
use super::json::JsonError;
use super::sse::Frame;

pub use self::deltas::{Delta, Deltas};
pub use self::shape::Stream;

/// How a frame becomes an event; `None` passes over it.
type Decode<T> = Box<dyn FnMut(&Frame<'_>) -> Result<Option<T>, JsonError> + Send>;

/// What is added to an event once its frame has been let go.
type Complete<T> = Box<dyn Fn(&mut T, &Frames) + Send>;

/// Events as they arrive.
///
/// An event that cannot be decoded is an error, and the stream goes on, unless it is [`strict`](Self::strict); after any
/// other error it has ended. Where the document says how a stream ends, an end without that is an error too: see [`Error::is_truncated`].
#[must_use = "a stream does nothing until it is asked for events"]
pub struct EventStream<T> {
    frames: Box<Frames>,
    decode: Decode<T>,
    complete: Option<Complete<T>>,
    is_strict: bool,
}

/// How a stream has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// By an event after which nothing comes.
    Terminal,

    /// By the data that marks the end, such as `[DONE]`.
    Sentinel,

    /// With the body, where nothing else was to be expected.
    Body,

    /// By an error.
    Failed,
}

/// An event together with what the server said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithMeta<T> {
    /// The event.
    pub event: T,

    /// Its name, `message` where the server gave none; empty in a stream of JSON texts.
    pub name: String,

    /// The last event id at this point of the stream; empty where there is none.
    pub id: String,

    /// How long the server wants to be left alone before the next connection, as it has last said.
    pub retry: Option<Duration>,
}

impl<T> EventStream<T> {
    fn new(frames: Frames, decode: Decode<T>) -> Self {
        Self { frames: Box::new(frames), decode, complete: None, is_strict: false }
    }

    /// The same stream; it ends with the first event that cannot be decoded.
    pub fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// The next event; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    /// The next event; `None` when the stream has ended. For use with `?`.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// The same stream, its events as the server sends them.
    pub fn raw(self) -> EventStream<UnknownEvent> {
        EventStream {
            frames: self.frames,
            decode: Box::new(|frame| Ok(Some(UnknownEvent::new(frame.event, frame.data)))),
            complete: None,
            is_strict: self.is_strict,
        }
    }

    /// The same stream, each event with its name and id.
    pub fn with_meta(self) -> EventStream<WithMeta<T>>
    where
        T: 'static,
    {
        let Self { frames, mut decode, complete, is_strict } = self;
        let with_meta = move |frame: &Frame<'_>| {
            let event = decode(frame)?;
            let (name, id) = (frame.event.to_owned(), frame.id.to_owned());
            Ok(event.map(|event| WithMeta { event, name, id, retry: None }))
        };
        let with_retry = move |event: &mut WithMeta<T>, frames: &Frames| {
            event.retry = frames.retry();
            if let Some(complete) = &complete {
                complete(&mut event.event, frames);
            }
        };
        EventStream { frames, decode: Box::new(with_meta), complete: Some(Box::new(with_retry)), is_strict }
    }

    /// How the stream has ended, if it has.
    pub fn end(&self) -> Option<End> {
        self.frames.end
    }

    /// How many events the server has sent so far.
    pub fn events_seen(&self) -> u64 {
        self.frames.seen
    }

    /// The last event id so far; empty where there is none.
    pub fn last_event_id(&self) -> &str {
        self.frames.last_event_id()
    }

    /// How long the server wants to be left alone before the next connection.
    pub fn retry(&self) -> Option<Duration> {
        self.frames.retry()
    }

    /// How many comments the server has sent so far; they tell that it is alive.
    pub fn comments_seen(&self) -> u64 {
        self.frames.comments_seen()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let Self { frames, decode, complete, is_strict } = self;
        loop {
            let mut outcome = Ok(None);
            let step = frames.poll(cx, &mut |frame| {
                outcome = decode(frame).map_err(|error| StreamFailure::Decode {
                    event: frame.event.to_owned(),
                    excerpt: Excerpt(excerpt(frame.data.as_bytes(), error.offset())),
                    error,
                });
            });
            let failure = match ready!(step) {
                Step::Ended => return Poll::Ready(None),
                Step::Failed(failure) => failure,
                Step::Frame => match outcome {
                    Ok(Some(mut event)) => {
                        if let Some(complete) = complete {
                            complete(&mut event, frames);
                        }
                        return Poll::Ready(Some(Ok(event)));
                    }
                    Ok(None) => continue,
                    Err(failure) => failure,
                },
            };
            if *is_strict {
                frames.stop(End::Failed);
            }
            return Poll::Ready(Some(Err(frames.error(failure))));
        }
    }
}

impl<T> futures_core::Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T> futures_core::stream::FusedStream for EventStream<T> {
    fn is_terminated(&self) -> bool {
        self.frames.end.is_some()
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("events_seen", &self.events_seen())
            .field("end", &self.end())
            .finish_non_exhaustive()
    }
}
