//! What is sent, byte by byte.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::runtime::json::RawJson;
use crate::runtime::macros::multipart;
use crate::runtime::multipart::Form;
use crate::runtime::{BodyBytes, ByteStream, Client, FieldEncoding, Operation, Part, Request, Style};
use crate::server::{Asked, Reply, Server};
use crate::types::{Thread, UploadFiles};

async fn start() -> (Client, Server) {
    let server = Server::start(vec![Reply::json(200, r#"{"detail":"ok"}"#)]).await;
    (Client::builder().base_url(&server.url("")).unwrap().retries(0).build().unwrap(), server)
}

fn thread() -> Thread {
    Thread { name: "Plan".to_owned(), updated_at: "2026-05-15T10:30:00Z".parse().unwrap() }
}

const TEXT: &str = r#"{"name":"Plan","updated_at":"2026-05-15T10:30:00Z"}"#;

#[tokio::test]
async fn json() {
    let (client, server) = start().await;
    client.create(&thread()).send_raw().await.unwrap();
    let asked = server.only();
    assert_eq!(asked.line(), "POST /threads/");
    assert_eq!(asked.header("content-type").as_deref(), Some("application/json"));
    assert_eq!(asked.header("accept").as_deref(), Some("application/json"));
    assert_eq!(asked.header("user-agent").as_deref(), Some("acme-client/1.0.0"));
    assert_eq!(asked.header("content-length"), Some(TEXT.len().to_string()));
    assert_eq!(asked.text(), TEXT);
}

#[tokio::test]
async fn json_with_fixed_members() {
    let (client, server) = start().await;
    client.create_streaming(&thread()).send_raw().await.unwrap();
    assert_eq!(server.only().text(), r#"{"updated_at":"2026-05-15T10:30:00Z","stream":true,"name":"fixed"}"#);
}

#[tokio::test]
async fn json_of_another_type() {
    let (client, server) = start().await;
    client.merge(&thread()).send_raw().await.unwrap();
    assert_eq!(server.only().header("content-type").as_deref(), Some("application/merge-patch+json"));
}

#[tokio::test]
async fn forms() {
    let (client, server) = start().await;
    let body = r#"{"user":"a b&c","tags":["x","y"],"deep":{"k":[1]},"none":null,"n":1.50}"#;
    let body = crate::runtime::json::from_str::<RawJson>(body).unwrap();
    client.login(&body, &[]).send().await.unwrap();
    let asked = server.only();
    assert_eq!(asked.header("content-type").as_deref(), Some("application/x-www-form-urlencoded"));
    assert_eq!(asked.text(), "user=a+b%26c&tags=x&tags=y&deep=%7B%22k%22%3A%5B1%5D%7D&n=1.50");
}

#[tokio::test]
async fn forms_with_styles() {
    let (client, server) = start().await;
    let body =
        crate::runtime::json::from_str::<RawJson>(r#"{"tags":["x","y"],"deep":{"k":1},"list":["a"],"raw":"a/b"}"#)
            .unwrap();
    let encodings = [
        FieldEncoding::new("tags").style(Style::PipeDelimited),
        FieldEncoding::new("deep").style(Style::DeepObject),
        FieldEncoding::new("list").content_type("application/json"),
        FieldEncoding::new("raw").allow_reserved(),
    ];
    client.login(&body, &encodings).send().await.unwrap();
    assert_eq!(server.only().text(), "tags=x%7Cy&deep%5Bk%5D=1&list=%5B%22a%22%5D&raw=a/b");
}

#[tokio::test]
async fn texts_and_bytes() {
    let (client, server) = start().await;
    client.put_text("grüß").send().await.unwrap();
    client.put_blob(vec![0, 255]).send().await.unwrap();
    let [text, bytes] = <[Asked; 2]>::try_from(server.asked()).unwrap();
    assert_eq!((text.text().as_str(), text.header("content-type").as_deref()), ("grüß", Some("text/plain")));
    assert_eq!(bytes.body, [0, 255]);
    assert_eq!(bytes.header("content-type").as_deref(), Some("application/octet-stream"));
}

/// A stream of two chunks.
struct Chunks(Vec<&'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop().map(|text| Ok(Bytes::from(text))))
    }
}

#[tokio::test]
async fn streams_of_unknown_and_known_length() {
    let (client, server) = start().await;
    client.put_blob(BodyBytes::stream(Chunks(vec!["world", "hello "]), None)).send().await.unwrap();
    client.put_blob(BodyBytes::stream(Chunks(vec!["world", "hello "]), Some(11))).send().await.unwrap();
    let [chunked, counted] = <[Asked; 2]>::try_from(server.asked()).unwrap();
    assert_eq!(chunked.text(), "hello world");
    assert_eq!(chunked.header("transfer-encoding").as_deref(), Some("chunked"));
    assert_eq!(counted.text(), "hello world");
    assert_eq!(counted.header("content-length").as_deref(), Some("11"));
    assert_eq!(counted.header("transfer-encoding"), None);
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let (client, server) = start().await;
    let request = client.put_blob(ByteStream::from_bytes("once"));
    request.clone().send().await.unwrap();
    let error = request.send().await.unwrap_err();
    assert_eq!(error.to_string(), "PUT /blob: the body is a stream that was sent before");
    assert_eq!(server.only().text(), "once");
}

/// The parts of a body between its boundaries.
fn parts(asked: &Asked) -> Vec<String> {
    let content_type = asked.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = asked.text();
    let body = text.strip_suffix(&format!("\r\n--{boundary}--\r\n")).unwrap();
    let body = body.strip_prefix(&format!("--{boundary}\r\n")).unwrap();
    body.split(&format!("\r\n--{boundary}\r\n")).map(str::to_owned).collect()
}

#[tokio::test]
async fn multipart_of_bytes_and_streams() {
    let (client, server) = start().await;
    let files = vec![
        Part::bytes("one").file_name("a\"b\r\n.txt").content_type("text/plain").header("X-Check", "1"),
        Part::stream(Chunks(vec!["o", "tw"]), None),
    ];
    let body = UploadFiles { files, config: Some(vec![1, 2]), note: "a\nb".to_owned() };
    client.upload(body).send().await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"type\"\r\n\r\nupload",
        "Content-Disposition: form-data; name=\"files\"; filename=\"a%22b%0D%0A.txt\"\r\nContent-Type: text/plain\r\n\
         X-Check: 1\r\n\r\none",
        "Content-Disposition: form-data; name=\"files\"; filename=\"file\"\r\n\
         Content-Type: application/octet-stream\r\n\r\ntwo",
        "Content-Disposition: form-data; name=\"config\"\r\nContent-Type: application/vnd.config+json\r\n\r\n[1,2]",
        "Content-Disposition: form-data; name=\"note\"\r\n\r\na\nb",
    ];
    let asked = server.only();
    assert_eq!(parts(&asked), expected);
    assert_eq!(asked.header("transfer-encoding").as_deref(), Some("chunked"));
}

#[tokio::test]
async fn multipart_of_bytes_has_a_length_and_is_replayable() {
    let server = Server::start(vec![Reply::redirect(307, "/elsewhere"), Reply::json(200, "{}")]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().build().unwrap();
    let body = UploadFiles { files: vec![Part::bytes("one")], config: None, note: String::new() };
    client.upload(body).send().await.unwrap();
    let [first, second] = <[Asked; 2]>::try_from(server.asked()).unwrap();
    assert_eq!(first.header("content-length"), Some(first.body.len().to_string()));
    assert_eq!((first.body, second.target.as_str()), (second.body, "/elsewhere"));
}

#[tokio::test]
async fn multipart_of_json() {
    let (client, server) = start().await;
    let body: BTreeMap<String, crate::runtime::Value> =
        crate::runtime::json::from_str(r#"{"a":"x","b":[1,2],"c":{"d":null},"e":null}"#).unwrap();
    client.upload_json(&body, &[FieldEncoding::new("a").content_type("text/x")]).send().await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/x\r\n\r\nx",
        "Content-Disposition: form-data; name=\"b\"\r\n\r\n1",
        "Content-Disposition: form-data; name=\"b\"\r\n\r\n2",
        "Content-Disposition: form-data; name=\"c\"\r\nContent-Type: application/json\r\n\r\n{\"d\":null}",
    ];
    assert_eq!(parts(&server.only()), expected);
}

/// What a document may say of a part.
struct Scan {
    cover: Part,
    title: String,
    tags: Option<Vec<String>>,
    size: BTreeMap<String, i64>,
}

multipart!(Scan {
    cover: required "cover" file headers { "X-Kind" = "scan", "X-Own" = "declared" },
    title: required "title" text "text/plain" headers { "Content-Language" = "en" },
    tags: optional "tags" styled PipeDelimited false,
    size: required "size" styled DeepObject true headers { "X-Unit" = "cm" },
});

#[tokio::test]
async fn multipart_as_encodings_say() {
    let (client, server) = start().await;
    let size = BTreeMap::from([("height".to_owned(), 2), ("width".to_owned(), 1)]);
    let tags = Some(vec!["a b".to_owned(), "c&d".to_owned()]);
    let body = Scan { cover: Part::bytes("x").header("x-own", "1"), title: "t".to_owned(), tags, size };
    Request::new(&client, Operation::UPLOAD).multipart(body).send_raw().await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"cover\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\
         X-Kind: scan\r\nx-own: 1\r\n\r\nx",
        "Content-Disposition: form-data; name=\"title\"\r\nContent-Type: text/plain\r\nContent-Language: en\r\n\r\nt",
        "Content-Disposition: form-data; name=\"tags\"\r\n\r\na b|c&d",
        "Content-Disposition: form-data; name=\"size[height]\"\r\nX-Unit: cm\r\n\r\n2",
        "Content-Disposition: form-data; name=\"size[width]\"\r\nX-Unit: cm\r\n\r\n1",
    ];
    assert_eq!(parts(&server.only()), expected);
}

#[test]
fn multipart_in_every_style() {
    use Style::{DeepObject, Form as Plain, PipeDelimited, SpaceDelimited};
    let body = |json: &str, style, explode| {
        let mut form = Form::new();
        form.styled("p", &crate::runtime::json::from_str::<crate::runtime::Value>(json).unwrap(), style, explode);
        format!("{form:?}").matches("BodyBytes").count() / 2
    };
    assert_eq!(body("[1,2]", Plain, true), 2);
    assert_eq!(body("[1,2]", Plain, false), 1);
    assert_eq!(body("[1,null]", SpaceDelimited, false), 1);
    assert_eq!(body("{\"a\":1,\"b\":[2]}", Plain, true), 2);
    assert_eq!(body("{\"a\":1,\"b\":2}", PipeDelimited, false), 1);
    assert_eq!(body("{\"a\":{\"b\":[1,2]}}", DeepObject, true), 2);
    assert_eq!(body("null", Plain, true) + body("[]", Plain, false) + body("{}", Plain, false), 0);
    assert_eq!(body("\"x\"", SpaceDelimited, false), 1);
}

#[tokio::test]
async fn headers_of_the_caller_come_last() {
    let (client, server) = start().await;
    let client = client.to_builder().default_header("x-team", "a").default_header("x-all", "1").build().unwrap();
    let request = client.list().header("X-Team", "b").header("accept", "application/vnd.acme+json");
    request.idempotency_key("k1").send_raw().await.unwrap();
    let asked = server.only();
    assert_eq!(asked.header("x-team").as_deref(), Some("b"));
    assert_eq!(asked.header("x-all").as_deref(), Some("1"));
    assert_eq!(asked.header("accept").as_deref(), Some("application/vnd.acme+json"));
    assert_eq!(asked.header("idempotency-key").as_deref(), Some("k1"));
    let error = client.list().header("x", "a\r\nb: c").send_raw().await.unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let (client, server) = start().await;
    client.run().send_raw().await.unwrap();
    client.list().send_raw().await.unwrap();
    let [post, get] = <[Asked; 2]>::try_from(server.asked()).unwrap();
    assert_eq!(post.header("content-length").as_deref(), Some("0"));
    assert_eq!((get.header("content-length"), get.header("content-type")), (None, None));
}

#[tokio::test]
async fn a_client_may_come_from_another() {
    let (client, server) = start().await;
    let client = client.to_builder().user_agent("mine/2").build().unwrap();
    client.to_builder().bearer_token("t").build().unwrap().list().send_raw().await.unwrap();
    let asked = server.only();
    assert_eq!(asked.header("user-agent").as_deref(), Some("mine/2"));
    assert_eq!(asked.header("authorization").as_deref(), Some("Bearer t"));
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn files_and_readers() {
    let path = std::env::temp_dir().join(format!("specloom-{}-notes.txt", std::process::id()));
    let content = "x".repeat(200_000);
    std::fs::write(&path, &content).unwrap();
    let server = Server::start(vec![Reply::json(503, "{}"), Reply::json(200, "{}")]).await;
    let client = Client::builder().base_url(&server.url("")).unwrap().retries(1).build().unwrap();
    // `PUT` is repeatable, and so is a file.
    client.put_blob(BodyBytes::file(&path).await.unwrap()).send().await.unwrap();
    client.put_blob(BodyBytes::reader(std::io::Cursor::new("read"), None)).send().await.unwrap();
    let form = UploadFiles { files: vec![Part::path(&path).await.unwrap()], config: None, note: String::new() };
    client.upload(form).send().await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let [first, again, reader, form] = <[Asked; 4]>::try_from(server.asked()).unwrap();
    assert_eq!((first.text(), again.text()), (content.clone(), content.clone()));
    assert_eq!(first.header("content-length").as_deref(), Some("200000"));
    assert_eq!((reader.text().as_str(), reader.header("transfer-encoding").as_deref()), ("read", Some("chunked")));
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(
        form.text().contains(&format!("name=\"files\"; filename=\"{name}\"\r\n")) && form.text().contains(&content)
    );
    assert_eq!(form.header("content-length").unwrap().parse::<usize>().unwrap(), form.body.len());
    assert!(BodyBytes::file(&path).await.is_err());
    assert!(Part::path(std::env::temp_dir()).await.is_err());
}
