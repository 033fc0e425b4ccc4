//! What lasts beside threads: assistants, items of the store, crons; and the server itself.

use langgraph_client::api::assistants::{CreateAssistantError, GetAssistantError};
use langgraph_client::types::{
    AssistantCreate, AssistantGraphId, AssistantPatch, AssistantSearchRequest, AssistantVersionsSearchRequest,
    CronCreate, CronPatch, CronSearch, OutputFormat, StoreDeleteRequest, StoreListNamespacesRequest, StorePutRequest,
    StoreSearchRequest,
};
use serde_json::json;

use crate::server::{Server, object};

pub async fn system(server: Server) {
    let client = server.guest();
    client.system().health_check().send().await.unwrap();
    let about = client.system().server_info().send().await.unwrap();
    assert!(serde_json::to_string(&about).unwrap().contains("version"), "{about:?}");
    let metrics = client.system().metrics().format(OutputFormat::Json).send().await.unwrap();
    assert!(metrics.contains_key("queue"), "{metrics:?}");
}

pub async fn assistants(server: Server) {
    let client = server.client();
    let assistants = client.assistants();
    let made = assistants.create(&AssistantCreate::new(AssistantGraphId::Echo).name("parrot")).send().await.unwrap();
    assert_eq!((made.graph_id, made.name.as_deref()), (AssistantGraphId::Echo, Some("parrot")));

    let patched = assistants.patch(made.assistant_id, &AssistantPatch::new().name("jay")).send().await.unwrap();
    assert_eq!(patched.name.as_deref(), Some("jay"));
    let found = assistants.get(made.assistant_id).send().await.unwrap();
    assert_eq!(found.version, Some(2));
    let search = AssistantSearchRequest::new().graph_id(AssistantGraphId::Echo).limit(10);
    let listed = assistants.search(&search).send().await.unwrap();
    assert!(listed.iter().any(|assistant| assistant.assistant_id == made.assistant_id));
    let schemas = assistants.get_schemas(made.assistant_id).send().await.unwrap();
    assert!(serde_json::to_string(&schemas).unwrap().contains("answer"), "{schemas:?}");
    let versions = AssistantVersionsSearchRequest::new().limit(1);
    let listed = assistants.versions(made.assistant_id).body(&versions).send().await.unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");

    assistants.delete(made.assistant_id).send().await.unwrap();
    let error = assistants.get(made.assistant_id).send().await.unwrap_err();
    assert!(matches!(error.kind(), GetAssistantError::NotFound(_)), "{error:?}");
    let unknown = "nothing".parse().unwrap();
    let error = assistants.create(&AssistantCreate::new(unknown)).send().await.unwrap_err();
    let CreateAssistantError::NotFound(refusal) = error.kind() else { panic!("{error:?}") };
    assert!(refusal.detail.contains("nothing"), "{refusal:?}");
}

pub async fn store(server: Server) {
    let client = server.client();
    let store = client.store();
    let namespace = vec!["notes".to_owned(), "ada".to_owned()];
    let note = object(json!({ "text": "Köpenick" }));
    store.put_item(&StorePutRequest::new(namespace.clone(), "first", note.clone())).send().await.unwrap();

    let found = store.get_item("first").namespace("notes.ada").send().await.unwrap().expect("was put");
    assert_eq!((&found.namespace, &found.value), (&namespace, &note));
    assert_eq!(store.get_item("second").namespace("notes.ada").send().await.unwrap(), None);
    let prefix = StoreSearchRequest::new().namespace_prefix(vec!["notes".to_owned()]);
    let found = store.search_items(&prefix).send().await.unwrap();
    assert_eq!(found.items.len(), 1, "{found:?}");
    let namespaces = store.list_namespaces(&StoreListNamespacesRequest::new()).send().await.unwrap();
    assert!(namespaces.namespaces.contains(&namespace), "{namespaces:?}");

    store.delete_item(&StoreDeleteRequest::new("first").namespace(namespace)).send().await.unwrap();
    assert_eq!(store.get_item("first").namespace("notes.ada").send().await.unwrap(), None);
}

pub async fn crons(server: Server) {
    let client = server.client();
    let crons = client.crons();
    let made = crons.create(&CronCreate::new("0 3 * * *", "echo")).send().await.unwrap();
    let found = crons.search(&CronSearch::new()).send().await.unwrap();
    let cron = found.iter().find(|cron| cron.cron_id == made.cron_id).expect("was made");
    assert_eq!(cron.schedule, "0 3 * * *");
    let patched = crons.patch(made.cron_id, &CronPatch::new().schedule("0 4 * * *")).send().await.unwrap();
    assert_eq!(patched.schedule, "0 4 * * *");
    crons.delete(made.cron_id).send().await.unwrap();
    assert_eq!(crons.get(made.cron_id).send().await.unwrap_err().status().unwrap().as_u16(), 404);
}
