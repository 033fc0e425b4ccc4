//! Bytes into frames, and the end of a stream told from its breaking off. Nothing here knows the type of an event.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use futures_core::Stream as _;

use super::super::body::ByteStream;
use super::super::error::show::excerpt;
use super::super::error::{Error, Fault};
use super::super::event::UnknownEvent;
use super::super::future::MaybeSend;
use super::super::json::{JsonError, JsonErrorKind, Kind, Reader};
use super::super::lines;
use super::super::response::{Head, RawResponse};
use super::super::sse::{self, EventTooLarge, Frame};
use super::super::transport_error::{TransportError, TransportErrorKind};
use super::End;
use super::failure::{Excerpt, StreamFailure};
use super::shape::Stream;

/// A body being read frame by frame.
pub(super) struct Frames {
    pub(super) head: Head,
    /// Gone when the stream has ended.
    pub(super) body: Option<ByteStream>,
    pub(super) chunk: Bytes,
    pub(super) parser: Parser,
    pub(super) shape: &'static Stream,
    /// How large an event may be.
    pub(super) limit: usize,
    pub(super) end: Option<End>,
    pub(super) seen: u64,
    /// What earlier connections have brought.
    pub(super) retry_before: Option<Duration>,
    pub(super) comments_before: u64,
    /// What goes on with a stream that breaks off.
    pub(super) again: Option<Box<dyn Again>>,
}

/// What goes on with a stream that breaks off.
pub(super) trait Again: MaybeSend {
    /// Lends the next frame to `visit`, from this connection or from another.
    fn poll(&mut self, frames: &mut Frames, cx: &mut Context<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Poll<Step>;
}

/// A parser of either kind.
pub(super) enum Parser {
    Sse(Box<sse::Parser>),
    Json(Box<lines::Parser>),
}

/// What became of asking for a frame.
pub(super) enum Step {
    /// A frame was lent.
    Frame,
    /// Something is wrong; unless it is only this frame, the stream has ended.
    Failed(StreamFailure),
    /// The stream has ended.
    Ended,
}

/// What a frame means.
enum Meaning {
    Event,
    Last,
    Sentinel,
    Failure(UnknownEvent),
}

/// What the parser made of the chunk.
enum Parsed {
    Frame(Meaning),
    Wrong(StreamFailure),
    Nothing,
}

impl Frames {
    pub(super) fn new(head: Head, body: ByteStream, parser: Parser, shape: &'static Stream, limit: usize) -> Self {
        Self {
            head,
            body: Some(body),
            chunk: Bytes::new(),
            parser,
            shape,
            limit,
            end: None,
            seen: 0,
            retry_before: None,
            comments_before: 0,
            again: None,
        }
    }

    /// Lends the next frame to `visit`, if it is an event.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Poll<Step> {
        let Some(mut again) = self.again.take() else { return self.read(cx, visit) };
        let step = again.poll(self, cx, visit);
        self.again = Some(again);
        step
    }

    /// Lends the next frame of this connection.
    pub(super) fn read(&mut self, cx: &mut Context<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Poll<Step> {
        loop {
            if self.end.is_some() {
                return Poll::Ready(Step::Ended);
            }
            match self.parse(visit) {
                Ok(Parsed::Frame(meaning)) => return Poll::Ready(self.obey(meaning, cx)),
                Ok(Parsed::Wrong(failure)) => return Poll::Ready(Step::Failed(failure)),
                Ok(Parsed::Nothing) => {}
                Err(EventTooLarge { .. }) => return Poll::Ready(self.too_large()),
            }
            let body = self.body.as_mut().map(|body| Pin::new(body).poll_next(cx));
            match ready!(body.unwrap_or(Poll::Ready(None))) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => return Poll::Ready(self.broken(error)),
                None => {
                    self.body = None;
                    return Poll::Ready(self.finish(visit));
                }
            }
        }
    }

    /// An error about this stream.
    pub(super) fn error(&self, failure: StreamFailure) -> Error {
        let answer = RawResponse::new(self.head.clone(), Bytes::new());
        Error::about(answer, Fault::Part(Box::new(failure)))
    }

