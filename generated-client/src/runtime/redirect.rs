//! Which redirects are followed, and what is sent along.
//!
//! A credential is for the server it was given for: it never leaves the origin, and nothing leaves https.

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, LOCATION, USER_AGENT};
use http::{Method, StatusCode};
use reqwest::Url;

/// More than these in a row are a loop.
pub(super) const MOST: usize = 10;

/// What is to be done about an answer.
pub(super) enum Verdict {
    /// It is no redirect that we follow: whoever called gets it.
    HandBack,
    /// The same request goes to another place.
    Follow(Url),
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

/// Judges an answer. 307 and 308 repeat the request; 301, 302 and 303 are followed only for `GET` and `HEAD`, since they
/// turn other methods into `GET`, which is another operation (RFC 9110, section 15.4).
pub(super) fn judge(status: StatusCode, headers: &HeaderMap, sent: &Sent<'_>) -> Verdict {
    let followed = match status.as_u16() {
        307 | 308 => true,
        301..=303 => matches!(*sent.method, Method::GET | Method::HEAD),
        _ => false,
    };
    let location = headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let target = location.and_then(|location| sent.url.join(location).ok());
    match target.filter(|_| followed) {
        None => Verdict::HandBack,
        Some(target) => match fault(&target, sent) {
            Some(reason) => Verdict::Refuse { target: target.origin().ascii_serialization(), reason },
            None => Verdict::Follow(target),
        },
    }
}

/// Why a redirect is not followed, if it is not.
fn fault(target: &Url, sent: &Sent<'_>) -> Option<&'static str> {
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
    if !sent.is_replayable {
        return Some("the body was a stream and cannot be sent again");
    }
    if sent.hops >= MOST {
        return Some("there were too many before it");
    }
    None
}

/// Leaves only what any server may see, for a request that goes to another origin.
pub(super) fn strip(headers: &mut HeaderMap) {
    let kept = [ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT];
    let names: Vec<_> = headers.keys().filter(|name| !kept.contains(name)).cloned().collect();
    for name in names {
        headers.remove(name);
    }
}
