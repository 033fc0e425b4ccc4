//! Where a request goes: base URLs, templates, and values that would change the route.

use crate::api::ListError;
use crate::runtime::{Client, Operation, OperationError, Parameter, Request, Style};
use crate::stub::Stub;

fn client(base: &str) -> (Client, Stub) {
    let stub = Stub::default();
    (Client::builder().base_url(base).unwrap().transport(stub.clone()).build().unwrap(), stub)
}

async fn uri(base: &str, path: &'static str) -> String {
    let (client, stub) = client(base);
    let operation = Box::leak(Box::new(Operation::new("x", "GET", path)));
    Request::new(&client, operation).send_raw().await.unwrap();
    stub.asked()[0].uri().to_string()
}

#[tokio::test]
async fn paths_are_sent_as_they_are_written() {
    for (base, path, expected) in [
        ("http://h", "/threads/", "http://h/threads/"),
        ("http://h/", "/threads", "http://h/threads"),
        ("http://h/v1", "/threads/", "http://h/v1/threads/"),
        ("http://h/v1/", "/threads/", "http://h/v1/threads/"),
        ("http://h/v1", "/", "http://h/v1/"),
        ("http://h:8080/a/b/", "//c", "http://h:8080/a/b//c"),
        ("https://h", "/v1/models:list?alt=sse", "https://h/v1/models:list?alt=sse"),
        ("http://h", "/a b/é%20", "http://h/a%20b/%C3%A9%20"),
    ] {
        assert_eq!(uri(base, path).await, expected, "{base} {path}");
    }
}

#[tokio::test]
async fn values_cannot_change_the_route() {
    for (value, expected) in [
        ("t1", "/threads/t1"),
        ("a/b", "/threads/a%2Fb"),
        ("../admin", "/threads/..%2Fadmin"),
        ("a?b=c", "/threads/a%3Fb%3Dc"),
        ("a#b", "/threads/a%23b"),
        ("100%", "/threads/100%25"),
        ("%2e%2e", "/threads/%252e%252e"),
        ("a\\b", "/threads/a%5Cb"),
        ("a;b c", "/threads/a%3Bb%20c"),
        ("...", "/threads/..."),
        ("{x}", "/threads/%7Bx%7D"),
        ("\r\n", "/threads/%0D%0A"),
    ] {
        let (client, stub) = client("http://h");
        client.get(value).send_raw().await.unwrap();
        assert_eq!(stub.asked()[0].uri().path(), expected, "{value}");
    }
}

#[tokio::test]
async fn values_that_would_change_the_route_are_errors() {
    for value in ["", ".", ".."] {
        let (client, stub) = client("http://h");
        let error = client.get(value).send().await.unwrap_err();
        assert!(error.is_invalid(), "{error}");
        assert!(error.to_string().starts_with("GET /threads/{tid}: path parameter `tid`"), "{error}");
        assert_eq!(stub.count(), 0);
    }
}

/// What a style, reserved characters or a neighbour add to a value must not make it such a segment either.
#[tokio::test]
async fn segments_that_would_change_the_route_are_errors() {
    let (simple, label) = (Parameter::path("a"), Parameter::path("a").style(Style::Label));
    for (parameter, path, value, expected) in [
        (simple.allow_reserved(), "/x/{a}", "%2e%2E", None),
        (simple.allow_reserved(), "/x/{a}", ".%2e", None),
        (simple.allow_reserved(), "/x/{a}", "../admin", Some("/x/..%2Fadmin")),
        (simple.allow_reserved(), "/x/{a}", "..%2Fadmin", Some("/x/..%2Fadmin")),
        (simple.allow_reserved(), "/x/{a}/y", "?b#c", Some("/x/%3Fb%23c/y")),
        (label, "/x/{a}", "", None),
        (label, "/x/{a}", ".", None),
        (label, "/x/{a}", "..", Some("/x/...")),
        (simple, "/x/{a}{a}", ".", None),
        (simple, "/x/.{a}", ".", None),
        (simple, "/x/{a}.json", "..", Some("/x/...json")),
        (simple, "/x/{a}:run", "..", Some("/x/..:run")),
    ] {
        let (client, stub) = client("http://h");
        let parameters = Box::leak(Box::new([parameter]));
        let operation = Box::leak(Box::new(Operation::new("x", "GET", path).parameters(parameters)));
        let outcome = Request::new(&client, operation).path("a", &value).send_raw().await;
        match expected {
            Some(expected) => assert_eq!(stub.asked()[0].uri().path(), expected, "{path} {value}"),
            None => assert!(outcome.unwrap_err().is_invalid() && stub.count() == 0, "{path} {value}"),
        }
    }
}

#[tokio::test]
async fn a_value_that_is_missing_is_an_error() {
    let (client, _) = client("http://h");
    let error = Request::new(&client, Operation::GET).send_raw().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /threads/{tid}: path parameter `tid` has no value");
}

#[tokio::test]
async fn several_values_may_share_a_segment() {
    let (client, stub) = client("http://h");
    let operation = Box::leak(Box::new(Operation::new("x", "GET", "/{a}.{b}/{a}")));
    Request::new(&client, operation).path("a", &1).path("b", &"x").send_raw().await.unwrap();
    assert_eq!(stub.asked()[0].uri().path(), "/1.x/1");
}

#[tokio::test]
async fn a_setter_that_is_called_twice_replaces() {
    let (client, stub) = client("http://h");
    client.list().limit(1).limit(2).ids(&["a", "b|c"]).send_raw().await.unwrap();
    assert_eq!(stub.asked()[0].uri().query(), Some("limit=2&ids=a%7Cb%7Cc"));
}

#[test]
fn base_urls_are_checked() {
    for (url, expected) in [
        ("h/x", "the base URL is none: relative URL without a base"),
        ("ftp://h", "the base URL has the scheme `ftp` instead of http or https"),
        ("http://user:hunter2@h", "the base URL holds a user or a password: give them as a credential"),
        ("http://h/?x=hunter2", "the base URL has a query or a fragment"),
    ] {
        let error = Client::builder().base_url(url).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn an_own_server_of_an_operation_gives_way_to_the_caller() {
    const OTHER: Operation = Operation::new("x", "GET", "/x").server("http://other/v2");
    let stub = Stub::default();
    let client = Client::builder().transport(stub.clone()).build().unwrap();
    Request::new(&client, &OTHER).send_raw().await.unwrap();
    let client = client.to_builder().base_url("http://mine").unwrap().build().unwrap();
    Request::new(&client, &OTHER).send_raw().await.unwrap();
    let uris: Vec<_> = stub.asked().iter().map(|asked| asked.uri().to_string()).collect();
    assert_eq!(uris, ["http://other/v2/x", "http://mine/x"]);
}

#[test]
fn mistakes_of_a_builder_are_errors() {
    let build = |builder: crate::runtime::ClientBuilder| builder.build().unwrap_err().to_string();
    let scheme = Client::builder().credential("nope", crate::runtime::Credential::token("x"));
    assert_eq!(build(scheme), "the API has no security scheme `nope`");
    assert_eq!(build(Client::builder().default_header("a b", "x")), "`a b` is no header name");
    let header = build(Client::builder().default_header("a", "x\ny"));
    assert_eq!(header, "the value of the header `a` has line ends or other control characters");
}

#[test]
fn errors_are_small() {
    assert_eq!(size_of::<OperationError<ListError>>(), size_of::<usize>());
    assert_eq!(size_of::<crate::runtime::Error>(), size_of::<usize>());
}
