//! Objects with known members: a static table of names and, beside it, where the values go or come from.
//!
//! One function reads every struct and one writes it: a struct adds a table, a tuple and a list of references, no loop, no
//! closure and no comparison of names.

use std::collections::BTreeMap;

use super::error::{JsonError, JsonErrorKind};
use super::fields::Slots;
use super::reader::Reader;
use super::writer::Writer;
use super::{Json, ToJson};

/// The members of an object, in the order in which they are written: the constant ones first.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Members whose value is always the same.
    pub constants: &'static [Constant],

    /// Members that are fields.
    pub members: &'static [(&'static str, Mode)],

    /// Names of members that are not to be shown.
    pub secrets: &'static [&'static str],
}

/// A member whose value is always the same. On reading only its kind is checked; another value is lost.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// The name.
    pub name: &'static str,

    /// The value, as JSON text.
    pub json: &'static str,

    /// Whether it may be missing on reading.
    pub mode: Mode,
}

/// Whether a member may be missing or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It must be there; whether null is a value is up to its type.
    Required,

    /// It may be missing; null means the same. Not written where absent.
    Optional,

    /// It may be missing; null is a value of its own. Not written where absent.
    Nullable,
}

/// The modes by the words of the tables: a path is cheaper to compile than a macro that turns one into the other, and
/// one to a variant cheaper than one to an associated constant.
pub mod modes {
    pub use super::Mode::{Nullable as nullable, Optional as optional, Required as required};
}

/// A place for the value of a member.
pub trait Slot {
    /// Reads the value; a former one is replaced.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError>;

    /// Forgets the value.
    fn clear(&mut self);

    /// Whether a value was read.
    fn is_filled(&self) -> bool;
}

impl<T: Json> Slot for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = Some(T::read(reader)?);
        Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn is_filled(&self) -> bool {
        self.is_some()
    }
}

/// The members that a table does not name.
pub trait Rest {
    /// Reads one more.
    fn fill(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), JsonError>;

    /// Calls `each` for every one.
    fn each(&self, each: &mut dyn FnMut(&str, &dyn ToJson));
}

impl<T: Json> Rest for BTreeMap<String, T> {
    fn fill(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let value = T::read(reader)?;
        self.insert(name.to_owned(), value);
        Ok(())
    }

    fn each(&self, each: &mut dyn FnMut(&str, &dyn ToJson)) {
        for (name, value) in self {
            each(name, value);
        }
    }
}

impl Constant {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if self.mode != Mode::Required && reader.null() {
            return Ok(());
        }
        if reader.kind()? != Reader::new(self.json).kind()? {
            return Err(reader.mismatch(self.json));
        }
        let found = reader.raw()?;
        reader.count_lost(if found == self.json { 0 } else { found.len() });
        Ok(())
    }
}

impl Table {
    fn names(&self, name: &str) -> bool {
        self.constants.iter().any(|constant| constant.name == name)
            || self.members.iter().any(|(member, _)| *member == name)
    }

    /// The first required member that was not there. Of more members than there are bits the slots tell.
    fn missing(&self, seen: Seen, slots: &mut dyn Slots) -> Option<&'static str> {
        let is_unseen = |bits: u64, index: usize| bits >> (index % 64) & 1 == 0;
        let mut constants = self.constants.iter().enumerate();
        if let Some((_, constant)) =
            constants.find(|(index, constant)| constant.mode == Mode::Required && is_unseen(seen.constants, *index))
        {
            return Some(constant.name);
        }
        let is_wide = self.members.len() > 64;
        let mut members = self.members.iter().enumerate().filter(|(_, (_, mode))| *mode == Mode::Required);
        let missing = members.find(|(index, _)| {
            if is_wide {
                !slots.slot(*index).is_some_and(|slot| slot.is_filled())
            } else {
                is_unseen(seen.members, *index)
            }
        });
        missing.map(|(_, (name, _))| *name)
    }
}

/// What was there, a bit for each constant and each member.
#[derive(Clone, Copy, Default)]
struct Seen {
    constants: u64,
    members: u64,
}

impl Reader<'_> {
    /// Reads an object into the slots of its members, which stand in the order of the table.
    pub(super) fn members(
        &mut self,
        table: &Table,
        slots: &mut dyn Slots,
        mut rest: Option<&mut dyn Rest>,
    ) -> Result<(), JsonError> {
        let start = self.offset();
        // Members mostly come in the order of the table: the next one is tried before all are searched.
        let mut next = 0;
        let mut seen = Seen::default();
        self.scan(&mut |name, value| {
            let expected = table.members.get(next).is_some_and(|(member, _)| *member == name);
            let found = if expected { Some(next) } else { table.members.iter().position(|(m, _)| *m == name) };
            if let Some(index) = found {
                next = index + 1;
                seen.members |= 1 << (index % 64);
                match (table.members.get(index), slots.slot(index)) {
                    (Some((_, Mode::Optional)), Some(slot)) if value.null() => slot.clear(),
                    (_, Some(slot)) => slot.fill(value)?,
                    (_, None) => value.skip()?,
                }
            } else if let Some(index) = table.constants.iter().position(|constant| constant.name == name) {
                seen.constants |= 1 << (index % 64);
                table.constants.get(index).map_or(Ok(()), |constant| constant.read(value))?;
            } else {
                match &mut rest {
                    Some(rest) => rest.fill(name, value)?,
                    None => value.lose()?,
                }
            }
            Ok(true)
        })?;
        // A constant that was not there will be written.
        let is_absent = |index: &usize| seen.constants >> (index % 64) & 1 == 0;
        self.count_lost((0..table.constants.len()).filter(is_absent).count());
        match table.missing(seen, slots) {
            None => Ok(()),
            Some(name) => {
                Err(JsonError::new(JsonErrorKind::Missing, format!("the required member `{name}` is missing"), start))
            }
        }
    }
}

impl Writer {
    /// Writes an object: the constant members, then those that are there, then the rest.
    pub fn members(&mut self, table: &Table, values: &[&dyn ToJson], rest: Option<&dyn Rest>) {
        self.begin_object();
        for constant in table.constants {
            self.name(constant.name);
            self.raw(constant.json);
        }
        for ((name, mode), value) in table.members.iter().zip(values) {
            if *mode == Mode::Required || !value.is_absent() {
                let hidden = self.hides() && table.secrets.contains(name);
                self.member(name, if hidden { &"***" } else { *value });
            }
        }
        if let Some(rest) = rest {
            rest.each(&mut |name, value| {
                if !table.names(name) {
                    self.member(name, value);
                }
            });
        }
        self.end_object();
    }
}
