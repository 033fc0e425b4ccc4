//! `Debug` and `PartialEq` of types that cross the wire as JSON: by what they are there, and shown without secrets.
//!
//! One function each for all of them, since an implementation of its own for each type is code to compile.

use std::fmt::{Formatter, Result};

use super::writer::Writer;
use super::{ToJson, Value, from_str, to_string};

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

/// Whether two values are the same JSON.
pub fn same(one: &dyn ToJson, other: &dyn ToJson) -> bool {
    to_string(one) == to_string(other)
}
