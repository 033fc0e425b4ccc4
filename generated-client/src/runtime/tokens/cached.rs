//! A source that keeps its token until shortly before it ends, and asks for another once, however many wait for it.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use super::super::auth::{Secret, Token, TokenSource};
use super::super::client::Client;
use super::super::future::{BoxError, BoxFuture, MaybeSend, MaybeSync};
use super::flight::{Flight, WaitsForItself};
use super::jwt;

/// Keeps the token of another source. Clients that are made from each other share it.
///
/// A token is kept until 60 s before its end: what [`Token::lasting`] says, or the `exp` of a JSON web token, whichever
/// comes first. One that says neither is kept until the server refuses it. A failure is not kept: it goes to those who wait,
/// and the next call asks again.
pub struct Cached {
    source: Arc<dyn TokenSource>,
    skew: Duration,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    flight: Weak<Flight<Outcome>>,
}

struct Held {
    secret: Secret,
    until: Option<SystemTime>,
}

type Outcome = Result<Secret, Shared>;

impl Cached {
    /// Keeps the tokens of `source`.
    pub fn new(source: impl TokenSource) -> Self {
        Self { source: Arc::new(source), skew: Duration::from_secs(60), state: Arc::default() }
    }

    /// Keeps the tokens that `log_in` fetches by the client which needs one: by an operation without security, say.
    pub fn login<F, T, O>(log_in: F) -> Self
    where
        F: Fn(Client) -> T + MaybeSend + MaybeSync + 'static,
        T: Future<Output = Result<O, BoxError>> + MaybeSend + 'static,
        O: Into<Token>,
    {
        Self::new(Login(log_in))
    }

    /// How long before its end a token is replaced (60 s). Of one that lasts shorter than twice that it is half the time.
    #[must_use]
    pub fn skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Holds a token that is there already, as if it had been asked for at `now`.
    #[must_use]
    pub fn holding(self, token: Token, now: SystemTime) -> Self {
        let until = until(&token, now, self.skew);
        self.state().held = Some(Held { secret: token.into_secret(), until });
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token at hand, else the flight that fetches one.
    fn find(&self, client: &Client) -> Result<Secret, Arc<Flight<Outcome>>> {
        let mut state = self.state();
        let now = client.inner.settings.clock.now();
        match &state.held {
            Some(held) if held.until.is_none_or(|until| now < until) => return Ok(held.secret.clone()),
            _ => state.held = None,
        }
        if let Some(flight) = state.flight.upgrade().filter(|flight| !flight.is_over()) {
            return Err(flight);
        }
        let flight = Arc::new(Flight::new(self.fetch(client.clone(), now)));
        state.flight = Arc::downgrade(&flight);
        Err(flight)
    }

    fn fetch(&self, client: Client, now: SystemTime) -> BoxFuture<'static, Outcome> {
        let (source, state, skew) = (Arc::clone(&self.source), Arc::clone(&self.state), self.skew);
        Box::pin(async move {
            let token = source.token(&client).await.map_err(Shared::new)?;
            let until = until(&token, now, skew);
            let secret = token.into_secret();
            let held = Held { secret: secret.clone(), until };
            state.lock().unwrap_or_else(PoisonError::into_inner).held = Some(held);
            Ok(secret)
        })
    }
}

/// Until when a token that was asked for at `now` is used.
fn until(token: &Token, now: SystemTime, skew: Duration) -> Option<SystemTime> {
    let stated = token.lifetime().and_then(|lifetime| now.checked_add(lifetime));
    let end = stated.into_iter().chain(jwt::end(token.secret().expose())).min()?;
    let lifetime = end.duration_since(now).unwrap_or_default();
    now.checked_add(lifetime.saturating_sub(skew.min(lifetime / 2)))
}

impl TokenSource for Cached {
    fn token<'s>(&'s self, client: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>> {
        Box::pin(async move {
            let outcome = match self.find(client) {
                Ok(secret) => return Ok(Token::new(secret)),
                Err(flight) => poll_fn(|cx| flight.poll(cx)).await,
            };
            match outcome {
                Ok(Ok(secret)) => Ok(Token::new(secret)),
                Ok(Err(error)) => Err(error.into()),
                Err(WaitsForItself) => Err("its source calls an operation that needs the token".into()),
            }
        })
    }

    fn refused(&self, token: &Secret) {
        let is_held = self.state().held.take_if(|held| held.secret == *token).is_some();
        if is_held {
            self.source.refused(token);
        }
    }
}

impl fmt::Debug for Cached {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cached").field("skew", &self.skew).finish_non_exhaustive()
    }
}

struct Login<F>(F);

impl<F, T, O> TokenSource for Login<F>
where
    F: Fn(Client) -> T + MaybeSend + MaybeSync + 'static,
    T: Future<Output = Result<O, BoxError>> + MaybeSend + 'static,
    O: Into<Token>,
{
    fn token<'s>(&'s self, client: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>> {
        let asked = (self.0)(client.clone());
        Box::pin(async move { Ok(asked.await?.into()) })
    }
}

/// An error that several get.
#[derive(Clone)]
struct Shared(Arc<BoxError>);

impl Shared {
    fn new(error: BoxError) -> Self {
        Self(Arc::new(error))
    }
}

impl Error for Shared {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&**self.0)
    }
}

impl fmt::Display for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0.to_string())
    }
}
