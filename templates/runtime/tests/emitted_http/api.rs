//! A hand-written API in the form in which emitted ones come.

use crate::runtime::macros::{answers, errors, operation, streaming};
use crate::runtime::{
    Api, BodyBytes, ByteStream, Bytes, Call, Client, ClientBuilder, Credential, FieldEncoding, Operation,
    OperationError, Parameter, Request, Scheme, Secret, Stream, Style, ToJson,
};

use crate::types::{Detail, RunEvent, Thread, UploadFiles};

/// The API as its document describes it.
static API: Api = Api::new("acme-client/1.0.0").server("http://127.0.0.1:1").schemes(&[
    Scheme::bearer("bearer"),
    Scheme::basic("basic"),
    Scheme::header("key", "X-Api-Key"),
    Scheme::query("query", "admin_token"),
    Scheme::cookie("cookie", "session"),
    Scheme::http("digest", "Digest"),
]);

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }
}

impl ClientBuilder {
    #[must_use]
    pub fn bearer_token(self, token: impl Into<Secret>) -> Self {
        self.credential("bearer", Credential::token(token))
    }
}

const JSON: &str = "application/json";

impl Operation {
    pub const LIST: &'static Self = &Self::new("list", "GET", "/threads/")
        .parameters(&[Parameter::query("limit"), Parameter::query("ids").style(Style::PipeDelimited).explode(false)])
        .security(&[&["bearer"]])
        .accept(JSON);
    pub const GET: &'static Self = &Self::new("get", "GET", "/threads/{tid}").accept(JSON);
    pub const CREATE: &'static Self =
        &Self::new("create", "POST", "/threads/").security(&[&["bearer"], &[]]).accept(JSON);
    pub const LOGIN: &'static Self = &Self::new("login", "POST", "/login").accept(JSON);
    pub const UPLOAD: &'static Self = &Self::new("upload", "POST", "/files").accept(JSON);
    pub const PUT_BLOB: &'static Self = &Self::new("put_blob", "PUT", "/blob");
    pub const DELETE: &'static Self =
        &Self::new("delete", "DELETE", "/threads/{tid}").accept("application/json, text/csv");
    pub const NOTE: &'static Self = &Self::new("note", "GET", "/note").accept("text/plain");
    pub const BLOB: &'static Self = &Self::new("blob", "GET", "/blob");
    pub const SIGN_IN: &'static Self = &Self::new("sign_in", "GET", "/sign-in").redirects(&[307]);
    pub const RUN: &'static Self = &Self::new("run", "POST", "/runs/stream").accept("text/event-stream").stream(
        &Stream::sse()
            .done("[DONE]")
            .errors(&["error"])
            .terminal(&["end"])
            .dataless()
            .cumulative("id", "content.*")
            .only("type", &["ai"]),
    );
    pub const CHAT: &'static Self = &Self::new("chat", "POST", "/chat")
        .accept("text/event-stream")
        .stream(&Stream::sse().done("[DONE]").error_member("error").delta("choices.0.delta.content"));
    pub const LINES: &'static Self =
        &Self::new("lines", "GET", "/lines").accept("application/jsonl").stream(&Stream::json_lines());
    pub const TEXTS: &'static Self =
        &Self::new("texts", "GET", "/texts").accept("text/event-stream").stream(&Stream::sse());
}

/// Defines request builders: a name for each.
macro_rules! builders {
    ($($name:ident),*) => { $(
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct $name<'c>(Request<'c>);
    )* };
}

builders!(List, Create, Upload, PutBlob, Note, Blob, SignIn, Run, Chat, Lines, Texts, Optional);

