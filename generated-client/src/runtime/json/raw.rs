//! JSON text that is kept as it came.

use std::fmt;

use super::error::JsonError;
use super::reader::Reader;
use super::writer::Writer;
use super::{Json, ToJson, from_str};

/// One JSON value as text, checked to be JSON but not taken apart.
///
/// Two are equal if their texts are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawJson {
    text: Box<str>,
}

impl RawJson {
    /// The text, without white space around it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value that the text denotes.
    pub fn parse<T: Json>(&self) -> Result<T, JsonError> {
        from_str(&self.text)
    }

    /// A value as its text.
    pub fn of(value: &dyn ToJson) -> Self {
        Self { text: super::to_string(value).into() }
    }
}

impl std::str::FromStr for RawJson {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        from_str(text)
    }
}

impl ToJson for RawJson {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.text);
    }
}

impl Json for RawJson {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        Ok(Self { text: reader.raw()?.into() })
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({})", self.text)
    }
}
