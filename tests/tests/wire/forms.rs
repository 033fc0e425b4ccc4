//! Bodies that are no JSON: forms of fields, and files.

use epsimo_client::Operation;
use epsimo_client::runtime::{ByteStream, Part, Request};
use epsimo_client::types::{SignupRequest, UploadFilesForm};
use specloom_tests::server::Answer;

use super::answering;
use super::calls::boundary;

/// Older builds of the backend take the sign-up as a form.
#[tokio::test]
async fn a_form_of_fields() {
    let (client, server) = answering(Answer::json(200, "{}")).await;
    let body = SignupRequest::new("ada+1@example.com", "a&b=c ü%").name("");
    Request::new(&client, Operation::SIGNUP).form(&body, &[]).send_raw().await.unwrap();
    let request = server.only();
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.text(), "email=ada%2B1%40example.com&password=a%26b%3Dc+%C3%BC%25&name=");
}

#[tokio::test]
async fn bytes_of_a_file_arrive_as_they_are() {
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let (client, server) = answering(Answer::json(201, "[]")).await;
    let form = UploadFilesForm::new(vec![Part::from(content.clone()).file_name("a\r\nb")]);
    client.files().upload("a", form).send().await.unwrap();
    let request = server.only();
    let start = format!(
        "--{}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a%0D%0Ab\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n",
        boundary(&request)
    );
    let end = format!("\r\n--{}--\r\n", boundary(&request));
    assert_eq!(request.body, [start.as_bytes(), &content, end.as_bytes()].concat());
}

#[tokio::test]
async fn a_file_may_be_read_while_it_is_sent() {
    for (length, header) in [(None, "transfer-encoding"), (Some(5), "content-length")] {
        let (client, server) = answering(Answer::json(200, "[]")).await;
        let part = Part::stream(ByteStream::from_bytes("hello"), length).file_name("f");
        client.files().upload("a", UploadFilesForm::new(vec![part])).send().await.unwrap();
        let request = server.only();
        assert!(request.header(header).is_some(), "{:?}", request.headers);
        assert!(request.text().contains("\r\n\r\nhello\r\n--"), "{}", request.text());
    }
}

#[tokio::test]
async fn no_file_is_an_empty_form() {
    let (client, server) = answering(Answer::json(200, "[]")).await;
    client.files().upload("a", UploadFilesForm::new(Vec::new())).send().await.unwrap();
    let request = server.only();
    assert_eq!(request.text(), format!("--{}--\r\n", boundary(&request)));
}
