//! Tokens from where the document says: what is asked for, what becomes of the answers, and that no secret is seen.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request as HttpRequest, Response as HttpResponse};

use crate::runtime::future::BoxFuture;
use crate::runtime::transport::{Body, ByteStream, Transport, TransportError, TransportErrorKind};
use crate::runtime::{
    Api, Client, ClientBuilder, DeviceLogin, Error, Flows, Grant, OAuthError, Operation, Request, Scheme, UserCode,
};
use crate::ticking::Ticking;

/// Every secret begins with it; it is in no text.
const CANARY: &str = "hunter2";

static FLOWS: Flows = Flows::new()
    .client_credentials("/oauth/token/")
    .password("token?tenant=a")
    .refresh("https://login.test/refresh")
    .device("device", "https://login.test/token");

static LIBRARY: Api = Api::new("library-client/1.0.0")
    .server("https://library.test/v1")
    .schemes(&[Scheme::bearer("oauth").more(&FLOWS), Scheme::bearer("plain")]);

const LOANS: Operation = Operation::new("loans", "GET", "/loans").security(&[&["oauth"]]);

/// One request as it came: method and URL, `Authorization`, body.
#[derive(Clone, Debug)]
struct Asked {
    line: String,
    authorization: Option<String>,
    body: String,
    headers: http::HeaderMap,
}

/// An answer of a token endpoint: status and body.
type Turn = Result<(u16, String), TransportErrorKind>;

/// Answers by a script, the API's own operation always with 200.
#[derive(Clone, Default)]
struct Desk {
    turns: Arc<Mutex<VecDeque<Turn>>>,
    loans: Arc<Mutex<VecDeque<u16>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Desk {
    fn new<S: Into<String>>(turns: impl IntoIterator<Item = (u16, S)>) -> Self {
        let desk = Self::default();
        desk.turns.lock().unwrap().extend(turns.into_iter().map(|(status, body)| Ok((status, body.into()))));
        desk
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What the token endpoints were asked.
    fn bodies(&self) -> Vec<String> {
        self.asked().into_iter().filter(|asked| asked.line.starts_with("POST")).map(|asked| asked.body).collect()
    }

    fn client(&self, with: impl Fn(ClientBuilder) -> ClientBuilder) -> (Client, Ticking) {
        let clock = Ticking::default();
        let builder = ClientBuilder::new(&LIBRARY).transport(self.clone()).clock(clock.clone());
        (with(builder).build().unwrap(), clock)
    }
}

impl Transport for Desk {
    fn send(&self, request: HttpRequest<Body>) -> BoxFuture<'_, Result<HttpResponse<ByteStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = String::from_utf8(body.into_stream().collect(1 << 20).await?.to_vec()).unwrap();
            let authorization = head.headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
            let line = format!("{} {}", head.method, head.uri);
            let is_loan = head.uri.path() == "/v1/loans";
            self.asked.lock().unwrap().push(Asked { line, authorization, body, headers: head.headers });
            let turn = if is_loan {
                Ok((self.loans.lock().unwrap().pop_front().unwrap_or(200), String::new()))
            } else {
                self.turns.lock().unwrap().pop_front().unwrap_or(Err(TransportErrorKind::Interrupted))
            };
            let (status, body) = turn.map_err(|kind| TransportError::new(kind, "so it was written"))?;
            let answer = HttpResponse::builder().status(status).header("content-type", "application/json");
            Ok(answer.header("location", "https://evil.test/").body(ByteStream::from_bytes(body)).unwrap())
        })
    }
}

async fn loan(client: &Client) -> Result<(), Error> {
    let answer = Request::new(client, &LOANS).send_raw().await?;
    if answer.status().is_success() { Ok(()) } else { Err(answer.undeclared()) }
}

