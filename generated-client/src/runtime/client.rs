//! The client: what all calls have in common, and how it is put together.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;

use super::api::Api;
use super::auth::{self, Credential, TokenSource};
use super::budget::Budget;
use super::clock::{Clock, SystemClock};
use super::error::{Error, Fault};
use super::hooks::Hook;
use super::operation::Operation;
use super::request::checked_header;
use super::timers::{Sizes, Timers};
use super::transport::{ReqwestTransport, Transport, check_tls};

/// A client of the API. Cloning is cheap: clones share connections and credentials.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) user_agent: HeaderValue,
    /// Headers of credentials, made once.
    pub(super) lasting: BTreeMap<&'static str, (HeaderName, HeaderValue)>,
}

/// What the caller may set.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) api: &'static Api,
    pub(super) base: Option<Url>,
    pub(super) credentials: BTreeMap<&'static str, Credential>,
    pub(super) headers: HeaderMap,
    pub(super) timers: Timers,
    pub(super) sizes: Sizes,
    pub(super) retries: u32,
    pub(super) budget: Option<Arc<Budget>>,
    pub(super) makes_keys: bool,
    pub(super) hooks: Vec<Arc<dyn Hook>>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Client {
    /// A builder that starts from what this client was built with, for another credential or another timer.
    pub fn to_builder(&self) -> ClientBuilder {
        ClientBuilder {
            settings: self.inner.settings.clone(),
            transport: Some(Arc::clone(&self.inner.transport)),
            user_agent: self.inner.user_agent.to_str().ok().map(str::to_owned),
            mistake: None,
        }
    }

    /// Where an operation is: the server that the caller named, else its own, else that of the API.
    pub(super) fn base(&self, operation: &Operation) -> Result<Cow<'_, Url>, Error> {
        let settings = &self.inner.settings;
        if let Some(base) = &settings.base {
            return Ok(Cow::Borrowed(base));
        }
        let server = operation.own_server().or(settings.api.default_server());
        let missing = "the document names no server with a host: give one by `base_url`";
        server
            .filter(|url| url.contains("://"))
            .ok_or_else(|| Error::invalid(missing))
            .and_then(parse_base)
            .map(Cow::Owned)
    }
}

/// Credentials are not shown.
impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.inner.settings;
        formatter
            .debug_struct("Client")
            .field("base_url", &settings.base.as_ref().map(Url::as_str).or(settings.api.default_server()))
            .field("credentials", &settings.credentials)
            .finish_non_exhaustive()
    }
}

/// A client in the making.
pub struct ClientBuilder {
    pub(super) settings: Settings,
    transport: Option<Arc<dyn Transport>>,
    user_agent: Option<String>,
    pub(super) mistake: Option<String>,
}

impl ClientBuilder {
    /// A builder for clients of `api`.
    pub fn new(api: &'static Api) -> Self {
        let settings = Settings {
            api,
            base: None,
            credentials: BTreeMap::new(),
            headers: HeaderMap::new(),
            timers: Timers::default(),
            sizes: Sizes::default(),
            // There nothing can wait, unless the caller brings a clock.
            retries: if cfg!(target_arch = "wasm32") { 0 } else { 2 },
            budget: Some(Arc::new(Budget::new(100))),
            makes_keys: false,
            hooks: Vec::new(),
            clock: Arc::new(SystemClock),
        };
        Self { settings, transport: None, user_agent: None, mistake: None }
    }

    /// The server to talk to, with or without a path before those of the document. It stands in for every server that
    /// the document names.
    pub fn base_url(mut self, url: &str) -> Result<Self, Error> {
        self.settings.base = Some(parse_base(url)?);
        Ok(self)
    }

