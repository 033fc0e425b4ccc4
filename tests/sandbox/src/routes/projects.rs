//! Projects, and the tokens for them.

use serde::Deserialize;
use serde_json::json;

use super::account::caller;
use crate::cx::{Cx, Outcome, ok};
use crate::refusal::Refusal;
use crate::store::{Assistant, FileRow, Project, Tables, Thread};
use crate::token::Claims;

#[derive(Deserialize)]
struct Payload {
    name: Option<String>,
    description: Option<String>,
}

pub(super) fn list(cx: &Cx) -> Outcome {
    let user = caller(cx)?;
    cx.app.store.read(|tables| {
        let own: Vec<_> = tables.projects.values().filter(|project| project.user_id == user.user_id).collect();
        ok(&own)
    })
}

pub(super) fn create(cx: &Cx) -> Outcome {
    let user = caller(cx)?;
    let given: Payload = cx.json()?;
    let created_at = cx.app.now();
    let made = cx.app.store.change(|tables| {
        let (project_id, name) = (cx.app.id(tables), given.name.unwrap_or_default());
        let made = Project { project_id, user_id: user.user_id, name, description: given.description, created_at };
        tables.put(made.clone());
        made
    });
    cx.created(&made)
}

pub(super) fn issue_token(cx: &Cx) -> Outcome {
    let (project, user) = (own(cx)?, caller(cx)?);
    let token = cx.app.issue(Claims::new(&user.user_id, &user.email, Some(&project.project_id)));
    ok(&json!({
        "jwt_token": token,
        "project_id": project.project_id,
        "name": project.name,
        "description": project.description,
        "created_at": project.created_at,
    }))
}

pub(super) fn update(cx: &Cx) -> Outcome {
    let mut project = own(cx)?;
    let given: Payload = cx.json()?;
    project.name = given.name.unwrap_or(project.name);
    project.description = given.description.or(project.description);
    cx.app.store.change(|tables| tables.put(project.clone()));
    ok(&project)
}

pub(super) fn delete(cx: &Cx) -> Outcome {
    let project = own(cx)?;
    if cx.query.get("confirm") != Some(&json!(true)) {
        return Err(Refusal::bad("Deleting a project needs confirm=true"));
    }
    let is_last = cx
        .app
        .store
        .read(|tables| tables.projects.values().filter(|other| other.user_id == project.user_id).count() == 1);
    if is_last {
        return Err(Refusal::bad("The last project cannot be deleted"));
    }
    cx.app.store.change(|tables| remove(tables, &project.project_id));
    cx.deleted()
}

/// Removes a project and all that is in it.
fn remove(tables: &mut Tables, id: &str) {
    tables.remove::<Project>(id);
    let assistants = tables.remove_all::<Assistant>(|assistant| assistant.project_id == id);
    let threads: Vec<_> = tables.threads.values().filter(|thread| thread.project_id == id).collect();
    let threads: Vec<_> = threads.into_iter().map(|thread: &Thread| thread.thread_id.clone()).collect();
    for thread in &threads {
        tables.remove_thread(thread);
    }
    tables.remove_all::<FileRow>(|file| assistants.contains(&file.owner_id) || threads.contains(&file.owner_id));
}

/// The project of the path, if it is the caller's.
fn own(cx: &Cx) -> Result<Project, Refusal> {
    let (user, id) = (caller(cx)?, cx.path("project_id"));
    let found = cx.app.store.read(|tables| tables.projects.get(id).cloned());
    found.filter(|project| project.user_id == user.user_id).ok_or_else(|| Refusal::not_found("Project not found"))
}
