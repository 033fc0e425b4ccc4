//! A request goes to the server that was chosen.

use epsimo_client::runtime::server::{Server as Chosen, ServerVariable};
use specloom_tests::server::{Answer, Server};

use super::CLIENT;

const LOCAL: &[ServerVariable] = &[("port", "80", &[]), ("version", "v1", &["v1", "v2"])];

#[tokio::test]
async fn variables_lead_to_the_server() {
    let server = Server::start([Answer::json(200, "[]")]).await.unwrap();
    let port = server.url().rsplit(':').next().unwrap().trim_end_matches('/');
    let chosen = Chosen::new("http://127.0.0.1:{port}/{version}", LOCAL).with("port", port).with("version", "v2");
    let client = CLIENT.to_builder().server(&chosen).unwrap().build().unwrap();
    client.health().check().send_raw().await.unwrap();
    assert!(server.only().line().contains(" /v2/"), "{}", server.only().line());
}

#[tokio::test]
async fn a_relative_server_leads_on_from_the_document() {
    let server = Server::start([Answer::json(200, "[]")]).await.unwrap();
    let document = format!("{}/docs/openapi.json", server.url().trim_end_matches('/'));
    let relative = Chosen::new("../api", &[]);
    assert!(CLIENT.to_builder().server(&relative).unwrap_err().to_string().contains("relative"));
    let builder = CLIENT.to_builder().base_url(&document).unwrap().server(&relative).unwrap();
    builder.build().unwrap().health().check().send_raw().await.unwrap();
    assert!(server.only().line().contains(" /api/"), "{}", server.only().line());
}

#[test]
fn values_that_are_not_listed_are_refused() {
    let chosen = Chosen::new("http://127.0.0.1:{port}/{version}", LOCAL).with("version", "v3");
    assert!(CLIENT.to_builder().server(&chosen).unwrap_err().to_string().contains("`v1`, `v2`"));
}
