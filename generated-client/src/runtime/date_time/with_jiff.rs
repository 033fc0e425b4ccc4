//! To and from the types of `jiff`.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::Offset;

use super::{DateTime, DateTimeError};

/// The point in time. A time without an offset is taken as UTC.
impl TryFrom<&DateTime> for Timestamp {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let nanoseconds = i32::try_from(time.nanoseconds()).map_err(|_| DateTimeError)?;
        Self::new(time.unix_seconds(), nanoseconds).map_err(|_| DateTimeError)
    }
}

/// The date and time as they are written, whatever their offset is.
impl TryFrom<&DateTime> for civil::DateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let nanoseconds = i32::try_from(time.nanoseconds()).map_err(|_| DateTimeError)?;
        let local = Timestamp::new(time.local_seconds(), nanoseconds).map_err(|_| DateTimeError)?;
        Ok(Offset::UTC.to_datetime(local))
    }
}

/// In UTC.
impl TryFrom<Timestamp> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: Timestamp) -> Result<Self, DateTimeError> {
        let (seconds, nanoseconds) = parts(time).ok_or(DateTimeError)?;
        Self::from_unix(seconds, nanoseconds)
    }
}

/// Without an offset.
impl TryFrom<civil::DateTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: civil::DateTime) -> Result<Self, DateTimeError> {
        let local = Offset::UTC.to_timestamp(time).map_err(|_| DateTimeError)?;
        let (seconds, nanoseconds) = parts(local).ok_or(DateTimeError)?;
        Self::from_local(seconds, nanoseconds)
    }
}

/// Whole seconds, and what is beyond them, which is never negative.
fn parts(time: Timestamp) -> Option<(i64, u32)> {
    const SECOND: i128 = 1_000_000_000;
    let nanoseconds = time.as_nanosecond();
    let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?;
    Some((seconds, u32::try_from(nanoseconds.rem_euclid(SECOND)).ok()?))
}