    pub(super) fn last_event_id(&self) -> &str {
        match &self.parser {
            Parser::Sse(parser) => {
                // A NUL marks an id that comes from an earlier connection.
                let id = parser.last_event_id();
                id.strip_prefix('\0').unwrap_or(id)
            }
            Parser::Json(_) => "",
        }
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        match &self.parser {
            Parser::Sse(parser) => parser.retry().or(self.retry_before),
            Parser::Json(_) => None,
        }
    }

    pub(super) fn comments_seen(&self) -> u64 {
        match &self.parser {
            Parser::Sse(parser) => parser.comments_seen().saturating_add(self.comments_before),
            Parser::Json(_) => 0,
        }
    }

    /// Reads on in the chunk.
    fn parse(&mut self, visit: &mut dyn FnMut(&Frame<'_>)) -> Result<Parsed, EventTooLarge> {
        let Self { chunk, parser, shape, seen, .. } = self;
        let mut rest = &chunk[..];
        let parsed = match parser {
            Parser::Sse(parser) => match parser.next(&mut rest)? {
                Some(frame) => lend(shape, seen, &frame, visit),
                None => Parsed::Nothing,
            },
            Parser::Json(parser) => match parser.next(&mut rest)? {
                Some(text) => lend_text(shape, seen, text, visit),
                None => Parsed::Nothing,
            },
        };
        let used = chunk.len().saturating_sub(rest.len());
        chunk.advance(used);
        Ok(parsed)
    }

    fn obey(&mut self, meaning: Meaning, cx: &mut Context<'_>) -> Step {
        match meaning {
            Meaning::Event => Step::Frame,
            Meaning::Last => {
                self.close(End::Terminal, cx);
                Step::Frame
            }
            Meaning::Sentinel => {
                self.close(End::Sentinel, cx);
                Step::Ended
            }
            Meaning::Failure(event) => self.fail(StreamFailure::ServerEvent(event)),
        }
    }

    /// The body has ended: was that the end of the stream? Some servers forget the blank line after the last event, so a
    /// sentinel counts without one.
    fn finish(&mut self, visit: &mut dyn FnMut(&Frame<'_>)) -> Step {
        let Self { parser, shape, seen, .. } = self;
        let mut step = None;
        let mid_event = match parser {
            Parser::Sse(parser) => {
                let done = shape.done.map(str::as_bytes);
                if done.is_some() && parser.unfinished_data() == done {
                    return self.stop(End::Sentinel);
                }
                parser.is_mid_event()
            }
            Parser::Json(parser) => match parser.finish() {
                Ok(Some(text)) if is_cut(shape, text) => true,
                Ok(Some(text)) => {
                    step = Some(lend_text(shape, seen, text, visit));
                    false
                }
                Ok(None) => false,
                Err(EventTooLarge { .. }) => return self.too_large(),
            },
        };
        match step {
            // The next call comes here again, and finds nothing.
            Some(Parsed::Frame(Meaning::Event)) => return Step::Frame,
            Some(Parsed::Wrong(failure)) => return Step::Failed(failure),
            Some(Parsed::Frame(Meaning::Failure(event))) => return self.fail(StreamFailure::ServerEvent(event)),
            Some(Parsed::Frame(Meaning::Sentinel)) => return self.stop(End::Sentinel),
            Some(Parsed::Frame(Meaning::Last)) => {
                self.stop(End::Terminal);
                return Step::Frame;
            }
            Some(Parsed::Nothing) | None => {}
        }
        if mid_event || self.shape.announces_its_end() && !self.is_empty_by_status() {
            return self.fail(StreamFailure::Truncated { events_seen: self.seen, mid_event, source: None, note: None });
        }
        self.stop(End::Body)
    }

    /// An answer without content is a stream without events.
    pub(super) fn is_empty_by_status(&self) -> bool {
        matches!(self.head.status.as_u16(), 204 | 205)
    }

    fn broken(&mut self, error: TransportError) -> Step {
        let events_seen = self.seen;
        if error.kind() == TransportErrorKind::Idle {
            return self.fail(StreamFailure::Idle { events_seen, source: error });
        }
        let mid_event = match &self.parser {
            Parser::Sse(parser) => parser.is_mid_event(),
            Parser::Json(parser) => parser.is_mid_text(),
        };
        self.fail(StreamFailure::Truncated { events_seen, mid_event, source: Some(error), note: None })
    }

    fn too_large(&mut self) -> Step {
        self.fail(StreamFailure::TooLarge { what: "an event", limit: self.limit })
    }

    pub(super) fn fail(&mut self, failure: StreamFailure) -> Step {
        self.stop(End::Failed);
        Step::Failed(failure)
    }

    /// Ends the stream, and lets what is there already of the body go by, so that the connection may be used again.
    fn close(&mut self, end: End, cx: &mut Context<'_>) {
        const MOST: usize = 64 * 1024;
        let mut passed = 0;
        while let Some(body) = &mut self.body {
            match Pin::new(body).poll_next(cx) {
                Poll::Ready(Some(Ok(chunk))) if passed < MOST => passed += chunk.len(),
                _ => break,
            }
        }
        self.stop(end);
    }

    /// Ends the stream; one that has ended already stays as it is.
    pub(super) fn stop(&mut self, end: End) -> Step {
        self.body = None;
        self.chunk = Bytes::new();
        self.end.get_or_insert(end);
        Step::Ended
    }
}

/// Judges a frame, and lends it if it is an event.
fn lend(shape: &Stream, seen: &mut u64, frame: &Frame<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Parsed {
    let meaning = judge(shape, frame);
    if !matches!(meaning, Meaning::Sentinel) {
        *seen += 1;
    }
    if matches!(meaning, Meaning::Event | Meaning::Last) {
        visit(frame);
    }
    Parsed::Frame(meaning)
}

fn lend_text(shape: &Stream, seen: &mut u64, text: lines::Text<'_>, visit: &mut dyn FnMut(&Frame<'_>)) -> Parsed {
    let wrong = |message: &'static str, offset: usize| {
        let error = JsonError::new(JsonErrorKind::Utf8, message, offset);
        let excerpt = Excerpt(excerpt(text.json, offset));
        Parsed::Wrong(StreamFailure::Decode { event: String::new(), excerpt, error })
    };
    match std::str::from_utf8(text.json) {
        Ok(_) if text.truncated => wrong("the text may be the head of a longer one", text.json.len()),
        Ok(data) => lend(shape, seen, &Frame { event: "", data, id: "", dataless: false }, visit),
        Err(error) => wrong("the text is not UTF-8", error.valid_up_to()),
    }
}

/// Whether the last text of a body is the head of one that was longer. By its framing such a text is not told from a wrong
/// one: a last line needs no line feed.
fn is_cut(shape: &Stream, text: lines::Text<'_>) -> bool {
    let is_open = |json: &str| {
        let mut reader = Reader::new(json);
        let read = reader.skip().and_then(|()| reader.finish());
        shape.done != Some(json) && read.is_err_and(|error| error.kind() == JsonErrorKind::Syntax)
    };
    text.truncated || std::str::from_utf8(text.json).map_or_else(|error| error.error_len().is_none(), is_open)
}

/// What a frame means. The sentinel comes first: it is no JSON.
fn judge(shape: &Stream, frame: &Frame<'_>) -> Meaning {
    if !frame.dataless && shape.done == Some(frame.data) {
        return Meaning::Sentinel;
    }
    let by_member = shape.error_member.is_some_and(|member| has_member(frame.data, member));
    if by_member || shape.errors.contains(&frame.event) {
        return Meaning::Failure(UnknownEvent::new(frame.event, frame.data));
    }
    if shape.terminal.contains(&frame.event) { Meaning::Last } else { Meaning::Event }
}

/// Whether `data` is an object with this member, other than `null`. Most events have no such name in them at all.
fn has_member(data: &str, member: &str) -> bool {
    if memchr::memmem::find(data.as_bytes(), member.as_bytes()).is_none() {
        return false;
    }
    let mut found = false;
    let read = Reader::new(data).object(&mut |name, value| {
        found |= name == member && value.kind()? != Kind::Null;
        value.skip()
    });
    read.is_ok() && found
}
