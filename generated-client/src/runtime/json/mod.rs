//! JSON text to Rust values and back, over a reader and a writer that have no type parameter.
//!
//! Code that is not generic compiles once: a type costs a few lines, not a copy of a parser. `serde`'s traits are
//! implemented on top of it, by way of [`Value`].

mod enums;
mod error;
mod fields;
mod impls;
mod members;
mod number;
mod raw;
mod reader;
mod serde;
mod show;
mod text;
mod union;
mod value;
mod writer;

pub use serde_json::Value;

pub use self::enums::{named, numbered, read_integer, read_scalar};
pub use self::error::{JsonError, JsonErrorKind};
pub use self::fields::{Fields, More, Slots};
pub use self::members::{Constant, Mode, Rest, Slot, Table, modes};
pub use self::raw::RawJson;
pub use self::reader::{Kind, Reader};
pub use self::serde::{deserialize, serialize};
pub use self::show::{same, show};
pub use self::union::{Arm, Union, kinds, read_union};
pub use self::writer::Writer;

/// A value that can be written as JSON.
pub trait ToJson {
    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Whether the value stands for a member that is not there.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value that can be read from JSON and written as JSON.
pub trait Json: ToJson + Sized {
    /// Reads one value.
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError>;

    /// What stands for a member that is not there, if the type can say so.
    fn absent() -> Option<Self> {
        None
    }
}

/// The value that a JSON text denotes, all of it.
pub fn from_str<T: Json>(text: &str) -> Result<T, JsonError> {
    let mut reader = Reader::new(text);
    let value = T::read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// The value that a JSON text denotes, all of it. The bytes must be UTF-8; a byte order mark is passed over
/// (RFC 8259, section 8.1).
pub fn from_slice<T: Json>(bytes: &[u8]) -> Result<T, JsonError> {
    from_str(checked(bytes)?)
}

fn checked(bytes: &[u8]) -> Result<&str, JsonError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(JsonError::new(JsonErrorKind::Utf8, "the text is not UTF-8", error.valid_up_to())),
    }
}

/// A value as JSON text.
pub fn to_string(value: &dyn ToJson) -> String {
    let mut writer = Writer::with_capacity(128);
    value.write(&mut writer);
    writer.finish()
}

/// A value as the bytes of its JSON text.
pub fn to_vec(value: &dyn ToJson) -> Vec<u8> {
    to_string(value).into_bytes()
}
