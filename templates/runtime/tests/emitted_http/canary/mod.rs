//! One secret in every place that may hold one, and every way that a call can end: it is in no text that anybody sees.
//!
//! What is looked at is `Debug` and `Display` of all that the caller, a hook or a subscriber gets. Bodies, excerpts and
//! values of headers are given to those who ask for them by name, and are no such text.

pub mod around;
mod calls;
mod streams;

use std::fmt;
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use crate::api::ListError;
use crate::runtime::hooks::{Hook, Outcome, Outgoing};
use crate::runtime::macros::json_struct;
use crate::runtime::stream::Resume;
use crate::runtime::transport::{ByteStream, TransportError, TransportErrorKind};
use crate::runtime::{
    Api, Client, ClientBuilder, Credential, DateTime, Error, EventStream, Flows, OAuthError, Operation, OperationError,
    Request, Scheme, Stream,
};
use crate::stub::{Stub, Turn};
use crate::types::RunEvent;

const CANARY: &str = "hunter2";

/// The canary itself, and behind `user:` in Base64.
const FORMS: [&str; 3] = [CANARY, "dXNlcjpodW50ZXIy", "aHVudGVyMg"];

static FLOWS: Flows = Flows::new().client_credentials("/token?k=hunter2").password("/token").refresh("/token");

static API: Api = Api::new("acme-client/1.0.0").server("https://acme.test").schemes(&[
    Scheme::bearer("oauth").more(&FLOWS),
    Scheme::basic("basic"),
    Scheme::header("key", "X-Api-Key"),
    Scheme::query("query", "api_key"),
    Scheme::cookie("cookie", "session"),
]);

const ALL: &[&[&str]] = &[&["oauth", "key", "query", "cookie"]];
const CALL: Operation = Operation::new("call", "PUT", "/call/{id}").security(ALL).accept("application/json");
const BASIC: Operation = Operation::new("basic", "GET", "/basic").security(&[&["basic"]]);
const RUN: Operation = Operation::new("run", "GET", "/run")
    .security(ALL)
    .accept("text/event-stream")
    .stream(&const { Stream::sse().done("[DONE]").errors(&["error"]).error_member("error").terminal(&["end"]) });
/// A user.
#[derive(Clone)]
pub struct Login {
    pub name: String,
    pub password: Option<String>,
    pub since: Option<DateTime>,
}

json_struct!(Login {
    members { name: required, password: optional, since: optional }
    secrets { "password" }
});

/// All that was seen so far.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn add(&self, text: impl fmt::Display) {
        self.0.lock().unwrap().push(text.to_string());
    }

    fn debug(&self, value: &impl fmt::Debug) {
        self.add(format_args!("{value:?} {value:#?}"));
    }

    /// An error with all that it is made of.
    fn error(&self, error: &Error) {
        self.add(error);
        self.debug(error);
        self.debug(&error.headers());
        self.debug(&error.response());
        self.debug(&error.event());
        self.debug(&error.json_error());
        self.debug(&error.transport_error());
        self.debug(&error.credential_error::<OAuthError>());
        let texts = [
            error.event().map(ToString::to_string),
            error.json_error().map(ToString::to_string),
            error.transport_error().map(ToString::to_string),
            error.credential_error::<OAuthError>().map(ToString::to_string),
        ];
        texts.into_iter().flatten().for_each(|text| self.add(text));
        let mut cause = std::error::Error::source(error);
        while let Some(error) = cause {
            self.add(format_args!("{error} {error:?}"));
            cause = error.source();
        }
    }

    /// How often the secret was seen, and how much was looked at.
    fn check(&self) -> usize {
        let seen = self.0.lock().unwrap();
        for text in seen.iter() {
            assert!(FORMS.iter().all(|form| !text.contains(form)), "{text}");
        }
        seen.len()
    }
}

impl Hook for Seen {
    fn on_request(&self, request: &mut Outgoing<'_>) {
        self.debug(request);
        self.debug(request.headers());
    }

    fn on_response(&self, outcome: &Outcome<'_>) {
        self.debug(outcome);
        self.debug(&outcome.headers());
        if let Some(error) = outcome.error() {
            self.error(error);
        }
    }
}

/// What there is of a test: all that was seen, and where spans go while it runs.
struct Watch {
    seen: Seen,
    #[cfg(feature = "tracing")]
    spans: (crate::trace::Memory, tracing::subscriber::DefaultGuard),
}

impl Watch {
    fn new() -> Self {
        Self {
            seen: Seen::default(),
            #[cfg(feature = "tracing")]
            spans: crate::trace::Memory::listen(),
        }
    }

