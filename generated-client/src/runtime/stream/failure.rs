//! What can go wrong with a stream once it is open.

use std::any::Any;
use std::fmt;

use super::super::error::show::size;
use super::super::error::{Error, Failure, Phase};
use super::super::event::UnknownEvent;
use super::super::json::JsonError;
use super::super::transport_error::TransportError;

/// Why a stream gave an error in place of an event.
#[derive(Debug)]
pub(super) enum StreamFailure {
    /// The data of an event is not what the type expects.
    Decode { event: String, excerpt: Excerpt, error: JsonError },
    /// An event that reports a failure.
    ServerEvent(UnknownEvent),
    /// An event, or what is made of events, is larger than allowed.
    TooLarge { what: &'static str, limit: usize },
    /// A stream that ended before its time.
    Truncated { events_seen: u64, mid_event: bool, source: Option<TransportError>, note: Option<String> },
    /// A stream that fell silent.
    Idle { events_seen: u64, source: TransportError },
}

/// What a server sent, for those who ask for it: `Debug` keeps it out of logs, as it may repeat a token.
pub(super) struct Excerpt(pub(super) String);

impl fmt::Debug for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl Error {
    /// The event by which the server reported a failure in the midst of a stream.
    pub fn event(&self) -> Option<&UnknownEvent> {
        match self.failure()? {
            StreamFailure::ServerEvent(event) => Some(event),
            _ => None,
        }
    }

    /// How many events a stream had brought before it ended too early.
    pub fn events_seen(&self) -> Option<u64> {
        match self.failure()? {
            StreamFailure::Truncated { events_seen, .. } | StreamFailure::Idle { events_seen, .. } => {
                Some(*events_seen)
            }
            _ => None,
        }
    }
}

impl Failure for StreamFailure {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_truncated(&self) -> bool {
        matches!(self, Self::Truncated { .. })
    }

    fn timeout_phase(&self) -> Option<Phase> {
        matches!(self, Self::Idle { .. }).then_some(Phase::Idle)
    }

    fn json_error(&self) -> Option<&JsonError> {
        match self {
            Self::Decode { error, .. } => Some(error),
            _ => None,
        }
    }

    fn transport_error(&self) -> Option<&TransportError> {
        match self {
            Self::Idle { source, .. } => Some(source),
            Self::Truncated { source, .. } => source.as_ref(),
            _ => None,
        }
    }

    fn excerpt(&self) -> Option<&str> {
        match self {
            Self::Decode { excerpt, .. } => Some(&excerpt.0),
            _ => None,
        }
    }
}

impl fmt::Display for StreamFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode { event, error, .. } => write!(formatter, "could not decode the event `{event}`: {error}"),
            Self::ServerEvent(event) if event.name().is_empty() || event.name() == "message" => {
                formatter.write_str("the server reported a failure in the stream")
            }
            Self::ServerEvent(event) => write!(formatter, "the server reported a failure by the event `{event}`"),
            Self::TooLarge { what, limit } => {
                write!(formatter, "{what} is larger than {} (`max_event_bytes`)", size(*limit))
            }
            Self::Truncated { events_seen, mid_event, source, note } => {
                let place = if *mid_event { " in the midst of one" } else { "" };
                write!(formatter, "the stream ended early, after {}{place}", events(*events_seen))?;
                source.as_ref().map_or(Ok(()), |error| write!(formatter, ": {error}"))?;
                note.as_ref().map_or(Ok(()), |note| write!(formatter, "; {note}"))
            }
            Self::Idle { events_seen, source } => write!(formatter, "after {}, {source}", events(*events_seen)),
        }
    }
}

fn events(count: u64) -> String {
    format!("{count} {}", if count == 1 { "event" } else { "events" })
}
