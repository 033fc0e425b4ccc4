//! Security schemes.

use super::Docs;
use crate::pointer::Pointer;
use crate::spec::Location;

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where it stands.
    pub origin: Pointer,
    /// Its name in the document.
    pub name: String,
    /// What it is.
    pub kind: SecurityKind,
    /// What it is for.
    pub docs: Docs,
}

/// What a security scheme is.
#[derive(Clone, Debug, PartialEq)]
pub enum SecurityKind {
    /// `Authorization: Bearer …`: `http` bearer, `openIdConnect`, and `oauth2` without a flow that fetches tokens.
    Bearer,
    /// `Authorization: Bearer …`, with tokens that can be fetched.
    Oauth2(OauthFlows),
    /// `Authorization: Basic …`.
    Basic,
    /// A key in a header, query parameter or cookie.
    ApiKey {
        /// Name of the header, parameter or cookie.
        name: String,
        /// Where it is sent.
        location: Location,
    },
    /// `Authorization: <scheme> …` of another scheme.
    OtherHttp(String),
    /// Mutual TLS: the transport's business.
    MutualTls,
}

/// The flows of an `oauth2` scheme that need no browser: URLs, perhaps relative to the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OauthFlows {
    /// `tokenUrl` of `clientCredentials`.
    pub client_credentials: Option<String>,
    /// `tokenUrl` of `password`.
    pub password: Option<String>,
    /// `deviceAuthorizationUrl` and `tokenUrl` of `deviceAuthorization`.
    pub device: Option<(String, String)>,
    /// Where refresh tokens go: the first `refreshUrl`, else the first `tokenUrl` of a flow that gives them.
    pub refresh: Option<String>,
    /// Names of scopes, in document order.
    pub scopes: Vec<String>,
}
