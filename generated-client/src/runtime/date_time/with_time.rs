//! To and from the types of `time`.

use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::{DateTime, DateTimeError};

/// The point in time with its offset. A time without one is taken as UTC.
impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let offset = UtcOffset::from_whole_seconds(time.offset_seconds().unwrap_or(0)).map_err(|_| DateTimeError)?;
        let utc = at(time.unix_seconds(), time.nanoseconds())?;
        utc.checked_to_offset(offset).ok_or(DateTimeError)
    }
}

/// The date and time as they are written, whatever their offset is.
impl TryFrom<&DateTime> for PrimitiveDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let local = at(time.local_seconds(), time.nanoseconds())?;
        Ok(Self::new(local.date(), local.time()))
    }
}

/// With its offset.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: OffsetDateTime) -> Result<Self, DateTimeError> {
        Self::from_unix_at(time.unix_timestamp(), time.nanosecond(), time.offset().whole_seconds())
    }
}

/// Without an offset.
impl TryFrom<PrimitiveDateTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: PrimitiveDateTime) -> Result<Self, DateTimeError> {
        Self::from_local(time.assume_utc().unix_timestamp(), time.nanosecond())
    }
}

fn at(seconds: i64, nanoseconds: u32) -> Result<OffsetDateTime, DateTimeError> {
    let time = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| DateTimeError)?;
    time.replace_nanosecond(nanoseconds).map_err(|_| DateTimeError)
}
