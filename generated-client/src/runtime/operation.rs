//! What is known about an operation before it is called: a static table that the emitted code fills in.
//!
//! Values of a call are no part of it: they are in `request`.

pub use super::parameter::{FieldEncoding, Location, Parameter, Style};

/// An operation of the API, as the document describes it.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    id: &'static str,
    method: &'static str,
    path: &'static str,
    parameters: &'static [Parameter],
    security: &'static [&'static [&'static str]],
    accept: &'static str,
    stream: Option<&'static Stream>,
    server: Option<&'static str>,
    redirects: &'static [u16],
}

impl Operation {
    /// An operation without parameters that answers with JSON.
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            parameters: &[],
            security: &[],
            accept: "application/json",
            stream: None,
            server: None,
            redirects: &[],
        }
    }

    /// Its parameters.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The security schemes that it asks for: one of the alternatives, and of that all.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The media types that it answers with, as in an `Accept` header.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// It answers with a stream of events.
    #[must_use]
    pub const fn stream(mut self, stream: &'static Stream) -> Self {
        self.stream = Some(stream);
        self
    }

    /// A server of its own, used where the caller named none.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Redirects that the document describes as answers: they are handed back, not followed.
    #[must_use]
    pub const fn redirects(mut self, statuses: &'static [u16]) -> Self {
        self.redirects = statuses;
        self
    }

    /// Its `operationId`, or the name that stands in for it.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its method, in capitals.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// Its path, with parameters in braces, exactly as the document has it.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The events that it answers with, if it does.
    pub const fn events(&self) -> Option<&'static Stream> {
        self.stream
    }

    pub(super) const fn alternatives(&self) -> &'static [&'static [&'static str]] {
        self.security
    }

    pub(super) const fn accepted(&self) -> &'static str {
        self.accept
    }

    pub(super) const fn own_server(&self) -> Option<&'static str> {
        self.server
    }

    /// Whether a redirect of this status is an answer.
    pub(super) fn hands_back(&self, status: u16) -> bool {
        self.redirects.contains(&status)
    }

    /// The parameter of this name and place; one that was not described is written the usual way.
    pub(super) fn parameter(&self, location: Location, name: &'static str) -> Parameter {
        let found =
            self.parameters.iter().find(|parameter| parameter.location() == location && parameter.name() == name);
        found.copied().unwrap_or(match location {
            Location::Path => Parameter::path(name),
            Location::Query => Parameter::query(name),
            Location::QueryString => Parameter::querystring(name),
            Location::Header => Parameter::header(name),
            Location::Cookie => Parameter::cookie(name),
        })
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
    resumable: bool,
    cumulative: Option<(&'static str, &'static str)>,
    delta: Option<&'static str>,
}

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
            resumable: false,
            cumulative: None,
            delta: None,
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

    /// Payloads repeat what came before: items with the same `id` member replace each other, their text is in `content`.
    #[must_use]
    pub const fn cumulative(mut self, id: &'static str, content: &'static str) -> Self {
        self.cumulative = Some((id, content));
        self
    }

    /// Path of the new text within a payload, such as `choices.0.delta.content`.
    #[must_use]
    pub const fn delta(mut self, path: &'static str) -> Self {
        self.delta = Some(path);
        self
    }

    /// Whether the server can go on from the last event id.
    pub const fn is_resumable(&self) -> bool {
        self.resumable
    }

    /// The members that identify an item and hold its text, where payloads repeat what came before.
    pub const fn cumulative_members(&self) -> Option<(&'static str, &'static str)> {
        self.cumulative
    }

    /// The path of the new text within a payload.
    pub const fn delta_path(&self) -> Option<&'static str> {
        self.delta
    }

    /// Whether an end that nothing announces is premature.
    pub(super) fn announces_its_end(&self) -> bool {
        self.done.is_some() || !self.terminal.is_empty()
    }
}
