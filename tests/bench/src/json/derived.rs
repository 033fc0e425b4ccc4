//! The types as `serde_derive` has them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

/// A message of a conversation.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) object: String,
    pub(super) created_at: i64,
    pub(super) thread_id: String,
    pub(super) role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) content: Vec<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "null_too")]
    pub(super) parent_id: Option<Option<String>>,
    pub(super) model: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) usage: Option<Usage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) finish_reason: Option<FinishReason>,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) pinned: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    System,
    User,
    Assistant,
    Tool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FinishReason {
    Stop,
    MaxTokens,
    ToolCalls,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Part {
    Text(Text),
    Image(Image),
    ToolCall(ToolCall),
    ToolResult(ToolResult),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Text {
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) citations: Option<Vec<Citation>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Citation {
    pub(super) url: String,
    pub(super) title: Option<String>,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Image {
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) alt: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ToolCall {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) arguments: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ToolResult {
    pub(super) call_id: String,
    pub(super) is_error: bool,
    pub(super) content: Vec<Part>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Usage {
    pub(super) input_tokens: u64,
    pub(super) output_tokens: u64,
    pub(super) cached_tokens: Option<u64>,
    pub(super) cost: f64,
}

/// Scalars and one nested struct, without a union.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) thread_id: String,
    pub(super) position: u32,
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) created_at: i64,
    pub(super) updated_at: Option<i64>,
    pub(super) model: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) usage: Usage,
    pub(super) score: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) finish_reason: Option<FinishReason>,
    pub(super) pinned: bool,
    pub(super) hidden: bool,
    pub(super) tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<String>,
    pub(super) revision: u64,
    pub(super) size: u64,
}

fn null_too<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
