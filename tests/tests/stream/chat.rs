//! Chat completions: the same operation as one JSON answer and as a stream of what is new.

use epsimo_client::api::public::{ChatCompletionsError, ChatCompletionsStreamError};
use epsimo_client::runtime::stream::End;
use epsimo_client::types::{
    ChatCompletionEvent, ChatCompletionMessage, ChatCompletionMessageContent, ChatCompletionRequest,
};
use epsimo_client::{Error, EventStream, Operation};
use specloom_tests::server::{Answer, Server};

use super::{all, answering, read};

const DETAIL: &str = r#"{"detail":"This assistant is not public"}"#;

/// The events of an answer whose choices these are.
fn chunks() -> String {
    let choices = [
        r#"{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}"#,
        r#"{"index":0,"delta":{"content":"Grü"}}"#,
        r#"{"index":0,"delta":{"content":"ße 🌱"}}"#,
        r#"{"index":0,"delta":{},"finish_reason":"stop","later":1}"#,
    ];
    let chunk = |choice| {
        let head = r#""id":"c","object":"chat.completion.chunk","created":1,"model":"m","later":1"#;
        format!("data: {{{head},\"choices\":[{choice}]}}\n\n")
    };
    choices.map(chunk).concat()
}

fn body() -> ChatCompletionRequest {
    let content = ChatCompletionMessageContent::from("Hi".to_owned());
    ChatCompletionRequest::new(vec![ChatCompletionMessage::new("user").content(content)])
}

async fn chat(answer: Answer) -> (EventStream<ChatCompletionEvent>, Server) {
    let (client, server) = answering(answer).await;
    (client.public().chat_completions_stream(&body()).send().await.unwrap(), server)
}

/// What the chunks say, put together.
fn text(items: &[Result<ChatCompletionEvent, Error>]) -> String {
    let content = |item: &Result<ChatCompletionEvent, Error>| match item {
        Ok(ChatCompletionEvent::ChatCompletionChunk(chunk)) => {
            chunk.choices.iter().filter_map(|choice| choice.delta.content.clone()).collect::<String>()
        }
        other => panic!("{other:?}"),
    };
    items.iter().map(content).collect()
}

