//! What errors say.

use insta::assert_snapshot;

use crate::runtime::json::{Json, from_str};
use crate::types::{Human, Level, Message, Odd, Pet, Shape, Thread, ThreadCreate};

/// The error of a text, with its class and where in the text it is.
fn error<T: Json + std::fmt::Debug>(text: &str) -> String {
    match from_str::<T>(text) {
        Ok(value) => format!("no error: {value:?}"),
        Err(error) => format!("{error} | {:?} {}", error.kind(), error.offset()),
    }
}

#[test]
fn members() {
    assert_snapshot!(error::<ThreadCreate>("{}"), @"the required member `name` is missing | Missing 0");
    assert_snapshot!(error::<Human>(r#"{"content":"x"}"#), @"the required member `type` is missing | Missing 0");
    assert_snapshot!(error::<Vec<ThreadCreate>>(r#"[{"name":"a"},{"name":null}]"#), @"at [1].name: expected a string, found null | Type 22");
    assert_snapshot!(error::<ThreadCreate>(r#"{"name":"a","tags":["x",{}]}"#), @"at .tags[1]: expected a string, found an object | Type 24");
    assert_snapshot!(error::<ThreadCreate>(r#"{"name":"a","limit":-1}"#), @"at .limit: number `-1` is out of range for u64 | Range 20");
    assert_snapshot!(error::<ThreadCreate>(r#"{"name":"a","icon":"*"}"#), @"at .icon: expected bytes as Base64, found a string | Type 19");
    assert_snapshot!(error::<ThreadCreate>("[]"), @"expected an object, found an array | Type 0");
}

#[test]
fn scalars_with_a_form() {
    let thread = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"a","owner":null,"createdAt":"#;
    assert_snapshot!(error::<Thread>(&format!("{thread}17}}")), @"at .createdAt: expected a date-time, found number `17` | Type 81");
    assert_snapshot!(error::<Thread>(&format!("{thread}\"yesterday\"}}")), @"at .createdAt: expected a date-time, found a string of another form | Type 81");
    assert_snapshot!(error::<Thread>(r#"{"id":"67"}"#), @"at .id: expected a UUID, found a string of another form | Type 6");
    assert_snapshot!(error::<Level>("true"), @"expected an integer, found boolean `true` | Type 0");
    assert_snapshot!(error::<Level>("0.5"), @"expected an integer, found number `0.5` | Type 0");
    assert_snapshot!(error::<Odd>("{}"), @"expected a scalar, found an object | Type 0");
}

#[test]
fn unions() {
    assert_snapshot!(error::<Message>(r#"{"type":"human","content":1}"#), @"at .content: expected a string, found number `1` (as `Human`) | Type 26");
    assert_snapshot!(error::<Message>(r#"{"type":"ai","content":[{"type":"human"}]}"#), @"at .content[0]: the required member `content` is missing (as `Human`) | Missing 24");
    assert_snapshot!(error::<Pet>(r#"{"kind":"cat","lives":256}"#), @"at .lives: number `256` is out of range for u8 (as `Cat`) | Range 22");
    assert_snapshot!(error::<Shape>(r#"{"radius":"1"}"#), @"no shape fits (`Circle`: at .radius: expected a number, found a string; `Ring`: at .radius: expected a number, found a string) | Union 0");
    assert_snapshot!(error::<Shape>("[1,true]"), @"at [1]: expected a string, found boolean `true` (as `Word`) | Type 3");
    assert_snapshot!(error::<Shape>(r#"{"radius":"1}"#), @r#"at .radius: expected `"` at the end of a string, found the end of the text (byte 13) | Syntax 13"#);
}
