//! When a part goes away, as `x-sunset` says.

use serde_json::Value;

use super::date::Date;
use crate::spec::Extensions;

/// When a part goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sunset {
    /// Nothing is said.
    Absent,
    /// Something is said that is no day.
    Unreadable,
    /// The day.
    On(Date),
}

impl Sunset {
    /// Reads `x-sunset`.
    pub(super) fn of(extensions: &Extensions<'_>) -> Self {
        let said = extensions.iter().find(|(name, _)| *name == "x-sunset").map(|(_, value)| *value);
        match said {
            None | Some(Value::Null) => Self::Absent,
            Some(Value::String(text)) => day(text).map_or(Self::Unreadable, Self::On),
            Some(_) => Self::Unreadable,
        }
    }
}

/// A day, alone or at the start of a date and time (RFC 3339).
fn day(text: &str) -> Option<Date> {
    let (day, time) = text.split_at_checked(10)?;
    let alone = time.is_empty() || time.starts_with(['T', 't', ' ']);
    day.parse().ok().filter(|_| alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_cut_off() {
        assert_eq!(day("2026-11-24T10:00:00Z"), day("2026-11-24"));
        assert!(day("2026-11-24").is_some());
        assert_eq!([day("2026-11-24x"), day("soon"), day("")], [None; 3]);
    }
}
