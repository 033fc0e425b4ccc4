//! Tuples, which are arrays of a fixed length on the wire: of schemas with `prefixItems`.

use super::error::{JsonError, JsonErrorKind};
use super::members::Slot;
use super::reader::Reader;
use super::writer::Writer;
use super::{Json, ToJson};

impl Reader<'_> {
    /// Reads an array into as many slots as it must have items.
    fn tuple(&mut self, slots: &mut [&mut dyn Slot]) -> Result<(), JsonError> {
        let start = self.offset();
        let mut count = 0;
        self.array(&mut |item| {
            count += 1;
            match slots.get_mut(count - 1) {
                Some(slot) => slot.fill(item),
                None => item.skip(),
            }
        })?;
        if count == slots.len() {
            return Ok(());
        }
        let message = format!("expected an array of {} items, found {count}", slots.len());
        Err(JsonError::new(JsonErrorKind::Type, message, start))
    }
}

macro_rules! tuples {
    ($( ($($name:ident $index:tt),+) )+) => { $(
        impl<$($name: ToJson),+> ToJson for ($($name,)+) {
            fn write(&self, writer: &mut Writer) {
                writer.begin_array();
                $( writer.item(&self.$index); )+
                writer.end_array();
            }
        }

        impl<$($name: Json),+> Json for ($($name,)+) {
            #[expect(non_snake_case, reason = "the type parameters lend their names to the items")]
            fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
                $( let mut $name = None; )+
                reader.tuple(&mut [$(&mut $name),+])?;
                match ($($name,)+) {
                    ($(Some($name),)+) => Ok(($($name,)+)),
                    _ => Err(reader.mismatch("an item")),
                }
            }
        }
    )+ };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
