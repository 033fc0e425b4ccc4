//! Messages of a thread: every type, those that the document does not know among them, there and back.

use epsimo_client::runtime::json::to_string;
use epsimo_client::types::{AnyMessage, HumanMessage, MessageContent, StateValues, ThreadPostRequest};
use specloom_tests::server::Answer;

use super::{answering, read};

const MESSAGES: &str = concat!(
    r#"[{"type":"human","content":"Grüße","additional_kwargs":{},"id":"1","example":false,"role":"user"},"#,
    r#"{"type":"ai","content":[{"text":"a","type":"text"},"b"],"tool_calls":[{"name":"f","args":{"x":1},"id":null,"#,
    r#""type":"tool_call"}],"usage_metadata":{"input_tokens":1,"output_tokens":2,"total_tokens":3,"later":4}},"#,
    r#"{"type":"AIMessageChunk","content":"","id":null},{"type":"system","content":"s"},{"type":"chat","#,
    r#""content":"c","role":"critic"},{"type":"function","content":"{}","name":"f"},{"type":"tool","content":"42","#,
    r#""tool_call_id":"t","artifact":[1.50],"status":"later"},{"type":"remove","id":"1","x":{"y": 1.50}}]"#,
);

fn kinds(messages: &[AnyMessage]) -> Vec<&'static str> {
    let kind = |message: &AnyMessage| match message {
        AnyMessage::HumanMessage(_) => "human",
        AnyMessage::AiMessage(_) => "ai",
        AnyMessage::AiMessageChunk(_) => "chunk",
        AnyMessage::SystemMessage(_) => "system",
        AnyMessage::ChatMessage(_) => "chat",
        AnyMessage::FunctionMessage(_) => "function",
        AnyMessage::ToolMessage(_) => "tool",
        AnyMessage::Unknown(_) => "unknown",
        _ => "new",
    };
    messages.iter().map(kind).collect()
}

#[tokio::test]
async fn every_type_is_told_and_survives() {
    let (client, _server) = answering(Answer::json(200, &format!(r#"{{"values":{MESSAGES}}}"#))).await;
    let state = client.threads().get_state("t").send().await.unwrap();
    let StateValues::List(messages) = &state.values else { panic!("{state:?}") };
    assert_eq!(kinds(messages), ["human", "ai", "chunk", "system", "chat", "function", "tool", "unknown"]);
    let AnyMessage::Unknown(unknown) = messages.last().unwrap() else { panic!() };
    assert_eq!(unknown.as_str(), r#"{"type":"remove","id":"1","x":{"y": 1.50}}"#);

    let (client, server) = answering(Answer::json(200, "null")).await;
    let body = ThreadPostRequest::new(read(&to_string(&state.values)));
    client.threads().add_state("t", &body).send().await.unwrap();
    // Only a number in a value without a type is written in another form.
    assert_eq!(server.only().text(), format!(r#"{{"values":{}}}"#, MESSAGES.replace("[1.50]", "[1.5]")));
}

#[tokio::test]
async fn values_may_be_an_object() {
    let (client, _server) = answering(Answer::json(200, r#"{"values":{"messages":[],"score":1},"next":null}"#)).await;
    let state = client.threads().get_state("t").send().await.unwrap();
    let StateValues::Map(values) = &state.values else { panic!("{state:?}") };
    assert_eq!(values["score"], 1);
    assert_eq!(state.next, None);
}

/// A message of a known type that does not fit it is an error, not an unknown message.
#[tokio::test]
async fn a_broken_message_is_named() {
    let body = r#"{"values":[{"type":"human","content":"a"},{"type":"tool","content":"b"}]}"#;
    let (client, _server) = answering(Answer::json(200, body)).await;
    let error = client.threads().get_state("t").send().await.unwrap_err();
    let text = error.to_string();
    assert!(error.is_decode(), "{text}");
    assert!(text.contains("at .values[1]") && text.contains("tool_call_id") && text.contains("ToolMessage"), "{text}");
}

#[test]
fn a_message_of_ones_own_says_its_type() {
    let message = HumanMessage::new(MessageContent::from("Hi".to_owned())).id("1").name(None);
    assert_eq!(to_string(&AnyMessage::from(message)), r#"{"type":"human","content":"Hi","name":null,"id":"1"}"#);
}
