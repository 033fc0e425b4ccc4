//! Why there is no token.

use std::error::Error as StdError;
use std::fmt;

use super::super::error::Error;

/// A token could not be fetched: [`Error::credential_error`] of the call that needed it finds this.
pub struct OAuthError {
    kind: Kind,
}

pub(super) enum Kind {
    /// The server says why, in a word that a specification knows.
    Refused(&'static str),
    /// There was no answer, or one that says nothing.
    Failed(Error),
    /// An answer without a token.
    NoToken,
    /// A code that was not entered in time.
    Expired,
    /// There is nothing left to fetch one with.
    Spent,
}

/// The words of RFC 6749, section 5.2, and RFC 8628, section 3.5. Other text of a server is not shown: it may repeat what
/// it was sent.
const CODES: [&str; 12] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "access_denied",
    "expired_token",
    "authorization_pending",
    "slow_down",
    "server_error",
    "temporarily_unavailable",
];

/// The word, if it is known.
pub(super) fn known(code: &str) -> Option<&'static str> {
    CODES.into_iter().find(|known| *known == code)
}

impl OAuthError {
    /// What the server says is wrong, such as `invalid_grant`, if it says so in one of the words for it.
    pub fn code(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Refused(code) => Some(code),
            Kind::Expired => Some("expired_token"),
            _ => None,
        }
    }

    /// What became of the request for the token, if the server did not say what is wrong.
    pub fn error(&self) -> Option<&Error> {
        match &self.kind {
            Kind::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// Whether someone has to log in anew: another attempt with the same will fail.
    pub fn needs_login(&self) -> bool {
        matches!(self.code(), Some("invalid_grant" | "expired_token" | "access_denied"))
            || matches!(self.kind, Kind::Spent)
    }
}

impl From<Kind> for OAuthError {
    fn from(kind: Kind) -> Self {
        Self { kind }
    }
}

impl From<Error> for OAuthError {
    fn from(error: Error) -> Self {
        Self { kind: Kind::Failed(error) }
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Refused(code) => write!(formatter, "the server gives no token: {code}"),
            Kind::Failed(error) => write!(formatter, "{error}"),
            Kind::NoToken => formatter.write_str("the answer of the server has no token"),
            Kind::Expired => formatter.write_str("the code was not entered in time"),
            Kind::Spent => formatter.write_str("the token has ended, and there is no refresh token"),
        }
    }
}

impl fmt::Debug for OAuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OAuthError({self})")
    }
}

impl StdError for OAuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error().map(|error| error as _)
    }
}
