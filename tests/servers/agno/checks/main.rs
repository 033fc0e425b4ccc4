//! What Agno's server and its emitted client have to agree on: `checks BASE_URL`.

#[path = "../../report.rs"]
mod report;

use std::process::ExitCode;

use agno_client::Client;
use agno_client::api::agents::{CreateAgentRunError, GetAgentError, GetAgentsError};
use agno_client::api::memory::GetMemoriesError;
use agno_client::runtime::Part;
use agno_client::runtime::stream::End;
use agno_client::types::{
    BodyCreateAgentRun, CreateAgentRunResponseStatus as Status, RunEvent, UserMemoryCreateSchema,
};
use report::Report;

#[tokio::main]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else { return ExitCode::from(2) };
    let guest = Client::builder().base_url(&url).unwrap().build().unwrap();
    let client = guest.to_builder().bearer_token("key-of-ada").build().unwrap();
    let mut report = Report::new();
    let all = &mut report;
    all.check("401: no token, a wrong one", unauthorized(guest.clone())).await;
    all.check("agents: list, get, 404", agents(client.clone())).await;
    all.check("run: a form of parts, answered whole", whole(client.clone())).await;
    all.check("run: with two files", files(client.clone())).await;
    all.check("404 of a run, 422", refused(client.clone())).await;
    all.check("run: one whose model fails", failed(client.clone())).await;
    all.check("stream: named events up to RunCompleted", stream(client.clone())).await;
    all.check("stream: an error in its midst", error_event(client.clone())).await;
    all.check("stream: 401, 404 before it begins", stream_refused(guest, client.clone())).await;
    all.check("sessions: one of two runs, renamed, deleted", sessions(client.clone())).await;
    all.check("memories: create, get, list by pages, update, delete", memories(client.clone())).await;
    report.finish()
}

async fn unauthorized(guest: Client) {
    guest.health().check().send().await.unwrap();
    let error = guest.agents().get().send().await.unwrap_err();
    assert!(matches!(error.kind(), GetAgentsError::Unauthorized(_)), "{error:?}");
    let stranger = guest.to_builder().bearer_token("key-of-eve").build().unwrap();
    let error = stranger.agents().get().send().await.unwrap_err();
    assert!(matches!(error.kind(), GetAgentsError::Unauthorized(_)), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("key-of-eve"));
}

async fn agents(client: Client) {
    let listed = client.agents().get().send().await.unwrap();
    assert_eq!(listed.iter().filter_map(|agent| agent.id.as_deref()).collect::<Vec<_>>(), ["parrot"]);
    let found = client.agents().get_agent("parrot").send().await.unwrap();
    assert_eq!(found.name.as_deref(), Some("Parrot"));
    let error = client.agents().get_agent("nobody").send().await.unwrap_err();
    assert!(
        matches!(error.kind(), GetAgentError::NotFound(refusal) if refusal.detail == "Agent not found"),
        "{error:?}"
    );
}

fn said(message: &str) -> BodyCreateAgentRun {
    BodyCreateAgentRun::new(message).user_id("ada")
}

async fn whole(client: Client) {
    let body = said("hello — éè 你好").session_id("one").stream(false);
    let run = client.agents().create_run("parrot", body).send().await.unwrap();
    assert_eq!((run.status, run.content.as_deref()), (Status::Completed, Some("You said: hello — éè 你好")));
    assert_eq!(run.session_id.as_deref(), Some("one"));
}

async fn files(client: Client) {
    let part = |name: &str| Part::text("1,2\n3,4\n").file_name(name).content_type("text/csv");
    let body = said("look").stream(false).files(vec![part("first.csv"), part("zweite Tabelle é.csv")]);
    let answer = client.agents().create_run("parrot", body).send_raw().await.unwrap();
    let text = answer.text();
    assert!(text.contains("first.csv") && text.contains("zweite Tabelle"), "{text}");
}

async fn refused(client: Client) {
    let error = client.agents().create_run("nobody", said("hello").stream(false)).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateAgentRunError::NotFound(_)), "{error:?}");
    let wrong = client.memory().get().sort_order("sideways".parse().unwrap());
    let error = wrong.send().await.unwrap_err();
    assert!(matches!(error.kind(), GetMemoriesError::UnprocessableEntity(_)), "{error:?}");
}

async fn failed(client: Client) {
    let run = client.agents().create_run("parrot", said("break").stream(false)).send().await.unwrap();
    assert_eq!(run.status, Status::Error);
}

async fn stream(client: Client) {
    let body = said("one two three").session_id("two").stream(true);
    let mut events = client.agents().create_run_stream("parrot", body).send().await.unwrap();
    let (mut names, mut text) = (Vec::new(), String::new());
    while let Some(event) = events.try_next().await.unwrap() {
        match event {
            RunEvent::RunContent(step) => text += step.content.as_deref().unwrap_or_default(),
            RunEvent::RunStarted(_) => names.push("started"),
            RunEvent::RunCompleted(step) => {
                names.push("completed");
                assert_eq!(step.content.as_deref(), Some("You said: one two three"));
            }
            RunEvent::Unknown(event) => panic!("{event} is not in the overlay"),
            _ => {}
        }
    }
    assert_eq!((names, text.as_str()), (vec!["started", "completed"], "You said: one two three"));
    assert_eq!(events.end(), Some(End::Terminal));
}

async fn error_event(client: Client) {
    let mut events = client.agents().create_run_stream("parrot", said("break").stream(true)).send().await.unwrap();
    let error = loop {
        match events.next().await.expect("an error") {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.event().map(|event| event.name()), Some("RunError"), "{error:?}");
    assert!(events.next().await.is_none());
}

async fn stream_refused(guest: Client, client: Client) {
    let error = guest.agents().create_run_stream("parrot", said("hello")).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateAgentRunError::Unauthorized(_)), "{error:?}");
    let error = client.agents().create_run_stream("nobody", said("hello")).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateAgentRunError::NotFound(_)), "{error:?}");
}

async fn sessions(client: Client) {
    for message in ["one", "two"] {
        client.agents().create_run("parrot", said(message).session_id("three").stream(false)).send().await.unwrap();
    }
    let sessions = client.sessions();
    let runs = sessions.get_runs("three").send().await.unwrap();
    assert_eq!(runs.len(), 2);
    let listed = sessions.get().limit(1).items().gather().await.unwrap();
    assert!(listed.iter().any(|session| session.session_id == "three"), "{listed:?}");
    sessions.delete_session("three").send().await.unwrap();
    let error = sessions.get_by_id("three").send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404, "{error:?}");
}

async fn memories(client: Client) {
    let memory = client.memory();
    let new = |text: &str| UserMemoryCreateSchema::new(text).user_id("ada").topics(vec!["food".to_owned()]);
    let made = memory.create(&new("likes nuts")).send().await.unwrap();
    for number in 0..4 {
        memory.create(&new(&format!("likes fruit {number}"))).send().await.unwrap();
    }
    let found = memory.get_memory(&made.memory_id).send().await.unwrap();
    assert_eq!((found.memory.as_str(), found.topics.as_deref()), ("likes nuts", Some(&["food".to_owned()][..])));
    assert_eq!(memory.get().user_id("ada").limit(2).items().gather().await.unwrap().len(), 5);
    let updated = memory.update(&made.memory_id, &new("likes seeds")).send().await.unwrap();
    assert_eq!(updated.memory, "likes seeds");
    memory.delete_memory(&made.memory_id).send().await.unwrap();
    assert_eq!(memory.get_memory(&made.memory_id).send().await.unwrap_err().status().unwrap().as_u16(), 404);
}
