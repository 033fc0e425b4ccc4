//! What is around a call: tokens that are fetched, pages, bodies, proxies.

use std::time::Duration;

use super::{ALL, CALL, CANARY, COOKIE, Login, Watch, json, login};
use crate::runtime::macros::{json_struct, operation, paged};
use crate::runtime::multipart::Form;
use crate::runtime::transport::{ReqwestTransport, TransportErrorKind};
use crate::runtime::{Cached, Credential, FieldEncoding, Grant, Operation, Paging, Parameter, Part, Request, Token};
use crate::server::{Reply, Server};
use crate::stub::{Stub, Turn};

static PAGED: Operation = Operation::new("page", "GET", "/page")
    .security(ALL)
    .parameters(&[Parameter::query("cursor")])
    .paging(const { &Paging::url(&["next"]).items(&["data"]) });

/// A page.
#[derive(Clone)]
pub struct Page {
    pub data: Vec<Login>,
}

json_struct!(Page { data: required });

operation!(Logins of "Client::logins": json Page);
paged!(Logins: Page, Login);

#[tokio::test(start_paused = true)]
async fn tokens() {
    let watch = Watch::new();
    let answers: &[fn() -> Turn] = &[
        || json(200, r#"{"access_token":"hunter2","refresh_token":"hunter2","expires_in":100}"#),
        || json(200, r#"{"access_token":"hunter2\n"}"#),
        || json(200, r#"{"access_token":["hunter2"]}"#),
        || json(200, "hunter2"),
        || json(400, r#"{"error":"invalid_client","error_description":"hunter2"}"#),
        || json(400, r#"{"error":"hunter2"}"#),
        || json(503, "hunter2"),
        || Turn::answer(307, &[("location", "/x?k=hunter2"), COOKIE], "hunter2"),
        || Turn::Fail(TransportErrorKind::Interrupted),
        || Turn::Hang,
    ];
    let grants: [fn() -> Grant; 5] = [
        || Grant::client_credentials("user", CANARY).parameter("assertion", CANARY),
        || Grant::client_credentials("user", CANARY).secret_in_body().token_url("https://acme.test/t?k=hunter2"),
        || Grant::password("user", CANARY).client("user", CANARY),
        || Grant::refresh_token(CANARY),
        || Grant::client_credentials("user", CANARY).token_url("https://user:hunter2@acme.test/t?k=hunter2"),
    ];
    for answer in answers {
        for grant in grants {
            let turns = [answer(), json(401, "hunter2"), answer(), json(401, "hunter2"), answer()];
            let builder = watch.client(turns).to_builder().grant("oauth", grant()).retries(0);
            watch.seen.debug(&grant());
            watch.seen.debug(&builder);
            let client = builder.build().unwrap();
            match Request::new(&client, &CALL).path("id", &"a").send_raw().await {
                Ok(answer) => watch.seen.error(&answer.undeclared()),
                Err(error) => watch.seen.error(&error),
            }
        }
    }
    watch.check(20 * answers.len() * grants.len());
}

#[tokio::test]
async fn tokens_of_the_callers() {
    let watch = Watch::new();
    let cached = || Cached::new(|| async { Ok(Token::new(CANARY).lasting(Duration::from_secs(60))) });
    watch.seen.debug(&cached());
    watch.seen.debug(&Token::new(CANARY));
    watch.seen.debug(&Credential::source(cached()));
    watch.seen.debug(&Credential::basic("user", CANARY));
    let stub = Stub::new([json(401, "hunter2"), json(401, "hunter2")]);
    let builder = watch.builder().transport(stub).token_source("oauth", cached());
    let client = builder.build().unwrap();
    watch.seen.error(&Request::new(&client, &CALL).path("id", &"a").send_raw().await.unwrap().undeclared());
    watch.check(15);
}

#[tokio::test(start_paused = true)]
async fn pages() {
    let watch = Watch::new();
    let turns: &[fn() -> Vec<Turn>] = &[
        || vec![json(200, r#"{"data":[{"name":"a","password":"hunter2"}],"next":"/page?cursor=hunter2"}"#)],
        || vec![json(200, r#"{"data":[],"next":"https://other.test/?k=hunter2"}"#)],
        || vec![json(200, r#"{"data":[],"next":"https://a:hunter2@acme.test/?k=hunter2"}"#)],
        || (0..2).map(|_| json(200, r#"{"data":[{"name":"a"}],"next":"/page?k=hunter2"}"#)).collect(),
        || vec![json(200, r#"{"data":{"hunter2":1},"next":"hunter2"}"#)],
        || vec![json(429, "hunter2")],
    ];
    for turns in turns {
        let client = watch.client(turns()).to_builder().retries(0).build().unwrap();
        let call = Logins(watch.request(&client, &PAGED));
        let mut items = call.clone().items();
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => watch.seen.debug(&item),
                Err(error) => watch.seen.error(&error),
            }
            watch.seen.debug(&items);
        }
        let client = watch.client(turns()).to_builder().retries(0).build().unwrap();
        let mut pages = Logins(watch.request(&client, &PAGED)).pages();
        while let Some(Err(error)) = pages.next().await {
            watch.seen.error(&error);
        }
        watch.seen.debug(&pages);
    }
    watch.check(20 * turns.len());
}

#[tokio::test(start_paused = true)]
async fn bodies() {
    let watch = Watch::new();
    let client = watch.client([json(400, "hunter2"), Turn::Hang]);
    let mut form = Form::new();
    let part = Part::text(CANARY).header("x-key", CANARY);
    watch.seen.debug(&part);
    form.part("password", &part);
    form.text("password", &CANARY, None);
    watch.seen.debug(&form);
    watch.seen.debug(&login());
    let call = || Request::new(&client, &CALL).path("id", &"a");
    let requests = [
        call().multipart(form),
        call().form(&login(), &[FieldEncoding::new("password")]),
        call().json(&login()),
        call().text("text/plain", CANARY),
        call().bytes("application/octet-stream", CANARY.as_bytes().to_vec()),
    ];
    for request in requests {
        watch.seen.debug(&request);
        match request.send_raw().await {
            Ok(answer) => watch.seen.debug(&answer),
            Err(error) => watch.seen.error(&error),
        }
    }
    watch.check(20);
}

/// Over sockets: a proxy with a user and a password, one where nobody listens and one that wants another.
#[tokio::test]
async fn proxies() {
    let watch = Watch::new();
    let server = Server::start(vec![Reply::new(407, &[("proxy-authenticate", "Basic")], CANARY)]).await;
    let address = server.url("").replace("http://", "");
    for proxy in [format!("http://user:{CANARY}@{address}"), format!("http://user:{CANARY}@127.0.0.1:1")] {
        let headers = [("x-key".parse().unwrap(), CANARY.parse().unwrap())].into_iter().collect();
        let reqwest = reqwest::Client::builder().proxy(reqwest::Proxy::all(&proxy).unwrap()).default_headers(headers);
        let transport = ReqwestTransport::from_client(reqwest.build().unwrap());
        watch.seen.debug(&transport);
        for base in ["http://acme.test", "https://acme.test"] {
            let builder = watch.builder().transport(transport.clone()).base_url(base).unwrap().retries(0);
            match watch.request(&builder.build().unwrap(), &CALL).send_raw().await {
                Ok(answer) => watch.seen.error(&answer.undeclared()),
                Err(error) => watch.seen.error(&error),
            }
        }
    }
    watch.check(20);
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn mocks() {
    use crate::runtime::mock::{MockAnswer, MockTransport};
    let watch = Watch::new();
    let mock = MockTransport::new();
    let answer = || MockAnswer::json(401, &CANARY).header("set-cookie", CANARY);
    mock.on("PUT", "/call/{id}", answer());
    let client = watch.builder().mock(&mock).build().unwrap();
    watch.seen.error(&watch.request(&client, &CALL).send_raw().await.unwrap().undeclared());
    watch.seen.error(&watch.request(&client, &PAGED).send_raw().await.unwrap_err());
    watch.seen.debug(&answer());
    watch.seen.debug(&mock);
    watch.seen.debug(&mock.requests());
    watch.check(20);
}
