//! `Debug` of types that cross the wire as JSON: their name and their JSON, without secrets.
//!
//! One function for all of them, since a `Debug` of its own for each type is code to compile.

use std::fmt::{Formatter, Result};

use super::writer::Writer;
use super::{ToJson, Value, from_str};

/// Shows a value as `Thread {"name":"Trip"}`, over several lines where `{:#?}` asks for it.
pub fn show(name: &str, value: &dyn ToJson, formatter: &mut Formatter<'_>) -> Result {
    let mut writer = Writer::hiding();
    value.write(&mut writer);
    let text = writer.finish();
    if formatter.alternate() {
        if let Ok(value) = from_str::<Value>(&text) {
            return write!(formatter, "{name} {value:#}");
        }
    }
    write!(formatter, "{name} {text}")
}
