//! Answers into streams of events.

use super::super::call::Call;
use super::super::error::{Error, Fault};
use super::super::event::{Event, UnknownEvent};
use super::super::json::{self, Json, JsonError};
use super::super::lines;
use super::super::operation::Operation;
use super::super::request::{Reading, Request};
use super::super::response::{Answer, AnswerKind, Head, Open, RawResponse, Response};
use super::super::sse::{self, Frame};
use super::frames::{Frames, Parser};
use super::shape::{Framing, Stream};
use super::{Decode, EventStream};

/// What an operation is that does not say what it streams.
static PLAIN: Stream = Stream::sse();

/// Output `events`: events of which the name tells the type.
fn events<T: Event + 'static>(answer: Answer) -> Result<Response<EventStream<T>>, Error> {
    opened(answer, Box::new(|frame| T::read(frame.event, frame.data).map(Some)))
}

/// Output `items`: events of one type. One without data is none, whatever its name is.
fn items<T: Json + 'static>(answer: Answer) -> Result<Response<EventStream<T>>, Error> {
    let decode = |frame: &Frame<'_>| -> Result<Option<T>, JsonError> {
        if frame.data.is_empty() { Ok(None) } else { json::from_str(frame.data).map(Some) }
    };
    opened(answer, Box::new(decode))
}

/// Output `frames`: events as the server sends them.
fn frames(answer: Answer) -> Result<Response<EventStream<UnknownEvent>>, Error> {
    events(answer)
}

impl<'c> Request<'c> {
    /// A call for events of which the name tells the type.
    pub fn for_events<T: Event + 'static, E: From<Error> + 'c>(self) -> Call<'c, EventStream<T>, E> {
        Call::new(self, Reading::Events, events)
    }

    /// A call for events of one type.
    pub fn for_items<T: Json + 'static, E: From<Error> + 'c>(self) -> Call<'c, EventStream<T>, E> {
        Call::new(self, Reading::Events, items)
    }

    /// A call for events as the server sends them.
    pub fn for_frames<E: From<Error> + 'c>(self) -> Call<'c, EventStream<UnknownEvent>, E> {
        Call::new(self, Reading::Events, frames)
    }
}

/// The stream of an answer.
pub(super) fn opened<T>(answer: Answer, decode: Decode<T>) -> Result<Response<EventStream<T>>, Error> {
    let limit = answer.max_event_bytes();
    let Open { head, body, .. } = entrance(answer)?;
    let shape = shape_of(head.operation);
    let parser = parser_of(&head, shape, limit, String::new());
    let frames = Frames::new(head.clone(), body, parser, shape, limit);
    Ok(head.with(EventStream::new(frames, decode)))
}

/// An answer that is a stream.
pub(super) fn entrance(answer: Answer) -> Result<Open, Error> {
    let open = match answer.kind {
        AnswerKind::Open(open) => open,
        AnswerKind::Whole(answer) => return Err(refused(answer)),
    };
    if let Some(encoding) = open.head.compression() {
        let fault = Fault::Compressed(encoding.to_owned());
        return Err(Error::about(RawResponse::new(open.head, bytes::Bytes::new()), fault));
    }
    Ok(open)
}

/// What is known of the streams of an operation.
pub(super) fn shape_of(operation: &Operation) -> &'static Stream {
    operation.events().unwrap_or(&PLAIN)
}

/// A parser for an answer that goes on behind the event with this id.
pub(super) fn parser_of(head: &Head, shape: &Stream, limit: usize, last_event_id: String) -> Parser {
    match framing(head, shape) {
        Framing::Sse => {
            let options = sse::ParserOptions { max_event_bytes: limit, dataless: shape.dataless, last_event_id };
            Parser::Sse(Box::new(sse::Parser::new(options)))
        }
        Framing::JsonLines => lines_of(lines::Framing::Lines, limit),
        Framing::JsonSequence => lines_of(lines::Framing::Sequence, limit),
    }
}

fn lines_of(framing: lines::Framing, limit: usize) -> Parser {
    let options = lines::ParserOptions { max_text_bytes: limit, ..lines::ParserOptions::new(framing) };
    Parser::Json(Box::new(lines::Parser::new(options)))
}

/// The framing that the server names, else the one that the document names: proxies and small servers call a stream
/// `text/plain`, or nothing.
fn framing(head: &Head, shape: &Stream) -> Framing {
    let received = head.content_type().unwrap_or_default().to_ascii_lowercase();
    match received.as_str() {
        "text/event-stream" => Framing::Sse,
        "application/jsonl" | "application/x-ndjson" | "application/ndjson" => Framing::JsonLines,
        "application/json-seq" => Framing::JsonSequence,
        _ => shape.framing,
    }
}

/// The answer was read whole, so it means failure or is no stream.
fn refused(answer: RawResponse) -> Error {
    if !answer.status().is_success() {
        return Error::about(answer, Fault::Status);
    }
    let expected = match answer.operation().events().unwrap_or(&PLAIN).framing {
        Framing::Sse => "text/event-stream",
        Framing::JsonLines => "application/jsonl",
        Framing::JsonSequence => "application/json-seq",
    };
    Error::about(answer, Fault::ContentType { expected })
}
