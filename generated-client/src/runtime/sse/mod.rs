//! Turns the bytes of a `text/event-stream` body into frames, by the rules of the HTML standard, section 9.2.6.
//!
//! The parser reads no socket, owns no timer and decodes no payload: whoever drives it hands it the chunks as they
//! arrive, cut anywhere, and asks for the next frame until it says that the chunk is used up:
//!
//! ```text
//! let mut parser = Parser::new(ParserOptions::default());
//! while let Some(chunk) = body.next().await {
//!     let mut rest = &chunk[..];
//!     while let Some(frame) = parser.next(&mut rest)? {
//!         println!("{}: {}", frame.event, frame.data);
//!     }
//! }
//! let whole = !parser.is_mid_event();
//! ```

mod block;
mod buffer;
mod field;
mod id;
mod parser;
mod seam;
mod whole;

use std::error::Error;
use std::fmt;

pub(crate) use self::buffer::Buffer;
pub use self::parser::Parser;

/// One dispatched event, lent by the [`Parser`] until it is asked for the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Name of the event, `message` where the server gave none.
    pub event: &'a str,

    /// The data lines, joined by line feeds.
    pub data: &'a str,

    /// Last event id as it stood when the event was dispatched; it may come from an earlier event.
    pub id: &'a str,

    /// Whether the event had no data line at all; only seen with [`ParserOptions::dataless`].
    pub dataless: bool,
}

/// What a [`Parser`] is told before the first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParserOptions {
    /// How many bytes the field values of one event may have together, line feeds between data lines included.
    pub max_event_bytes: usize,

    /// Whether a named event without a data line is delivered. The standard drops it, yet servers close their
    /// streams with a bare `event: end`.
    pub dataless: bool,

    /// Last event id of the connection that this one goes on from.
    pub last_event_id: String,
}

impl Default for ParserOptions {
    fn default() -> Self {
        Self { max_event_bytes: 16 * 1024 * 1024, dataless: false, last_event_id: String::new() }
    }
}

/// An event (or a JSON text) grew beyond the bytes it may have. The parser that said so says nothing else from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge {
    /// The bytes it may have.
    pub limit: usize,
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an event of the stream is larger than {} bytes", self.limit)
    }
}

impl Error for EventTooLarge {}
