//! Tools, health, and the clean-up for operators.

use serde_json::{Value, json};

use crate::cx::{Cx, Outcome, ok as answer};
use crate::refusal::Refusal;
use crate::store::{Assistant, FileRow};

/// Tools as (type, name, description).
const TOOLS: &[(&str, &str, &str)] = &[
    ("retrieval", "Retrieval", "Looks things up in the files of the assistant."),
    ("ddg_search", "DuckDuckGo", "Searches the web."),
    ("calculator", "Calculator", "Always says 42."),
    ("custom_get_weather", "Weather", "Is not well."),
];

pub(super) fn list_tools(cx: &Cx) -> Outcome {
    let tools: Vec<_> = TOOLS.iter().map(shown).collect();
    if cx.is_rich() { answer(&json!({ "tools": tools })) } else { answer(&tools) }
}

pub(super) fn get_tool(cx: &Cx) -> Outcome {
    answer(&shown(tool(cx)?))
}

pub(super) fn tool_health(cx: &Cx) -> Outcome {
    let (kind, ..) = tool(cx)?;
    answer(&match *kind {
        "custom_get_weather" => json!({ "status": "unhealthy", "error": "no weather today" }),
        _ => json!({ "status": "healthy", "message": "works" }),
    })
}

pub(super) fn health(_: &Cx) -> Outcome {
    answer(&json!({ "status": "ok" }))
}

pub(super) fn ok(_: &Cx) -> Outcome {
    answer(&json!({ "ok": true }))
}

/// Removes what belongs to no project any more.
pub(super) fn cleanup(cx: &Cx) -> Outcome {
    let removed = cx.app.store.change(|tables| {
        let projects: Vec<_> = tables.projects.keys().cloned().collect();
        let assistants = tables.remove_all::<Assistant>(|assistant| !projects.contains(&assistant.project_id));
        assistants.len() + tables.remove_all::<FileRow>(|file| assistants.contains(&file.owner_id)).len()
    });
    answer(&json!({ "removed": removed }))
}

fn tool(cx: &Cx) -> Result<&'static (&'static str, &'static str, &'static str), Refusal> {
    let wanted = cx.path("tool_type");
    TOOLS.iter().find(|(kind, ..)| *kind == wanted).ok_or_else(|| Refusal::not_found("Tool not found"))
}

fn shown((kind, name, description): &(&str, &str, &str)) -> Value {
    json!({ "type": kind, "name": name, "description": description, "config": {} })
}
