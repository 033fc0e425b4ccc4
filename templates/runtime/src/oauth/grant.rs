//! What the caller has to get tokens with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::super::api::Scheme;
use super::super::auth::Secret;
use super::super::client::ClientBuilder;
use super::super::future::{MaybeSend, MaybeSync};
use super::device::UserCode;
use super::flows::Flows;
use super::granting::Granting;

/// What tokens are fetched with, for [`ClientBuilder::grant`].
///
/// Tokens are kept as [`Cached`](super::super::Cached) keeps them. A refresh token that comes along is used when they end.
#[derive(Clone)]
pub struct Grant {
    pub(super) kind: Kind,
    pub(super) id: Option<String>,
    pub(super) secret: Option<Secret>,
    pub(super) secret_in_body: bool,
    pub(super) parameters: Vec<(String, Secret)>,
    pub(super) token_url: Option<String>,
    pub(super) device_url: Option<String>,
    pub(super) skew: Option<Duration>,
}

#[derive(Clone)]
pub(super) enum Kind {
    ClientCredentials,
    Password {
        user: String,
        password: Secret,
    },
    RefreshToken(Secret),
    Device(Arc<dyn Show>),
    /// A token that was fetched before, and nothing else.
    Spent,
}

/// Tells a user what to do.
pub(super) trait Show: MaybeSend + MaybeSync {
    fn show(&self, code: &UserCode);
}

impl<F: Fn(&UserCode) + MaybeSend + MaybeSync> Show for F {
    fn show(&self, code: &UserCode) {
        self(code);
    }
}

impl Grant {
    /// The application itself, with its secret.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::of(Kind::ClientCredentials).client(id, secret)
    }

    /// A user's name and password. Many servers want to know the application too: [`client_id`](Self::client_id).
    pub fn password(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::of(Kind::Password { user: user.into(), password: password.into() })
    }

    /// A refresh token from before. Where the server replaces it, the new one is used from then on.
    pub fn refresh_token(token: impl Into<Secret>) -> Self {
        Self::of(Kind::RefreshToken(token.into()))
    }

    /// A user who enters a code elsewhere (RFC 8628). `show` is called whenever someone has to; calls wait meanwhile,
    /// within their own timers.
    pub fn device(id: impl Into<String>, show: impl Fn(&UserCode) + MaybeSend + MaybeSync + 'static) -> Self {
        Self::of(Kind::Device(Arc::new(show))).client_id(id)
    }

    pub(super) fn of(kind: Kind) -> Self {
        Self {
            kind,
            id: None,
            secret: None,
            secret_in_body: false,
            parameters: Vec::new(),
            token_url: None,
            device_url: None,
            skew: None,
        }
    }

    /// The application, which has no secret.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The application and its secret, sent as `Authorization: Basic` (RFC 6749, section 2.3.1).
    #[must_use]
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.secret = Some(secret.into());
        self.client_id(id)
    }

    /// Sends the secret of the application in the body: some servers want it there.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.secret_in_body = true;
        self
    }

    /// What the token is to allow. Without it the server decides.
    #[must_use]
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<S> = scopes.into_iter().collect();
        let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        self.parameter("scope", scopes.join(" "))
    }

    /// A further parameter of the request, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let name: String = name.into();
        self.parameters.retain(|(known, _)| *known != name);
        self.parameters.push((name, value.into()));
        self
    }

    /// Where tokens are fetched, in place of what the document says; perhaps relative to the server.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Where a device gets a code for its user, in place of what the document says.
    #[must_use]
    pub fn device_url(mut self, url: impl Into<String>) -> Self {
        self.device_url = Some(url.into());
        self
    }

    /// How long before its end a token is replaced (60 s).
    #[must_use]
    pub fn skew(mut self, skew: Duration) -> Self {
        self.skew = Some(skew);
        self
    }
}

impl ClientBuilder {
    /// What tokens for a security scheme are fetched with.
    #[must_use]
    pub fn grant(mut self, scheme: &'static str, grant: Grant) -> Self {
        let flows = self.settings.api.scheme(scheme).and_then(Scheme::find::<Flows>);
        match Granting::new(grant, flows) {
            Ok(granting) => self.token_source(scheme, granting.cached()),
            Err(missing) => {
                let mistake = || format!("`{scheme}` has no {missing} in the document: give the grant one");
                self.mistake.get_or_insert_with(mistake);
                self
            }
        }
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Kind::ClientCredentials => "Grant::client_credentials(***)",
            Kind::Password { .. } => "Grant::password(***)",
            Kind::RefreshToken(_) => "Grant::refresh_token(***)",
            Kind::Device(_) => "Grant::device(***)",
            Kind::Spent => "Grant(***)",
        })
    }
}
