//! How the types of the standard library cross the wire.

use std::collections::BTreeMap;

use serde_json::Number;

use super::error::JsonError;
use super::reader::Reader;
use super::writer::Writer;
use super::{Json, ToJson};

impl ToJson for bool {
    fn write(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Json for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        reader.boolean()
    }
}

macro_rules! integers {
    ($($type:ident $magnitude:ident $is_negative:expr;)*) => { $(
        impl ToJson for $type {
            fn write(&self, writer: &mut Writer) {
                writer.integer(self.$magnitude().into(), $is_negative(*self));
            }
        }

        impl Json for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
                let start = reader.clone();
                match reader.integer()?.and_then(|wide| Self::try_from(wide).ok()) {
                    Some(value) => Ok(value),
                    None => Err(start.too_large(stringify!($type))),
                }
            }
        }
    )* };
}

integers! {
    i8 unsigned_abs i8::is_negative;
    i16 unsigned_abs i16::is_negative;
    i32 unsigned_abs i32::is_negative;
    i64 unsigned_abs i64::is_negative;
    u8 to_owned |_| false;
    u16 to_owned |_| false;
    u32 to_owned |_| false;
    u64 to_owned |_| false;
}

impl ToJson for i128 {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.to_string());
    }
}

impl Json for i128 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let start = reader.clone();
        reader.integer()?.ok_or_else(|| start.too_large("i128"))
    }
}

impl ToJson for f64 {
    /// NaN and the infinities have no JSON form: `null`.
    fn write(&self, writer: &mut Writer) {
        match Number::from_f64(*self) {
            Some(number) => writer.number(&number),
            None => writer.null(),
        }
    }
}

impl Json for f64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        reader.float()
    }
}

impl ToJson for f32 {
    /// The fewest digits that read back as the same `f32`.
    fn write(&self, writer: &mut Writer) {
        if self.is_finite() { writer.raw(&format!("{self:?}")) } else { writer.null() }
    }
}

impl Json for f32 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let text = reader.number()?;
        match text.parse::<Self>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(reader.out_of_range(text, "f32")),
        }
    }
}

impl ToJson for str {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl ToJson for String {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Json for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        Ok(reader.string()?.into_owned())
    }
}

impl ToJson for () {
    fn write(&self, writer: &mut Writer) {
        writer.null();
    }
}

impl Json for () {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        if reader.null() { Ok(()) } else { Err(reader.mismatch("null")) }
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }
}

impl<T: Json> Json for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        T::read(reader).map(Self::new)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        if reader.null() { Ok(None) } else { T::read(reader).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write(&self, writer: &mut Writer) {
        writer.begin_array();
        for item in self {
            writer.item(item);
        }
        writer.end_array();
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        self.as_slice().write(writer);
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let mut items = Self::new();
        reader.array(&mut |reader| {
            items.push(T::read(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self {
            writer.member(name, value);
        }
        writer.end_object();
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        let mut members = Self::new();
        reader.object(&mut |name, value| {
            members.insert(name.to_owned(), T::read(value)?);
            Ok(())
        })?;
        Ok(members)
    }
}
