//! Streams of the committed client over the loopback: runs and chat completions, as they should be and as they break.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

#[path = "stream/breaks.rs"]
mod breaks;
#[path = "stream/chat.rs"]
mod chat;
#[path = "stream/opening.rs"]
mod opening;
#[path = "stream/runs.rs"]
mod runs;

use std::sync::LazyLock;

use epsimo_client::runtime::json::{self, Json};
use epsimo_client::runtime::stream::End;
use epsimo_client::types::{AnyMessage, CreateRunPayload, MessageContent, RunEvent};
use epsimo_client::{Client, Error, EventStream};
use specloom_tests::server::{Answer, Server};

/// A client that all others are made from: what it sends by takes longer to make than a call.
static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::builder().build().unwrap());

/// A server with one answer, and a client of it.
async fn answering(answer: Answer) -> (Client, Server) {
    let server = Server::start([answer]).await.unwrap();
    let builder = CLIENT.to_builder().base_url(server.url()).unwrap();
    (builder.bearer_token("user-token").public_token("public-token").build().unwrap(), server)
}

/// A value from its JSON.
fn read<T: Json>(text: &str) -> T {
    json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The stream of a run that is answered so.
async fn run(answer: Answer) -> (EventStream<RunEvent>, Server) {
    let (client, server) = answering(answer).await;
    (client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap(), server)
}

/// All items of a stream, and how it ended.
async fn all<T>(mut stream: EventStream<T>) -> (Vec<Result<T, Error>>, End) {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    assert!(stream.next().await.is_none(), "a stream that has ended goes on");
    (items, stream.end().unwrap())
}

/// An event in a word, with the text of its last message.
fn word(item: &Result<RunEvent, Error>) -> String {
    match item {
        Ok(RunEvent::Metadata(event)) => format!("metadata {}", event.run_id),
        Ok(RunEvent::Data(messages)) => format!("data {}", text(messages)),
        Ok(RunEvent::Messages(messages)) => format!("messages {}", text(messages)),
        Ok(RunEvent::End) => "end".to_owned(),
        Ok(RunEvent::Unknown(event)) => format!("unknown {} {}", event.name(), event.data()),
        Ok(event) => format!("{event:?}"),
        Err(error) => format!("error {error}"),
    }
}

fn words(items: &[Result<RunEvent, Error>]) -> Vec<String> {
    items.iter().map(word).collect()
}

fn text(messages: &[AnyMessage]) -> &str {
    let content = match messages.last() {
        Some(AnyMessage::HumanMessage(message)) => &message.content,
        Some(AnyMessage::AiMessage(message)) => &message.content,
        Some(AnyMessage::AiMessageChunk(message)) => &message.content,
        None => return "",
        other => panic!("{other:?}"),
    };
    let MessageContent::String(text) = content else { panic!("{content:?}") };
    text
}
