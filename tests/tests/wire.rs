//! Requests of the committed client as a server sees them, and what it makes of every kind of answer.
#![expect(clippy::unwrap_used, reason = "what the tests share may panic as they do")]

#[path = "wire/account.rs"]
mod account;
#[path = "wire/assistants.rs"]
mod assistants;
#[path = "wire/calls.rs"]
mod calls;
#[path = "wire/credentials.rs"]
mod credentials;
#[path = "wire/encoding.rs"]
mod encoding;
#[path = "wire/errors.rs"]
mod errors;
#[path = "wire/failures.rs"]
mod failures;
#[path = "wire/forms.rs"]
mod forms;
#[path = "wire/messages.rs"]
mod messages;
#[path = "wire/mock.rs"]
mod mock;
#[path = "wire/outputs.rs"]
mod outputs;
#[path = "wire/public.rs"]
mod public;
#[path = "wire/services.rs"]
mod services;
#[path = "wire/threads.rs"]
mod threads;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use epsimo_client::Client;
use epsimo_client::runtime::json::{self, Json};
use specloom_tests::epsimo_value;
use specloom_tests::server::{Answer, Server};

const USER_TOKEN: &str = "user-token";
const PUBLIC_TOKEN: &str = "public-token";
const ADMIN_TOKEN: &str = "admin token+";

/// A client without credentials that sends nothing twice. All clients are made from it: what it sends by takes longer to
/// make than a call.
static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::builder().retries(0).build().unwrap());

/// A client of this server that has every credential there is.
fn client(server: &Server) -> Client {
    let builder = CLIENT.to_builder().base_url(server.url()).unwrap();
    builder.bearer_token(USER_TOKEN).public_token(PUBLIC_TOKEN).api_key(ADMIN_TOKEN).build().unwrap()
}

/// A server with one answer, and a client of it.
async fn answering(answer: Answer) -> (Client, Server) {
    let server = Server::start([answer]).await.unwrap();
    (client(&server), server)
}

/// A value from its JSON.
fn read<T: Json>(text: &str) -> T {
    json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The operations of the document, `GET /threads/`, each with the statuses of its declared errors.
fn documented() -> BTreeMap<String, BTreeSet<u16>> {
    let document = epsimo_value();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(_, value)| value["responses"].is_object())
        {
            let statuses = operation["responses"].as_object().unwrap().keys();
            let errors = statuses.filter_map(|status| status.parse().ok()).filter(|status| *status >= 400).collect();
            operations.insert(format!("{} {path}", method.to_uppercase()), errors);
        }
    }
    operations
}

#[test]
fn every_operation_of_the_document_is_called() {
    let calls = [account::calls(), assistants::calls(), threads::calls(), services::calls(), public::calls()].concat();
    let called: BTreeSet<_> = calls.iter().map(calls::Call::template).collect();
    let documented: BTreeSet<_> = documented().into_keys().collect();
    assert_eq!(called, documented);
    assert_eq!(called.len(), 51);
}
