//! Errors as text.

use std::fmt;

use super::super::operation::Operation;
use super::super::response::RawResponse;
use super::{Error, Fault, Phase};

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Fault::Decode(error) = self.fault() {
            formatter.write_str("could not decode the answer")?;
            if let Some(operation) = self.operation() {
                write!(formatter, " of {} {}", operation.method(), operation.path())?;
            }
            if let Some(answer) = self.response() {
                write!(
                    formatter,
                    " ({} {})",
                    answer.status().as_u16(),
                    answer.content_type().unwrap_or("without a type")
                )?;
            }
            return write!(formatter, ": {error}");
        }
        if let Some(operation) = self.operation() {
            write!(formatter, "{} {}", operation.method(), operation.path())?;
            if self.retries() > 0 {
                write!(formatter, " (attempt {})", self.retries().saturating_add(1))?;
            }
            formatter.write_str(": ")?;
        }
        self.write_fault(formatter)
    }
}

impl Error {
    fn write_fault(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault() {
            Fault::Invalid(reason) => formatter.write_str(reason),
            Fault::Credential { scheme, reason } => write!(formatter, "no credential for `{scheme}`: {}", reason.0),
            Fault::Transport(error) => write!(formatter, "{error}"),
            Fault::Timeout { phase, limit } => {
                write!(formatter, "{} within {limit:?} ({})", missed(*phase), setter(*phase))
            }
            Fault::Status => self.write_answer(formatter),
            Fault::Redirect { target, reason } => {
                self.write_answer(formatter)?;
                write!(formatter, " to {target} is not followed: {reason}")
            }
            Fault::ContentType { expected } => {
                write!(formatter, "expected {expected}, got ")?;
                self.write_answer(formatter)
            }
            Fault::Streamed => {
                let accepted = self.operation().map_or("one body", Operation::accepted);
                write!(formatter, "expected {accepted}, got a stream of events, which was not read")
            }
            Fault::Compressed(encoding) => {
                write!(formatter, "the body is compressed by `{encoding}`, which was not asked for: ")?;
                self.write_answer(formatter)
            }
            Fault::NoBody => {
                formatter.write_str("expected a body, got ")?;
                self.write_answer(formatter)
            }
            Fault::TooLarge { limit } => {
                write!(formatter, "the body is larger than {} (`max_body_bytes`)", size(*limit))
            }
            Fault::Decode(error) => write!(formatter, "{error}"),
            Fault::Part(failure) => write!(formatter, "{failure}"),
        }
    }

    /// `502 Bad Gateway (text/html, 1.2 kB, request abc123)`
    fn write_answer(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response().map_or(Ok(()), |answer| write_answer(formatter, answer))
    }
}

fn write_answer(formatter: &mut fmt::Formatter<'_>, answer: &RawResponse) -> fmt::Result {
    write!(formatter, "{}", answer.status().as_u16())?;
    if let Some(reason) = answer.status().canonical_reason() {
        write!(formatter, " {reason}")?;
    }
    formatter.write_str(" (")?;
    if let Some(media_type) = answer.content_type() {
        write!(formatter, "{media_type}, ")?;
    }
    match answer.body().len() {
        0 => formatter.write_str("no body")?,
        length => formatter.write_str(&size(length))?,
    }
    if let Some(id) = answer.request_id() {
        write!(formatter, ", request {id}")?;
    }
    formatter.write_str(")")
}

fn missed(phase: Phase) -> &'static str {
    match phase {
        Phase::Connect => "no connection",
        Phase::Response => "no answer",
        Phase::Attempt | Phase::Total => "not done",
        Phase::Idle => "no byte",
    }
}

fn setter(phase: Phase) -> &'static str {
    match phase {
        Phase::Connect => "`connect_timeout`",
        Phase::Response => "`response_timeout`",
        Phase::Attempt => "`attempt_timeout`",
        Phase::Total => "`total_timeout`, or `timeout` of the call",
        Phase::Idle => "`idle_timeout`",
    }
}

/// A number of bytes, in decimal units: `1.2 kB`.
pub(in super::super) fn size(bytes: usize) -> String {
    const UNITS: [(usize, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} B"),
    }
}

/// The text around `offset`, 256 bytes at most; what is cut off is shown as `…`.
pub(in super::super) fn excerpt(body: &[u8], offset: usize) -> String {
    const BEFORE: usize = 96;
    const LENGTH: usize = 240;
    let start = offset.saturating_sub(BEFORE).min(body.len());
    let rest = body.get(start..).unwrap_or_default();
    let cut = rest.get(..LENGTH).unwrap_or(rest);
    let text = String::from_utf8_lossy(cut);
    let text = text.trim_matches('\u{FFFD}');
    let before = if start > 0 { "…" } else { "" };
    let after = if cut.len() < rest.len() { "…" } else { "" };
    format!("{before}{text}{after}")
}
