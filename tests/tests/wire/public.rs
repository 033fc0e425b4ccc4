//! Calls about public assistants, and those that are streamed: here only what is sent.

use super::calls::{Call, call, check};
use super::read;

const CHAT: &str = concat!(
    r#"{"model":"any","messages":[{"role":"user","content":"Grüße","name":"Ada"},{"role":"system","#,
    r#""content":[{"text":"x","type":"text"}]},{"role":"assistant","content":null}],"stream":false,"#,
    r#""temperature":0.5,"max_tokens":16,"top_p":1}"#,
);
const CHAT_STREAM: &str =
    r#"{"model":"any","messages":[{"role":"user","content":"Grüße"}],"temperature":0.5,"max_tokens":16,"stream":true}"#;
const COMPLETION: &str = concat!(
    r#"{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"#,
    r#""message":{"role":"assistant","content":"Hi"},"finish_reason":"stop","logprobs":null}],"#,
    r#""usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"system_fingerprint":"f"}"#,
);
const PUBLIC_RUN: &str = concat!(
    r#"{"assistant_id":"a","thread_id":"t","input":[{"type":"human","content":"Hi"}],"stream_mode":["values"],"#,
    r#""config":{"k":1}}"#,
);
const RUN: &str = concat!(
    r#"{"thread_id":"t","assistant_id":null,"input":[{"type":"AIMessageChunk","content":"Hi","#,
    r#""tool_call_chunks":[{"name":null,"args":"{","id":null,"index":0,"type":"tool_call_chunk"}]}],"config":{},"#,
    r#""stream_mode":[]}"#,
);

pub(super) fn calls() -> Vec<Call> {
    vec![
        call!(CHAT_COMPLETIONS "/public/openai/v1/chat/completions", Guest, CHAT, COMPLETION,
            |c, body| c.public().chat_completions(&read(body))),
        call!(raw CHAT_COMPLETIONS_STREAM "/public/openai/v1/chat/completions", Guest, CHAT_STREAM, "",
            |c, body| c.public().chat_completions_stream(&read(body))),
        call!(raw STREAM_PUBLIC_RUN "/public/runs/stream", Guest, PUBLIC_RUN, "",
            |c, body| c.public().stream_run(&read(body))),
        call!(raw STREAM_RUN "/runs/stream", User, RUN, "", |c, body| c.runs().stream(&read(body))),
    ]
}

#[tokio::test]
async fn public_and_streamed() {
    check(calls()).await;
}
