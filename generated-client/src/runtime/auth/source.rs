//! Where credentials come from.

use std::fmt;
use std::sync::Arc;

use super::super::future::{BoxError, BoxFuture, MaybeSend, MaybeSync};
use super::Secret;

/// Gives a token whenever a request needs one; it is asked before each attempt, so it should keep what it has.
///
/// A closure that returns a future is one.
pub trait TokenSource: MaybeSend + MaybeSync + 'static {
    /// The token to send now. The text of the error becomes part of messages, so it must hold no secret.
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>>;
}

impl<F, T> TokenSource for F
where
    F: Fn() -> T + MaybeSend + MaybeSync + 'static,
    T: Future<Output = Result<Secret, BoxError>> + MaybeSend + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(self())
    }
}

/// What the caller gives for a security scheme.
#[derive(Clone)]
pub struct Credential {
    pub(super) kind: Kind,
}

#[derive(Clone)]
pub(super) enum Kind {
    Token(Secret),
    Basic { user: String, password: Secret },
    Source(Arc<dyn TokenSource>),
}

impl Credential {
    /// A token or a key that stays the same.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self { kind: Kind::Token(token.into()) }
    }

    /// A user and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { kind: Kind::Basic { user: user.into(), password: password.into() } }
    }

    /// A token that may change.
    pub fn source(source: impl TokenSource) -> Self {
        Self { kind: Kind::Source(Arc::new(source)) }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Kind::Token(_) => "Credential::token(***)",
            Kind::Basic { .. } => "Credential::basic(***)",
            Kind::Source(_) => "Credential::source(***)",
        })
    }
}