    /// The credential for a security scheme of the document.
    #[must_use]
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        if self.settings.api.scheme(scheme).is_none() {
            self.mistake.get_or_insert(format!("the API has no security scheme `{scheme}`"));
        }
        self.settings.credentials.insert(scheme, credential);
        self
    }

    /// Where tokens for a security scheme come from.
    #[must_use]
    pub fn token_source(self, scheme: &'static str, source: impl TokenSource) -> Self {
        self.credential(scheme, Credential::source(source))
    }

    /// What sends the requests, in place of reqwest.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The reqwest client that sends the requests. It should follow no redirects and have no timeout of its own.
    #[must_use]
    pub fn reqwest(self, client: reqwest::Client) -> Self {
        self.transport(ReqwestTransport::from_client(client))
    }

    /// Another source of time and chance.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// How long a connection may take (10 s). It has no effect on a transport that is there already: one of
    /// the caller's, or that of the client which this builder came from.
    #[must_use]
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timers.connect = limit.into();
        self
    }

    /// How long the headers of an answer may take (60 s).
    #[must_use]
    pub fn response_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timers.response = limit.into();
        self
    }

    /// How long one attempt may take, body included (no bound). Of a stream it is the time until its headers.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timers.attempt = limit.into();
        self
    }

    /// How long a call may take, retries included (10 min). Of a stream it is the time until its headers.
    #[must_use]
    pub fn total_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timers.total = limit.into();
        self
    }

    /// How long a body may bring nothing (5 min). Any byte of a stream counts, its comments too.
    #[must_use]
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timers.idle = limit.into();
        self
    }

    /// How many times a request may be sent again (2; 0 on wasm32, where without a clock of yours nothing can wait). Only
    /// requests of safe and idempotent methods are, and those with an idempotency key.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries = retries;
        self
    }

    /// How many retries all calls of a client may make together while none succeeds (100). One that leads to an answer is
    /// free, and every five other answers give one back. Clients of [`Client::to_builder`] share it, unless it is set anew.
    #[must_use]
    pub fn retry_budget(mut self, retries: impl Into<Option<u32>>) -> Self {
        self.settings.budget = retries.into().map(|retries| Arc::new(Budget::new(retries)));
        self
    }

    /// Whether a call whose method is not idempotent gets an `Idempotency-Key` of its own where the caller gives none
    /// (no), so that it can be sent again. Only for servers that know such keys: others would act twice.
    #[must_use]
    pub fn idempotency_keys(mut self, makes_keys: bool) -> Self {
        self.settings.makes_keys = makes_keys;
        self
    }

    /// How large a body may be that is read as a whole (16 MiB).
    #[must_use]
    pub fn max_body_bytes(mut self, limit: usize) -> Self {
        self.settings.sizes.body = limit;
        self
    }

    /// How much is kept of the body of an answer that means failure (1 MiB).
    #[must_use]
    pub fn max_error_bytes(mut self, limit: usize) -> Self {
        self.settings.sizes.error_body = limit;
        self
    }

    /// A header for all requests.
    #[must_use]
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        match checked_header(name, value) {
            Ok((name, value)) => drop(self.settings.headers.insert(name, value)),
            Err(mistake) => drop(self.mistake.get_or_insert(mistake)),
        }
        self
    }

    /// What the client calls itself.
    #[must_use]
    pub fn user_agent(mut self, agent: impl Into<String>) -> Self {
        self.user_agent = Some(agent.into());
        self
    }

    /// The client; an error if something that was set cannot be.
    pub fn build(self) -> Result<Client, Error> {
        if let Some(mistake) = self.mistake {
            return Err(Error::invalid(mistake));
        }
        let agent = self.user_agent.unwrap_or_else(|| self.settings.api.agent().to_owned());
        let agent = HeaderValue::from_str(&agent).map_err(|_| Error::invalid("the user agent is no header value"))?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&self.settings)?,
        };
        let lasting = auth::lasting(&self.settings);
        Ok(Client { inner: Arc::new(Inner { settings: self.settings, transport, user_agent: agent, lasting }) })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("base_url", &self.settings.base.as_ref().map(Url::as_str))
            .field("credentials", &self.settings.credentials)
            .finish_non_exhaustive()
    }
}

fn default_transport(settings: &Settings) -> Result<Arc<dyn Transport>, Error> {
    let failed = |error| Error::new(Fault::Transport(error));
    if settings.base.as_ref().is_some_and(|base| base.scheme() == "https") {
        check_tls().map_err(failed)?;
    }
    Ok(Arc::new(ReqwestTransport::new(settings.timers.connect).map_err(failed)?))
}

/// A base URL: http or https, a host, perhaps a path. A query would stand in the way of paths, and a user in a URL ends up
/// in messages.
pub(super) fn parse_base(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|error| Error::invalid(format!("the base URL is none: {error}")))?;
    let wrong = |what: &str| Err(Error::invalid(format!("the base URL {what}")));
    match url.scheme() {
        "http" | "https" if !url.has_host() => wrong("has no host"),
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
            wrong("holds a user or a password: give them as a credential")
        }
        "http" | "https" if url.query().is_some() || url.fragment().is_some() => wrong("has a query or a fragment"),
        "http" | "https" => Ok(url),
        scheme => wrong(&format!("has the scheme `{scheme}` instead of http or https")),
    }
}
