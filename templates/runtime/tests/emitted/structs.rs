//! Structs: required, optional, nullable, constant and free members.

use std::collections::BTreeMap;

use crate::runtime::json::{from_str, to_string};
use crate::runtime::{Base64, Nullable, Value};
use crate::types::{Empty, Human, Thread, ThreadCreate};

const THREAD: &str = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"a","createdAt":"2026-01-02T03:04:05","owner":null,"tags":["x"],"parent":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"b","createdAt":"2026-01-02T03:04:05Z","owner":"o"},"type":7}"#;

#[test]
fn a_struct_comes_back_as_it_was() {
    let thread: Thread = from_str(THREAD).unwrap();
    assert_eq!(thread.owner, None);
    assert_eq!(thread.r#type, Some(7));
    assert_eq!(thread.parent.as_ref().unwrap().owner.as_deref(), Some("o"));
    assert_eq!(to_string(&thread), THREAD);
}

#[test]
fn the_order_of_members_does_not_matter_and_unknown_ones_are_passed_over() {
    let thread: Thread = from_str(
        r#"{"type":null,"more":{"a":[1]},"owner":"o","createdAt":"2026-01-02T03:04:05Z","name":"first",
            "id":"67E55044-10B1-426F-9247-BB680E5FE0C8","name":"last","tags":["x"],"tags":null}"#,
    )
    .unwrap();
    assert_eq!((thread.name.as_str(), thread.tags, thread.r#type), ("last", None, None));
}

#[test]
fn nullable_members_are_absent_null_or_there() {
    for text in [r#"{"name":"a"}"#, r#"{"name":"a","assistantId":null,"limit":5}"#, r#"{"name":"a","assistantId":"x"}"#]
    {
        let create: ThreadCreate = from_str(text).unwrap();
        assert_eq!(to_string(&create), text);
    }
    let create: ThreadCreate = from_str(r#"{"name":"a","assistantId":"x","assistantId":null}"#).unwrap();
    assert_eq!(create.assistant_id, Nullable::Null);
}

#[test]
fn setters_take_what_the_member_can_be_made_of() {
    let create = ThreadCreate::new("b").assistant_id("x").limit(5).icon(Base64(vec![1, 2]));
    assert_eq!(to_string(&create), r#"{"name":"b","assistantId":"x","limit":5,"icon":"AQI="}"#);
    #[expect(deprecated, reason = "a setter keeps the attributes of its row")]
    let create = create.tags(["t".to_owned()]);
    let create = create.assistant_id(None).limit(Nullable::Absent);
    assert_eq!(to_string(&create), r#"{"name":"b","assistantId":null,"tags":["t"],"icon":"AQI="}"#);
}

#[test]
fn members_that_the_document_does_not_name_are_kept() {
    let text = r#"{"name":"a","size":3,"deep":{"b":[null]}}"#;
    let mut create: ThreadCreate = from_str(text).unwrap();
    assert_eq!(create.extra.keys().collect::<Vec<_>>(), ["deep", "size"]);
    create.extra = BTreeMap::from([("name".to_owned(), Value::Null), ("z".to_owned(), Value::Null)]);
    assert_eq!(to_string(&create), r#"{"name":"a","z":null}"#);
}

#[test]
fn constants_are_written_first_and_need_only_be_of_their_kind() {
    let human: Human = from_str(r#"{"content":"hi","type":"person"}"#).unwrap();
    assert_eq!(to_string(&human), r#"{"type":"human","version":1,"content":"hi"}"#);
    assert!(from_str::<Human>(r#"{"content":"hi"}"#).is_err());
    assert!(from_str::<Human>(r#"{"content":"hi","type":{}}"#).is_err());
    assert!(from_str::<Human>(r#"{"content":"hi","type":"human","version":null}"#).is_ok());
}

#[test]
fn a_struct_without_members_is_an_object() {
    assert_eq!(from_str::<Empty>(r#"{"a":1}"#), Ok(Empty {}));
    assert_eq!(to_string(&Empty {}), "{}");
    assert!(from_str::<Empty>("[]").is_err());
}
