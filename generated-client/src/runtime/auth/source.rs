//! Where credentials come from.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::super::client::Client;
use super::super::future::{BoxError, BoxFuture, MaybeSend, MaybeSync};
use super::Secret;

/// Gives a token whenever a request needs one; it is asked before each attempt, so it should keep what it has.
///
/// A closure that returns a future is one.
pub trait TokenSource: MaybeSend + MaybeSync + 'static {
    /// The token to send now. Who fetches it may do so by `client`, the one that is to send it: over its transport, with
    /// its clock. The text of the error becomes part of messages, so it must hold no secret.
    fn token<'s>(&'s self, client: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>>;

    /// The server refused this token (401). A source that keeps tokens forgets it; what it gives next is sent once, if it
    /// is another.
    fn refused(&self, _token: &Secret) {}
}

impl<F, T, O> TokenSource for F
where
    F: Fn() -> T + MaybeSend + MaybeSync + 'static,
    T: Future<Output = Result<O, BoxError>> + MaybeSend + 'static,
    O: Into<Token>,
{
    fn token<'s>(&'s self, _: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>> {
        let asked = self();
        Box::pin(async move { Ok(asked.await?.into()) })
    }
}

/// A token, and how long it is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl Token {
    /// A token; how long it lasts stands in it, or is not known.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), lifetime: None }
    }

    /// The same, good for so long from when it was asked for.
    #[must_use]
    pub fn lasting(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// What is sent.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// How long it is good for, where that is known.
    pub fn lifetime(&self) -> Option<Duration> {
        self.lifetime
    }

    /// What is sent, alone.
    pub fn into_secret(self) -> Secret {
        self.secret
    }
}

impl<S: Into<Secret>> From<S> for Token {
    fn from(secret: S) -> Self {
        Self::new(secret)
    }
}

/// What the caller gives for a security scheme.
#[derive(Clone)]
pub struct Credential {
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
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

    /// What is sent if it stays the same, else what gives it.
    pub(super) fn fixed(&self) -> Result<Secret, &Arc<dyn TokenSource>> {
        match &self.kind {
            Kind::Token(secret) => Ok(secret.clone()),
            Kind::Basic { user, password } => Ok(Secret::new(format!("{user}:{}", password.expose()))),
            Kind::Source(source) => Err(source),
        }
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