fn granted(token: &str, more: &str) -> (u16, String) {
    (200, format!(r#"{{"access_token":"{CANARY}-{token}","token_type":"Bearer"{more}}}"#))
}

fn refused(code: &str) -> (u16, String) {
    (400, format!(r#"{{"error":"{code}","error_description":"{CANARY} is wrong"}}"#))
}

#[tokio::test]
async fn an_application_asks_by_its_secret() {
    let desk = Desk::new([granted("a", r#","expires_in":3600"#)]);
    let grant = || Grant::client_credentials("id/1", "hunter2 +").scopes(["a", "b"]).parameter("audience", "x&y");
    let (client, _) = desk.client(|builder| builder.default_header("x-tenant", "t").grant("oauth", grant()));
    loan(&client).await.unwrap();
    loan(&client).await.unwrap();
    let asked = desk.asked();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0].line, "POST https://library.test/oauth/token/");
    assert_eq!(asked[0].body, "audience=x%26y&grant_type=client_credentials&scope=a+b");
    // RFC 6749, section 2.3.1: both are form-urlencoded first.
    assert_eq!(asked[0].authorization.as_deref(), Some("Basic aWQlMkYxOmh1bnRlcjIrJTJC"));
    assert_eq!(asked[0].headers["accept"], "application/json");
    assert_eq!(asked[0].headers["content-type"], "application/x-www-form-urlencoded");
    assert!(!asked[0].headers.contains_key("x-tenant"));
    assert_eq!(asked[2].authorization.as_deref(), Some("Bearer hunter2-a"));
}

#[tokio::test]
async fn the_secret_may_be_in_the_body() {
    let desk = Desk::new([granted("a", "")]);
    let grant = || Grant::client_credentials("id", CANARY).secret_in_body().token_url("https://other.test/t");
    let (client, _) = desk.client(|builder| builder.grant("oauth", grant()));
    loan(&client).await.unwrap();
    let asked = &desk.asked()[0];
    assert_eq!((asked.line.as_str(), asked.authorization.as_deref()), ("POST https://other.test/t", None));
    assert_eq!(asked.body, "client_id=id&client_secret=hunter2&grant_type=client_credentials");
}

#[tokio::test]
async fn a_password_leads_to_refresh_tokens() {
    let desk = Desk::new([
        granted("a", r#","expires_in":"600","refresh_token":"hunter2-r1""#),
        granted("b", r#","expires_in":600"#),
        granted("c", r#","expires_in":600,"refresh_token":"hunter2-r2""#),
        refused("invalid_grant"),
        granted("d", r#","expires_in":600"#),
    ]);
    let (client, clock) = desk.client(|builder| builder.grant("oauth", Grant::password("ada", CANARY)));
    for _ in 0..4 {
        loan(&client).await.unwrap();
        clock.pass(Duration::from_secs(540));
    }
    let refresh = |token: &str| format!("grant_type=refresh_token&refresh_token=hunter2-{token}");
    let password = "grant_type=password&password=hunter2&username=ada".to_owned();
    // The last refresh token is refused, so that the password is needed again.
    assert_eq!(desk.bodies(), [password.clone(), refresh("r1"), refresh("r1"), refresh("r2"), password]);
    let lines: Vec<_> = desk.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(lines[0], "POST https://library.test/v1/token?tenant=a");
    assert_eq!(lines[2], "POST https://login.test/refresh");
}

#[tokio::test]
async fn a_server_that_is_too_busy_is_asked_again() {
    let grant = || Grant::refresh_token("hunter2-r");
    for status in [429, 503] {
        let desk = Desk::new([(status, String::new()), (status, String::new()), granted("a", "")]);
        let (client, clock) = desk.client(|builder| builder.grant("oauth", grant()));
        loan(&client).await.unwrap();
        assert_eq!(clock.pauses(), [250, 500].map(Duration::from_millis));
        let desk = Desk::new((0..9).map(|_| (status, "")));
        let (client, _) = desk.client(|builder| builder.retry_budget(1).grant("oauth", grant()));
        let error = loan(&client).await.unwrap_err();
        let cause = error.credential_error::<OAuthError>().and_then(OAuthError::error);
        let status_of = |error: &Error| error.status().map(|status| status.as_u16());
        assert_eq!((cause.and_then(status_of), desk.bodies().len()), (Some(status), 2));
    }
    // It may have acted on these.
    for turn in [Ok((500, String::new())), Err(TransportErrorKind::Interrupted)] {
        let desk = Desk::default();
        desk.turns.lock().unwrap().extend([turn, Ok(granted("a", ""))]);
        let (client, _) = desk.client(|builder| builder.grant("oauth", grant()));
        loan(&client).await.unwrap_err();
        assert_eq!(desk.bodies().len(), 1);
    }
}

#[tokio::test]
async fn a_refresh_token_is_replaced() {
    let desk =
        Desk::new([granted("a", r#","refresh_token":"hunter2-r2""#), granted("b", ""), refused("invalid_grant")]);
    desk.loans.lock().unwrap().extend([200, 401, 200, 401]);
    let grant = || Grant::refresh_token("hunter2-r1").client_id("id");
    let (client, _) = desk.client(|builder| builder.grant("oauth", grant()));
    loan(&client).await.unwrap();
    loan(&client).await.unwrap();
    let error = loan(&client).await.unwrap_err();
    assert!(error.credential_error::<OAuthError>().unwrap().needs_login());
    let refresh = |token: &str| format!("client_id=id&grant_type=refresh_token&refresh_token=hunter2-{token}");
    assert_eq!(desk.bodies(), [refresh("r1"), refresh("r2"), refresh("r2")]);
}

const STARTED: &str = r#"{"device_code":"hunter2-d","user_code":"WDJB-MJHT","verification_uri":"https://login.test/go",
    "verification_uri_complete":"https://login.test/go?c=WDJB-MJHT","expires_in":60,"interval":7}"#;

fn device(shown: &Arc<Mutex<Vec<UserCode>>>) -> Grant {
    let shown = Arc::clone(shown);
    Grant::device("id", move |code| shown.lock().unwrap().push(code.clone())).scopes(["a"])
}

#[tokio::test]
async fn a_user_enters_a_code_elsewhere() {
    let turns = [(200, STARTED.to_owned()), refused("authorization_pending"), refused("slow_down")];
    let desk = Desk::new(turns.into_iter().chain([refused("authorization_pending"), granted("a", "")]));
    let shown = Arc::default();
    let (client, clock) = desk.client(|builder| builder.grant("oauth", device(&shown)));
    loan(&client).await.unwrap();
    let shown = shown.lock().unwrap().pop().unwrap();
    assert_eq!((shown.user_code.as_str(), shown.verification_uri.as_str()), ("WDJB-MJHT", "https://login.test/go"));
    assert_eq!(shown.verification_uri_complete.as_deref(), Some("https://login.test/go?c=WDJB-MJHT"));
    assert_eq!(clock.pauses(), [7, 7, 12, 12].map(Duration::from_secs));
    let asked = desk.asked();
    assert_eq!(
        (asked[0].line.as_str(), asked[0].body.as_str()),
        ("POST https://library.test/v1/device", "client_id=id&scope=a")
    );
    let grant = "client_id=id&device_code=hunter2-d&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
    assert!(asked[1].body.starts_with(grant), "{asked:?}");
    assert_eq!(asked[1].line, "POST https://login.test/token");
}

#[tokio::test]
async fn a_code_expires() {
    let desk =
        Desk::new([(200, STARTED.to_owned())].into_iter().chain((0..9).map(|_| refused("authorization_pending"))));
    let (client, clock) = desk.client(|builder| builder.grant("oauth", device(&Arc::default())));
    let error = loan(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /loans: no credential for `oauth`: the code was not entered in time");
    assert_eq!((clock.pauses().len(), desk.asked().len()), (9, 9));
    assert!(error.credential_error::<OAuthError>().unwrap().needs_login());
}

#[tokio::test]
async fn whoever_asks_for_a_code_gets_no_answer() {
    let desk = Desk::new([(200, STARTED)]);
    desk.turns.lock().unwrap().push_back(Err(TransportErrorKind::ConnectTimeout));
    desk.turns.lock().unwrap().push_back(Ok(granted("a", "")));
    let (client, clock) = desk.client(|builder| builder.retries(0).grant("oauth", device(&Arc::default())));
    loan(&client).await.unwrap();
    assert_eq!(clock.pauses(), [7, 14].map(Duration::from_secs));
}

#[tokio::test]
async fn a_login_step_by_step() {
    let more = r#","expires_in":600,"refresh_token":"hunter2-r""#;
    let desk = Desk::new([(200, STARTED.to_owned()), granted("a", more), granted("b", "")]);
    let (client, clock) = desk.client(|builder| builder);
    let login = DeviceLogin::start(&client, "oauth", Grant::device("id", |_| {})).await.unwrap();
    assert_eq!(login.code().user_code, "WDJB-MJHT");
    assert!(!format!("{login:?}").contains(CANARY));
    let credential = login.wait().await.unwrap();
    let client = client.to_builder().credential("oauth", credential).build().unwrap();
    loan(&client).await.unwrap();
    clock.pass(Duration::from_secs(600));
    loan(&client).await.unwrap();
    let sent: Vec<_> = desk.asked().into_iter().filter_map(|asked| asked.authorization).collect();
    assert_eq!(sent, ["Bearer hunter2-a", "Bearer hunter2-b"]);
    assert_eq!(desk.bodies().last().unwrap(), "client_id=id&grant_type=refresh_token&refresh_token=hunter2-r");
}

#[tokio::test]
async fn fifty_calls_make_one_request_for_a_token() {
    let desk = Desk::new([granted("a", r#","expires_in":600"#), granted("b", r#","expires_in":600"#)]);
    let (client, clock) = desk.client(|builder| builder.grant("oauth", Grant::client_credentials("id", CANARY)));
    for count in [1, 2] {
        let call = |client: Client| async move { loan(&client).await };
        let tasks: Vec<_> = (0..50).map(|_| tokio::spawn(call(client.clone()))).collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(desk.bodies().len(), count);
        clock.pass(Duration::from_secs(600));
    }
}

#[tokio::test]
async fn what_the_document_does_not_say_has_to_be_said() {
    let build = |scheme, grant| ClientBuilder::new(&LIBRARY).grant(scheme, grant).build().map(|_| ());
    let text = |outcome: Result<(), Error>| outcome.unwrap_err().to_string();
    let missing = "`plain` has no token URL for passwords in the document: give the grant one";
    assert_eq!(text(build("plain", Grant::password("a", CANARY))), missing);
    let unknown = build("none", Grant::password("a", CANARY).token_url("/t"));
    assert_eq!(text(unknown), "the API has no security scheme `none`");
    assert!(build("plain", Grant::password("a", CANARY).token_url("/t")).is_ok());
}

#[tokio::test]
async fn secrets_stay_with_the_server_they_are_for() {
    for url in ["http://library.test/token", "ftp://library.test/token", "https://a:b@library.test/token"] {
        let desk = Desk::new([granted("a", "")]);
        let grant = || Grant::client_credentials("id", CANARY).token_url(url);
        let (client, _) = desk.client(|builder| builder.grant("oauth", grant()));
        loan(&client).await.unwrap_err();
        assert!(desk.asked().is_empty(), "{url}");
    }
    let desk = Desk::new([(307, ""), (308, "")]);
    let (client, _) = desk.client(|builder| builder.grant("oauth", Grant::password("ada", CANARY)));
    loan(&client).await.unwrap_err();
    assert_eq!(desk.asked().len(), 1);
}

/// Each way to fail, with secrets in everything that is sent or answered: none is in a text.
#[tokio::test]
async fn no_secret_is_seen_in_any_failure() {
    let answers = [
        (400, r#"{"error":"invalid_client","error_description":"hunter2"}"#.to_owned()),
        (400, r#"{"error":"hunter2"}"#.to_owned()),
        (401, "hunter2".to_owned()),
        (500, "<h1>hunter2</h1>".to_owned()),
        (307, "hunter2".to_owned()),
        (200, "hunter2".to_owned()),
        (200, r#"{"access_token":["hunter2"]}"#.to_owned()),
        (200, r#"{"error":"invalid_grant","error_uri":"hunter2"}"#.to_owned()),
        (200, r#"{"access_token":"hunter2\n"}"#.to_owned()),
        (200, r#"{"access_token":"hunter2-a","refresh_token":"hunter2-r"}"#.to_owned()),
    ];
    let grants: [fn() -> Grant; 5] = [
        || Grant::client_credentials("id", CANARY).parameter("assertion", CANARY),
        || Grant::client_credentials("id", CANARY).secret_in_body(),
        || Grant::password("ada", CANARY).client("id", CANARY),
        || Grant::refresh_token(CANARY),
        || Grant::device(CANARY, |_| {}),
    ];
    let mut seen = Vec::new();
    for answer in &answers {
        for grant in grants {
            let desk = Desk::new([answer.clone(), answer.clone()]);
            desk.loans.lock().unwrap().extend([401, 401]);
            let (client, _) = desk.client(|builder| builder.grant("oauth", grant()));
            let error = loan(&client).await.unwrap_err();
            let cause = error.credential_error::<OAuthError>().map(|cause| format!("{cause} {cause:?}"));
            let inner =
                error.credential_error::<OAuthError>().and_then(OAuthError::error).map(|e| format!("{e} {e:?}"));
            seen.push(format!(
                "{error} {error:?} {client:?} {:?} {:?} {cause:?} {inner:?}",
                client.to_builder(),
                grant()
            ));
        }
    }
    let nobody = Desk::default();
    let (client, _) = nobody.client(|builder| builder.grant("oauth", Grant::password("ada", CANARY)));
    let error = loan(&client).await.unwrap_err();
    seen.push(format!("{error} {error:?}"));
    assert_eq!(seen.len(), 51);
    assert!(!seen.concat().contains(CANARY), "{seen:#?}");
    assert!(seen[0].contains("the server gives no token: invalid_client"), "{}", seen[0]);
}

#[test]
fn all_of_it_can_move_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    const fn are_sync<T: Send + Sync>() {}
    const _: () = {
        are_sync::<Grant>();
        are_sync::<OAuthError>();
        are_sync::<DeviceLogin>();
        are_sync::<crate::runtime::Cached>();
    };
    let (client, _) = Desk::default().client(|builder| builder);
    is_send(&DeviceLogin::start(&client, "oauth", Grant::device("id", |_| {})));
    is_send(&loan(&client));
}
