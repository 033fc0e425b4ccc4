//! Credentials: what the caller gives for a security scheme, and how it is put on a request.
//!
//! A credential is never shown: not by `Debug`, not in errors, not in a header that is printed.

mod apply;
mod secret;
mod source;

pub(super) use self::apply::{Applied, apply, lasting};
pub use self::secret::Secret;
pub use self::source::{Credential, Token, TokenSource};