impl Client {
    pub fn list(&self) -> List<'_> {
        List(Request::new(self, Operation::LIST))
    }

    pub fn get(&self, tid: &str) -> Get<'_> {
        Request::new(self, Operation::GET).path("tid", &tid).for_json()
    }

    pub fn create(&self, body: &Thread) -> Create<'_> {
        Create(Request::new(self, Operation::CREATE).json(body))
    }

    pub fn create_streaming(&self, body: &Thread) -> Create<'_> {
        let fixed = [("stream", "true"), ("name", "\"fixed\"")];
        Create(Request::new(self, Operation::CREATE).json_with(body, &fixed))
    }

    pub fn merge(&self, body: &Thread) -> Create<'_> {
        Create(Request::new(self, Operation::CREATE).json(body).content_type("application/merge-patch+json"))
    }

    pub fn login(&self, body: &dyn ToJson, encodings: &[FieldEncoding]) -> Login<'_> {
        Request::new(self, Operation::LOGIN).form(body, encodings).for_json()
    }

    pub fn upload(&self, body: UploadFiles) -> Upload<'_> {
        Upload(Request::new(self, Operation::UPLOAD).multipart(body))
    }

    pub fn upload_json(&self, body: &dyn ToJson, encodings: &[FieldEncoding]) -> Upload<'_> {
        Upload(Request::new(self, Operation::UPLOAD).multipart_json(body, encodings))
    }

    pub fn put_blob(&self, bytes: impl Into<BodyBytes>) -> PutBlob<'_> {
        PutBlob(Request::new(self, Operation::PUT_BLOB).bytes("application/octet-stream", bytes))
    }

    pub fn put_text(&self, text: impl Into<String>) -> PutBlob<'_> {
        PutBlob(Request::new(self, Operation::PUT_BLOB).text("text/plain", text))
    }

    pub fn delete(&self, tid: &str) -> Delete<'_> {
        Request::new(self, Operation::DELETE).path("tid", &tid).for_answers()
    }

    pub fn optional(&self) -> Optional<'_> {
        Optional(Request::new(self, Operation::LIST))
    }

    pub fn note(&self) -> Note<'_> {
        Note(Request::new(self, Operation::NOTE))
    }

    pub fn blob(&self) -> Blob<'_> {
        Blob(Request::new(self, Operation::BLOB))
    }

    pub fn download(&self) -> Download<'_> {
        Request::new(self, Operation::BLOB).for_download()
    }

    pub fn sign_in(&self) -> SignIn<'_> {
        SignIn(Request::new(self, Operation::SIGN_IN))
    }

    pub fn run(&self) -> Run<'_> {
        Run(Request::new(self, Operation::RUN))
    }

    pub fn chat(&self) -> Chat<'_> {
        Chat(Request::new(self, Operation::CHAT))
    }

    pub fn lines(&self) -> Lines<'_> {
        Lines(Request::new(self, Operation::LINES))
    }

    pub fn texts(&self) -> Texts<'_> {
        Texts(Request::new(self, Operation::TEXTS))
    }
}

impl List<'_> {
    pub fn limit(self, limit: i64) -> Self {
        Self(self.0.query("limit", &limit))
    }

    pub fn ids(self, ids: &[&str]) -> Self {
        Self(self.0.query("ids", &ids))
    }
}

operation!(List: json Vec<Thread>, ListError);
/// A call without options.
pub type Get<'c> = Call<'c, Thread, OperationError<ListError>>;
operation!(Create: json Thread, ListError);
/// A call without options.
pub type Login<'c> = Call<'c, Detail>;
operation!(Upload: empty);
operation!(PutBlob: empty);
/// A call without options.
pub type Delete<'c> = Call<'c, Deleted, OperationError<ListError>>;
operation!(Optional: optional Detail);
operation!(Note: text);
operation!(Blob: bytes);
/// A call without options.
pub type Download<'c> = Call<'c, ByteStream>;
operation!(SignIn: empty);
streaming!(Run: events RunEvent, ListError; text, resume);
streaming!(Chat: items Detail; text, resume);
streaming!(Lines: items i64);
streaming!(Texts: frames; resume);

/// What can go wrong with `GET /threads/`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListError {
    Unauthorized(Detail),
    ClientError(Detail),
    Text(String),
    Busy,
    Teapot(Bytes),
    Default(Detail),
    Other,
}

errors!(ListError {
    401 => Unauthorized json,
    409 if "text/plain" => Text text,
    418 => Teapot bytes,
    400..=499 => ClientError json,
    503 => Busy empty,
    _ => Default json,
});

/// What `DELETE /threads/{tid}` answers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Deleted {
    Ok(Detail),
    Csv(String),
    NoContent,
}

answers!(Deleted {
    200 => Ok json,
    200 if "text/csv" => Csv text,
    204 => NoContent empty,
});
