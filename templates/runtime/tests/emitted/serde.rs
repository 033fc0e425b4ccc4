//! `serde`'s traits of emitted types: through `serde_json` and through another format.

use crate::runtime::json::from_str;
use crate::types::{Message, Status, ThreadCreate};

#[test]
fn types_work_where_serde_is_asked_for() {
    let text = r#"[{"name":"a","assistantId":null},{"name":"b","limit":3}]"#;
    let list: Vec<ThreadCreate> = serde_json::from_str(text).unwrap();
    assert_eq!(list, from_str::<Vec<ThreadCreate>>(text).unwrap());
    assert_eq!(serde_json::to_string(&list).unwrap(), text);
}

#[test]
fn a_value_tree_is_another_format() {
    let value = serde_json::json!({"type": "ai", "content": ["x"]});
    let message: Message = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&message).unwrap(), value);
    assert_eq!(serde_json::from_value::<Status>("queued".into()).unwrap(), Status::Queued);
}

#[test]
fn errors_keep_their_path() {
    let error = serde_json::from_str::<ThreadCreate>(r#"{"name":"a","tags":[1]}"#).unwrap_err();
    assert!(error.to_string().starts_with("at .tags[0]: expected a string, found number `1`"), "{error}");
}
