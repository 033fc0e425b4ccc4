//! Enums of fixed values, open: a value without a name is kept as it came.
//!
//! An enum is a table of what its variants are on the wire; the functions here search it.

use super::super::scalars::UnknownValue;
use super::error::JsonError;
use super::reader::{Kind, Reader};
use super::{Json, Value, to_string};

/// The variant of a name, else the unknown one.
pub fn named<T: Clone>(names: &[(&str, T)], name: &str, unknown: fn(UnknownValue) -> T) -> T {
    match names.iter().find(|(known, _)| *known == name) {
        Some((_, variant)) => variant.clone(),
        None => unknown(UnknownValue::new(name)),
    }
}

/// The variant of an integer, else the unknown one.
pub fn numbered<T: Clone>(literals: &[(&str, T)], number: i64, unknown: fn(UnknownValue) -> T) -> T {
    named(literals, &number.to_string(), unknown)
}

/// Reads an integer as its variant, else as the unknown one.
pub fn read_integer<T: Clone>(
    reader: &mut Reader<'_>,
    literals: &[(&str, T)],
    unknown: fn(UnknownValue) -> T,
) -> Result<T, JsonError> {
    let start = reader.clone();
    match reader.integer()? {
        Some(number) => Ok(named(literals, &number.to_string(), unknown)),
        None => Err(start.too_large("an integer of 128 bits")),
    }
}

/// Reads a scalar of any kind as its variant, else as the unknown one.
pub fn read_scalar<T: Clone>(
    reader: &mut Reader<'_>,
    literals: &[(&str, T)],
    unknown: fn(UnknownValue) -> T,
) -> Result<T, JsonError> {
    let json = match reader.kind()? {
        Kind::Array | Kind::Object => return Err(reader.mismatch("a scalar")),
        // `1` and `1.0` are the same number.
        Kind::Number => match reader.clone().integer() {
            Ok(Some(integer)) => {
                reader.skip()?;
                integer.to_string()
            }
            _ => to_string(&Value::read(reader)?),
        },
        _ => to_string(&Value::read(reader)?),
    };
    Ok(named(literals, &json, unknown))
}
