//! What is known about an operation before it is called: a static table that the emitted code fills in.
//!
//! Values of a call are no part of it: they are in `request`.

use std::any::Any;

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
    more: Option<&'static (dyn Any + Send + Sync)>,
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
            more: None,
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

    /// What a part of the client needs to know that not every client has, such as the form of a stream.
    #[must_use]
    pub const fn more(mut self, more: &'static (dyn Any + Send + Sync)) -> Self {
        self.more = Some(more);
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

    /// What was given by [`more`](Self::more), if it is a `T`.
    pub fn find<T: 'static>(&self) -> Option<&'static T> {
        self.more?.downcast_ref()
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
