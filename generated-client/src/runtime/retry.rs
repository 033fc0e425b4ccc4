//! When a request may be sent again, and after how long.
//!
//! The rules look at what has happened, never at what the operation means: a `POST` without an idempotency key may have
//! been acted on as soon as a byte of it was sent.

use std::time::{Duration, SystemTime};

use http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode};

use super::clock::Clock;

/// The header by which a server knows a request when it comes again.
pub(super) const KEY_HEADER: &str = "idempotency-key";

/// The first pause is at most this long, each further one twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// No pause of our own is longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// A server that asks for a longer pause than this gets no retry: the caller should know at once.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Whether the request can do no harm when it comes twice (RFC 9110, section 9.2.2).
pub(super) fn is_repeatable(method: &Method, has_key: bool) -> bool {
    let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
    has_key || idempotent.contains(&method.as_str())
}

/// A key of 122 random bits, in the form of a UUID of version 4; none if the clock knows no randomness.
pub(super) fn key(clock: &dyn Clock) -> Option<HeaderValue> {
    let (high, low) = (clock.random()?, clock.random()?);
    let version = high & 0xfff | 0x4000;
    let variant = low >> 48 & 0x3fff | 0x8000;
    let (first, second, rest) = (high >> 32, high >> 16 & 0xffff, low & 0xffff_ffff_ffff);
    HeaderValue::try_from(format!("{first:08x}-{second:04x}-{version:04x}-{variant:04x}-{rest:012x}")).ok()
}

/// Whether an answer of this status may be another when asked again.
pub(super) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether an answer of this status says that nothing was done: too many asked, or nobody is there to do it.
pub(super) fn is_refused(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 503)
}

/// The pause before a retry, `retries` of which were made: what the server asks for, else a random part of a bound that
/// doubles ("full jitter"). None if the server asks for more patience than we have.
pub(super) fn pause(retries: u32, headers: Option<&HeaderMap>, now: SystemTime, fraction: f64) -> Option<Duration> {
    match headers.and_then(|headers| retry_after(headers, now)) {
        Some(asked) if asked > LONGEST_RETRY_AFTER => None,
        Some(asked) => Some(asked),
        None => {
            let bound = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(retries)).min(LONGEST_PAUSE);
            Some(bound.mul_f64(fraction.clamp(0.0, 1.0)))
        }
    }
}

/// What the server asks for: milliseconds, seconds, or a date (RFC 9110, section 10.2.3). Fractions are no part of that
/// standard, but servers send them.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("retry-after-ms").and_then(number) {
        return Some(seconds(milliseconds / 1000.0));
    }
    let text = text(RETRY_AFTER.as_str())?;
    if let Some(number) = number(text) {
        return Some(seconds(number));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// A number that is written in digits: no sign, no exponent.
fn number(text: &str) -> Option<f64> {
    let digits = text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| digits)
}

/// A number that no duration can hold is longer than any that we wait.
fn seconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX)
}
