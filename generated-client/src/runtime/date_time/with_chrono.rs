//! To and from the types of `chrono`.

use chrono::{FixedOffset, NaiveDateTime, Utc};

use super::{DateTime, DateTimeError};

/// The point in time. A time without an offset is taken as UTC.
impl TryFrom<&DateTime> for chrono::DateTime<Utc> {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        Self::from_timestamp(time.unix_seconds(), time.nanoseconds()).ok_or(DateTimeError)
    }
}

/// The point in time with its offset. A time without one is taken as UTC.
impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let offset = FixedOffset::east_opt(time.offset_seconds().unwrap_or(0)).ok_or(DateTimeError)?;
        Ok(chrono::DateTime::<Utc>::try_from(time)?.with_timezone(&offset))
    }
}

/// The date and time as they are written, whatever their offset is.
impl TryFrom<&DateTime> for NaiveDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTime) -> Result<Self, DateTimeError> {
        let local = chrono::DateTime::from_timestamp(time.local_seconds(), time.nanoseconds());
        local.map(|local| local.naive_utc()).ok_or(DateTimeError)
    }
}

/// In UTC.
impl TryFrom<chrono::DateTime<Utc>> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: chrono::DateTime<Utc>) -> Result<Self, DateTimeError> {
        Self::from_unix(time.timestamp(), time.timestamp_subsec_nanos())
    }
}

/// With its offset.
impl TryFrom<chrono::DateTime<FixedOffset>> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: chrono::DateTime<FixedOffset>) -> Result<Self, DateTimeError> {
        Self::from_unix_at(time.timestamp(), time.timestamp_subsec_nanos(), time.offset().local_minus_utc())
    }
}

/// Without an offset.
impl TryFrom<NaiveDateTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: NaiveDateTime) -> Result<Self, DateTimeError> {
        let local = time.and_utc();
        Self::from_local(local.timestamp(), local.timestamp_subsec_nanos())
    }
}
