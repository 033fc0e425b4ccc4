//! Runs whose answer comes at once, later, or never.

use langgraph_client::api::thread_runs::CreateRunError;
use langgraph_client::types::{
    RunCreateStateful, RunCreateStateless, RunCreateStreamingStateful, RunCreateStreamingStateless,
    RunMultitaskStrategy, RunStatus,
};
use serde_json::json;
use uuid::Uuid;

use crate::server::{Server, object, run, thread};

pub async fn background(server: Server) {
    let client = server.client();
    let (runs, thread) = (client.thread_runs(), thread(&client).await.thread_id);
    for number in 0..5 {
        let body = RunCreateStateful::new("echo").input(object(json!({ "text": number.to_string() })));
        let made = runs.create_run(thread, &body).send_full().await.unwrap();
        let place = made.header("content-location").unwrap().to_owned();
        assert!(place.ends_with(&made.body.run_id.to_string()), "{place}");
        let answer = runs.join_run_http(thread, made.body.run_id).send().await.unwrap();
        assert_eq!(answer["answer"], format!("echo: {number}"));
        assert_eq!(run(&client, thread, made.body.run_id).await.status, RunStatus::Success);
    }
    let listed = runs.list_runs_http(thread).limit(2).items().gather().await.unwrap();
    assert_eq!(listed.len(), 5);
    let first = listed.last().unwrap().run_id;
    runs.delete_run(thread, first).send().await.unwrap();
    assert_eq!(runs.get_run_http(thread, first).send().await.unwrap_err().status().unwrap().as_u16(), 404);
}

pub async fn stateless(server: Server) {
    let client = server.client();
    let runs = client.stateless_runs();
    let input = || object(json!({ "text": "one" }));
    let answer =
        runs.wait_run_stateless(&RunCreateStreamingStateless::new("echo").input(input())).send().await.unwrap();
    assert_eq!(answer, json!({ "text": "one", "answer": "echo: one" }));
    let batch = [RunCreateStateless::new("echo").input(input()), RunCreateStateless::new("echo").input(input())];
    let answer = runs.run_batch(&batch).send().await.unwrap();
    assert_eq!(answer.as_array().map(Vec::len), Some(2), "{answer}");
}

pub async fn refusals(server: Server) {
    let client = server.client();
    let (runs, thread) = (client.thread_runs(), thread(&client).await.thread_id);
    let nobody = RunCreateStateful::new(Uuid::from_u128(7).to_string()).input(object(json!({})));
    let error = runs.create_run(thread, &nobody).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateRunError::NotFound(_)), "{error:?}");
    let wrong = RunCreateStateful::new("echo").multitask_strategy("later".parse::<RunMultitaskStrategy>().unwrap());
    let error = runs.create_run(thread, &wrong).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateRunError::UnprocessableEntity(_)), "{error:?}");

    let slow = RunCreateStateful::new("slow").input(object(json!({ "text": "a", "seconds": 60 })));
    let made = runs.create_run(thread, &slow).send().await.unwrap();
    let beside = RunCreateStreamingStateful::new("echo")
        .input(object(json!({ "text": "b" })))
        .multitask_strategy(RunMultitaskStrategy::Reject);
    let error = runs.wait_run(thread, &beside).send().await.unwrap_err();
    assert!(matches!(error.kind(), CreateRunError::Conflict(_)), "{error:?}");
    runs.cancel_run_http(thread, made.run_id).wait(true).send_raw().await.unwrap();
    assert_eq!(run(&client, thread, made.run_id).await.status, RunStatus::Interrupted);
}