    /// A client with the secret in every credential.
    fn builder(&self) -> ClientBuilder {
        let token = || Credential::token(CANARY);
        let builder = ClientBuilder::new(&API).hook(self.seen.clone());
        let builder = builder.credential("oauth", token()).credential("key", token()).credential("query", token());
        let builder = builder.credential("cookie", token()).credential("basic", Credential::basic("user", CANARY));
        builder.default_header("x-auth-token", CANARY).default_header("x-api-key", CANARY)
    }

    fn client(&self, turns: impl IntoIterator<Item = Turn>) -> Client {
        let builder = self.builder().transport(Stub::new(turns));
        self.seen.debug(&builder);
        let client = builder.build().unwrap();
        self.seen.debug(&client);
        client
    }

    /// The request, with the secret in all that a caller gives.
    fn request<'c>(&self, client: &'c Client, operation: &'static Operation) -> Request<'c> {
        let request = Request::new(client, operation).path("id", &"a").query("token", &CANARY);
        let request = request.header("x-secret", &CANARY).cookie("token", &CANARY).json(&login());
        let request = request.with_header("authorization", CANARY).with_header("x-api-key", CANARY);
        self.seen.debug(&request);
        request
    }

    /// An answer for JSON, and one for anything, to these turns.
    async fn calls(&self, turns: fn() -> Vec<Turn>) {
        let client = self.client(turns());
        let call = self.request(&client, &CALL).for_json::<Login, OperationError<ListError>>();
        self.seen.debug(&call);
        match call.retries(1).send_full().await {
            Ok(response) => self.seen.debug(&response),
            Err(error) => {
                self.seen.error(&error);
                self.seen.add(&error);
            }
        }
        let client = self.client(turns());
        match self.request(&client, &CALL).send_raw().await {
            Ok(response) => {
                self.seen.debug(&response);
                self.seen.error(&response.undeclared());
            }
            Err(error) => self.seen.error(&error),
        }
    }

    /// What comes of a stream, with its events in all forms.
    async fn streams(&self, turns: fn() -> Vec<Turn>) {
        for form in 0..4 {
            let client = self.client(turns());
            let request = self.request(&client, &RUN);
            let opened = match form {
                0 => self.read(request.for_events::<RunEvent, Error>().send().await).await,
                1 => self.read(request.for_items::<Login, Error>().send().await.map(EventStream::with_meta)).await,
                2 => self.read(request.for_frames::<Error>().send().await.map(EventStream::raw)).await,
                _ => {
                    let resume = Resume::new().attempts(1).at("$response.header.Location");
                    let call = crate::runtime::stream::Resumed::new(request, resume, Request::for_frames::<Error>);
                    self.seen.debug(&call);
                    self.read(call.send().await).await
                }
            };
            if let Err(error) = opened {
                self.seen.error(&error);
            }
        }
    }

    async fn read<T: fmt::Debug>(&self, stream: Result<EventStream<T>, Error>) -> Result<(), Error> {
        let mut stream = stream?;
        self.seen.debug(&stream);
        while let Some(event) = stream.next().await {
            match event {
                Ok(event) => self.seen.debug(&event),
                Err(error) => self.seen.error(&error),
            }
        }
        self.seen.debug(&stream);
        Ok(())
    }

    /// Nothing was seen of the secret, and there was as much to look at as that, at least.
    fn check(&self, least: usize) {
        #[cfg(feature = "tracing")]
        self.seen.debug(&self.spans.0.all());
        let looked = self.seen.check();
        assert!(looked >= least, "{looked} texts");
    }
}

fn login() -> Login {
    Login { name: "ada".to_owned(), password: Some(CANARY.to_owned()), since: None }
}

const COOKIE: (&str, &str) = ("set-cookie", "session=hunter2; HttpOnly");
const JSON: &[(&str, &str)] = &[("content-type", "application/json"), COOKIE];
const EVENTS: &[(&str, &str)] = &[("content-type", "text/event-stream"), COOKIE, ("location", "/run?k=hunter2")];

fn json(status: u16, body: &'static str) -> Turn {
    Turn::answer(status, JSON, body)
}

/// A body that brings this much, and then fails or stalls.
struct Broken(Option<&'static str>, Option<TransportErrorKind>);

impl futures_core::Stream for Broken {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        use std::task::Poll::{Pending, Ready};
        match (self.0.take(), self.1) {
            (Some(text), _) => Ready(Some(Ok(Bytes::from(text)))),
            (None, Some(kind)) => Ready(Some(Err(TransportError::new(kind, "cut")))),
            (None, None) => Pending,
        }
    }
}

fn broken(headers: &[(&'static str, &'static str)], text: &'static str, kind: Option<TransportErrorKind>) -> Turn {
    Turn::Answer(200, headers.to_vec(), ByteStream::new(Broken(Some(text), kind)))
}

const CUT: Option<TransportErrorKind> = Some(TransportErrorKind::Interrupted);
