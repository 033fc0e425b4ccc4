//! What a server can answer, each case with its exit code and its message: none of the bad ones is "no drift".

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use clap::Parser;
use specloom::drift::Telling;
use specloom::project::Project;

use super::{Asking, Compared, Stopped};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    telling: Telling,
}

/// Answers each connection with the next text, `OWN` standing for the server's own address, and gives the requests.
fn serve(answers: Vec<String>) -> (String, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (own, (sender, requests)) = (address.clone(), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            sender.send(String::from_utf8_lossy(&request[..length]).into_owned()).unwrap();
            if let Some(answer) = answer.strip_prefix("late") {
                std::thread::sleep(Duration::from_millis(1500));
                let _ = stream.write_all(answer.as_bytes());
            } else {
                stream.write_all(answer.replace("OWN", &own).as_bytes()).unwrap();
            }
        }
    });
    (address, requests)
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

const OLD: &str =
    "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet: {type: object}\n";

fn project(folder: &Path) -> Project {
    std::fs::write(folder.join("openapi.yaml"), OLD).unwrap();
    let config = folder.join("specloom.toml");
    std::fs::write(&config, "[input]\ndocument = 'openapi.yaml'\n[output]\ndir = 'client'\n").unwrap();
    Project::from_config(&config).unwrap()
}

/// The exit code, and the message or the report.
fn run(url: &str, more: &[&str]) -> (u8, String) {
    let folder = std::env::temp_dir().join("specloom-drift").join(format!(
        "{}-{}",
        std::process::id(),
        url.replace([':', '/'], "-")
    ));
    std::fs::create_dir_all(&folder).unwrap();
    let project = project(&folder);
    let common = ["drift", "--live", url, "--timeout", "1", "--max-bytes", "1000"];
    let Line { asking, telling } = Line::parse_from(common.iter().chain(more));
    let outcome = asking
        .fetch_with(&folder.join("specloom.toml"), &project, &folder.join("cache"))
        .and_then(|from| Compared::new(&project, &asking, &from)?.told(&project, &telling));
    match outcome {
        Ok((text, code)) => (code, text.unwrap_or_default()),
        Err(Stopped { code, message }) => (code, message),
    }
}

#[test]
fn every_bad_answer_is_told_apart() {
    let html = "<!doctype html><title>Log in</title>";
    let away = answer("302 Found", "location: http://example.com/\r\n", "");
    let circle = answer("302 Found", "location: OWN/\r\n", "");
    let cases: Vec<(&str, Vec<String>, u8)> = vec![
        ("live-status", vec![answer("503 Service Unavailable", "", "down")], 3),
        ("live-refused", vec![answer("401 Unauthorized", "", OLD)], 3),
        ("live-insecure", vec![away], 3),
        ("live-redirects", vec![circle; 6], 3),
        ("live-timeout", vec![format!("late{}", answer("200 OK", "", OLD))], 3),
        ("live-partial", vec![answer("200 OK", "", OLD).replace("content-length: ", "content-length: 9")], 3),
        ("live-partial", vec![answer("206 Partial Content", "", OLD)], 3),
        ("live-too-large", vec![answer("200 OK", "", &"a".repeat(2000))], 3),
        ("live-not-modified", vec![answer("304 Not Modified", "", "")], 3),
        ("live-empty", vec![answer("200 OK", "", " \n")], 4),
        ("live-html", vec![answer("200 OK", "content-type: text/html\r\n", html)], 4),
        ("live-syntax", vec![answer("200 OK", "", "{\"openapi\": \"3.1.0\", \"paths\": {")], 4),
        ("live-not-openapi", vec![answer("200 OK", "", "{\"message\": \"Not Found\"}")], 4),
        ("live-not-openapi", vec![answer("200 OK", "", "{\"swagger\": \"2.0\", \"paths\": {}}")], 4),
        ("live-invalid", vec![answer("200 OK", "", "{\"openapi\": \"9.0.0\", \"paths\": {}}")], 4),
    ];
    for (name, answers, expected) in cases {
        let (code, message) = run(&serve(answers).0, &[]);
        assert!(
            code == expected && message.starts_with(&format!("[{name}] `http://127.0.0.1:")),
            "{name}: {code} {message}"
        );
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (code, message) = run(&format!("http://{closed}"), &[]);
    assert!(code == 3 && message.starts_with("[live-unreachable]"), "{code} {message}");
}

#[test]
fn what_is_served_is_compared() {
    let new = OLD.replace(
        "    Pet: {type: object}\n",
        "    Cat: {type: object, required: [a], properties: {a: {type: string}}}\n",
    );
    let (code, text) = run(&serve(vec![answer("200 OK", "", &new)]).0, &[]);
    assert!(code == 1 || text.contains("bump     major"), "{code} {text}");
    let (code, text) = run(&serve(vec![answer("200 OK", "", OLD)]).0, &["--fail-on", "any"]);
    assert!(code == 0 && text.contains(": 0 findings"), "{code} {text}");
}

#[test]
fn an_unchanged_document_is_compared_from_the_cache() {
    let first = answer("200 OK", "etag: \"one\"\r\n", &OLD.replace("'1'", "'2'"));
    let (address, requests) = serve(vec![first, answer("304 Not Modified", "", "")]);
    let [one, two] = [run(&address, &[]), run(&address, &[])];
    assert_eq!(one, two);
    assert!(!requests.recv().unwrap().contains("if-none-match"));
    assert!(requests.recv().unwrap().contains("if-none-match: \"one\""));
}

#[test]
fn credentials_are_sent_and_go_to_no_other_host() {
    let (other, seen) = serve(vec![answer("200 OK", "", OLD)]);
    let moved = answer("302 Found", &format!("location: {other}/\r\n"), "");
    let (address, requests) = serve(vec![moved]);
    let (code, _) = run(&address, &["--header", "X-Key: secret"]);
    assert_eq!(code, 0);
    assert!(requests.recv().unwrap().to_lowercase().contains("x-key: secret"));
    assert!(!seen.recv().unwrap().contains("secret"));
}
