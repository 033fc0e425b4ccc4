//! What is known about a stream before it is opened: a static table that the emitted code fills in.

use super::super::operation::Operation;

impl Operation {
    /// It answers with a stream of events.
    #[must_use]
    pub const fn stream(self, stream: &'static Stream) -> Self {
        self.more(stream)
    }

    /// The events that it answers with, if it does.
    pub fn events(&self) -> Option<&'static Stream> {
        self.find()
    }
}

/// How a stream is framed, and which of its events mean more than their payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    pub(super) framing: Framing,
    pub(super) done: Option<&'static str>,
    pub(super) errors: &'static [&'static str],
    pub(super) error_member: Option<&'static str>,
    pub(super) terminal: &'static [&'static str],
    pub(super) dataless: bool,
    pub(super) text: Option<Text>,
    resumable: bool,
    resume: Option<&'static str>,
}

/// How the text of an answer is spread over its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// Messages come again, longer.
    Cumulative { id: &'static str, content: &'static str, only: Option<Only> },
    /// Each event has what is new.
    Delta { content: &'static str },
}

/// A member, and the values of it that count.
pub(super) type Only = (&'static str, &'static [&'static str]);

/// How events are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    Sse,
    JsonLines,
    JsonSequence,
}

impl Stream {
    const fn new(framing: Framing) -> Self {
        Self {
            framing,
            done: None,
            errors: &[],
            error_member: None,
            terminal: &[],
            dataless: false,
            text: None,
            resumable: false,
            resume: None,
        }
    }

    /// `text/event-stream`.
    pub const fn sse() -> Self {
        Self::new(Framing::Sse)
    }

    /// `application/jsonl` or `application/x-ndjson`: a JSON text a line.
    pub const fn json_lines() -> Self {
        Self::new(Framing::JsonLines)
    }

    /// `application/json-seq` (RFC 7464).
    pub const fn json_seq() -> Self {
        Self::new(Framing::JsonSequence)
    }

    /// Data that ends the stream and is no event, such as `[DONE]`.
    #[must_use]
    pub const fn done(mut self, sentinel: &'static str) -> Self {
        self.done = Some(sentinel);
        self
    }

    /// Names of events that report a failure and end the stream.
    #[must_use]
    pub const fn errors(mut self, names: &'static [&'static str]) -> Self {
        self.errors = names;
        self
    }

    /// A member of the payload whose presence reports a failure and ends the stream.
    #[must_use]
    pub const fn error_member(mut self, name: &'static str) -> Self {
        self.error_member = Some(name);
        self
    }

    /// Names of events after which nothing comes.
    #[must_use]
    pub const fn terminal(mut self, names: &'static [&'static str]) -> Self {
        self.terminal = names;
        self
    }

    /// Named events without data count, though the HTML standard drops them.
    #[must_use]
    pub const fn dataless(mut self) -> Self {
        self.dataless = true;
        self
    }

    /// The server can go on from the last event id.
    #[must_use]
    pub const fn resumable(mut self) -> Self {
        self.resumable = true;
        self
    }

    /// Where the server goes on: a path with names in braces, or `$response.header.` and a name.
    #[must_use]
    pub const fn resume(mut self, place: &'static str) -> Self {
        self.resume = Some(place);
        self
    }

    /// Payloads repeat what came before: items with the same `id` member replace each other, their text is at `content`.
    #[must_use]
    pub const fn cumulative(mut self, id: &'static str, content: &'static str) -> Self {
        self.text = Some(Text::Cumulative { id, content, only: None });
        self
    }

    /// Of payloads that repeat what came before only items count whose `member` has one of these values.
    #[must_use]
    pub const fn only(mut self, member: &'static str, values: &'static [&'static str]) -> Self {
        if let Some(Text::Cumulative { id, content, .. }) = self.text {
            self.text = Some(Text::Cumulative { id, content, only: Some((member, values)) });
        }
        self
    }

    /// Path of the new text within a payload, such as `choices.0.delta.content`; `*` stands for any member or item.
    #[must_use]
    pub const fn delta(mut self, path: &'static str) -> Self {
        self.text = Some(Text::Delta { content: path });
        self
    }

    /// Whether the server can go on from the last event id.
    pub const fn is_resumable(&self) -> bool {
        self.resumable
    }

    /// Where the server goes on, if that is elsewhere.
    pub const fn resume_place(&self) -> Option<&'static str> {
        self.resume
    }

    /// The members that identify an item and hold its text, where payloads repeat what came before.
    pub const fn cumulative_members(&self) -> Option<(&'static str, &'static str)> {
        match self.text {
            Some(Text::Cumulative { id, content, .. }) => Some((id, content)),
            _ => None,
        }
    }

    /// The member that tells which items count, and its values, where payloads repeat what came before.
    pub const fn cumulative_only(&self) -> Option<(&'static str, &'static [&'static str])> {
        match self.text {
            Some(Text::Cumulative { only, .. }) => only,
            _ => None,
        }
    }

    /// The path of the new text within a payload.
    pub const fn delta_path(&self) -> Option<&'static str> {
        match self.text {
            Some(Text::Delta { content }) => Some(content),
            _ => None,
        }
    }

    /// Whether an end that nothing announces is premature.
    pub(super) fn announces_its_end(&self) -> bool {
        self.done.is_some() || !self.terminal.is_empty()
    }
}
