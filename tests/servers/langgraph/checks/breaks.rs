//! Streams that fall silent, fail, break off or are left.

use std::time::Duration;

use langgraph_client::runtime::stream::Resume;
use langgraph_client::types::{
    CronCreateStreamModeItem as Mode, RunCreateStreamingStatefulOnDisconnect as OnDisconnect, RunEvent, RunStatus,
};
use serde_json::json;

use crate::cutter::Cutter;
use crate::server::{ANSWER, Server, object, run, said, streaming, thread};
use crate::streams::gathered;

/// The server sends a comment every five seconds.
pub async fn heartbeat(server: Server) {
    let patient = server.client().to_builder().idle_timeout(Duration::from_secs(8)).build().unwrap();
    let thread = thread(&patient).await.thread_id;
    let body = streaming("slow", object(json!({ "text": "a", "seconds": 11.5 })), vec![Mode::Updates]);
    let mut events = patient.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let all = gathered(&mut events).await.unwrap();
    assert!(matches!(all.last(), Some(RunEvent::Updates(_))), "{all:?}");
    assert!(events.comments_seen() >= 2, "{} comments", events.comments_seen());

    let hasty = patient.to_builder().idle_timeout(Duration::from_secs(2)).build().unwrap();
    let body = body.on_disconnect(OnDisconnect::Cancel);
    let mut events = hasty.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let error = gathered(&mut events).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

pub async fn error_event(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("fail", object(json!({ "text": "a" })), vec![Mode::Values]);
    let mut events = client.thread_runs().stream_run(thread, &body).send().await.unwrap();
    assert!(matches!(events.try_next().await.unwrap(), Some(RunEvent::Metadata(_))));
    assert!(matches!(events.try_next().await.unwrap(), Some(RunEvent::Values(_))));
    let error = events.try_next().await.unwrap_err();
    let event = error.event().expect("an event");
    assert_eq!(
        (event.name(), event.json::<serde_json::Value>().unwrap()["message"].as_str()),
        ("error", Some("refused: a"))
    );
    assert!(events.next().await.is_none());
}

pub async fn resumed_by_hand(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("chat", said("hello"), vec![Mode::Messages])
        .stream_resumable(true)
        .on_disconnect(OnDisconnect::Continue);
    let mut events = client.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let Some(RunEvent::Metadata(about)) = events.try_next().await.unwrap() else { panic!("no metadata") };
    let mut seen = Vec::new();
    while seen.len() < 5 {
        seen.extend(content(events.try_next().await.unwrap().expect("an event")));
    }
    let last = events.last_event_id().to_owned();
    drop(events);

    let runs = client.thread_runs();
    let mut events = runs.join_run_stream(thread, about.run_id).last_event_id(&last).send().await.unwrap();
    let left: Vec<_> = gathered(&mut events).await.unwrap().into_iter().filter_map(content).collect();
    seen.extend(left);
    assert_eq!(
        seen,
        (1..=ANSWER.chars().count()).map(|count| ANSWER.chars().take(count).collect()).collect::<Vec<String>>()
    );
}

/// What has been said so far, if the event tells.
fn content(event: RunEvent) -> Option<String> {
    let RunEvent::MessagesPartial(messages) = event else { return None };
    messages.into_iter().next().map(|message| message.content)
}

pub async fn resumed_by_itself(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("chat", said("hello"), vec![Mode::Messages])
        .stream_resumable(true)
        .on_disconnect(OnDisconnect::Continue);
    let whole = client.thread_runs().stream_run(thread, &body).send_text().await.unwrap();
    assert_eq!(whole, ANSWER);

    let cutter = Cutter::before(&server.url, 6000).await;
    let cut = client.to_builder().base_url(&cutter.url()).unwrap().build().unwrap();
    let resume = Resume::new().first_pause(Duration::from_millis(100));
    let mut events = cut.thread_runs().stream_run(thread, &body).resume(resume).send().await.unwrap();
    let texts: Vec<_> = gathered(&mut events).await.unwrap().into_iter().filter_map(content).collect();
    assert!(texts.windows(2).all(|two| two[1].starts_with(&two[0]) && two[1].len() > two[0].len()), "{texts:?}");
    assert_eq!(texts.last().map(String::as_str), Some(ANSWER));
    assert_eq!(cutter.connections(), 2);

    let cutter = Cutter::before(&server.url, 6000).await;
    let cut = client.to_builder().base_url(&cutter.url()).unwrap().build().unwrap();
    let mut events = cut.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let error = gathered(&mut events).await.unwrap_err();
    assert!(error.is_truncated(), "{error:?}");
}

pub async fn dropped(server: Server) {
    let client = server.client();
    let thread = thread(&client).await.thread_id;
    let body = streaming("slow", object(json!({ "text": "a", "seconds": 60 })), vec![Mode::Values])
        .on_disconnect(OnDisconnect::Cancel);
    let mut events = client.thread_runs().stream_run(thread, &body).send().await.unwrap();
    let Some(RunEvent::Metadata(about)) = events.try_next().await.unwrap() else { panic!("no metadata") };
    drop(events);
    for _ in 0..100 {
        if run(&client, thread, about.run_id).await.status == RunStatus::Interrupted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the run goes on");
}
