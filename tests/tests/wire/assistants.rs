//! Calls about assistants and the files that they search.

use epsimo_client::runtime::Part;
use epsimo_client::types::{IngestFilesForm, UploadFilesForm};

use super::calls::{Call, ID, call, check};
use super::read;

const ASSISTANT: &str = concat!(
    r#"{"assistant_id":"a","project_id":"p","name":"Bot","config":{"configurable":{"type":"agent","#,
    r#""type==agent/access_mode":"public_token","type==agent/later":1}},"updated_at":"2026-05-15T10:30:00Z","#,
    r#""created_at":"2026-05-15T10:30:00Z","public":true,"metadata":{"k":1},"tags":["x"]}"#,
);

/// Every key of the configuration: their names hold `==` and `/`.
const PAYLOAD: &str = concat!(
    r#"{"name":"Bot","config":{"configurable":{"type":"agent","type==agent/agent_type":"GPT 4o","#,
    r#""type==agent/llm_type":"l","type==agent/model":"m","type==agent/system_message":"Sei höflich.","#,
    r#""type==agent/temperature":0.7,"type==agent/tools":[{"id":"t-1","type":"retrieval","name":"Retrieval","#,
    r#""description":"d","config":{"k":1},"multi_use":false,"parameters":{"type":"object"},"own":[1]}],"#,
    r#""type==agent/interrupt_before_action":true,"type==agent/retrieval_description":"r","#,
    r#""type==agent/access_mode":"public_no_auth","type==agent/public_token":"t","type==chatbot/llm_type":"l","#,
    r#""type==chatbot/system_message":"s","type==chat_retrieval/llm_type":"l","#,
    r#""type==chat_retrieval/system_message":null,"own":1},"own":2},"public":false,"metadata":{"k":[]},"tags":["x","#,
    r#""y"]}"#,
);

const PATCH: &str = concat!(
    r#"{"name":"Bot","config":{"configurable":{"type==agent/public_token":null}},"public":null,"metadata":{},"#,
    r#""tags":[]}"#,
);

const UPLOAD: &str = "--BOUNDARY\r\nContent-Disposition: form-data; name=\"files\"; filename=\"übersicht.txt\"\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"files\"; filename=\"a %22b%22.pdf\"\r\n\
    Content-Type: application/pdf\r\n\r\n%PDF\r\n\r\n--BOUNDARY--\r\n";

const INGEST: &str = "--BOUNDARY\r\nContent-Disposition: form-data; name=\"files\"; filename=\"file\"\r\n\
    Content-Type: application/octet-stream\r\n\r\nabc\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"config\"\r\n\r\n{\"configurable\":{\"assistant_id\":\"ä\"}}\r\n--BOUNDARY--\r\n";

pub(super) fn calls() -> Vec<Call> {
    vec![
        call!(LIST_ASSISTANTS "/assistants/", User, "", "[]", |c, _| c.assistants().list()),
        call!(CREATE_ASSISTANT "/assistants/", User, PAYLOAD, ASSISTANT, |c, body| c.assistants().create(&read(body))),
        call!(LIST_PUBLIC_ASSISTANTS "/assistants/public/", Anyone, "", "[]", |c, _| c.assistants().list_public()),
        call!(DELETE_ASSISTANT "/assistants/{}", User, "", r#"{"status":"ok"}"#, |c, _| c.assistants().delete(ID)),
        call!(GET_ASSISTANT "/assistants/{}", User, "", ASSISTANT, |c, _| c.assistants().get(ID)),
        call!(PATCH_ASSISTANT "/assistants/{}", User, PATCH, ASSISTANT,
            |c, body| c.assistants().patch(ID, &read(body))),
        call!(UPSERT_ASSISTANT "/assistants/{}", User, PAYLOAD, ASSISTANT,
            |c, body| c.assistants().upsert(ID, &read(body))),
        call!(LIST_FILES "/assistants/{}/files", User, "",
            r#"[{"file_id":"f","filename":"a.pdf","size":4,"mime_type":"application/pdf","uploaded_at":"2026-05-15T10:30:00Z","own":1}]"#,
            |c, _| c.files().list(ID)),
        call!(UPLOAD_FILES "/assistants/{}/files", User, UPLOAD, r#"{"file_id":"f"}"#, |c, _| {
            let pdf = Part::bytes("%PDF\r\n").file_name("a \"b\".pdf").content_type("application/pdf");
            c.files().upload(ID, UploadFilesForm::new(vec![Part::text("Grüße").file_name("übersicht.txt"), pdf]))
        }),
        call!(DELETE_FILE "/assistants/{}/files/{}", User, "", r#"{"status":"ok"}"#, |c, _| c.files().delete(ID, ID)),
        call!(INGEST_FILES "/ingest", User, INGEST, "null", |c, _| {
            let config = r#"{"configurable":{"assistant_id":"ä"}}"#;
            c.files().ingest(IngestFilesForm::new(vec![Part::bytes("abc")], config))
        }),
    ]
}

#[tokio::test]
async fn assistants_and_files() {
    check(calls()).await;
}
