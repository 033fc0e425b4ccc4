//! The text of an answer as it comes: what is new in each event, whatever the event repeats.
//!
//! Where the text is, and whether events repeat what came before, is said by the document.

mod gather;
mod path;

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream as _;

use self::gather::Gatherer;
use super::super::call::Call;
use super::super::error::Error;
use super::super::future::BoxFuture;
use super::super::request::{Reading, Request};
use super::super::response::{Answer, Response};
use super::super::sse::Frame;
use super::failure::StreamFailure;
use super::open::opened;
use super::{Decode, End, EventStream};

/// New text of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delta {
    /// The number of the message, in the order in which messages begin.
    pub message: usize,

    /// The id of the message; empty where it has none.
    pub id: String,

    /// The text.
    pub text: String,

    /// Whether it stands in place of all that came before of this message, which the server has changed.
    pub replaces: bool,
}

/// The text of an answer as it comes.
#[must_use = "a stream does nothing until it is asked for text"]
pub struct Deltas {
    events: EventStream<Vec<Delta>>,
    ready: VecDeque<Delta>,
}

impl Deltas {
    /// The next piece of text; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<Result<Delta, Error>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    /// The next piece of text; `None` when the stream has ended. For use with `?`.
    pub async fn try_next(&mut self) -> Result<Option<Delta>, Error> {
        self.next().await.transpose()
    }

    /// Reads to the end, and gives the whole text: messages one after another, a blank line between them. Fails when it
    /// grows larger than an event may be.
    pub async fn text(mut self) -> Result<String, Error> {
        let limit = self.events.frames.limit;
        let mut messages = BTreeMap::<usize, String>::new();
        let mut size = 0_usize;
        while let Some(delta) = self.try_next().await? {
            let message = messages.entry(delta.message).or_default();
            if delta.replaces {
                size = size.saturating_sub(message.len());
                message.clear();
            }
            size = size.saturating_add(delta.text.len());
            if size > limit {
                return Err(self
                    .events
                    .frames
                    .error(StreamFailure::TooLarge { what: "the text of the stream", limit }));
            }
            message.push_str(&delta.text);
        }
        let messages: Vec<_> = messages.into_values().filter(|message| !message.is_empty()).collect();
        Ok(messages.join("\n\n"))
    }

    /// How the stream has ended, if it has.
    pub fn end(&self) -> Option<End> {
        self.events.end().filter(|_| self.ready.is_empty())
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Delta, Error>>> {
        loop {
            if let Some(delta) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(delta)));
            }
            match ready!(Pin::new(&mut self.events).poll_next(cx)) {
                Some(Ok(deltas)) => self.ready.extend(deltas),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl futures_core::Stream for Deltas {
    type Item = Result<Delta, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

/// The text is the user's: it is not shown.
impl fmt::Debug for Deltas {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Deltas").field("events", &self.events).finish_non_exhaustive()
    }
}

impl<T> EventStream<T> {
    /// The text of this stream as it comes; `None` where nothing says which member of an event is text.
    pub fn deltas(self) -> Option<Deltas> {
        let decode = decode(Gatherer::of(self.frames.shape)?);
        let Self { frames, is_strict, .. } = self;
        Some(Deltas::new(EventStream { frames, decode, complete: None, is_strict }))
    }
}

impl Deltas {
    fn new(events: EventStream<Vec<Delta>>) -> Self {
        Self { events, ready: VecDeque::new() }
    }
}

fn decode(mut gatherer: Gatherer) -> Decode<Vec<Delta>> {
    Box::new(move |frame: &Frame<'_>| gatherer.read(frame.data))
}

/// Output of `send_deltas`.
fn deltas(answer: Answer) -> Result<Response<Deltas>, Error> {
    let shape = answer.operation().events();
    let gatherer = shape.and_then(Gatherer::of);
    let gatherer = gatherer.ok_or_else(|| Error::invalid("nothing says which member of an event is text"))?;
    let Response { status, headers, body, retries } = opened(answer, decode(gatherer))?;
    Ok(Response { status, headers, body: Deltas::new(body), retries })
}

impl<'c> Request<'c> {
    /// A call for the text of the answer as it comes.
    pub fn for_deltas<E: From<Error> + 'c>(self) -> Call<'c, Deltas, E> {
        Call::new(self, Reading::Events, deltas)
    }

    /// Sends the request, and gives the whole text of the answer.
    pub fn send_text<E: From<Error> + 'c>(self) -> BoxFuture<'c, Result<String, E>> {
        let gathered = async move { self.for_deltas::<Error>().send().await?.text().await };
        Box::pin(async move { Ok(gathered.await?) })
    }
}
