//! Logging in on another device (RFC 8628): a code for the user, and asking until it was entered.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::super::api::Scheme;
use super::super::auth::{Credential, Secret};
use super::super::client::Client;
use super::super::error::Error;
use super::super::future::BoxFuture;
use super::error::{Kind, OAuthError};
use super::exchange::{self, Granted};
use super::flows::Flows;
use super::grant::{Grant, Kind as GrantKind};
use super::granting::Granting;

/// What the user has to do: open the address, and enter the code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserCode {
    /// The code to enter.
    pub user_code: String,

    /// Where to enter it.
    pub verification_uri: String,

    /// The same with the code in it, to be shown as a QR code or opened in a browser.
    pub verification_uri_complete: Option<String>,

    /// How long the code is good for.
    pub expires_in: Duration,
}

/// A login on another device, step by step: [`Grant::device`] does it when a call needs a token.
pub struct DeviceLogin {
    client: Client,
    granting: Granting,
    pending: Pending,
}

impl DeviceLogin {
    /// Asks for a code, by the grant of a device for this scheme of the document; it is not shown.
    pub fn start<'c>(
        client: &'c Client,
        scheme: &'static str,
        grant: Grant,
    ) -> BoxFuture<'c, Result<Self, OAuthError>> {
        Box::pin(async move {
            let flows = client.inner.settings.api.scheme(scheme).and_then(Scheme::find::<Flows>);
            let missing = |what| Error::invalid(format!("`{scheme}` has no {what} in the document"));
            let mut granting = Granting::new(grant, flows).map_err(missing)?;
            let pending = start(client, &granting).await?;
            granting.grant.kind = GrantKind::Spent;
            Ok(Self { client: client.clone(), granting, pending })
        })
    }

    /// What to show to the user.
    pub fn code(&self) -> &UserCode {
        &self.pending.code
    }

    /// Waits until the user has entered the code. The outcome is a credential for [`Client::to_builder`]; when its token
    /// ends it is refreshed, if the server gave a refresh token.
    pub fn wait(self) -> BoxFuture<'static, Result<Credential, OAuthError>> {
        Box::pin(async move {
            let Self { client, granting, pending } = self;
            let granted = wait(&client, &granting, pending).await?;
            let token = granting.keep(granted);
            let now = client.inner.settings.clock.now();
            Ok(Credential::source(granting.cached().holding(token, now)))
        })
    }
}

impl fmt::Debug for DeviceLogin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DeviceLogin").field("code", self.code()).finish_non_exhaustive()
    }
}

/// A login that has begun.
pub(super) struct Pending {
    pub(super) code: UserCode,
    device_code: Secret,
    interval: Duration,
    until: SystemTime,
}

/// Where a server states no interval, it is this (RFC 8628, section 3.2). It grows by as much when asked to slow down.
const INTERVAL: Duration = Duration::from_secs(5);

/// The time for a code of which the server does not say how long it is good for, though it must.
const LIFETIME: Duration = Duration::from_secs(900);

/// Asks for a code.
pub(super) async fn start(client: &Client, granting: &Granting) -> Result<Pending, OAuthError> {
    let now = client.inner.settings.clock.now();
    let answer = exchange::ask(client, &granting.device_url, &granting.grant, &[]).await?;
    let text = |name: &str| exchange::text(&answer, name);
    let expires_in = exchange::seconds(&answer, "expires_in").unwrap_or(LIFETIME);
    let code = UserCode {
        user_code: text("user_code").ok_or(Kind::NoToken)?,
        verification_uri: text("verification_uri").or(text("verification_url")).ok_or(Kind::NoToken)?,
        verification_uri_complete: text("verification_uri_complete"),
        expires_in,
    };
    Ok(Pending {
        code,
        device_code: Secret::new(text("device_code").ok_or(Kind::NoToken)?),
        interval: exchange::seconds(&answer, "interval").unwrap_or(INTERVAL).max(Duration::from_secs(1)),
        until: now.checked_add(expires_in).unwrap_or(now),
    })
}

/// Asks for the token until it is there, the user has refused, or the code has expired.
pub(super) async fn wait(client: &Client, granting: &Granting, pending: Pending) -> Result<Granted, OAuthError> {
    let clock = &client.inner.settings.clock;
    let mut interval = pending.interval;
    let fields =
        [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", pending.device_code.expose())];
    loop {
        clock.sleep(interval).await;
        if clock.now() >= pending.until {
            return Err(Kind::Expired.into());
        }
        match exchange::token(client, &granting.token_url, &granting.grant, &fields).await {
            Err(error) if error.code() == Some("authorization_pending") => {}
            Err(error) if error.code() == Some("slow_down") => interval = interval.saturating_add(INTERVAL),
            // RFC 8628, section 3.5: who gets no answer asks less often.
            Err(error) if error.error().is_some_and(|error| error.is_timeout() || error.is_connect()) => {
                interval = interval.saturating_mul(2);
            }
            outcome => return outcome,
        }
    }
}
