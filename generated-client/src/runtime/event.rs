//! Events of a stream as values: what emitted event types implement, and what is left of an event that they do not know.
//!
//! Nothing here reads bytes: frames come from `sse` and `lines`, streams of events from `stream`.

use std::fmt;

use super::json::{self, Json, JsonError};

/// A value that is read from one event of a stream: an enum with a variant for each name the document declares.
pub trait Event: Sized {
    /// Reads the event called `name`; `data` is empty where the server sent none.
    fn read(name: &str, data: &str) -> Result<Self, JsonError>;
}

/// An event as the server sent it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownEvent {
    name: String,
    data: String,
}

impl UnknownEvent {
    /// An event of this name and data.
    pub fn new(name: impl Into<String>, data: impl Into<String>) -> Self {
        Self { name: name.into(), data: data.into() }
    }

    /// Its name, `message` where the server gave none; empty in a stream of JSON texts.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its data, as text.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Its data, read as JSON.
    pub fn json<T: Json>(&self) -> Result<T, JsonError> {
        json::from_str(&self.data)
    }
}

impl Event for UnknownEvent {
    fn read(name: &str, data: &str) -> Result<Self, JsonError> {
        Ok(Self::new(name, data))
    }
}

/// The data is the user's: only its size is shown.
impl fmt::Debug for UnknownEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UnknownEvent")
            .field("name", &self.name)
            .field("data", &format_args!("{} bytes", self.data.len()))
            .finish()
    }
}

/// The name, for a line such as `skipped keepalive`.
impl fmt::Display for UnknownEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}
