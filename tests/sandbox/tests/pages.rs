//! The pages of the document: whatever they load comes from the sandbox.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

use epsimo_sandbox::{DOCUMENT, Options, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn get(sandbox: &Sandbox, path: &str) -> String {
    let mut stream = TcpStream::connect(sandbox.base_url().trim_start_matches("http://")).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{path}");
    answer
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    assert!(get(&sandbox, "/openapi.json").await.ends_with(DOCUMENT));
    for path in ["/docs", "/redoc"] {
        let page = get(&sandbox, path).await;
        let body = page.split("\r\n\r\n").nth(1).unwrap();
        assert!(!body.contains("http://") && !body.contains("https://"), "{path}");
        let links = page.split("src=\"").chain(page.split("href=\"")).skip(1);
        for link in links.filter_map(|rest| rest.split('"').next()).filter(|link| link.starts_with('/')) {
            get(&sandbox, link).await;
        }
    }
}
