//! The call as one writes it by hand, on reqwest and serde.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::header::ACCEPT;
use serde::Deserialize;
use serde_json::Value;

/// A client.
pub(super) struct Written {
    base: String,
    token: String,
    client: reqwest::Client,
}

/// What it gets.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what the emitted client reads is read here")]
#[expect(clippy::struct_field_names, reason = "the names are those of the document")]
pub(super) struct Thread {
    pub(super) thread_id: String,
    project_id: Option<String>,
    assistant_id: Option<String>,
    pub(super) name: String,
    created_at: Option<String>,
    updated_at: Option<String>,
    metadata: Option<BTreeMap<String, Value>>,
}

impl Written {
    pub(super) fn new(base: &str, client: reqwest::Client) -> Self {
        Self { base: base.to_owned(), token: "a-token".to_owned(), client }
    }

    /// Gets a thread.
    pub(super) async fn thread(&self, id: &str) -> reqwest::Result<Thread> {
        let url = format!("{}/threads/{id}", self.base);
        let request = self.client.get(url).bearer_auth(&self.token).header(ACCEPT, "application/json");
        request.send().await?.error_for_status()?.json().await
    }
}

/// A client that gives up when the emitted one does.
pub(super) fn with_timeouts() -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder().connect_timeout(Duration::from_secs(10));
    builder.read_timeout(Duration::from_secs(300)).timeout(Duration::from_secs(600)).build()
}
