//! Servers: their variables become a URL.

#![cfg(feature = "client")]

use specloom_runtime::Server;

const REGIONS: Server =
    Server::new("https://{region}.example.com:{port}/v1", &[("region", "eu", &[]), ("port", "443", &["443", "8443"])]);

#[test]
fn variables_have_defaults() {
    assert_eq!(REGIONS.url().unwrap(), "https://eu.example.com:443/v1");
    let server = REGIONS.with("region", "{port}").with("port", "8443").with("region", "us");
    assert_eq!(server.url().unwrap(), "https://us.example.com:8443/v1");
}

#[test]
fn values_are_checked() {
    let told = |server: Server| server.url().unwrap_err().to_string();
    assert!(told(REGIONS.with("port", "80")).contains("one of `443`, `8443`, not `80`"));
    assert!(told(REGIONS.with("prot", "80")).contains("no variable `prot`"));
}
