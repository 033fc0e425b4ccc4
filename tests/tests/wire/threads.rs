//! Calls about threads, and about runs that are not streamed.

use super::calls::{Call, ID, call, check};
use super::read;

const THREAD: &str = concat!(
    r#"{"thread_id":"t","project_id":"p","assistant_id":"a","name":"Grüße","created_at":"2026-05-15T10:30:00Z","#,
    r#""updated_at":"2026-05-15T10:30:00.123456+02:00","metadata":{"assistant_type":"agent"}}"#,
);
const PUT: &str = concat!(
    r#"{"name":"Grüße \u0000🌱","assistant_id":"a","metadata":{"type":"thread"},"#,
    r#""configurable":{"type==agent/model":"m"}}"#,
);
const STATE: &str = concat!(
    r#"{"values":[{"type":"human","content":"Hi","id":"1"},{"type":"ai","content":["a",{"k":1}],"id":null}],"#,
    r#""config":{}}"#,
);
const RUN: &str = concat!(
    r#"{"thread_id":"t","assistant_id":"a","input":{"messages":[{"role":"user"}]},"config":{"tags":["x"],"#,
    r#""metadata":{"k":1},"run_name":"r","recursion_limit":25,"max_concurrency":null,"configurable":{"k":1},"#,
    r#""own":true},"stream_mode":["messages","later"]}"#,
);
const FEEDBACK: &str =
    r#"{"run_id":"0b5cbb3e-9e4d-4c5e-a6a5-2f8f2a0e6b11","key":"stars","score":0.5,"value":{"k":1},"comment":"gut"}"#;

pub(super) fn calls() -> Vec<Call> {
    vec![
        call!(LIST_THREADS "/threads/?limit=7&offset=3", User, "", r#"{"threads":[],"total":0}"#,
            |c, _| c.threads().list().limit(7).offset(3)),
        call!(CREATE_THREAD "/threads/", User, PUT, THREAD, |c, body| c.threads().create(&read(body))),
        call!(DELETE_THREAD "/threads/{}", User, "", r#"{"status":"ok"}"#, |c, _| c.threads().delete(ID)),
        call!(GET_THREAD "/threads/{}", User, "", THREAD, |c, _| c.threads().get(ID)),
        call!(UPSERT_THREAD "/threads/{}", User, PUT, THREAD, |c, body| c.threads().upsert(ID, &read(body))),
        call!(GET_THREAD_HISTORY "/threads/{}/history", User, "",
            r#"[{"values":{"k":[1]},"next":["agent"],"config":{"k":1},"parent":{"k":2}}]"#,
            |c, _| c.threads().get_history(ID)),
        call!(GET_THREAD_STATE "/threads/{}/state", User, "", r#"{"values":[],"next":[]}"#,
            |c, _| c.threads().get_state(ID)),
        call!(ADD_THREAD_STATE "/threads/{}/state", User, STATE, "null",
            |c, body| c.threads().add_state(ID, &read(body))),
        call!(CREATE_RUN "/runs/", User, RUN, r#"{"status":"ok"}"#, |c, body| c.runs().create(&read(body))),
        call!(CREATE_RUN_FEEDBACK "/runs/feedback", Anyone, FEEDBACK, r#"{"result":"ok"}"#,
            |c, body| c.runs().create_feedback(&read(body))),
        call!(INPUT_SCHEMA "/runs/input_schema", Anyone, "", r#"{"type":"object"}"#, |c, _| c.runs().input_schema()),
        call!(OUTPUT_SCHEMA "/runs/output_schema", Anyone, "", r#"{"type":"object"}"#, |c, _| c.runs().output_schema()),
        call!(CONFIG_SCHEMA "/runs/config_schema", Anyone, "", r#"{"type":"object"}"#, |c, _| c.runs().config_schema()),
    ]
}

#[tokio::test]
async fn threads_and_runs() {
    check(calls()).await;
}