#[tokio::test]
async fn one_answer() {
    let choice = r#"{"index":0,"message":{"role":"assistant","content":"Hi"}}"#;
    let answer = format!(r#"{{"id":"c","object":"chat.completion","created":1,"choices":[{choice}]}}"#);
    let (client, server) = answering(Answer::json(200, &answer)).await;
    let answer = client.public().chat_completions(&body()).send().await.unwrap();
    assert_eq!(answer.choices[0].message.content.as_option(), Some(&"Hi".to_owned().into()));
    assert_eq!((answer.usage, answer.model), (None, None));
    let request = server.only();
    assert_eq!(request.text(), r#"{"messages":[{"role":"user","content":"Hi"}]}"#);
    let headers = ["accept", "authorization"].map(|name| request.header(name));
    assert_eq!(headers, [Some("application/json"), Some("Bearer public-token")]);
}

#[tokio::test]
async fn a_stream_of_what_is_new() {
    assert_eq!(Operation::CHAT_COMPLETIONS_STREAM.events().unwrap().delta_path(), Some("choices.0.delta.content"));
    for size in [1, 2, 3, 29, 10_000] {
        let (stream, server) = chat(Answer::events(&format!("{}data: [DONE]\n\n", chunks()), size).end()).await;
        let (items, end) = all(stream).await;
        assert_eq!((items.len(), text(&items).as_str(), end), (4, "Grüße 🌱", End::Sentinel), "{size}");
        assert_eq!(server.only().header("accept"), Some("text/event-stream"));
    }
}

#[tokio::test]
async fn the_text_of_an_answer() {
    let answer = || Answer::events(&format!("{}data: [DONE]\n\n", chunks()), 29).end();
    let (client, _server) = answering(answer()).await;
    assert_eq!(client.public().chat_completions_stream(&body()).send_text().await.unwrap(), "Grüße 🌱");
    let (client, _server) = answering(answer()).await;
    let mut deltas = client.public().chat_completions_stream(&body()).send_deltas().await.unwrap();
    let mut seen = Vec::new();
    while let Some(delta) = deltas.try_next().await.unwrap() {
        seen.push(delta.text);
    }
    assert_eq!((seen, deltas.end()), (vec!["Grü".to_owned(), "ße 🌱".to_owned()], Some(End::Sentinel)));
    let (client, _server) = answering(Answer::json(403, DETAIL)).await;
    let error = client.public().chat_completions_stream(&body()).send_text().await.unwrap_err();
    assert_eq!(error.kind(), &ChatCompletionsStreamError::Forbidden(read(DETAIL)));
}

/// The method says whether the answer is streamed; the member of the body follows it.
#[tokio::test]
async fn the_flag_is_the_clients() {
    for (given, sent) in [
        (body(), r#"{"messages":[{"role":"user","content":"Hi"}],"stream":true}"#),
        (body().stream(false).model("m"), r#"{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true}"#),
        (body().stream(true), r#"{"messages":[{"role":"user","content":"Hi"}],"stream":true}"#),
    ] {
        let (client, server) = answering(Answer::events("data: [DONE]\n\n", 64).end()).await;
        let stream = client.public().chat_completions_stream(&given).send().await.unwrap();
        assert!(all(stream).await.0.is_empty());
        assert_eq!(server.only().text(), sent);
    }
}

#[tokio::test]
async fn a_failure_in_the_stream_is_an_event() {
    let failure = r#"{"error":{"message":"overloaded","code":529}}"#;
    let text = format!("{}data: {failure}\n\ndata: [DONE]\n\n", chunks());
    let (stream, _server) = chat(Answer::events(&text, 64).end()).await;
    let (items, end) = all(stream).await;
    assert_eq!((items.len(), end), (5, End::Sentinel));
    let Ok(ChatCompletionEvent::ChatCompletionError(failure)) = &items[4] else { panic!("{:?}", items[4]) };
    assert_eq!((failure.error.message.as_str(), &failure.error.code), ("overloaded", &Some(529.into())));
}

#[tokio::test]
async fn a_stream_without_its_sentinel_is_cut() {
    let (stream, _server) = chat(Answer::events(&chunks(), 64).end()).await;
    let (mut items, end) = all(stream).await;
    assert_eq!(end, End::Failed);
    let error = items.pop().unwrap().unwrap_err();
    assert!(error.is_truncated());
    assert_eq!((error.events_seen(), text(&items).as_str()), (Some(4), "Grüße 🌱"));
}

#[tokio::test]
async fn a_chunk_that_cannot_be_read_is_an_item() {
    let (stream, _server) =
        chat(Answer::events(&format!("data: {{oops\n\n{}data: [DONE]\n\n", chunks()), 64).end()).await;
    let (items, end) = all(stream).await;
    assert!(items[0].as_ref().unwrap_err().is_decode());
    assert_eq!((text(&items[1..]).as_str(), end), ("Grüße 🌱", End::Sentinel));
}

#[tokio::test]
async fn both_forms_have_typed_errors() {
    let (client, _server) = answering(Answer::json(403, DETAIL)).await;
    let error = client.public().chat_completions(&body()).send().await.unwrap_err();
    assert_eq!(error.kind(), &ChatCompletionsError::Forbidden(read(DETAIL)));
    let (client, _server) = answering(Answer::json(403, DETAIL)).await;
    let error = client.public().chat_completions_stream(&body()).send().await.unwrap_err();
    assert_eq!(error.kind(), &ChatCompletionsStreamError::Forbidden(read(DETAIL)));
}

#[tokio::test]
async fn each_form_refuses_the_other() {
    let (client, _server) = answering(Answer::events(&chunks(), 64).await_close()).await;
    let error = client.public().chat_completions(&body().stream(true)).send().await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("got a stream of events"), "{error}");
    let (client, _server) = answering(Answer::json(200, "{}")).await;
    let error = client.public().chat_completions_stream(&body()).send().await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("expected text/event-stream, got 200 OK"), "{error}");
}
