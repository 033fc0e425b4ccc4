//! What was answered is kept, whatever ends the program: with the feature `sqlite`.
#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use epsimo_client::Client;
use epsimo_client::types::{LoginRequest, ThreadList, ThreadPutRequest};

/// A sandbox in a process of its own, and its address.
fn start(db: &Path) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_epsimo-sandbox"));
    let mut child = command.arg("--db").arg(db).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    (child, ready["base_url"].as_str().unwrap().to_owned())
}

fn client(url: &str) -> Client {
    Client::builder().base_url(url).unwrap().build().unwrap()
}

async fn names(client: &Client) -> Vec<String> {
    let ThreadList::List(threads) = client.threads().list().send().await.unwrap() else { panic!("no list") };
    threads.into_iter().map(|thread| thread.name).collect()
}

#[tokio::test]
async fn data_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("sandbox.db");
    let (mut child, url) = start(&db);
    let bare = client(&url);
    let login = bare.auth().login(&LoginRequest::new("demo@example.com", "demo-password")).send().await.unwrap();
    let first = bare.to_builder().bearer_token(login.jwt_token.as_str()).build().unwrap();
    first.threads().create(&ThreadPutRequest::new("kept")).send().await.unwrap();
    let before = names(&first).await;
    // On Unix this is SIGKILL.
    child.kill().unwrap();
    child.wait().unwrap();

    let (mut child, url) = start(&db);
    let second = client(&url).to_builder().bearer_token(login.jwt_token.as_str()).build().unwrap();
    let after = names(&second).await;
    let made = second.threads().create(&ThreadPutRequest::new("new")).send().await.unwrap();
    let all = names(&second).await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!((before.len(), &before[0]), (3, &"kept".to_owned()));
    assert_eq!(after, before);
    assert_eq!(all.len(), 4, "{} is an id that nothing had", made.thread_id);
}
