//! What LiteLLM's proxy and its emitted client have to agree on: `checks BASE_URL`.

#[path = "../../report.rs"]
mod report;

use std::process::ExitCode;

use litellm_client::Client;
use litellm_client::api::chat_completions::CreateError;
use litellm_client::runtime::stream::End;
use litellm_client::types::{EmbeddingsCreateBody, ProxyChatCompletionRequest};
use report::Report;
use serde_json::json;

/// What the model `words` answers.
const ANSWER: &str = "Words in pieces — éè 你好 😀 and then the last.";

#[tokio::main]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else { return ExitCode::from(2) };
    let client = Client::builder().base_url(&url).unwrap().bearer_token("sk-of-ada").build().unwrap();
    let mut report = Report::new();
    let all = &mut report;
    all.check("server: is alive, its models", models(client.clone())).await;
    all.check("chat: whole", whole(client.clone())).await;
    all.check("chat: stream of chunks up to [DONE]", chunks(client.clone())).await;
    all.check("chat: text as it comes, and whole", text(client.clone())).await;
    for (model, status) in [("too-many", 429), ("broken", 500), ("too-long", 400), ("nobody", 400)] {
        all.check(&format!("chat: {status} of the model {model}"), refused(client.clone(), model, status)).await;
        all.check(&format!("stream: {status} of the model {model}"), stream_refused(client.clone(), model, status))
            .await;
    }
    all.check("chat: 429 sent again where that is allowed", again(client.clone())).await;
    all.check("embeddings: numbers", embeddings(client.clone())).await;
    report.finish()
}

fn asked(model: &str) -> ProxyChatCompletionRequest {
    let body = json!({ "model": model, "messages": [{ "role": "user", "content": "hello" }] });
    serde_json::from_value(body).unwrap()
}

async fn models(client: Client) {
    client.health().liveliness().send().await.unwrap();
    let models = client.model_management().list().send().await.unwrap();
    let mut names: Vec<_> = models.data.into_iter().map(|model| model.id).collect();
    names.sort();
    assert_eq!(names, ["broken", "numbers", "too-long", "too-many", "words"]);
}

async fn whole(client: Client) {
    let answer = client.chat_completions().create(&asked("words")).send().await.unwrap();
    let message = &answer.choices[0].message;
    assert_eq!((message.role.as_str(), message.content.as_deref()), ("assistant", Some(ANSWER)));
}

async fn chunks(client: Client) {
    let mut events = client.chat_completions().stream(&asked("words")).send().await.unwrap();
    let (mut text, mut reasons) = (String::new(), Vec::new());
    while let Some(chunk) = events.try_next().await.unwrap() {
        for choice in chunk.choices {
            text += choice.delta.content.as_deref().unwrap_or_default();
            reasons.extend(choice.finish_reason);
        }
    }
    assert_eq!((text.as_str(), reasons), (ANSWER, vec!["stop".to_owned()]));
    assert_eq!(events.end(), Some(End::Sentinel));
}

async fn text(client: Client) {
    let chat = client.chat_completions();
    let mut deltas = chat.stream(&asked("words")).send_deltas().await.unwrap();
    let mut pieces = Vec::new();
    while let Some(delta) = deltas.try_next().await.unwrap() {
        pieces.push(delta.text);
    }
    assert!(pieces.len() > 5, "{pieces:?}");
    assert_eq!(pieces.concat(), ANSWER);
    assert_eq!(chat.stream(&asked("words")).send_text().await.unwrap(), ANSWER);
}

/// A `POST` that was refused is not sent again.
async fn refused(client: Client, model: &'static str, status: u16) {
    let error = client.chat_completions().create(&asked(model)).send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.retries()), (status, 0), "{error:?}");
    let refusal = match error.kind() {
        CreateError::TooManyRequests(refusal) | CreateError::InternalServerError(refusal) => refusal,
        CreateError::BadRequest(refusal) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal.error.code, Some(status.to_string()));
    assert!(!refusal.error.message.is_empty());
}

async fn stream_refused(client: Client, model: &'static str, status: u16) {
    let error = client.chat_completions().stream(&asked(model)).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), status, "{error:?}");
    assert!(!matches!(error.kind(), CreateError::Other), "{error:?}");
}

async fn again(client: Client) {
    let call = client.chat_completions().create(&asked("too-many")).idempotency_key("one").retries(1);
    let error = call.send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.retries()), (429, 1), "{error:?}");
}

async fn embeddings(client: Client) {
    let body = EmbeddingsCreateBody::new("numbers").input(vec!["hello".to_owned()]);
    let answer = client.embeddings().create(&body).send().await.unwrap();
    assert_eq!(answer.data[0].embedding, [0.5, 0.25, 0.125]);
}
