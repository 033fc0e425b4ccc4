//! `Debug` of emitted structs.

use crate::runtime::json;
use crate::runtime::macros::json_struct;

#[derive(Clone)]
struct Login {
    name: String,
    password: Option<String>,
    again: Option<Box<Login>>,
}

json_struct!(Login {
    members { name: required, password: optional "pass word", again: optional }
    secrets { "pass word" }
});

fn login(json: &str) -> Login {
    json::from_str(json).expect("valid")
}

#[test]
fn json_is_shown() {
    assert_eq!(format!("{:?}", login(r#"{"name":"Ada"}"#)), r#"Login {"name":"Ada"}"#);
    assert_eq!(format!("{:#?}", login(r#"{"name":"Ada"}"#)), "Login {\n  \"name\": \"Ada\"\n}");
}

#[test]
fn secrets_are_not_shown_at_any_depth() {
    let value = login(r#"{"name":"Ada","pass word":"canary","again":{"name":"Bob","pass word":"canary"}}"#);
    let shown = format!("{value:?} {value:#?}");
    assert!(shown.contains("***") && !shown.contains("canary"), "{shown}");
    assert!(json::to_string(&value).contains("canary"));
}
