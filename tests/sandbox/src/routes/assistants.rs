//! Assistants of a project.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::cx::{Cx, Outcome, ok};
use crate::refusal::Refusal;
use crate::store::{Assistant, FileRow};

#[derive(Deserialize)]
struct Payload {
    name: Option<String>,
    config: Option<Map<String, Value>>,
    public: Option<bool>,
    metadata: Option<Map<String, Value>>,
    tags: Option<Vec<String>>,
}

pub(super) fn list(cx: &Cx) -> Outcome {
    let project = cx.project()?;
    cx.app.store.read(|tables| {
        let own: Vec<_> = tables.assistants.values().filter(|assistant| assistant.project_id == project).collect();
        ok(&own)
    })
}

pub(super) fn list_public(cx: &Cx) -> Outcome {
    cx.app.store.read(|tables| {
        let open = tables.assistants.values().filter(|assistant| assistant.public);
        // The token is for its owner to give away.
        let open = open.map(|assistant| Assistant { config: without_token(&assistant.config), ..assistant.clone() });
        let open: Vec<_> = open.collect();
        ok(&open)
    })
}

pub(super) fn create(cx: &Cx) -> Outcome {
    let project_id = cx.project()?;
    let given: Payload = cx.json()?;
    let made = cx.app.store.change(|tables| {
        let made = new(cx, cx.app.id(tables), project_id, given);
        tables.put(made.clone());
        made
    });
    cx.created(&made)
}

pub(super) fn get(cx: &Cx) -> Outcome {
    ok(&own(cx, "aid")?)
}

pub(super) fn upsert(cx: &Cx) -> Outcome {
    let (project_id, id) = (cx.project()?, cx.path("aid"));
    let known = cx.app.store.read(|tables| tables.assistants.get(id).cloned());
    if known.as_ref().is_some_and(|known| known.project_id != project_id) {
        return Err(Refusal::not_found("Assistant not found"));
    }
    let made = new(cx, id.to_owned(), project_id, cx.json()?);
    let created_at = known.map_or_else(|| made.created_at.clone(), |known| known.created_at);
    let made = Assistant { created_at, ..made };
    cx.app.store.change(|tables| tables.put(made.clone()));
    ok(&made)
}

pub(super) fn patch(cx: &Cx) -> Outcome {
    let mut assistant = own(cx, "aid")?;
    let given: Payload = cx.json()?;
    assistant.name = given.name.unwrap_or(assistant.name);
    assistant.public = given.public.unwrap_or(assistant.public);
    assistant.metadata = given.metadata.or(assistant.metadata);
    assistant.tags = given.tags.or(assistant.tags);
    merge(&mut assistant.config, given.config.unwrap_or_default());
    assistant.updated_at = cx.app.now();
    cx.app.store.change(|tables| tables.put(assistant.clone()));
    ok(&assistant)
}

pub(super) fn delete(cx: &Cx) -> Outcome {
    let assistant = own(cx, "aid")?;
    cx.app.store.change(|tables| {
        tables.remove::<Assistant>(&assistant.assistant_id);
        tables.remove_all::<FileRow>(|file| file.owner_id == assistant.assistant_id);
    });
    cx.deleted()
}

/// The assistant of the path, if it belongs to the token's project.
pub(super) fn own(cx: &Cx, parameter: &str) -> Result<Assistant, Refusal> {
    let (project, id) = (cx.project()?, cx.path(parameter));
    let found = cx.app.store.read(|tables| tables.assistants.get(id).cloned());
    found.filter(|found| found.project_id == project).ok_or_else(|| Refusal::not_found("Assistant not found"))
}

fn new(cx: &Cx, assistant_id: String, project_id: String, given: Payload) -> Assistant {
    Assistant {
        assistant_id,
        project_id,
        name: given.name.unwrap_or_default(),
        config: given.config.unwrap_or_default(),
        public: given.public.unwrap_or_default(),
        metadata: given.metadata,
        tags: given.tags,
        created_at: cx.app.now(),
        updated_at: cx.app.now(),
    }
}

/// Objects are merged, everything else is replaced.
fn merge(old: &mut Map<String, Value>, new: Map<String, Value>) {
    for (name, value) in new {
        match (old.get_mut(&name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, value) => {
                old.insert(name, value);
            }
        }
    }
}

fn without_token(config: &Map<String, Value>) -> Map<String, Value> {
    let mut config = config.clone();
    if let Some(Value::Object(configurable)) = config.get_mut("configurable") {
        configurable.shift_remove("type==agent/public_token");
    }
    config
}
