//! Enums: by name and by value; what is unknown goes back as it came.

use crate::runtime::json::{from_str, to_string};
use crate::types::{Health, Level, Odd, Status};

#[test]
fn names_are_read_and_written() {
    assert_eq!(from_str("\"in_progress\""), Ok(Status::InProgress));
    assert_eq!(from_str(r#""in\u005fprogress""#), Ok(Status::InProgress));
    assert_eq!(Status::InProgress.as_str(), "in_progress");
    assert_eq!(to_string(&Status::Queued), "\"queued\"");
    assert_eq!(format!("{:>8}|", Status::Queued), "  queued|");
    assert_eq!("queued".parse(), Ok(Status::Queued));
}

#[test]
fn what_is_unknown_comes_back_as_it_was() {
    let status: Status = from_str("\"on \\\"hold\\\"\"").unwrap();
    assert!(matches!(&status, Status::Unknown(value) if value.as_str() == "on \"hold\""));
    assert_eq!(to_string(&status), "\"on \\\"hold\\\"\"");
    assert_eq!(status, Status::from("on \"hold\""));
    assert_eq!(format!("{status:?}"), r#"Status "on \"hold\"""#);
}

#[test]
fn the_variant_for_the_unknown_gives_way_to_a_value_of_that_name() {
    assert_eq!(from_str("\"unknown\""), Ok(Health::Unknown));
    assert!(matches!(Health::from("well"), Health::Other(_)));
}

#[test]
fn integers_are_compared_by_value() {
    for text in ["1", "1.0", "10e-1"] {
        assert_eq!(from_str(text), Ok(Level::One));
    }
    assert_eq!(from_str("-2"), Ok(Level::MinusTwo));
    assert_eq!(from_str("18446744073709551615"), Ok(Level::Huge));
    assert_eq!(Level::from(-2), Level::MinusTwo);
    let unknown: Level = from_str("7e1").unwrap();
    assert_eq!((to_string(&unknown).as_str(), unknown.as_i64()), ("70", Some(70)));
    assert_eq!((Level::MinusTwo.as_i64(), Level::Huge.as_i64()), (Some(-2), None));
    assert_eq!((" -2".parse::<Level>().is_err(), "-2".parse()), (true, Ok(Level::MinusTwo)));
    assert_eq!(format!("{:>4}|", Level::MinusTwo), "  -2|");
    assert!(from_str::<Level>("1.5").is_err());
    assert!(from_str::<Level>("1e300").is_err());
}

#[test]
fn scalars_of_several_kinds_are_compared_by_value() {
    for (text, value) in [("\"a\"", Odd::A), ("1", Odd::One), ("1.0", Odd::One), ("true", Odd::Yes), ("3.140", Odd::Pi)]
    {
        assert_eq!(from_str(text), Ok(value));
    }
    for text in ["\"1\"", "false", "2.5", "null"] {
        let unknown: Odd = from_str(text).unwrap();
        assert!(matches!(unknown, Odd::Unknown(_)));
        assert_eq!(to_string(&unknown), text);
    }
    assert!(from_str::<Odd>("[1]").is_err());
}
