//! When a token ends that says so itself.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::super::json::{self, Value};

/// The `exp` of a JSON web token (RFC 7519, section 4.1.4). Nothing is verified: that is for the server, and whatever is
/// no such token has no end that is known.
pub(super) fn end(token: &str) -> Option<SystemTime> {
    let mut pieces = token.split('.');
    let (Some(_), Some(claims), Some(_), None) = (pieces.next(), pieces.next(), pieces.next(), pieces.next()) else {
        return None;
    };
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    let claims: Value = json::from_slice(&claims).ok()?;
    let seconds = Duration::try_from_secs_f64(claims.get("exp")?.as_f64()?.max(0.0)).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(seconds)
}
