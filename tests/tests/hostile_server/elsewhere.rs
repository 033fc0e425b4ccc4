//! Redirects to where nothing should go, and tokens that are over.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use epsimo_client::Client;
use epsimo_client::runtime::future::BoxFuture;
use epsimo_client::runtime::transport::{Body, ByteStream, Transport, TransportError};
use epsimo_client::types::CreateRunPayload;

use super::script::{Hostile, Script, Step, answer, head, json};
use super::table::Table;

const THREAD: &str = r#"{"thread_id":"t","name":"n"}"#;

fn redirect(status: u16, location: &str) -> Script {
    answer(status, &format!("location: {location}\n"), "")
}

/// What another server is asked when a call is redirected to it.
async fn asked_of_another(status: u16, call: impl AsyncFnOnce(Client) -> String) -> (String, Vec<String>) {
    let other = Hostile::start(vec![json(200, THREAD)]).await;
    let server = Hostile::start(vec![redirect(status, &format!("{}/threads/t", other.url))]).await;
    let client = Client::builder().base_url(&server.url).unwrap().bearer_token("canary-token").build().unwrap();
    (call(client).await, other.asked())
}

#[tokio::test]
async fn credentials_go_nowhere_else() {
    for status in [301, 302, 303, 307, 308] {
        let call = async |client: Client| client.threads().get("t").send().await.unwrap_err().to_string();
        let (error, asked) = asked_of_another(status, call).await;
        assert!(error.ends_with("is not followed: credentials would go to another origin"), "{error}");
        assert!(!error.contains("canary") && asked.is_empty(), "{status} {asked:?}");
        // What a run would do is done by the server that was asked.
        let run = async |client: Client| {
            client.runs().stream(&CreateRunPayload::new("t")).send().await.map(drop).unwrap_err().to_string()
        };
        assert_eq!(asked_of_another(status, run).await.1, Vec::<String>::new(), "{status}");
    }
}

#[tokio::test]
async fn without_credentials_the_headers_stay() {
    let call = async |client: Client| {
        // `GET /ok` asks for none, so the token is not sent even to its own server.
        client
            .health()
            .ok()
            .header("x-own", "canary")
            .send()
            .await
            .map_or_else(|error| error.to_string(), |_| "ok".into())
    };
    let (outcome, asked) = asked_of_another(307, call).await;
    assert_eq!((outcome.as_str(), asked.len()), ("ok", 1));
    assert!(!asked[0].contains("canary"), "{asked:?}");
}

/// Answers every request by a redirect to `http`.
#[derive(Clone, Default)]
struct Downgrade(Arc<AtomicUsize>);

impl Transport for Downgrade {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let answer = http::Response::builder().status(307).header("location", "http://h/threads/t");
        Box::pin(std::future::ready(Ok(answer.body(ByteStream::from_bytes("")).unwrap())))
    }
}

#[tokio::test]
async fn nothing_leaves_https() {
    for builder in [Client::builder(), Client::builder().bearer_token("canary-token")] {
        let transport = Downgrade::default();
        let client = builder.base_url("https://h").unwrap().transport(transport.clone()).build().unwrap();
        let error = client.health().ok().send().await.unwrap_err();
        assert!(error.is_redirect(), "{error}");
        assert!(error.to_string().ends_with("to http://h is not followed: it would leave https"), "{error}");
        assert_eq!(transport.0.load(Ordering::Relaxed), 1);
    }
}

#[tokio::test]
async fn where_it_leads() {
    let mut table = Table::default();
    let refused = |what: &str| format!("redirect error: 307 Temporary Redirect (no body) {what}");
    table
        .thread(
            "a file",
            redirect(307, "file:///etc/passwd"),
            &refused("to null is not followed: it is neither http nor https"),
        )
        .await;
    let script = redirect(307, "/threads/t");
    let expected = format!("{}; sent 11 times", refused("to SERVER is not followed: there were too many before it"));
    table.thread("a circle", script, &expected).await;
    let status = "status error: 307 Temporary Redirect (no body)";
    table.thread("nowhere", vec![Step::Send(head(307, "content-length: 0\n"))], status).await;
    table.thread("a place that is none", redirect(307, "http://[::"), status).await;
    let there = vec![redirect(307, "/threads/t?x=%2e%2e/"), json(200, THREAD)];
    table.thread_by("another path of its own", there, |builder| builder, "thread n; sent 2 times").await;
    table.check();
}
