//! The span of a call, as a subscriber sees it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Event, Metadata, Subscriber};

use crate::runtime::{Client, Credential, Operation, Request, TransportErrorKind};
use crate::stub::{Still, Stub, Turn};

const CANARY: &str = "hunter2";
const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

/// Names and texts of the fields of a span.
pub(crate) type Fields = BTreeMap<&'static str, String>;

/// Keeps all spans and events; how a span is nested is of no interest.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<Vec<Fields>>>);

impl Memory {
    pub(crate) fn listen() -> (Self, DefaultGuard) {
        // While there is no more than one subscriber, a place of spans that is met for the first time on another thread,
        // which does not listen, is switched off for all.
        static OTHERS: LazyLock<[Dispatch; 2]> = LazyLock::new(|| [(); 2].map(|()| Dispatch::new(Memory::default())));
        LazyLock::force(&OTHERS);
        let memory = Self::default();
        let guard = tracing::subscriber::set_default(memory.clone());
        (memory, guard)
    }

    /// All spans and events.
    pub(crate) fn all(&self) -> Vec<Fields> {
        self.0.lock().unwrap().clone()
    }

    /// The span, if there was one.
    fn only(&self) -> Fields {
        let spans = self.all();
        assert_eq!(spans.len(), 1, "{spans:?}");
        spans[0].clone()
    }
}

struct Texts<'f>(&'f mut Fields);

impl Visit for Texts<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Memory {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().contains("runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::from([("(name)", span.metadata().name().to_owned())]);
        span.record(&mut Texts(&mut fields));
        let mut spans = self.0.lock().unwrap();
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Texts(&mut self.0.lock().unwrap()[index]));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Texts(&mut fields));
        self.0.lock().unwrap().push(fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn client(base: &str, turns: Vec<Turn>) -> Client {
    let builder = Client::builder().base_url(base).unwrap();
    builder.transport(Stub::new(turns)).clock(Still::default()).build().unwrap()
}

fn fields(expected: &[(&'static str, &str)]) -> Fields {
    expected.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
}

#[tokio::test]
async fn a_call_is_a_span() {
    let (memory, _guard) = Memory::listen();
    let turns = vec![Turn::status(503), Turn::answer(200, JSON, "[]")];
    client("https://api.acme.test/v1", turns).list().limit(3).send().await.unwrap();
    let expected = [
        ("(name)", "HTTP request"),
        ("otel.name", "GET /threads/"),
        ("otel.kind", "client"),
        ("http.request.method", "GET"),
        ("url.template", "/threads/"),
        ("server.address", "api.acme.test"),
        ("server.port", "443"),
        ("http.response.status_code", "200"),
        ("http.request.resend_count", "1"),
    ];
    assert_eq!(memory.only(), fields(&expected));
}

#[tokio::test]
async fn a_status_that_means_failure_is_the_type_of_the_error() {
    let (memory, _guard) = Memory::listen();
    client("http://h:8787", vec![Turn::status(404)]).get("t").send().await.unwrap_err();
    let span = memory.only();
    assert_eq!((span["error.type"].as_str(), span["http.response.status_code"].as_str()), ("404", "404"));
    assert_eq!((span["url.template"].as_str(), span["server.port"].as_str()), ("/threads/{tid}", "8787"));
    assert!(!span.contains_key("http.request.resend_count"));
}

#[tokio::test]
async fn errors_have_a_type() {
    for (turn, expected) in [
        (Turn::Fail(TransportErrorKind::Connect), "connect"),
        (Turn::Fail(TransportErrorKind::ConnectTimeout), "timeout"),
        (Turn::Fail(TransportErrorKind::Interrupted), "interrupted"),
        (Turn::Fail(TransportErrorKind::Unsupported), "unsupported"),
        (Turn::answer(307, &[("location", "ftp://h/")], ""), "redirect"),
        (Turn::answer(200, &[("content-type", "text/event-stream")], ""), "streamed"),
        (Turn::answer(200, &[("content-length", "99999999999")], ""), "too_large"),
    ] {
        let (memory, _guard) = Memory::listen();
        client("http://h", vec![turn]).list().retries(0).send().await.unwrap_err();
        assert_eq!(memory.only()["error.type"], expected);
    }
    let (memory, _guard) = Memory::listen();
    client("http://h", vec![]).list().header("x\n", "").send().await.unwrap_err();
    assert_eq!(memory.only()["error.type"], "invalid");
}

#[tokio::test]
async fn a_stream_is_a_span_until_it_opens() {
    let (memory, _guard) = Memory::listen();
    let turn = Turn::answer(200, &[("content-type", "text/event-stream")], "data: [DONE]\n\n");
    drop(client("http://h", vec![turn]).chat().send().await.unwrap());
    assert_eq!(memory.only()["http.response.status_code"], "200");
}

#[tokio::test]
async fn no_secret_is_recorded() {
    const SECRET: Operation = Operation::new("x", "POST", "/x/{id}").security(&[&["key", "query", "cookie", "bearer"]]);
    let (memory, _guard) = Memory::listen();
    let turns = vec![
        Turn::answer(503, &[("set-cookie", CANARY)], CANARY),
        Turn::answer(307, &[("location", "http://a:hunter2@other/?k=hunter2")], CANARY),
        Turn::answer(401, JSON, "{\"detail\":\"hunter2\"}"),
        Turn::Fail(TransportErrorKind::Interrupted),
    ];
    let token = || Credential::token(CANARY);
    let builder = client("http://h", turns).to_builder().bearer_token(CANARY).credential("key", token());
    let client = builder.credential("query", token()).credential("cookie", token()).build().unwrap();
    for _ in 0..3 {
        let request = Request::new(&client, &SECRET).path("id", &CANARY).query("q", &CANARY).json(&CANARY);
        let _ = request.with_header("x-key", CANARY).with_idempotency_key(CANARY).send_raw().await;
    }
    let seen = memory.0.lock().unwrap();
    assert_eq!(seen.len(), 3);
    assert!(!format!("{seen:?}").contains(CANARY), "{seen:?}");
}
