//! Threads, and who may see them.

use langgraph_client::api::threads::{CreateThreadError, GetThreadError, SearchThreadsError};
use langgraph_client::types::{
    AssistantCreateIfExists, RunCreateStreamingStateful, ThreadCountRequest, ThreadCreate, ThreadPatch,
    ThreadSearchRequest, ThreadStateUpdate, ThreadStatus,
};
use serde_json::json;
use uuid::Uuid;

use crate::server::{Server, object, thread};

pub async fn unauthorized(server: Server) {
    let guest = server.guest();
    let error = guest.threads().create(&ThreadCreate::new()).send().await.unwrap_err();
    let CreateThreadError::Unauthorized(refusal) = error.kind() else { panic!("{error:?}") };
    assert_eq!(refusal.detail, "no such token");
    let stranger = guest.to_builder().bearer_token("token-of-eve").build().unwrap();
    let error = stranger.threads().count(&ThreadCountRequest::new()).send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.retries()), (401, 0));
    assert!(!format!("{error:?} {error}").contains("token-of-eve"));
}

pub async fn life(server: Server) {
    let client = server.client();
    let threads = client.threads();
    let metadata = object(json!({ "topic": "trees" }));
    let made = threads.create(&ThreadCreate::new().metadata(metadata.clone())).send().await.unwrap();
    assert_eq!((&made.status, &made.values), (&ThreadStatus::Idle, &None));

    let found = threads.get(made.thread_id).send().await.unwrap();
    assert_eq!(found.thread_id, made.thread_id);
    let patch = ThreadPatch::new().metadata(object(json!({ "leaves": 7 })));
    let patched = threads.patch(made.thread_id, &patch).send().await.unwrap();
    assert_eq!((&patched.metadata["topic"], &patched.metadata["leaves"]), (&json!("trees"), &json!(7)));

    let copied = threads.copy_post(made.thread_id).send_full().await.unwrap();
    assert_eq!(copied.status.as_u16(), 200);
    let search = ThreadSearchRequest::new().metadata(metadata.clone());
    let listed = threads.search(&search).send().await.unwrap();
    assert_eq!(listed.iter().filter(|thread| thread.thread_id == made.thread_id).count(), 1);
    let count = threads.count(&ThreadCountRequest::new().metadata(metadata)).send().await.unwrap();
    assert_eq!(usize::try_from(count).unwrap(), listed.len());

    threads.delete(made.thread_id).send().await.unwrap();
    let error = threads.get(made.thread_id).send().await.unwrap_err();
    assert!(matches!(error.kind(), GetThreadError::NotFound(refusal) if refusal.detail.contains("not found")));
}

pub async fn refusals(server: Server) {
    let client = server.client();
    let threads = client.threads();
    let missing = threads.get(Uuid::from_u128(7)).send().await.unwrap_err();
    assert!(matches!(missing.kind(), GetThreadError::NotFound(_)), "{missing:?}");

    let made = thread(&client).await;
    let again = ThreadCreate::new().thread_id(made.thread_id);
    let error = threads.create(&again).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateThreadError::Conflict(_)), "{error:?}");
    let found = threads.create(&again.if_exists(AssistantCreateIfExists::DoNothing)).send().await.unwrap();
    assert_eq!(found.thread_id, made.thread_id);

    let error = threads.search(&ThreadSearchRequest::new().limit(-1)).send().await.unwrap_err();
    assert!(matches!(error.kind(), SearchThreadsError::UnprocessableEntity(_)), "{error:?}");

    let error = server.other().threads().get(made.thread_id).send().await.unwrap_err();
    assert!(matches!(error.kind(), GetThreadError::NotFound(_)), "{error:?}");
}

pub async fn state(server: Server) {
    let client = server.client();
    let threads = client.threads();
    let made = thread(&client).await;
    let body = RunCreateStreamingStateful::new("echo").input(object(json!({ "text": "one" })));
    client.thread_runs().wait_run(made.thread_id, &body).send().await.unwrap();
    let update = ThreadStateUpdate::new().values(object(json!({ "text": "two" })));
    threads.update_state(made.thread_id, &update).send().await.unwrap();

    let state = threads.get_latest_state(made.thread_id).send().await.unwrap();
    assert_eq!(serde_json::to_value(&state.values).unwrap(), json!({ "text": "two", "answer": "echo: one" }));
    let history = threads.get_history(made.thread_id).limit(10).send().await.unwrap();
    assert!(history.len() > 2, "{history:?}");
    let found = threads.get(made.thread_id).send().await.unwrap();
    assert_eq!(found.values.unwrap()["text"], json!("two"));
}
