//! Those that parse: each reads all chunks and says what it found.

use std::convert::Infallible;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use eventsource_stream::Eventsource as _;
use futures_core::Stream;
use memchr::memchr2;

use crate::runtime::sse::{Parser as Specloom, ParserOptions};

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Events.
    pub(super) events: u64,

    /// Bytes of their data.
    pub(super) bytes: usize,
}

impl Tally {
    /// One more event.
    pub(super) fn add(&mut self, bytes: usize) {
        self.events += 1;
        self.bytes += bytes;
    }
}

/// A parser that takes part.
pub(super) struct Parser {
    /// As it is printed.
    pub(super) name: &'static str,

    /// Reads a stream.
    pub(super) read: fn(&[Bytes]) -> Tally,

    /// Finds no events.
    pub(super) is_limit: bool,

    /// Gets only the first eighth of the stream.
    pub(super) is_slow: bool,
}

/// All of them.
pub(super) const PARSERS: [Parser; 5] = [
    Parser { name: "specloom", read: specloom, is_limit: false, is_slow: false },
    Parser { name: "limit", read: limit, is_limit: true, is_slow: false },
    Parser { name: "eventsource-stream", read: eventsource_stream, is_limit: false, is_slow: true },
    Parser { name: "sse-stream", read: sse_stream, is_limit: false, is_slow: false },
    Parser { name: "sse-parse", read: sse_parse, is_limit: false, is_slow: false },
];

pub(super) fn specloom(chunks: &[Bytes]) -> Tally {
    let mut tally = Tally::default();
    let mut parser = Specloom::new(ParserOptions::default());
    for chunk in chunks {
        let mut rest = &chunk[..];
        while let Ok(Some(frame)) = parser.next(&mut rest) {
            tally.add(black_box(frame).data.len());
        }
    }
    tally
}

/// What no parser can do without: a search for the end of each line, and a look at whether all is UTF-8.
fn limit(chunks: &[Bytes]) -> Tally {
    for chunk in chunks {
        let mut rest = &chunk[..];
        while let Some(at) = memchr2(b'\n', b'\r', rest) {
            rest = &rest[black_box(at) + 1..];
        }
        // A character may be cut at the end of the chunk, which is no matter here.
        let _ = black_box(std::str::from_utf8(chunk));
    }
    Tally::default()
}

fn eventsource_stream(chunks: &[Bytes]) -> Tally {
    all(stream(chunks).eventsource(), |event| event.data.len())
}

fn sse_stream(chunks: &[Bytes]) -> Tally {
    all(sse_stream::SseByteStream::new(stream(chunks)), |event| event.data.as_ref().map_or(0, String::len))
}

/// Without its stream adapter, which only costs more.
fn sse_parse(chunks: &[Bytes]) -> Tally {
    let mut tally = Tally::default();
    let mut parser = sse_parse::SseParser::new();
    for chunk in chunks {
        parser.feed(chunk);
        while let Some(event) = parser.next_event() {
            tally.add(black_box(event).data.len());
        }
    }
    tally
}

/// The chunks as a stream that is always ready.
fn stream(chunks: &[Bytes]) -> impl Stream<Item = Result<Bytes, Infallible>> {
    futures_util::stream::iter(chunks.iter().cloned().map(Ok))
}

/// Takes all events of a stream that is always ready.
fn all<T, E>(stream: impl Stream<Item = Result<T, E>>, length: fn(&T) -> usize) -> Tally {
    let mut tally = Tally::default();
    let mut stream = pin!(stream);
    let mut context = Context::from_waker(Waker::noop());
    while let Poll::Ready(Some(Ok(event))) = stream.as_mut().poll_next(&mut context) {
        tally.add(length(&black_box(event)));
    }
    tally
}
