//! Points in time as servers write them: RFC 3339, and the same without an offset.
//!
//! The text is kept, so that what was read is written back unchanged. There is no calendar here: a program that
//! computes with dates converts them by the feature `jiff`, `chrono` or `time`, or gives the text to another crate.

#[cfg(feature = "chrono")]
mod with_chrono;
#[cfg(feature = "jiff")]
mod with_jiff;
#[cfg(feature = "time")]
mod with_time;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use super::json::{Json, JsonError, Reader, ToJson, Writer};

/// A date with a time, as text that is known to be well formed.
///
/// Two are equal if their texts are; [`Self::unix_seconds`] compares points in time.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    text: Box<str>,
    seconds: i64,
    nanoseconds: u32,
    offset: Option<i32>,
}

/// A text that is not a date with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTimeError;

impl DateTime {
    /// The text, as it was read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Seconds since 1970-01-01T00:00:00Z. A time without an offset is taken as UTC.
    pub fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// The part below a second.
    pub fn nanoseconds(&self) -> u32 {
        self.nanoseconds
    }

    /// Seconds east of UTC; none where the text does not say.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.offset
    }

    /// The point in time, if the clock of this system can represent it.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let second = if self.seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        second?.checked_add(Duration::from_nanos(self.nanoseconds.into()))
    }

    /// Whether the text does not say where on Earth its time is.
    pub fn is_naive(&self) -> bool {
        self.offset.is_none()
    }

    /// Seconds from 1970-01-01T00:00:00 to the date and time as they are written, whatever their offset is.
    pub fn local_seconds(&self) -> i64 {
        self.seconds + i64::from(self.offset.unwrap_or(0))
    }

    /// The point in time, in UTC and to the microsecond.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Result<Self, DateTimeError> {
        written(seconds, nanoseconds, "Z")
    }

    /// The point in time as it is called at an offset in seconds east of UTC, to the microsecond.
    pub fn from_unix_at(seconds: i64, nanoseconds: u32, offset: i32) -> Result<Self, DateTimeError> {
        if offset == 0 {
            return Self::from_unix(seconds, nanoseconds);
        }
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        let local = seconds.checked_add(offset.into()).filter(|_| offset % 60 == 0).ok_or(DateTimeError)?;
        written(local, nanoseconds, &format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
    }

    /// A date and time without an offset, given by its [`local_seconds`](Self::local_seconds), to the microsecond.
    pub fn from_local(seconds: i64, nanoseconds: u32) -> Result<Self, DateTimeError> {
        written(seconds, nanoseconds, "")
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let mut stamp = Stamp { rest: text.as_bytes() };
        let (seconds, nanoseconds, offset) = stamp.read().ok_or(DateTimeError)?;
        Ok(Self { text: text.into(), seconds, nanoseconds, offset })
    }
}

/// In UTC and to the microsecond. A clock before the year 1 or after 9999 is taken to stand at the epoch.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => (-seconds, 0),
                    nanoseconds => (-seconds - 1, 1_000_000_000 - nanoseconds),
                }
            }
        };
        let epoch = || Self { text: "1970-01-01T00:00:00Z".into(), seconds: 0, nanoseconds: 0, offset: Some(0) };
        Self::from_unix(seconds, nanoseconds).unwrap_or_else(|_| epoch())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({})", self.text)
    }
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date-time such as 2026-01-31T23:59:59Z")
    }
}

impl std::error::Error for DateTimeError {}

impl ToJson for DateTime {
    fn write(&self, writer: &mut Writer) {
        writer.string(&self.text);
    }
}

impl Json for DateTime {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        reader.parse("a date-time")
    }
}

const DAY: i64 = 86_400;

/// A date and time with the text of its offset.
fn written(local_seconds: i64, nanoseconds: u32, offset: &str) -> Result<DateTime, DateTimeError> {
    // Beyond these lie years of more than four digits.
    if !(-62_167_219_200..=253_402_300_799).contains(&local_seconds) {
        return Err(DateTimeError);
    }
    let (year, month, day) = civil(local_seconds.div_euclid(DAY));
    let time = local_seconds.rem_euclid(DAY);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let micros = nanoseconds / 1000;
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}").parse()
}

/// What is left of a text, each part taken from its front.
struct Stamp<'a> {
    rest: &'a [u8],
}

impl Stamp<'_> {
    /// Seconds since the epoch, nanoseconds, offset in seconds.
    fn read(&mut self) -> Option<(i64, u32, Option<i32>)> {
        let days = self.date()?;
        self.one_of(b"Tt ")?;
        let hour = self.number(2, 0, 23)?;
        self.one_of(b":")?;
        let minute = self.number(2, 0, 59)?;
        // ISO 8601 allows a time without seconds. A leap second counts as the next one.
        let second = if self.one_of(b":").is_some() { self.number(2, 0, 60)? } else { 0 };
        let nanoseconds = if self.one_of(b".,").is_some() { self.fraction()? } else { 0 };
        let offset = if self.rest.is_empty() { None } else { Some(self.offset()?) };
        let local = days * DAY + hour * 3600 + minute * 60 + second;
        self.rest.is_empty().then_some((local - i64::from(offset.unwrap_or(0)), nanoseconds, offset))
    }

    /// Days since the epoch.
    fn date(&mut self) -> Option<i64> {
        let year = self.number(4, 0, 9999)?;
        self.one_of(b"-")?;
        let month = self.number(2, 1, 12)?;
        self.one_of(b"-")?;
        let day = self.number(2, 1, days_of(year, month))?;
        Some(days(year, month, day))
    }

    /// `Z`, `+01:00`, `+0100` or `+01` (as PostgreSQL writes it).
    fn offset(&mut self) -> Option<i32> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2, 0, 23)?;
        let colon = self.one_of(b":").is_some();
        let minutes = if colon || !self.rest.is_empty() { self.number(2, 0, 59)? } else { 0 };
        i32::try_from(sign * (hours * 3600 + minutes * 60)).ok()
    }

    /// Any number of digits; those behind the ninth are below a nanosecond.
    fn fraction(&mut self) -> Option<u32> {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
        self.rest = rest;
        let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        Some(padded.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    fn number(&mut self, length: usize, least: i64, most: i64) -> Option<i64> {
        let (digits, rest) = self.rest.split_at_checked(length)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.rest = rest;
        let value = digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        (least..=most).contains(&value).then_some(value)
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        bytes.contains(&first).then(|| self.rest = rest)?;
        Some(first)
    }
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
