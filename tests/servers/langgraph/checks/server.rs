//! The server under test: clients of it, and what most checks begin with.

use std::collections::BTreeMap;

use langgraph_client::Client;
use langgraph_client::runtime::Value;
use langgraph_client::types::{
    CronCreateStreamMode, CronCreateStreamModeItem, Run, RunCreateStreamingStateful, Thread, ThreadCreate,
};
use serde_json::json;
use uuid::Uuid;

/// What the chatting graph answers.
pub const ANSWER: &str = "Letters come one by one — éè 你好 😀 and then the last.";

/// Where the server is.
#[derive(Clone, Debug)]
pub struct Server {
    pub url: String,
}

impl Server {
    pub fn new(url: String) -> Self {
        Self { url }
    }

    /// A client without a token.
    pub fn guest(&self) -> Client {
        Client::builder().base_url(&self.url).unwrap().build().unwrap()
    }

    /// A client of a user.
    pub fn client(&self) -> Client {
        self.guest().to_builder().bearer_token("token-of-ada").build().unwrap()
    }

    /// A client of another user.
    pub fn other(&self) -> Client {
        self.guest().to_builder().bearer_token("token-of-bob").build().unwrap()
    }
}

/// A new thread.
pub async fn thread(client: &Client) -> Thread {
    client.threads().create(&ThreadCreate::new()).send().await.unwrap()
}

/// Members of an object.
pub fn object(value: Value) -> BTreeMap<String, Value> {
    serde_json::from_value(value).unwrap()
}

/// Something said to the chatting graph.
pub fn said(text: &str) -> BTreeMap<String, Value> {
    object(json!({ "messages": [{ "role": "user", "content": text }] }))
}

/// A request to stream the answer to `input`.
pub fn streaming(
    graph: &str,
    input: BTreeMap<String, Value>,
    modes: Vec<CronCreateStreamModeItem>,
) -> RunCreateStreamingStateful {
    RunCreateStreamingStateful::new(graph).input(input).stream_mode(CronCreateStreamMode::List(modes))
}

/// The run with this id.
pub async fn run(client: &Client, thread_id: Uuid, run_id: Uuid) -> Run {
    client.thread_runs().get_run_http(thread_id, run_id).send().await.unwrap()
}
