//! One call of an operation as a row of a table: what has to be sent, and which answer has to come back whole.

use epsimo_client::runtime::future::BoxFuture;
use epsimo_client::{Client, Error, Operation};
use specloom_tests::server::{Answer, Received};

use super::{PUBLIC_TOKEN, USER_TOKEN, answering};

/// A value of a path that would lead elsewhere if it were not encoded.
pub(super) const ID: &str = "../a b?c#d%ü";

/// [`ID`] as it has to be sent.
pub(super) const ENCODED: &str = "..%2Fa%20b%3Fc%23d%25%C3%BC";

/// Stands for the boundary in the text of a body.
const BOUNDARY: &str = "BOUNDARY";

/// Whose credential goes along.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Caller {
    /// None does.
    Anyone,
    /// The bearer token of a user or a project.
    User,
    /// The bearer token of a public assistant.
    Guest,
    /// The secret in the query, which stands in the target.
    Operator,
}

/// How a row makes its call; the answer comes back as JSON.
pub(super) type Sending = for<'a> fn(&'a Client, &'static str) -> BoxFuture<'a, Result<String, Error>>;

/// A row.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) operation: &'static Operation,
    /// Path and query; `{}` stands for [`ENCODED`].
    pub(super) target: &'static str,
    pub(super) caller: Caller,
    /// Empty where there is none.
    pub(super) body: &'static str,
    pub(super) answer: &'static str,
    pub(super) send: Sending,
}

/// A row: `call!(GET_THREAD "/threads/{}", User, "", THREAD, |c, _| c.threads().get(ID))`. The closure gets the body, to
/// be read into its type. With `raw` in front the answer is not decoded.
macro_rules! call {
    ($operation:ident $target:literal, $caller:ident, $body:expr, $answer:expr, |$c:ident, $json:pat_param| $request:expr) => {
        call!(@row $operation, $target, $caller, $body, $answer, |$c, $json| {
            let output = $request.send().await?;
            Ok::<_, epsimo_client::Error>(epsimo_client::runtime::json::to_string(&output))
        })
    };
    (raw $operation:ident $target:literal, $caller:ident, $body:expr, $answer:expr, |$c:ident, $json:pat_param| $request:expr) => {
        call!(@row $operation, $target, $caller, $body, $answer, |$c, $json| {
            let answer = $request.send_raw().await?;
            Ok::<_, epsimo_client::Error>(answer.text().into_owned())
        })
    };
    (@row $operation:ident, $target:literal, $caller:ident, $body:expr, $answer:expr, |$c:ident, $json:pat_param| $sent:block) => {
        $crate::calls::Call {
            operation: epsimo_client::Operation::$operation,
            target: $target,
            caller: $crate::calls::Caller::$caller,
            body: $body,
            answer: $answer,
            send: |$c, $json| Box::pin(async move { $sent }),
        }
    };
}

pub(super) use call;

impl Call {
    /// `GET /threads/{tid}`
    pub(super) fn template(&self) -> String {
        format!("{} {}", self.operation.method(), self.operation.path())
    }

    async fn check(&self) {
        let id = self.operation.id();
        let (client, server) = answering(Answer::json(200, self.answer)).await;
        let answer = (self.send)(&client, self.body).await.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(answer, self.answer, "{id}");
        let request = server.only();
        let target = self.target.replace("{}", ENCODED);
        assert_eq!(request.line(), format!("{} {target}", self.operation.method()), "{id}");
        let boundary = boundary(&request);
        assert_eq!(request.text().replace(&boundary, BOUNDARY), self.body, "{id}");
        let host = server.url().trim_start_matches("http://");
        assert_eq!(sent_headers(&request), self.headers(host, &boundary, &request), "{id}");
    }

    /// All headers that the request must have, and no other.
    fn headers(&self, host: &str, boundary: &str, request: &Received) -> Vec<(String, String)> {
        let mut headers = vec![("host", host.to_owned()), ("user-agent", "epsimo-client/0.1.0".to_owned())];
        headers.push(("accept", self.accepted().to_owned()));
        match self.caller {
            Caller::User => headers.push(("authorization", format!("Bearer {USER_TOKEN}"))),
            Caller::Guest => headers.push(("authorization", format!("Bearer {PUBLIC_TOKEN}"))),
            Caller::Anyone | Caller::Operator => {}
        }
        if !self.body.is_empty() || matches!(self.operation.method(), "POST" | "PUT" | "PATCH") {
            headers.push(("content-length", request.body.len().to_string()));
        }
        if self.body.starts_with("--") {
            headers.push(("content-type", format!("multipart/form-data; boundary={boundary}")));
        } else if !self.body.is_empty() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        sorted(headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn accepted(&self) -> &'static str {
        match (self.operation.id(), self.operation.events()) {
            ("google_callback", _) => "*/*",
            (_, Some(_)) => "text/event-stream",
            (_, None) => "application/json",
        }
    }
}

/// Makes the calls of a table one after the other.
pub(super) async fn check(calls: Vec<Call>) {
    for call in calls {
        call.check().await;
    }
}

fn sent_headers(request: &Received) -> Vec<(String, String)> {
    sorted(request.headers.clone())
}

fn sorted(mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
    headers.sort();
    headers
}

/// The boundary of a body of several parts; of any other body the text that stands for one.
pub(super) fn boundary(request: &Received) -> String {
    let boundary = request.header("content-type").and_then(|value| value.split_once("boundary="));
    boundary.map_or(BOUNDARY.to_owned(), |(_, boundary)| boundary.to_owned())
}
