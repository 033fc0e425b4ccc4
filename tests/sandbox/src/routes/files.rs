//! Files of assistants. What is in them is counted, not kept.

use serde_json::{Value, json};

use super::assistants::own;
use crate::cx::{Cx, FormPart, Outcome, ok};
use crate::refusal::Refusal;
use crate::store::{FileRow, Tables};

pub(super) fn list(cx: &Cx) -> Outcome {
    let assistant = own(cx, "assistant_id")?;
    cx.app.store.read(|tables| {
        let files = tables.files.values().filter(|file| file.owner_id == assistant.assistant_id);
        ok(&files.map(shown).collect::<Vec<_>>())
    })
}

pub(super) fn upload(cx: &Cx) -> Outcome {
    let assistant = own(cx, "assistant_id")?;
    let made = cx.app.store.change(|tables| keep(cx, tables, &assistant.assistant_id));
    match made.as_slice() {
        // One file may be answered without a list around it.
        [only] if !cx.is_rich() => cx.created(only),
        _ => cx.created(&made),
    }
}

pub(super) fn delete(cx: &Cx) -> Outcome {
    let (assistant, id) = (own(cx, "assistant_id")?, cx.path("file_id"));
    let is_there =
        cx.app.store.read(|tables| tables.files.get(id).is_some_and(|file| file.owner_id == assistant.assistant_id));
    if !is_there {
        return Err(Refusal::not_found("File not found"));
    }
    cx.app.store.change(|tables| tables.remove::<FileRow>(id));
    cx.deleted()
}

pub(super) fn ingest(cx: &Cx) -> Outcome {
    let project = cx.project()?;
    let config = cx.parts("config").next().map(|part| part.bytes.clone()).unwrap_or_default();
    let config: Value = serde_json::from_slice(&config)
        .map_err(|_| Refusal::invalid(&["body", "config"], "Invalid JSON", "json_invalid"))?;
    let named = |name: &str| config.get("configurable")?.get(name)?.as_str();
    let owner = named("assistant_id").or_else(|| named("thread_id")).unwrap_or_default();
    let is_own = cx.app.store.read(|tables| {
        let assistant = tables.assistants.get(owner).map(|assistant| &assistant.project_id);
        let thread = tables.threads.get(owner).map(|thread| &thread.project_id);
        assistant.or(thread) == Some(&project)
    });
    if !is_own {
        return Err(Refusal::not_found("Assistant not found"));
    }
    cx.app.store.change(|tables| keep(cx, tables, owner));
    ok(&Value::Null)
}

fn keep(cx: &Cx, tables: &mut Tables, owner: &str) -> Vec<Value> {
    let files = cx.parts("files").map(|part| {
        let file = row(cx, tables, owner, part);
        let answer = shown(&file);
        tables.put(file);
        answer
    });
    files.collect()
}

fn row(cx: &Cx, tables: &mut Tables, owner: &str, part: &FormPart) -> FileRow {
    FileRow {
        file_id: cx.app.id(tables),
        owner_id: owner.to_owned(),
        filename: part.filename.clone().unwrap_or_else(|| "unnamed".to_owned()),
        size: part.bytes.len(),
        mime_type: part.media_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned()),
        uploaded_at: cx.app.now(),
    }
}

fn shown(file: &FileRow) -> Value {
    json!({
        "file_id": file.file_id,
        "filename": file.filename,
        "size": file.size,
        "mime_type": file.mime_type,
        "uploaded_at": file.uploaded_at,
    })
}
