//! Which redirects are followed, and what is sent along.
//!
//! A credential is for the server it was given for: it never leaves the origin, and nothing leaves https.

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, USER_AGENT};
use http::{Method, StatusCode};
use reqwest::Url;

use super::retry::KEY_HEADER;

/// More than these in a row are a loop.
pub(super) const MOST: usize = 10;

/// What is to be done about an answer.
pub(super) enum Verdict {
    /// It is no redirect that we follow: whoever called gets it.
    HandBack,
    /// The same request goes to another place.
    Follow(Url),
    /// The answer is got at another place, without the body.
    Get(Url),
    /// Following it would be wrong.
    Refuse { target: String, reason: &'static str },
}

/// What the request was that got redirected.
pub(super) struct Sent<'r> {
    pub(super) method: &'r Method,
    pub(super) url: &'r Url,
    pub(super) has_credentials: bool,
    pub(super) is_replayable: bool,
    pub(super) hops: usize,
}

/// Judges an answer. 307 and 308 repeat the request, and 303 says where its answer is. 301 and 302 are followed only for
/// `GET` and `HEAD`: some clients turn other methods into `GET` there, some do not (RFC 9110, section 15.4).
pub(super) fn judge(status: StatusCode, headers: &HeaderMap, sent: &Sent<'_>) -> Verdict {
    let is_read = matches!(*sent.method, Method::GET | Method::HEAD);
    let turns_to_get = status == StatusCode::SEE_OTHER && !is_read;
    let followed = match status.as_u16() {
        303 | 307 | 308 => true,
        301 | 302 => is_read,
        _ => false,
    };
    let location = headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let target = location.and_then(|location| sent.url.join(location).ok());
    match target.filter(|_| followed) {
        None => Verdict::HandBack,
        Some(target) => match fault(&target, sent, turns_to_get) {
            Some(reason) => Verdict::Refuse { target: target.origin().ascii_serialization(), reason },
            None if turns_to_get => Verdict::Get(target),
            None => Verdict::Follow(target),
        },
    }
}

/// Why a redirect is not followed, if it is not.
fn fault(target: &Url, sent: &Sent<'_>, turns_to_get: bool) -> Option<&'static str> {
    if !matches!(target.scheme(), "http" | "https") {
        return Some("it is neither http nor https");
    }
    if sent.url.scheme() == "https" && target.scheme() == "http" {
        return Some("it would leave https");
    }
    if sent.has_credentials && target.origin() != sent.url.origin() {
        return Some("credentials would go to another origin");
    }
    if !target.username().is_empty() || target.password().is_some() {
        return Some("it holds a user or a password");
    }
    if !sent.is_replayable && !turns_to_get {
        return Some("the body was a stream and cannot be sent again");
    }
    if sent.hops >= MOST {
        return Some("there were too many before it");
    }
    None
}

/// Leaves only what any server may see, for a request that goes to another origin. A key stays, since by it the request
/// may be repeated there too.
pub(super) fn strip(headers: &mut HeaderMap) {
    let kept = [ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT];
    let is_kept = |name: &HeaderName| kept.contains(name) || name == KEY_HEADER;
    let names: Vec<_> = headers.keys().filter(|name| !is_kept(name)).cloned().collect();
    for name in names {
        headers.remove(name);
    }
}
