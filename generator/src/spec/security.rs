//! Security schemes and requirements.

use super::Extensions;
use crate::pointer::Pointer;

/// All of these schemes together; an empty list asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Scheme name and scopes.
    pub schemes: Vec<(&'a str, Vec<&'a str>)>,
}

/// A security scheme.
#[derive(Debug)]
pub struct SecurityScheme<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// Text in CommonMark.
    pub description: Option<&'a str>,
    /// What it is.
    pub kind: SecurityKind<'a>,
    /// `deprecated` (3.2).
    pub deprecated: bool,
    /// Extensions.
    pub extensions: Extensions<'a>,
}

/// What a security scheme is.
#[derive(Debug)]
pub enum SecurityKind<'a> {
    /// `apiKey`.
    ApiKey {
        /// Name of the header, query parameter or cookie.
        name: &'a str,
        /// Where it is sent.
        location: super::Location,
    },
    /// `http`.
    Http {
        /// `scheme` in lower case: `bearer`, `basic`, or another registered one.
        scheme: String,
        /// `bearerFormat`.
        bearer_format: Option<&'a str>,
    },
    /// `oauth2`.
    Oauth2(Box<OauthFlows<'a>>),
    /// `openIdConnect`.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: &'a str,
    },
    /// `mutualTLS`.
    MutualTls,
    /// A type this reader does not know.
    Unknown(&'a str),
}

/// The flows of an OAuth 2 scheme.
#[derive(Debug, Default)]
pub struct OauthFlows<'a> {
    /// `implicit`.
    pub implicit: Option<OauthFlow<'a>>,
    /// `password`.
    pub password: Option<OauthFlow<'a>>,
    /// `clientCredentials`.
    pub client_credentials: Option<OauthFlow<'a>>,
    /// `authorizationCode`.
    pub authorization_code: Option<OauthFlow<'a>>,
    /// `deviceAuthorization` (3.2).
    pub device_authorization: Option<OauthFlow<'a>>,
}

/// One flow.
#[derive(Debug, Default)]
pub struct OauthFlow<'a> {
    /// `authorizationUrl`.
    pub authorization_url: Option<&'a str>,
    /// `tokenUrl`.
    pub token_url: Option<&'a str>,
    /// `refreshUrl`.
    pub refresh_url: Option<&'a str>,
    /// `deviceAuthorizationUrl` (3.2).
    pub device_authorization_url: Option<&'a str>,
    /// Scope and what it allows.
    pub scopes: Vec<(&'a str, &'a str)>,
}
