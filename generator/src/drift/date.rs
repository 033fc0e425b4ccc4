//! Days of the calendar: `2026-11-24`, and the number of a day.
//!
//! No times and no time zones: a day is a day of UTC.

use std::fmt;
use std::str::FromStr;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i64,
    month: u8,
    day: u8,
}

const SECONDS_OF_A_DAY: u64 = 86_400;

impl Date {
    /// The day of a time, in seconds since 1970.
    pub fn of_seconds(seconds: u64) -> Self {
        Self::of_day(i64::try_from(seconds / SECONDS_OF_A_DAY).unwrap_or_default())
    }

    /// The day so many days after 1970-01-01, by the usual arithmetic of years that begin in March.
    fn of_day(days: i64) -> Self {
        let since = days + 719_468;
        let era = since.div_euclid(146_097);
        let of_era = since.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year, month: u8::try_from(month).unwrap_or(1), day: u8::try_from(day).unwrap_or(1) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no day such as `2026-11-24`");
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = *parts.as_slice() else { return Err(wrong()) };
        let has_digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !(has_digits(year, 4) && has_digits(month, 2) && has_digits(day, 2)) {
            return Err(wrong());
        }
        let number = |part: &str| part.parse::<u8>().map_err(|_| wrong());
        let date = Self { year: year.parse().map_err(|_| wrong())?, month: number(month)?, day: number(day)? };
        let is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
        let days = match date.month {
            2 => 28 + u8::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        if (1..=days).contains(&date.day) { Ok(date) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        let text = |days| Date::of_day(days).to_string();
        assert_eq!([text(0), text(59), text(11_016)], ["1970-01-01", "1970-03-01", "2000-02-29"]);
        assert_eq!([text(20_781), text(-1)], ["2026-11-24", "1969-12-31"]);
    }

    #[test]
    fn dates_are_checked() {
        assert_eq!("2026-11-24".parse::<Date>().map(|date| date.to_string()), Ok("2026-11-24".to_owned()));
        assert!("2024-02-29".parse::<Date>().is_ok());
        for wrong in ["", "2023-02-29", "2026-13-01", "2026-1-1", "2026-11-31", "+026-01-01", "tomorrow", "2026-00-10"]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        assert!("2026-09-30".parse::<Date>() < "2026-10-01".parse::<Date>());
    }
}
