//! Scalars: numbers at the ends of their ranges, date-times, bytes, tuples.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use specloom_runtime::json::{Json, from_str, to_string};
use specloom_runtime::{Base64, DateTime, Nullable};

fn message<T: Json + std::fmt::Debug>(text: &str) -> String {
    from_str::<T>(text).map_or_else(|error| error.to_string(), |value| format!("{value:?}"))
}

#[test]
fn integers_end_where_their_types_do() {
    assert_eq!(from_str("-128"), Ok(i8::MIN));
    assert_eq!(from_str("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(from_str("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(message::<i8>("128"), "number `128` is out of range for i8");
    assert_eq!(message::<u64>("18446744073709551616"), "number `18446744073709551616` is out of range for u64");
    assert_eq!(message::<i64>("-9223372036854775809"), "number `-9223372036854775809` is out of range for i64");
    assert_eq!(message::<u32>("-1"), "number `-1` is out of range for u32");
    assert_eq!(message::<i64>("1e400"), "number `1e400` is out of range for i64");
}

#[test]
fn integers_may_be_written_as_floats() {
    for text in ["1000", "1000.0", "1e3", "1E+3", "10000e-1", "0.1e4", "1000.000e0"] {
        assert_eq!(from_str(text), Ok(1000_u16), "{text}");
    }
    for text in ["0", "-0", "0.0", "0e99999999999999999999", "-0.0e-5"] {
        assert_eq!(from_str(text), Ok(0_i32), "{text}");
    }
    assert_eq!(from_str("9007199254740993.0"), Ok(9_007_199_254_740_993_i64));
    assert_eq!(message::<i32>("1.5"), "expected an integer, found number `1.5`");
    assert_eq!(
        message::<i32>("1e-9999999999999999999999"),
        "expected an integer, found number `1e-9999999999999999999999`"
    );
}

#[test]
fn integers_come_back_at_every_length() {
    for value in (0..19).flat_map(|power| [10_i64.pow(power) - 1, 10_i64.pow(power)]).chain([i64::MAX]) {
        assert_eq!(to_string(&value), value.to_string());
        assert_eq!(from_str(&value.to_string()), Ok(value));
        assert_eq!(from_str(&to_string(&-value)), Ok(-value));
    }
    assert_eq!(to_string(&i64::MIN), "-9223372036854775808");
    assert_eq!(to_string(&u64::MAX), "18446744073709551615");
    for text in ["-", "01", "-01", "1.", "1e"] {
        assert!(from_str::<i64>(text).is_err(), "{text}");
    }
}

#[test]
fn floats_are_exact_and_come_back() {
    for value in [0.1, -0.0, 5e-324, f64::MAX, f64::MIN_POSITIVE, 1e21, 1.0 / 3.0, 9_007_199_254_740_993.0] {
        assert_eq!(from_str::<f64>(&to_string(&value)).map(f64::to_bits), Ok(value.to_bits()));
    }
    for value in [0.1_f32, f32::MAX, f32::MIN_POSITIVE, 16_777_216.0] {
        assert_eq!(from_str::<f32>(&to_string(&value)).map(f32::to_bits), Ok(value.to_bits()));
    }
    assert_eq!(to_string(&0.1_f32), "0.1");
    assert_eq!(message::<f64>("1e309"), "number `1e309` is out of range for f64");
    assert_eq!(message::<f32>("-1e39"), "number `-1e39` is out of range for f32");
    assert_eq!(to_string(&vec![f64::NAN, f64::INFINITY]), "[null,null]");
}

#[test]
fn date_times_keep_their_text() {
    for (text, seconds, nanoseconds, offset) in [
        ("1970-01-01T00:00:00Z", 0, 0, Some(0)),
        ("2026-01-02T03:04:05.678+01:00", 1_767_319_445, 678_000_000, Some(3600)),
        ("2026-01-02t03:04:05z", 1_767_323_045, 0, Some(0)),
        ("2026-01-02 03:04:05.123456", 1_767_323_045, 123_456_000, None),
        ("2026-01-02T03:04:05", 1_767_323_045, 0, None),
        ("2026-01-02T03:04", 1_767_323_040, 0, None),
        ("2026-01-02T03:04:05-0530", 1_767_342_845, 0, Some(-19_800)),
        ("2026-01-02 03:04:05+00", 1_767_323_045, 0, Some(0)),
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0, Some(0)),
        ("2024-02-29T00:00:00.1234567891Z", 1_709_164_800, 123_456_789, Some(0)),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0, Some(0)),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0, Some(0)),
    ] {
        let read: DateTime = from_str(&to_string(&text)).unwrap();
        assert_eq!(read.as_str(), text);
        assert_eq!(
            (read.unix_seconds(), read.nanoseconds(), read.offset_seconds()),
            (seconds, nanoseconds, offset),
            "{text}"
        );
        assert_eq!(to_string(&read), to_string(&text));
    }
}

