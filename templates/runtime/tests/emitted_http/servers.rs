//! A request goes to the server that was chosen.

use crate::runtime::server::{Server, ServerVariable};
use crate::runtime::{Client, ClientBuilder, Operation, Request};
use crate::stub::Stub;

const LOCAL: &[ServerVariable] = &[("port", "80", &[]), ("version", "v1", &["v1", "v2"])];
const TEMPLATE: &str = "http://127.0.0.1:{port}/{version}";

static CHECK: Operation = Operation::new("check", "GET", "/health");

async fn uri(builder: ClientBuilder) -> String {
    let stub = Stub::default();
    let client = builder.transport(stub.clone()).build().unwrap();
    Request::new(&client, &CHECK).send_raw().await.unwrap();
    stub.asked()[0].uri().to_string()
}

#[tokio::test]
async fn variables_lead_to_the_server() {
    let chosen = Server::new(TEMPLATE, LOCAL).with("port", "8080").with("version", "v2");
    assert_eq!(uri(Client::builder().server(&chosen).unwrap()).await, "http://127.0.0.1:8080/v2/health");
}

#[tokio::test]
async fn a_relative_server_leads_on_from_the_document() {
    let relative = Server::new("../api", &[]);
    assert!(Client::builder().server(&relative).unwrap_err().to_string().contains("relative"));
    let builder = Client::builder().base_url("http://h/docs/openapi.json").unwrap();
    assert_eq!(uri(builder.server(&relative).unwrap()).await, "http://h/api/health");
}

#[test]
fn values_that_are_not_listed_are_refused() {
    let chosen = Server::new(TEMPLATE, LOCAL).with("version", "v3");
    assert!(Client::builder().server(&chosen).unwrap_err().to_string().contains("`v1`, `v2`"));
}
