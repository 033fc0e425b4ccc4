//! The headers of an answer and its body as they come, into as much of an answer as is wanted.
//!
//! Which answers are followed or asked for again is settled before.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, Entry, HeaderMap, LOCATION, SET_COOKIE};

use super::body::{ByteStream, Gathered};
use super::client::Settings;
use super::clock::NotIdle;
use super::error::{Error, Fault};
use super::request::Reading;
use super::response::{Answer, AnswerKind, Head, Open, RawResponse};

/// Marks the headers of an answer that may hold a session or a key, so that `Debug` of them does not show it.
pub(super) fn hide_secrets(headers: &mut HeaderMap) {
    for name in [SET_COOKIE, LOCATION] {
        if let Entry::Occupied(mut values) = headers.entry(name) {
            values.iter_mut().for_each(|value| value.set_sensitive(true));
        }
    }
}

/// Reads as much of the answer as is wanted.
pub(super) async fn receive(
    head: Head,
    body: ByteStream,
    reading: Reading,
    settings: &Settings,
) -> Result<Answer, Error> {
    let body = NotIdle::new(&settings.clock, settings.timers.idle, body);
    let success = head.status.is_success();
    let open = match reading {
        Reading::Whole if success && is_unasked_stream(&head) => {
            return Err(Error::about(RawResponse::new(head, Bytes::new()), Fault::Streamed));
        }
        Reading::Whole | Reading::Any => false,
        Reading::Download => success,
        Reading::Events => success && !head.is_json() && !head.is("text/html"),
    };
    if open {
        let open = Open { head, body: ByteStream::new(body), event_limit: settings.sizes.event };
        return Ok(Answer { kind: AnswerKind::Open(open) });
    }
    let limit = if success { settings.sizes.body } else { settings.sizes.error_body };
    let answer = read_whole(head, body, limit).await?;
    Ok(Answer { kind: AnswerKind::Whole(answer) })
}

/// Reads a body into memory. Of an answer that means failure whatever can be had is kept: the status matters more.
async fn read_whole(head: Head, mut body: NotIdle, limit: usize) -> Result<RawResponse, Error> {
    let success = head.status.is_success();
    let announced = head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if success && announced.is_some_and(|length| length > limit) {
        return Err(Error::about(RawResponse::new(head, Bytes::new()), Fault::TooLarge { limit }));
    }
    let mut read = Gathered::default();
    let outcome = read.gather(&mut body, limit).await;
    let answer = RawResponse::new(head, read.into_bytes());
    match outcome {
        Ok(false) if success => Err(Error::about(answer, Fault::TooLarge { limit })),
        Err(error) if success => Err(Error::about(answer, Fault::Transport(error))),
        _ => Ok(answer),
    }
}

/// A stream of events has no end to wait for, so it is told from a body before it is read.
fn is_unasked_stream(head: &Head) -> bool {
    head.is("text/event-stream") && !head.operation.accepted().contains("text/event-stream")
}
