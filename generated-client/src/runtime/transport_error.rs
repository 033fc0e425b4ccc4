//! What can go wrong between the client and the server before there is an answer to judge.

use std::error::Error;
use std::fmt;

use super::future::BoxError;

/// A request that got no answer, or a body that broke off.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// The class of a [`TransportError`]. It decides what may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection, so nothing was sent.
    Connect,

    /// No connection within the time for it, so nothing was sent.
    ConnectTimeout,

    /// The request cannot be sent by this transport, whatever the server does.
    Unsupported,

    /// The exchange broke off after it had begun: the server may have acted on the request.
    Interrupted,

    /// No byte of the body came for as long as one may wait.
    Idle,

    /// The body has more bytes than whoever reads it wants.
    TooLarge,

    /// The body of the request could not be read from its source.
    RequestBody,
}

impl TransportError {
    /// An error of this class. The text of `source` and of its own sources becomes part of messages, so it must hold no
    /// secret.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// The class of the error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether it is certain that the server got nothing.
    pub fn is_unsent(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout, Unsupported};
        matches!(self.kind, Connect | ConnectTimeout | Unsupported)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportErrorKind::Connect => "could not connect",
            TransportErrorKind::ConnectTimeout => "no connection in time (`connect_timeout`)",
            TransportErrorKind::Unsupported => "could not be sent",
            TransportErrorKind::Interrupted => "the connection broke off",
            TransportErrorKind::Idle => "the server fell silent (`idle_timeout`)",
            TransportErrorKind::TooLarge => "the body is too large",
            TransportErrorKind::RequestBody => "the request body could not be read",
        };
        formatter.write_str(what)?;
        let mut cause: Option<&dyn Error> = Some(self.source.as_ref());
        while let Some(error) = cause {
            write!(formatter, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for TransportError {}
