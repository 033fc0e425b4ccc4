//! Unions: the ladder by which an arm is chosen, and what happens where none is.

use crate::runtime::json::{from_str, to_string};
use crate::runtime::{Nullable, RawJson};
use crate::types::{Ai, Message, Named, Options, Pet, Shape, Status};

#[test]
fn a_tag_chooses_the_arm() {
    for tag in ["ai", "AIMessageChunk"] {
        let text = format!(r#"{{"type":"{tag}","content":["x",{{"type":"human","version":1,"content":"y"}}]}}"#);
        let message: Message = from_str(&text).unwrap();
        assert!(matches!(&message, Message::Ai(ai) if ai.content.as_ref().unwrap().len() == 2));
        assert_eq!(to_string(&message), text);
    }
}

#[test]
fn a_tag_may_stand_anywhere_and_be_escaped() {
    let message: Message = from_str(r#"{"content":"type","typ\u0065":"hum\u0061n"}"#).unwrap();
    assert!(matches!(message, Message::Human(human) if human.content == "type"));
}

#[test]
fn a_shape_that_no_arm_has_comes_back_as_it_was() {
    for text in [r#"{"type":"tool",  "content":[1.0]}"#, r#"{"type":{}, "content":3}"#, "17", "[1e5]"] {
        let message: Result<Message, _> = from_str(text);
        if let Ok(message) = message {
            assert!(matches!(message, Message::Unknown(_)), "{text}");
            assert_eq!(to_string(&message), text);
        } else {
            assert_eq!(text, r#"{"type":{}, "content":3}"#);
        }
    }
}

#[test]
fn another_arm_takes_tags_that_none_names() {
    for text in [r#"{"kind":"dog"}"#, r#"{"kind":"other"}"#, "{}", r#"{"kind":null}"#] {
        assert!(matches!(from_str(text), Ok(Pet::Other(_))), "{text}");
    }
    assert!(matches!(from_str(r#"{"kind":"cat","lives":9}"#), Ok(Pet::Cat(_))));
    assert!(matches!(from_str("3"), Ok(Pet::Unknown(_))));
}

#[test]
fn members_choose_the_arm_that_knows_most_of_them() {
    assert!(matches!(from_str(r#"{"radius":1,"hole":2}"#), Ok(Shape::Ring(_))));
    assert!(matches!(from_str(r#"{"radius":1,"color":"red"}"#), Ok(Shape::Circle(_))));
    assert!(matches!(from_str(r#"{"radius":1}"#), Ok(Shape::Circle(_))));
    assert!(matches!(from_str(r#"{"side":1}"#), Ok(Shape::Odd(_))));
}

#[test]
fn an_arm_that_cannot_be_read_gives_way_to_the_next() {
    assert!(matches!(from_str(r#"{"radius":1,"color":5}"#), Ok(Shape::Ring(_))));
}

#[test]
fn the_arm_that_loses_least_is_taken() {
    assert!(matches!(from_str(r#"{"radius":1,"hole":2,"color":"red"}"#), Ok(Shape::Circle(_))));
    assert!(matches!(from_str(r#"{"check":true,"by":{"radius":1}}"#), Ok(Options::Checked(_))));
    assert!(matches!(from_str(r#"{"by":{"radius":1,"hole":2}}"#), Ok(Options::Nested(_))));
    assert!(matches!(from_str(r#"{"check":false}"#), Ok(Options::Free(_))));
    assert!(matches!(from_str(r#"{"check":true,"else":5}"#), Ok(Options::Free(_))));
}

#[test]
fn an_empty_object_gets_no_constant_from_an_arm_if_another_has_none() {
    assert!(matches!(from_str("{}"), Ok(Options::Nested(_))));
    assert_eq!(to_string(&from_str::<Options>("{}").unwrap()), "{}");
}

#[test]
fn an_arm_that_the_tag_names_goes_before_one_that_would_lose_less() {
    assert!(matches!(from_str(r#"{"kind":"round","radius":1,"new":2}"#), Ok(Named::Circle(_))));
    assert!(matches!(from_str(r#"{"kind":"round","radius":"1"}"#), Ok(Named::Free(_))));
}

#[test]
fn kinds_choose_the_arm() {
    assert_eq!(from_str("5"), Ok(Shape::Whole(5)));
    assert_eq!(from_str("5.5"), Ok(Shape::Part(5.5)));
    assert_eq!(from_str("1e30"), Ok(Shape::Part(1e30)));
    assert_eq!(from_str("\"queued\""), Ok(Shape::Word(Status::Queued)));
    assert_eq!(from_str("[5]"), Ok(Shape::Many(vec![Shape::Whole(5)])));
    assert_eq!(from_str("null"), Ok(Shape::Odd(RawJson::of(&()))));
}

#[test]
fn arms_are_made_of_what_they_hold() {
    let ai: Ai = from_str(r#"{"type":"ai"}"#).unwrap();
    assert!(matches!(Message::from(ai), Message::Ai(_)));
    assert_eq!(Message::from("x".to_owned()), Message::Text("x".to_owned()));
    assert_eq!(Message::from("x"), Message::Text("x".to_owned()));
    assert_eq!(Nullable::<Message>::from("x").into_option(), Some(Message::from("x")));
}
