//! The fields of a struct as one tuple, so that what reads them is checked once and not for each struct.
//!
//! Which member is which field is said by the table of the struct; the search is in `members`.

use super::Json;
use super::error::JsonError;
use super::members::{Rest, Slot, Table};
use super::reader::Reader;

/// Fields in the order of their table: a tuple of up to eight, or [`More`].
pub trait Fields: Sized {
    /// Where they are put while they are read.
    type Slots: Slots;

    /// Slots without a value.
    fn slots() -> Self::Slots;

    /// The values, those of absent members too; none if a required one is missing.
    fn take(slots: Self::Slots) -> Option<Self>;
}

/// Slots by their place in the table.
pub trait Slots {
    /// How many there are.
    fn count(&self) -> usize;

    /// The one at `index`.
    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot>;
}

/// More fields than one tuple has.
#[derive(Debug)]
pub struct More<A, B>(pub A, pub B);

impl<A: Slots, B: Slots> Slots for More<A, B> {
    fn count(&self) -> usize {
        self.0.count() + self.1.count()
    }

    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot> {
        match index.checked_sub(self.0.count()) {
            Some(index) => self.1.slot(index),
            None => self.0.slot(index),
        }
    }
}

impl<A: Fields, B: Fields> Fields for More<A, B> {
    type Slots = More<A::Slots, B::Slots>;

    fn slots() -> Self::Slots {
        More(A::slots(), B::slots())
    }

    fn take(slots: Self::Slots) -> Option<Self> {
        Some(Self(A::take(slots.0)?, B::take(slots.1)?))
    }
}

impl Slots for () {
    fn count(&self) -> usize {
        0
    }

    fn slot(&mut self, _index: usize) -> Option<&mut dyn Slot> {
        None
    }
}

impl Fields for () {
    type Slots = ();

    fn slots() {}

    fn take(_slots: ()) -> Option<Self> {
        Some(())
    }
}

fn or_absent<T: Json>(slot: Option<T>) -> Option<T> {
    slot.or_else(T::absent)
}

macro_rules! fields {
    ($($count:literal: $($name:ident $index:tt)*;)+) => { $(
        impl<$($name: Json),*> Slots for ($(Option<$name>,)*) {
            fn count(&self) -> usize {
                $count
            }

            fn slot(&mut self, index: usize) -> Option<&mut dyn Slot> {
                match index {
                    $($index => Some(&mut self.$index),)*
                    _ => None,
                }
            }
        }

        impl<$($name: Json),*> Fields for ($($name,)*) {
            type Slots = ($(Option<$name>,)*);

            fn slots() -> Self::Slots {
                ($(None::<$name>,)*)
            }

            #[expect(non_snake_case, reason = "the type parameters lend their names to the fields")]
            fn take(slots: Self::Slots) -> Option<Self> {
                match ($(or_absent(slots.$index),)*) {
                    ($(Some($name),)*) => Some(($($name,)*)),
                    _ => None,
                }
            }
        }
    )+ };
}

fields! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

impl Reader<'_> {
    /// Reads an object into the fields of its table; members that the table does not name go to `rest`.
    pub fn fields<T: Fields>(&mut self, table: &Table, rest: Option<&mut dyn Rest>) -> Result<T, JsonError> {
        let mut slots = T::slots();
        let mut start = self.clone();
        self.members(table, &mut slots, rest)?;
        // Of members that the table calls optional the type has a value for absence.
        T::take(slots).ok_or_else(|| start.mismatch("an object with all required members"))
    }
}
