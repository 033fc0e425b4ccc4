//! The types as an emitted crate has them, without what is derived there.

use std::collections::BTreeMap;

use crate::runtime::macros::{json_enum, json_struct, json_union};
use crate::runtime::{Nullable, RawJson, UnknownValue};

/// A message of a conversation.
pub(super) struct Message {
    id: String,
    object: String,
    created_at: i64,
    thread_id: String,
    role: Role,
    name: Option<String>,
    content: Vec<Part>,
    parent_id: Nullable<String>,
    model: Option<String>,
    usage: Option<Usage>,
    finish_reason: Option<FinishReason>,
    metadata: BTreeMap<String, String>,
    pinned: bool,
}

json_struct!(Message {
    id: required,
    object: required,
    created_at: required,
    thread_id: required,
    role: required,
    name: optional,
    content: required,
    parent_id: nullable,
    model: required,
    usage: optional,
    finish_reason: optional,
    metadata: required,
    pinned: required,
});

#[derive(Clone)]
pub(super) enum Role {
    System,
    User,
    Assistant,
    Tool,
    Unknown(UnknownValue),
}

json_enum!(Role: string { System = "system", User = "user", Assistant = "assistant", Tool = "tool" });

#[derive(Clone)]
pub(super) enum FinishReason {
    Stop,
    MaxTokens,
    ToolCalls,
    Unknown(UnknownValue),
}

json_enum!(FinishReason: string { Stop = "stop", MaxTokens = "max_tokens", ToolCalls = "tool_calls" });

pub(super) enum Part {
    Text(Text),
    Image(Image),
    ToolCall(ToolCall),
    ToolResult(ToolResult),
    Unknown(RawJson),
}

json_union!(Part by "type" {
    Text: OBJECT ["text"],
    Image: OBJECT ["image"],
    ToolCall: OBJECT ["tool_call"],
    ToolResult: OBJECT ["tool_result"],
});

pub(super) struct Text {
    text: String,
    citations: Option<Vec<Citation>>,
}

json_struct!(Text {
    constants { required "type" = "\"text\"" }
    members { text: required, citations: optional }
});

pub(super) struct Citation {
    url: String,
    title: Option<String>,
    start: u32,
    end: u32,
}

json_struct!(Citation { url: required, title: required, start: required, end: required });

pub(super) struct Image {
    url: String,
    width: u32,
    height: u32,
    alt: Option<String>,
}

json_struct!(Image {
    constants { required "type" = "\"image\"" }
    members { url: required, width: required, height: required, alt: optional }
});

pub(super) struct ToolCall {
    id: String,
    name: String,
    arguments: String,
}

json_struct!(ToolCall {
    constants { required "type" = "\"tool_call\"" }
    members { id: required, name: required, arguments: required }
});

pub(super) struct ToolResult {
    call_id: String,
    is_error: bool,
    content: Vec<Part>,
}

json_struct!(ToolResult {
    constants { required "type" = "\"tool_result\"" }
    members { call_id: required, is_error: required, content: required }
});

pub(super) struct Usage {
    input_tokens: u64,
    output_tokens: u64,
    cached_tokens: Option<u64>,
    cost: f64,
}

json_struct!(Usage { input_tokens: required, output_tokens: required, cached_tokens: required, cost: required });

/// Scalars and one nested struct, without a union.
pub(super) struct Record {
    id: String,
    thread_id: String,
    position: u32,
    role: Role,
    text: String,
    created_at: i64,
    updated_at: Option<i64>,
    model: Option<String>,
    name: Option<String>,
    usage: Usage,
    score: f64,
    finish_reason: Option<FinishReason>,
    pinned: bool,
    hidden: bool,
    tags: Vec<String>,
    label: Option<String>,
    revision: u64,
    size: u64,
}

json_struct!(Record {
    id: required,
    thread_id: required,
    position: required,
    role: required,
    text: required,
    created_at: required,
    updated_at: required,
    model: required,
    name: optional,
    usage: required,
    score: required,
    finish_reason: optional,
    pinned: required,
    hidden: required,
    tags: required,
    label: optional,
    revision: required,
    size: required,
});
