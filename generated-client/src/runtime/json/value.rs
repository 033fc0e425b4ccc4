//! Free-form JSON: `serde_json`'s value, read and written by our own reader and writer.

use serde_json::{Map, Number, Value};

use super::error::JsonError;
use super::reader::{Kind, Reader};
use super::writer::Writer;
use super::{Json, ToJson};

impl ToJson for Value {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(number) => writer.number(number),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.write(writer),
            Self::Object(members) => {
                writer.begin_object();
                for (name, value) in members {
                    writer.member(name, value);
                }
                writer.end_object();
            }
        }
    }
}

impl Json for Value {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        match reader.kind()? {
            Kind::Null => <()>::read(reader).map(|()| Self::Null),
            Kind::Boolean => reader.boolean().map(Self::Bool),
            Kind::Number => number(reader).map(Self::Number),
            Kind::String => String::read(reader).map(Self::String),
            Kind::Array => Vec::read(reader).map(Self::Array),
            Kind::Object => {
                let mut members = Map::new();
                reader.object(&mut |name, value| {
                    members.insert(name.to_owned(), Self::read(value)?);
                    Ok(())
                })?;
                Ok(Self::Object(members))
            }
        }
    }
}

/// An integer where it is written as one and fits, else the nearest float; `-0` is a float, as for `serde_json`.
fn number(reader: &mut Reader<'_>) -> Result<Number, JsonError> {
    let mut ahead = reader.clone();
    let text = ahead.number()?;
    let whole = if text == "-0" { None } else { text.parse::<i64>().ok().map(Number::from) };
    if let Some(number) = whole.or_else(|| text.parse::<u64>().ok().map(Number::from)) {
        *reader = ahead;
        return Ok(number);
    }
    let float = reader.float()?;
    Number::from_f64(float).ok_or_else(|| reader.out_of_range(text, "f64"))
}
