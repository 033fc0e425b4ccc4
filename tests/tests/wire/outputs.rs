//! Answers that mean success, in every form that the backend gives them.

use epsimo_client::api::auth::{GoogleCallbackOutput, GoogleLoginError};
use epsimo_client::types::{CheckoutAnswer, StatusOk, ThreadList, ToolCatalogue, UploadedFiles};
use epsimo_client::types::{CheckoutRequest, UploadFilesForm};
use specloom_tests::server::{Answer, Received};

use super::{answering, read};

#[tokio::test]
async fn deleting_answers_with_or_without_a_body() {
    let ok: StatusOk = read(r#"{"status":"ok"}"#);
    for (answer, expected) in [
        (Answer::json(200, r#"{"status":"ok"}"#), Some(ok)),
        (Answer::json(200, ""), None),
        (Answer::empty(204), None),
        (Answer::empty(202), None),
    ] {
        let (client, _server) = answering(answer.clone()).await;
        assert_eq!(client.threads().delete("t").send().await.unwrap(), expected, "{answer:?}");
        let (client, _server) = answering(answer.clone()).await;
        assert_eq!(client.assistants().delete("a").send().await.unwrap(), expected, "{answer:?}");
        let (client, _server) = answering(answer.clone()).await;
        assert_eq!(client.projects().delete("p").send().await.unwrap().is_some(), expected.is_some(), "{answer:?}");
    }
}

#[tokio::test]
async fn a_list_of_threads_comes_in_two_shapes() {
    let thread = r#"{"thread_id":"t","name":"n","assistant_id":null}"#;
    let (client, _server) = answering(Answer::json(200, &format!("[{thread}]"))).await;
    let ThreadList::List(threads) = client.threads().list().send().await.unwrap() else { panic!() };
    assert_eq!(threads, [read(thread)]);
    let page = format!(r#"{{"threads":[{thread}],"total":7,"later":1}}"#);
    let (client, _server) = answering(Answer::json(200, &page)).await;
    let ThreadList::ThreadPage(page) = client.threads().list().send().await.unwrap() else { panic!() };
    assert_eq!((page.threads, page.total), (vec![read(thread)], 7));
}

#[tokio::test]
async fn a_list_of_tools_comes_in_two_shapes() {
    let (client, _server) = answering(Answer::json(200, r#"[{"type":"retrieval"}]"#)).await;
    let ToolCatalogue::List(tools) = client.tools().list().send().await.unwrap() else { panic!() };
    assert_eq!(tools, [read(r#"{"type":"retrieval"}"#)]);
    let (client, _server) = answering(Answer::json(200, r#"{"tools":[{"type":"retrieval","x":1}]}"#)).await;
    let ToolCatalogue::ToolList(list) = client.tools().list().send().await.unwrap() else { panic!() };
    assert_eq!(list.tools[0].extra["x"], 1);
}

/// Neither an array nor an object: kept as it is.
#[tokio::test]
async fn an_unknown_shape_is_kept() {
    let (client, _server) = answering(Answer::json(200, "\"none yet\"")).await;
    let ThreadList::Unknown(raw) = client.threads().list().send().await.unwrap() else { panic!() };
    assert_eq!(raw.as_str(), "\"none yet\"");
}

#[tokio::test]
async fn uploading_answers_in_three_shapes() {
    let file = r#"{"file_id":"f","size":1}"#;
    for (body, expected) in [
        (file.to_owned(), UploadedFiles::AssistantFile(read(file))),
        (format!("[{file}]"), UploadedFiles::List(vec![read(file)])),
        (r#"{"message":"done"}"#.to_owned(), UploadedFiles::Map(read(r#"{"message":"done"}"#))),
    ] {
        let (client, _server) = answering(Answer::json(201, &body)).await;
        let answer = client.files().upload("a", UploadFilesForm::new(Vec::new())).send_full().await.unwrap();
        assert_eq!((answer.status.as_u16(), answer.body), (201, expected));
    }
}

#[tokio::test]
async fn a_purchase_that_fails_answers_with_a_text() {
    let (client, _server) = answering(Answer::json(200, "\"No such price\"")).await;
    let answer = client.checkout().create_session(&CheckoutRequest::new(1)).send().await.unwrap();
    assert_eq!(answer, CheckoutAnswer::from("No such price".to_owned()));
    let (client, _server) = answering(Answer::json(200, r#"{"url":null,"later":[]}"#)).await;
    let answer = client.checkout().create_session(&CheckoutRequest::new(1)).send().await.unwrap();
    let CheckoutAnswer::CheckoutSession(session) = answer else { panic!("{answer:?}") };
    assert_eq!((session.url, session.extra.len()), (None, 1));
}

/// Old rows lack members and hold others; a type of content that servers send for want of a better is no hindrance.
#[tokio::test]
async fn an_answer_may_have_more_and_less_than_the_document_says() {
    let body = r#" {"name":"n","later":{"a":[1]},"thread_id":"t","assistant_id":null} "#;
    for media_type in ["text/plain", "application/problem+json; charset=utf-8", "application/octet-stream"] {
        let (client, _server) = answering(Answer::new(201, media_type, body).header("x-request-id", "r-1")).await;
        let answer = client.threads().get("t").send_full().await.unwrap();
        assert_eq!((answer.body.name.as_str(), answer.body.assistant_id.as_deref()), ("n", None), "{media_type}");
        assert_eq!((answer.status.as_u16(), answer.request_id()), (201, Some("r-1")));
    }
}

#[tokio::test]
async fn a_declared_redirect_is_handed_back() {
    let redirect = Answer::empty(307).header("location", "https://accounts.example.com/?jwt_token=j");
    let (client, server) = answering(redirect.clone()).await;
    let answer = client.auth().google_callback().send_full().await.unwrap();
    assert_eq!(answer.body, GoogleCallbackOutput::TemporaryRedirect);
    assert_eq!(answer.header("location"), Some("https://accounts.example.com/?jwt_token=j"));
    assert_eq!(server.only().line(), "GET /auth/google/callback");
    let (client, _server) = answering(redirect).await;
    let error = client.auth().google_login().send().await.unwrap_err();
    assert_eq!(error.kind(), &GoogleLoginError::TemporaryRedirect);
    assert_eq!(error.headers().unwrap()["location"], "https://accounts.example.com/?jwt_token=j");
    assert!(!error.to_string().contains("jwt_token"));
}

/// The wrong form of a path, with or without a slash, is redirected to the right one.
#[tokio::test]
async fn a_redirect_on_the_same_server_is_followed() {
    let (client, server) = answering(Answer::empty(307).header("location", "/threads/x/")).await;
    let _ = client.threads().get("x").send_raw().await.unwrap();
    let lines: Vec<_> = server.received().iter().map(Received::line).collect();
    assert_eq!(lines, ["GET /threads/x", "GET /threads/x/"]);
    assert!(server.received()[1].header("authorization").is_some());
}
