//! A call of each operation.

use std::fmt::Debug;

use epsimo_client::runtime::stream::End;
use epsimo_client::runtime::{Error, Part};
use epsimo_client::types::{IngestFilesForm, LoginRequest, ProjectCreate, UploadFilesForm};
use epsimo_client::{Client, EventStream, OperationError};

use super::people::{Things, from};

/// The second of the two answers of one operation.
pub(crate) const CHAT_STREAM: &str = "POST /public/openai/v1/chat/completions#stream";

/// What came of a call.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    Success,
    Failure { status: u16, kind: String, text: String },
}

/// Errors with a kind, and those without.
trait Told {
    fn told(&self) -> Outcome;
}

impl Told for Error {
    fn told(&self) -> Outcome {
        let status = self.status().map_or(0, |status| status.as_u16());
        Outcome::Failure { status, kind: "Other".to_owned(), text: self.to_string() }
    }
}

impl<E: Debug> Told for OperationError<E> {
    fn told(&self) -> Outcome {
        let status = self.status().map_or(0, |status| status.as_u16());
        Outcome::Failure { status, kind: format!("{:?}", self.kind()), text: self.to_string() }
    }
}

fn outcome<T, E: Told>(result: Result<T, E>) -> Outcome {
    result.map_or_else(|error| error.told(), |_| Outcome::Success)
}

/// The same for a stream, which is read to its end.
async fn drained<T, E: Told>(result: Result<EventStream<T>, E>) -> Outcome {
    let mut stream = match result {
        Ok(stream) => stream,
        Err(error) => return error.told(),
    };
    while let Some(event) = stream.next().await {
        if let Err(error) = event {
            return error.told();
        }
    }
    assert!(matches!(stream.end(), Some(End::Terminal | End::Sentinel)), "{:?}", stream.end());
    assert!(stream.events_seen() > 3);
    Outcome::Success
}

macro_rules! seen {
    ($fault:ident, $request:expr) => {
        Some(outcome($request.header("x-sandbox-fault", $fault).send().await))
    };
    (stream $fault:ident, $request:expr) => {
        Some(drained($request.header("x-sandbox-fault", $fault).send().await).await)
    };
}

/// Calls an operation, with a fault.
pub(crate) async fn call(client: &Client, all: &Things, line: &str, fault: &str) -> Outcome {
    let found = match account(client, all, line, fault).await {
        None => projects(client, all, line, fault).await,
        found => found,
    };
    let found = match found {
        None => assistants(client, all, line, fault).await,
        found => found,
    };
    let found = match found {
        None => threads(client, all, line, fault).await,
        found => found,
    };
    let found = match found {
        None => runs(client, all, line, fault).await,
        found => found,
    };
    let found = match found {
        None => services(client, all, line, fault).await,
        found => found,
    };
    found.unwrap_or_else(|| panic!("nobody calls {line}"))
}

