//! What a part of the client, which others may lack, tells about its failures.

use std::any::Any;
use std::fmt;

use super::super::json::JsonError;
use super::super::transport_error::TransportError;
use super::Phase;

/// A failure of a part of the client, such as its streams. Its text holds no credential and no body.
pub trait Failure: fmt::Debug + fmt::Display + Send + Sync {
    /// The failure, to be found by its type.
    fn as_any(&self) -> &dyn Any;

    /// Whether a body or a stream broke off.
    fn is_truncated(&self) -> bool {
        false
    }

    /// The timer that ran out.
    fn timeout_phase(&self) -> Option<Phase> {
        None
    }

    /// What is wrong with JSON that the server sent.
    fn json_error(&self) -> Option<&JsonError> {
        None
    }

    /// What is wrong with the connection.
    fn transport_error(&self) -> Option<&TransportError> {
        None
    }

    /// The text around the place that could not be decoded.
    fn excerpt(&self) -> Option<&str> {
        None
    }
}
