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
    /// `Authorization: Bearer …`: `http` bearer, `oauth2` and `openIdConnect`.
    Bearer,
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
