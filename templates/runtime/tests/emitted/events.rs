//! Events of a stream, by name.

use crate::runtime::event::Event;
use crate::types::{Message, RunEvent};

#[test]
fn the_name_of_an_event_chooses_the_variant() {
    assert_eq!(RunEvent::read("data", "[\"x\"]"), Ok(RunEvent::Data(vec![Message::Text("x".to_owned())])));
    assert_eq!(RunEvent::read("note", "[1"), Ok(RunEvent::Note("[1".to_owned())));
    assert_eq!(RunEvent::read("end", "whatever"), Ok(RunEvent::End));
    assert!(RunEvent::read("data", "").is_err());
}

#[test]
fn an_unknown_event_is_kept() {
    let event = RunEvent::read("tick", "{}").unwrap();
    assert!(matches!(event, RunEvent::Unknown(event) if event.name() == "tick" && event.data() == "{}"));
}