#[test]
fn what_is_no_date_time_is_an_error() {
    for text in [
        "",
        "2026",
        "2026-01-02",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:60:00Z",
        "2026-01-02T03:04:61Z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05Z ",
        " 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+",
        "2026-01-02T03:04:05+1",
        "2026-01-02T03:04:05+01:",
        "2026-01-02X03:04:05Z",
        "26-01-02T03:04:05Z",
        "２026-01-02T03:04:05Z",
        "2026-1-2T03:04:05Z",
        "2026-01-02T03:04:05+01:00Z",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
    assert_eq!(message::<DateTime>("17"), "expected a date-time, found number `17`");
    assert_eq!(message::<Vec<DateTime>>("[\"soon\"]"), "at [0]: expected a date-time, found a string of another form");
}

#[test]
fn date_times_are_points_in_time() {
    let epoch = SystemTime::UNIX_EPOCH;
    for (time, text) in [
        (epoch, "1970-01-01T00:00:00Z"),
        (epoch + Duration::from_micros(1_709_164_800_000_001), "2024-02-29T00:00:00.000001Z"),
        (epoch - Duration::from_millis(1), "1969-12-31T23:59:59.999000Z"),
        (epoch - Duration::from_secs(86_400), "1969-12-31T00:00:00Z"),
    ] {
        let stamp = DateTime::from(time);
        assert_eq!(stamp.as_str(), text);
        assert_eq!(stamp.to_system_time(), Some(time));
    }
}

#[test]
fn bytes_are_read_in_both_alphabets() {
    for text in ["\"+/8=\"", "\"+/8\"", "\"-_8=\"", "\"-_8\""] {
        assert_eq!(from_str(text), Ok(Base64(vec![0xFB, 0xFF])), "{text}");
    }
    assert_eq!(to_string(&Base64(vec![0xFB, 0xFF])), "\"+/8=\"");
    assert_eq!(from_str("\"\""), Ok(Base64::default()));
    assert_eq!(message::<Base64>("\"a\""), "expected bytes as Base64, found a string");
    assert_eq!(format!("{:?}", Base64(vec![1, 2])), "Base64(2 bytes)");
}

#[test]
fn tuples_have_all_their_items() {
    assert_eq!(from_str("[1,\"a\",null]"), Ok((1_i64, "a".to_owned(), None::<bool>)));
    assert_eq!(to_string(&(1, "a", ())), "[1,\"a\",null]");
    assert_eq!(message::<(i64, i64)>("[1]"), "expected an array of 2 items, found 1");
    assert_eq!(message::<(i64, i64)>("[1,2,3]"), "expected an array of 2 items, found 3");
    assert_eq!(message::<(i64, bool)>("[1,2]"), "at [1]: expected a boolean, found number `2`");
}

#[test]
fn nullable_is_made_of_values_and_options() {
    assert_eq!(Nullable::from("a"), Nullable::Value("a".to_owned()));
    assert_eq!(Nullable::<u8>::from(None), Nullable::Null);
    assert_eq!(Nullable::<u8>::from(Some(1)), Nullable::Value(1));
    assert!(Nullable::<u8>::default().is_absent());
}

#[test]
fn what_is_not_json_is_an_error_for_every_type() {
    for text in [
        "", " ", "tru", "fals", "nul", "-", "-x", "x", "[", "{", "[1", "{\"a\"", "{\"a\":", "\"a", "\"\\", "1.", "]",
        "}", ",", "\u{e9}",
    ] {
        assert!(from_str::<bool>(text).is_err(), "{text}");
        assert!(from_str::<i64>(text).is_err(), "{text}");
        assert!(from_str::<f64>(text).is_err(), "{text}");
        assert!(from_str::<String>(text).is_err(), "{text}");
        assert!(from_str::<()>(text).is_err(), "{text}");
        assert!(from_str::<Option<bool>>(text).is_err(), "{text}");
        assert!(from_str::<Vec<bool>>(text).is_err(), "{text}");
        assert!(from_str::<BTreeMap<String, bool>>(text).is_err(), "{text}");
        assert!(from_str::<(bool, i64)>(text).is_err(), "{text}");
        assert!(from_str::<DateTime>(text).is_err(), "{text}");
        assert!(from_str::<Base64>(text).is_err(), "{text}");
        assert!(from_str::<Nullable<u8>>(text).is_err(), "{text}");
    }
    assert_eq!(message::<bool>("tru"), "expected a boolean, found `t` (byte 0)");
    assert_eq!(message::<Vec<bool>>("[true,"), "at [1]: expected a boolean, found the end of the text (byte 6)");
}
