//! A source of tokens: asks anew by the grant, or by the refresh token that came with the last one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::auth::{Secret, Token, TokenSource};
use super::super::client::Client;
use super::super::future::{BoxError, BoxFuture};
use super::super::tokens::Cached;
use super::device;
use super::error::{Kind as ErrorKind, OAuthError};
use super::exchange::{self, Granted};
use super::flows::Flows;
use super::grant::{Grant, Kind};

/// A grant, with the URLs that it needs. It is asked by one at a time.
pub(super) struct Granting {
    pub(super) grant: Grant,
    pub(super) token_url: String,
    pub(super) refresh_url: String,
    pub(super) device_url: String,
    refresh: Mutex<Option<Secret>>,
}

impl Granting {
    /// An error says what is missing.
    pub(super) fn new(grant: Grant, flows: Option<&Flows>) -> Result<Self, &'static str> {
        let flows = flows.copied().unwrap_or_default();
        let (token_url, missing) = match grant.kind {
            Kind::ClientCredentials => (flows.client_credentials, "token URL for client credentials"),
            Kind::Password { .. } => (flows.password, "token URL for passwords"),
            Kind::RefreshToken(_) | Kind::Spent => (flows.refresh, "URL for refresh tokens"),
            Kind::Device(_) => (flows.device.map(|device| device.1), "token URL for devices"),
        };
        let token_url = grant.token_url.clone().or(token_url.map(str::to_owned)).ok_or(missing)?;
        let refresh_url = match (&grant.token_url, flows.refresh) {
            (None, Some(url)) => url.to_owned(),
            _ => token_url.clone(),
        };
        let device_url = grant.device_url.clone().or(flows.device.map(|device| device.0.to_owned()));
        let device_url = match grant.kind {
            Kind::Device(_) => device_url.ok_or("URL for codes of devices")?,
            _ => String::new(),
        };
        let refresh = match &grant.kind {
            Kind::RefreshToken(token) => Some(token.clone()),
            _ => None,
        };
        Ok(Self { grant, token_url, refresh_url, device_url, refresh: Mutex::new(refresh) })
    }

    /// A source that keeps its token.
    pub(super) fn cached(self) -> Cached {
        let skew = self.grant.skew;
        skew.into_iter().fold(Cached::new(self), Cached::skew)
    }

    fn refresh_token(&self) -> MutexGuard<'_, Option<Secret>> {
        self.refresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a refresh token; the one before stays good where none comes (RFC 6749, section 6).
    pub(super) fn keep(&self, granted: Granted) -> Token {
        if let Some(token) = granted.refresh {
            *self.refresh_token() = Some(token);
        }
        granted.token
    }

    async fn fetch(&self, client: &Client) -> Result<Token, OAuthError> {
        let held = self.refresh_token().clone();
        if let Some(token) = held {
            match self.refreshed(client, &token).await {
                Err(error) if error.needs_login() && self.can_begin_anew() => *self.refresh_token() = None,
                outcome => return outcome.map(|granted| self.keep(granted)),
            }
        }
        Ok(self.keep(self.begin(client).await?))
    }

    fn can_begin_anew(&self) -> bool {
        !matches!(self.grant.kind, Kind::RefreshToken(_) | Kind::Spent)
    }

    async fn refreshed(&self, client: &Client, token: &Secret) -> Result<Granted, OAuthError> {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
        exchange::token(client, &self.refresh_url, &self.grant, &fields).await
    }

    async fn begin(&self, client: &Client) -> Result<Granted, OAuthError> {
        let ask = async |fields: &[(&str, &str)]| exchange::token(client, &self.token_url, &self.grant, fields).await;
        match &self.grant.kind {
            Kind::ClientCredentials => ask(&[("grant_type", "client_credentials")]).await,
            Kind::Password { user, password } => {
                ask(&[("grant_type", "password"), ("username", user), ("password", password.expose())]).await
            }
            Kind::Device(show) => {
                let pending = device::start(client, self).await?;
                show.show(&pending.code);
                device::wait(client, self, pending).await
            }
            Kind::RefreshToken(_) | Kind::Spent => Err(ErrorKind::Spent.into()),
        }
    }
}

impl TokenSource for Granting {
    fn token<'s>(&'s self, client: &'s Client) -> BoxFuture<'s, Result<Token, BoxError>> {
        Box::pin(async move { Ok(self.fetch(client).await?) })
    }
}
