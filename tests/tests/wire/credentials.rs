//! Which credential goes where, and that none is seen in texts.

use epsimo_client::types::{CreateRunPayload, LoginResponse, PublicRunPayload};
use specloom_tests::server::{Answer, Server};

use super::{ADMIN_TOKEN, CLIENT, USER_TOKEN, answering, read};

#[tokio::test]
async fn the_token_of_a_user_stays_where_it_belongs() {
    let server = Server::start(vec![Answer::json(200, "{}"); 5]).await.unwrap();
    let client = CLIENT.to_builder().base_url(server.url()).unwrap().bearer_token(USER_TOKEN).build().unwrap();
    client.public().stream_run(&PublicRunPayload::new("a")).send_raw().await.unwrap();
    client.public().chat_completions(&read(r#"{"messages":[]}"#)).send_raw().await.unwrap();
    client.admin().cleanup().send_raw().await.unwrap();
    client.health().check().send_raw().await.unwrap();
    client.runs().create(&CreateRunPayload::new("t")).send_raw().await.unwrap();
    let sent: Vec<_> = server.received().iter().map(|request| request.header("authorization").is_some()).collect();
    assert_eq!(sent, [false, false, false, false, true]);
    assert!(server.received().iter().all(|request| request.query.is_empty()));
}

#[tokio::test]
async fn without_a_token_the_server_decides() {
    let server = Server::start([Answer::json(403, r#"{"detail":"Not authenticated"}"#)]).await.unwrap();
    let client = CLIENT.to_builder().base_url(server.url()).unwrap().build().unwrap();
    let error = client.threads().list().send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(server.only().header("authorization"), None);
}

#[tokio::test]
async fn another_token_is_another_client() {
    let (client, server) = answering(Answer::json(200, "[]")).await;
    let of_project = client.to_builder().bearer_token("project-token").build().unwrap();
    of_project.threads().list().send().await.unwrap();
    assert_eq!(server.only().header("authorization"), Some("Bearer project-token"));
}

#[tokio::test]
async fn secrets_are_not_shown() {
    let (client, _server) = answering(Answer::new(502, "text/html", "<h1>no</h1>")).await;
    let error = client.admin().cleanup().send().await.unwrap_err();
    let shown = format!("{error} {error:?} {client:?}");
    for secret in [ADMIN_TOKEN, "admin%20token", USER_TOKEN, "<h1>"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let login: LoginResponse = read(r#"{"jwt_token":"eyJ","expires_in":1}"#);
    let shown = format!("{login:?}");
    assert!(!shown.contains("eyJ") && shown.contains("\"expires_in\":1"), "{shown}");
}
