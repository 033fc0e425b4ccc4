//! Connections that nobody takes, and tokens that end while they are needed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use epsimo_client::runtime::error::Phase;
use epsimo_client::runtime::future::BoxError;
use epsimo_client::runtime::{Cached, Token};
use epsimo_client::types::{CreateRunPayload, RunEvent};
use epsimo_client::{Client, ClientBuilder};

use super::script::{Hostile, Step, answer, events, json, send};
use super::table::{IDLE, Table};

const THREAD: &str = r#"{"thread_id":"t","name":"n"}"#;

/// An address where connections are neither taken nor refused: as many wait there as may.
#[cfg(target_os = "linux")]
async fn unanswered() -> (String, Vec<tokio::net::TcpStream>, tokio::net::TcpListener) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(Ok(stream)) = tokio::time::timeout(IDLE, tokio::net::TcpStream::connect(address)).await {
        waiting.push(stream);
        assert!(waiting.len() < 100, "connections are taken");
    }
    (format!("http://{address}"), waiting, listener)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn connections_that_nobody_takes() {
    let (url, _waiting, _listener) = unanswered().await;
    let long = Duration::from_secs(3600);
    let builder = || Client::builder().base_url(&url).unwrap().retries(0).bearer_token("canary-token");
    let client = builder().connect_timeout(IDLE).response_timeout(long).total_timeout(long).build().unwrap();
    let begun = Instant::now();
    let error = client.threads().get("t").send().await.unwrap_err();
    assert_eq!((error.timeout_phase(), error.is_connect(), error.is_timeout()), (Some(Phase::Connect), true, true));
    let text = error.to_string();
    assert!(text.starts_with("GET /threads/{tid}: no connection in time (`connect_timeout`)"), "{text}");
    assert!(!format!("{text} {error:?}").contains("canary"));
    // Nothing was sent, so that even what costs money may be tried again.
    let client = client.to_builder().retries(1).build().unwrap();
    let error = client.runs().stream(&CreateRunPayload::new("t")).send().await.map(drop).unwrap_err();
    assert_eq!((error.timeout_phase(), error.retries()), (Some(Phase::Connect), 1));
    assert!(begun.elapsed() < Duration::from_secs(60));
    // Whichever timer is shorter is told.
    let client = builder().connect_timeout(long).response_timeout(IDLE).build().unwrap();
    let error = client.threads().get("t").send().await.unwrap_err();
    assert_eq!((error.timeout_phase(), error.is_connect()), (Some(Phase::Response), false));
}

/// A source of `t1`, `t2` and so on, and how often it was asked.
fn source() -> (Cached, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let source = Cached::new(move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok::<_, BoxError>(Token::new(format!("canary-{number}")).lasting(Duration::from_secs(3600))) }
    });
    (source, asked)
}

#[tokio::test]
async fn tokens_that_end_before_their_time() {
    let mut table = Table::default();
    let refused = || answer(401, "www-authenticate: Bearer error=\"invalid_token\"\n", "");
    for (name, scripts, expected, times) in [
        ("refused once", vec![refused(), json(200, THREAD)], "thread n; sent 2 times", 2),
        ("refused for ever", vec![refused()], "status error: 401 Unauthorized (no body); sent 2 times", 2),
        ("not refused", vec![json(200, THREAD)], "thread n", 1),
        ("forbidden", vec![answer(403, "", "")], "status error: 403 Forbidden (no body)", 1),
    ] {
        let (source, asked) = source();
        let with = |builder: ClientBuilder| builder.token_source("HTTPBearer", source).retries(2);
        table.thread_by(name, scripts, with, expected).await;
        assert_eq!(asked.load(Ordering::Relaxed), times, "{name}");
    }
    let run = "event: metadata\ndata: {\"run_id\":\"r\"}\n\nevent: end\n\n";
    let scripts = vec![refused(), events([send(run)])];
    let with = |builder: ClientBuilder| builder.token_source("HTTPBearer", source().0);
    table.run_by("refused for a run", scripts, with, "run r, end; Some(Terminal); sent 2 times").await;
    table.check();
}

/// A token is needed to open a stream, not to read on in it.
#[tokio::test]
async fn a_stream_outlives_its_token() {
    let begin = send("event: metadata\ndata: {\"run_id\":\"r\"}\n\n");
    let run = events([begin, Step::Pause(IDLE), send("event: end\n\n")]);
    let refused = answer(401, "", "");
    let server = Hostile::start(vec![run, refused, json(200, THREAD)]).await;
    let (source, asked) = source();
    let builder = Client::builder().base_url(&server.url).unwrap().token_source("HTTPBearer", source);
    let client = builder.build().unwrap();
    let mut stream = client.runs().stream(&CreateRunPayload::new("t")).send().await.unwrap();
    assert!(matches!(stream.try_next().await.unwrap(), Some(RunEvent::Metadata(_))));
    assert_eq!(client.threads().get("t").send().await.unwrap().name, "n");
    assert!(matches!(stream.try_next().await.unwrap(), Some(RunEvent::End)));
    assert!(stream.try_next().await.unwrap().is_none());
    assert_eq!((server.asked().len(), asked.load(Ordering::Relaxed)), (3, 2));
}
