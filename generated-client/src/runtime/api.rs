//! What is known about an API as a whole: its server, its security schemes, the name its client goes by.

use std::any::Any;

/// An API, as its document describes it.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    agent: &'static str,
    server: Option<&'static str>,
    schemes: &'static [Scheme],
}

impl Api {
    /// An API whose client calls itself `agent`, such as `example-client/0.1.0`.
    pub const fn new(agent: &'static str) -> Self {
        Self { agent, server: None, schemes: &[] }
    }

    /// The server that is used where the caller names none.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Its security schemes.
    #[must_use]
    pub const fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.schemes = schemes;
        self
    }

    pub(super) const fn agent(&self) -> &'static str {
        self.agent
    }

    pub(super) const fn default_server(&self) -> Option<&'static str> {
        self.server
    }

    pub(super) fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// A security scheme: where its credential goes.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    pub(super) name: &'static str,
    pub(super) place: Place,
    more: Option<&'static (dyn Any + Send + Sync)>,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Bearer,
    Basic,
    /// Another word in front of the credential in `Authorization`.
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    const fn at(name: &'static str, place: Place) -> Self {
        Self { name, place, more: None }
    }

    /// What a part of the client needs to know that not every client has, such as how tokens are fetched.
    #[must_use]
    pub const fn more(mut self, more: &'static (dyn Any + Send + Sync)) -> Self {
        self.more = Some(more);
        self
    }

    /// What was given by [`more`](Self::more), if it is a `T`.
    pub fn find<T: 'static>(&self) -> Option<&'static T> {
        self.more?.downcast_ref()
    }

    /// `Authorization: Bearer`.
    pub const fn bearer(name: &'static str) -> Self {
        Self::at(name, Place::Bearer)
    }

    /// `Authorization: Basic`.
    pub const fn basic(name: &'static str) -> Self {
        Self::at(name, Place::Basic)
    }

    /// Another scheme of `Authorization`: the credential follows the word.
    pub const fn http(name: &'static str, word: &'static str) -> Self {
        Self::at(name, Place::Http(word))
    }

    /// A key in a header.
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self::at(name, Place::Header(header))
    }

    /// A key in the query.
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self::at(name, Place::Query(parameter))
    }

    /// A key in a cookie.
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self::at(name, Place::Cookie(cookie))
    }
}
