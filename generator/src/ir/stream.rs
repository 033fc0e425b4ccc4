//! Streams.

use super::{TypeId, TypeRef};

/// How an answer streams.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// How items are told apart.
    pub framing: Framing,
    /// What the items are.
    pub item: StreamItem,
    /// The `data` that ends the stream, such as `[DONE]`.
    pub done: Option<String>,
    /// Names of events that report a failure: they become errors.
    pub error_events: Vec<String>,
    /// A member of a JSON payload whose presence reports a failure, such as `error`.
    pub error_member: Option<String>,
    /// Names of events after which the stream is complete. With neither these nor `done` any end is clean.
    pub terminal: Vec<String>,
    /// Named events without a `data` line are delivered (WHATWG drops them).
    pub dataless: bool,
    /// Whether the server goes on behind `Last-Event-ID`, where that is said.
    pub resumable: Option<bool>,
    /// Where it goes on, if that is elsewhere: a path with names in braces, or `$response.header.` and a name.
    pub resume: Option<String>,
    /// How the text of an answer is spread over the items.
    pub text: Option<TextStyle>,
}

/// How items are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `text/event-stream`.
    Sse,
    /// One JSON text a line.
    JsonLines,
    /// RFC 7464.
    JsonSeq,
}

/// What the items of a stream are.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamItem {
    /// Events told apart by name: the type's shape is [`super::Shape::Events`].
    Events(TypeId),
    /// JSON of one type in `data` (or a line), whatever the event's name.
    Json(TypeRef),
    /// Text in `data`, not described further.
    Text,
}

/// How the text of an answer is spread over the items.
#[derive(Clone, Debug, PartialEq)]
pub enum TextStyle {
    /// Each item repeats the whole text so far.
    Cumulative {
        /// Member that tells messages apart.
        id: String,
        /// Where in the message the text is, members and indexes joined by dots.
        content: String,
        /// Only messages count of which this member has one of these values.
        only: Option<(String, Vec<String>)>,
    },
    /// Each item holds what is new.
    Delta {
        /// Where in the item, members and indexes joined by dots.
        content: String,
    },
}
