//! Dates to and from the crates that compute with them: `cargo test -p specloom-runtime --features jiff,chrono,time`.
#![cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use chrono::{FixedOffset, NaiveDateTime, Utc};
use specloom_runtime::DateTime;
use time::{OffsetDateTime, PrimitiveDateTime};

fn read(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// A text, the same in UTC, and as it is written without an offset.
const TIMES: &[(&str, &str, &str)] = &[
    ("2026-01-31T23:59:59Z", "2026-01-31T23:59:59Z", "2026-01-31T23:59:59"),
    ("2026-01-31T23:59:59.5+01:30", "2026-01-31T22:29:59.500000Z", "2026-01-31T23:59:59.500000"),
    ("2026-01-01T00:00:00-08:00", "2026-01-01T08:00:00Z", "2026-01-01T00:00:00"),
    // As FastAPI sends them.
    ("2026-05-15T10:30:00.123456", "2026-05-15T10:30:00.123456Z", "2026-05-15T10:30:00.123456"),
    ("1969-12-31T23:59:59.250000Z", "1969-12-31T23:59:59.250000Z", "1969-12-31T23:59:59.250000"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00"),
    ("9999-12-30T00:00:00Z", "9999-12-30T00:00:00Z", "9999-12-30T00:00:00"),
];

#[test]
fn there_and_back() {
    for (text, utc, local) in TIMES {
        let time = &read(text);
        let there = jiff::Timestamp::try_from(time).unwrap();
        assert_eq!(DateTime::try_from(there).unwrap().as_str(), *utc);
        let there = jiff::civil::DateTime::try_from(time).unwrap();
        assert_eq!(DateTime::try_from(there).unwrap().as_str(), *local);
        let there = chrono::DateTime::<Utc>::try_from(time).unwrap();
        assert_eq!(DateTime::try_from(there).unwrap().as_str(), *utc);
        let there = NaiveDateTime::try_from(time).unwrap();
        assert_eq!(DateTime::try_from(there).unwrap().as_str(), *local);
        let there = chrono::DateTime::<FixedOffset>::try_from(time).unwrap();
        let back = DateTime::try_from(there).unwrap();
        assert_eq!((back.unix_seconds(), back.local_seconds()), (time.unix_seconds(), time.local_seconds()));
        let there = OffsetDateTime::try_from(time).unwrap();
        let back = DateTime::try_from(there).unwrap();
        assert_eq!((back.unix_seconds(), back.local_seconds()), (time.unix_seconds(), time.local_seconds()));
        let there = PrimitiveDateTime::try_from(time).unwrap();
        assert_eq!(DateTime::try_from(there).unwrap().as_str(), *local);
    }
}

#[test]
fn offsets_are_written() {
    let time = chrono::DateTime::<FixedOffset>::try_from(&read("2026-01-31T23:59:59-03:30")).unwrap();
    assert_eq!(time.to_rfc3339(), "2026-01-31T23:59:59-03:30");
    assert_eq!(DateTime::try_from(time).unwrap().as_str(), "2026-01-31T23:59:59-03:30");
    assert!(read("2026-05-15T10:30:00").is_naive() && !read("2026-05-15T10:30:00Z").is_naive());
}

/// What four digits of a year cannot say, and offsets of seconds.
#[test]
fn what_cannot_be_written_is_an_error() {
    assert!(DateTime::try_from(NaiveDateTime::MAX).is_err());
    assert!(DateTime::try_from(chrono::DateTime::<Utc>::MIN_UTC).is_err());
    let odd = FixedOffset::east_opt(61).unwrap();
    assert!(DateTime::try_from(chrono::DateTime::<Utc>::UNIX_EPOCH.with_timezone(&odd)).is_err());
    for seconds in [i64::MIN, i64::MAX] {
        assert!(DateTime::from_unix(seconds, 0).is_err() && DateTime::from_unix_at(seconds, 0, -60).is_err());
    }
}
