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
pub fn read_integer<T: Clone>(
    literals: &[(&str, T)],
    reader: &mut Reader<'_>,
    unknown: fn(UnknownValue) -> T,
) -> Result<T, JsonError> {
    Ok(named(literals, &i64::read(reader)?.to_string(), unknown))
}

/// The variant of a scalar of any kind, else the unknown one.
pub fn read_scalar<T: Clone>(
    literals: &[(&str, T)],
    reader: &mut Reader<'_>,
    unknown: fn(UnknownValue) -> T,
) -> Result<T, JsonError> {
    let json = match reader.kind()? {
        Kind::Array | Kind::Object => return Err(reader.mismatch("a scalar")),
        // `1` and `1.0` are the same number.
        Kind::Number => match i64::read(&mut reader.clone()) {
            Ok(integer) => {
                reader.skip()?;
                integer.to_string()
            }
            Err(_) => to_string(&Value::read(reader)?),
        },
        _ => to_string(&Value::read(reader)?),
    };
    Ok(named(literals, &json, unknown))
}
