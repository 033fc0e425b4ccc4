//! A sandbox of its own for each case, and a client of a project in it.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use epsimo_client::Client;
use epsimo_client::runtime::json::{self, Json};
use epsimo_client::types::{CreateRunPayload, LoginRequest, LoginResponse, Thread};
use epsimo_client::{Error, OperationError};
use epsimo_sandbox::{Entry, Options, Sandbox};

pub(crate) const FAULT: &str = "x-sandbox-fault";

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    /// It has no token.
    pub(crate) bare: Client,
    /// It has that of a project, and sends nothing twice.
    pub(crate) client: Client,
    pub(crate) thread: String,
    pub(crate) assistant: String,
}

/// A value from JSON.
pub(crate) fn from<T: Json>(text: &str) -> T {
    json::from_str(text).unwrap()
}

impl World {
    pub(crate) async fn new() -> Self {
        let mut options = Options::default();
        options.pace = 1;
        let sandbox = Sandbox::start(options).await.unwrap();
        let bare = Client::builder().base_url(&sandbox.base_url()).unwrap().retries(0).build().unwrap();
        let login = sign_in(&bare).await.unwrap();
        let user = bare.to_builder().bearer_token(login.jwt_token.as_str()).build().unwrap();
        let project = user.projects().list().send().await.unwrap().remove(0).project_id;
        let token = user.projects().issue_token(&project).send().await.unwrap();
        let client = bare.to_builder().bearer_token(token.jwt_token.as_str()).build().unwrap();
        let assistant = login.main_agent_id.unwrap();
        Self { thread: login.main_thread_id.unwrap(), sandbox, bare, client, assistant }
    }

    pub(crate) fn run(&self, text: &str) -> CreateRunPayload {
        from(&format!(r#"{{"thread_id":"{}","input":[{{"type":"human","content":"{text}"}}]}}"#, self.thread))
    }

    /// A thread, with a fault.
    pub(crate) async fn thread(&self, fault: &str) -> Result<Thread, Error> {
        let sent = self.client.threads().get(&self.thread).header(FAULT, fault).send().await;
        sent.map_err(OperationError::into_error)
    }

    /// The text of a run, with a fault: what came before an error, and the error.
    pub(crate) async fn text(&self, fault: &str, input: &str) -> (String, Result<(), Error>) {
        text_of(&self.client, &self.run(input), fault).await
    }

    /// What was asked under a fault.
    pub(crate) fn asked(&self, fault: &str) -> Vec<Entry> {
        let all = self.sandbox.log().into_iter();
        all.filter(|entry| entry.headers.get(FAULT).is_some_and(|text| text == fault)).collect()
    }
}

pub(crate) async fn sign_in(bare: &Client) -> Result<LoginResponse, Error> {
    let sent = bare.auth().login(&LoginRequest::new("demo@example.com", "demo-password")).send().await;
    sent.map_err(OperationError::into_error)
}

/// The text of a run as far as it came: that of the last message.
pub(crate) async fn text_of(client: &Client, run: &CreateRunPayload, fault: &str) -> (String, Result<(), Error>) {
    let mut text = String::new();
    let mut message = 0;
    let opened = client.runs().stream(run).header(FAULT, fault).send_deltas().await;
    let mut deltas = match opened {
        Ok(deltas) => deltas,
        Err(error) => return (text, Err(error.into_error())),
    };
    loop {
        match deltas.try_next().await {
            Ok(None) => return (text, Ok(())),
            Err(error) => return (text, Err(error)),
            Ok(Some(delta)) => {
                if delta.replaces || delta.message != message {
                    text.clear();
                    message = delta.message;
                }
                text.push_str(&delta.text);
            }
        }
    }
}

/// What the model says to a text.
pub(crate) fn echo(text: &str) -> String {
    format!("You said: {text} (naïve cafe\u{301}, 漢字, 👩🏽‍💻)")
}
