//! OAuth 2 (RFC 6749): tokens for what the caller has, fetched from where the document says, over the client's transport.
//!
//! Flows that need a browser (implicit, authorization code) are not here: whoever went through one has a token, or a
//! refresh token.

mod device;
mod error;
mod exchange;
mod flows;
mod grant;
mod granting;

pub use self::device::{DeviceLogin, UserCode};
pub use self::error::OAuthError;
pub use self::flows::Flows;
pub use self::grant::Grant;