async fn account(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let auth = client.auth();
    match line {
        "POST /auth/login" => seen!(fault, auth.login(&LoginRequest::new(&*all.email, &*all.password))),
        // Everybody can sign up once; the id of the project makes the address a new one.
        "POST /auth/signup" => {
            seen!(fault, auth.signup(&from(&format!(r#"{{"email":"{}@x.org","password":"p"}}"#, all.project))))
        }
        "GET /auth/google/login" => seen!(fault, auth.google_login()),
        "GET /auth/google/callback" => seen!(fault, auth.google_callback().code("c").state("s")),
        "POST /auth/exchange" if client_is_known(client).await => {
            let known = client.to_builder().bearer_token("cognito-demo").build().unwrap();
            seen!(fault, known.auth().exchange())
        }
        "POST /auth/exchange" => seen!(fault, auth.exchange()),
        "GET /auth/thread-info" => seen!(fault, auth.thread_info()),
        "GET /auth/user-info" => seen!(fault, auth.user_info()),
        "GET /user/info" => seen!(fault, client.user().get_info()),
        _ => None,
    }
}

async fn client_is_known(client: &Client) -> bool {
    client.auth().user_info().send().await.is_ok()
}

async fn projects(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let (projects, id) = (client.projects(), &all.project);
    match line {
        "GET /projects/" => seen!(fault, projects.list()),
        "POST /projects/" => seen!(fault, projects.create(&ProjectCreate::new("new"))),
        "GET /projects/{project_id}" => seen!(fault, projects.issue_token(id)),
        "PUT /projects/{project_id}" => seen!(fault, projects.update(id, &from(r#"{"name":"renamed"}"#))),
        "DELETE /projects/{project_id}" => seen!(fault, projects.delete(id).confirm(true)),
        _ => None,
    }
}

async fn assistants(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let (assistants, files, id) = (client.assistants(), client.files(), &all.assistant);
    let payload = r#"{"name":"b","config":{"configurable":{"type":"agent"}}}"#;
    let file = || Part::text("hello").file_name("hello.txt");
    match line {
        "GET /assistants/" => seen!(fault, assistants.list()),
        "POST /assistants/" => seen!(fault, assistants.create(&from(payload))),
        "GET /assistants/public/" => seen!(fault, assistants.list_public()),
        "GET /assistants/{aid}" => seen!(fault, assistants.get(id)),
        "PUT /assistants/{aid}" => seen!(fault, assistants.upsert(id, &from(payload))),
        "PATCH /assistants/{aid}" => seen!(fault, assistants.patch(id, &from(r#"{"name":"c"}"#))),
        "DELETE /assistants/{aid}" => seen!(fault, assistants.delete(id)),
        "GET /assistants/{assistant_id}/files" => seen!(fault, files.list(id)),
        "POST /assistants/{assistant_id}/files" => {
            seen!(fault, files.upload(id, UploadFilesForm::new(vec![file(), file()])))
        }
        "DELETE /assistants/{assistant_id}/files/{file_id}" => seen!(fault, files.delete(id, &all.file)),
        "POST /ingest" => {
            let config = format!(r#"{{"configurable":{{"assistant_id":"{id}"}}}}"#);
            seen!(fault, files.ingest(IngestFilesForm::new(vec![file()], config)))
        }
        _ => None,
    }
}

async fn threads(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let (threads, id) = (client.threads(), &all.thread);
    let payload = format!(r#"{{"name":"u","assistant_id":"{}"}}"#, all.assistant);
    match line {
        "GET /threads/" => seen!(fault, threads.list().limit(3).offset(1)),
        "POST /threads/" => seen!(fault, threads.create(&from(&payload))),
        "GET /threads/{tid}" => seen!(fault, threads.get(id)),
        "PUT /threads/{tid}" => seen!(fault, threads.upsert(id, &from(&payload))),
        "DELETE /threads/{tid}" => seen!(fault, threads.delete(id)),
        "GET /threads/{tid}/state" => seen!(fault, threads.get_state(id)),
        "POST /threads/{tid}/state" => seen!(fault, threads.add_state(id, &from(r#"{"values":{"k":1}}"#))),
        "GET /threads/{tid}/history" => seen!(fault, threads.get_history(id)),
        _ => None,
    }
}

async fn runs(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let (runs, public) = (client.runs(), client.public());
    let hello = r#"[{"type":"human","content":"hello"}]"#;
    let run = format!(r#"{{"thread_id":"{}","input":{hello}}}"#, all.thread);
    let open = format!(r#"{{"assistant_id":"{}","input":{hello}}}"#, all.open);
    let chat = r#"{"messages":[{"role":"user","content":"hello"}]}"#;
    let rated = r#"{"run_id":"5d9ab7a6-0a0f-4c0e-9a55-8e0f5c0f7d11","key":"stars","score":5}"#;
    match line {
        "POST /runs/stream" => seen!(stream fault, runs.stream(&from(&run))),
        "POST /runs/" => seen!(fault, runs.create(&from(&run))),
        "GET /runs/input_schema" => seen!(fault, runs.input_schema()),
        "GET /runs/output_schema" => seen!(fault, runs.output_schema()),
        "GET /runs/config_schema" => seen!(fault, runs.config_schema()),
        "POST /runs/feedback" => seen!(fault, runs.create_feedback(&from(rated))),
        "POST /public/runs/stream" => seen!(stream fault, public.stream_run(&from(&open))),
        "POST /public/openai/v1/chat/completions" => seen!(fault, public.chat_completions(&from(chat))),
        CHAT_STREAM => seen!(stream fault, public.chat_completions_stream(&from(chat))),
        _ => None,
    }
}

async fn services(client: &Client, all: &Things, line: &str, fault: &str) -> Option<Outcome> {
    let (checkout, price, tools) = (client.checkout(), client.price(), client.tools());
    let (credits, health) = (client.credits(), client.health());
    match line {
        "POST /checkout/create-checkout-session" => seen!(fault, checkout.create_session(&from(r#"{"quantity":100}"#))),
        "POST /checkout/webhook" => seen!(fault, checkout.payment_webhook()),
        "POST /credits/purchase" => {
            seen!(fault, credits.purchase(&from(&format!(r#"{{"amount":{}}}"#, all.amount))))
        }
        "GET /price/agent" => seen!(fault, price.get_agent("GPT 4o")),
        "GET /price/token" => seen!(fault, price.get_token()),
        "GET /tools/" => seen!(fault, tools.list()),
        "GET /tools/{tool_type}" => seen!(fault, tools.get(&all.tool)),
        "GET /health/tool/{tool_type}" => seen!(fault, health.tool(&all.tool)),
        "GET /health" => seen!(fault, health.check()),
        "GET /ok" => seen!(fault, health.ok()),
        "POST /admin/cleanup" => seen!(fault, client.admin().cleanup()),
        _ => None,
    }
}
