//! The reader and the writer, through the types of the standard library.

use std::collections::BTreeMap;

use specloom_runtime::json::{Value, from_slice, from_str, to_string};

#[test]
fn values_come_back_as_they_were() {
    let text = r#"{"a":[1,-2,3.5,true,null],"b":{"c":"é\n\"\\"},"d":[],"e":{}}"#;
    let value: Value = from_str(text).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(to_string(&value), text);
}

#[test]
fn the_last_of_duplicate_members_wins() {
    let map: BTreeMap<String, i64> = from_str(r#"{"a":1,"b":2,"a":3}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 3), ("b".to_owned(), 2)]));
}

#[test]
fn bytes_must_be_utf_8() {
    assert_eq!(from_slice::<String>(b"\"\xff\"").unwrap_err().to_string(), "the text is not UTF-8 (byte 1)");
    assert_eq!(from_slice::<String>(b"\xef\xbb\xbf\"a\"").unwrap(), "a");
}
