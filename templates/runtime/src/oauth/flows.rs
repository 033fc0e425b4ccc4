//! Where tokens are to be had, as the document says: URLs, perhaps relative to the server.

/// The flows of a security scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    pub(super) client_credentials: Option<&'static str>,
    pub(super) password: Option<&'static str>,
    pub(super) refresh: Option<&'static str>,
    pub(super) device: Option<(&'static str, &'static str)>,
}

impl Flows {
    /// No flow yet.
    pub const fn new() -> Self {
        Self { client_credentials: None, password: None, refresh: None, device: None }
    }

    /// Where an application gets a token.
    #[must_use]
    pub const fn client_credentials(mut self, token_url: &'static str) -> Self {
        self.client_credentials = Some(token_url);
        self
    }

    /// Where a user and a password get a token.
    #[must_use]
    pub const fn password(mut self, token_url: &'static str) -> Self {
        self.password = Some(token_url);
        self
    }

    /// Where a refresh token gets a token.
    #[must_use]
    pub const fn refresh(mut self, url: &'static str) -> Self {
        self.refresh = Some(url);
        self
    }

    /// Where a device gets a code for its user, and then a token.
    #[must_use]
    pub const fn device(mut self, device_url: &'static str, token_url: &'static str) -> Self {
        self.device = Some((device_url, token_url));
        self
    }
}
