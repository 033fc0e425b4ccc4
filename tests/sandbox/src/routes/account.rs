//! Signing up, signing in, and the caller's own account.

use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use serde_json::json;

use crate::cx::{Cx, Outcome, ok};
use crate::refusal::Refusal;
use crate::store::{DEMO_EMAIL, Project, User, hash};
use crate::token::Claims;

/// What stands for an ID token of Cognito: nothing here could check a real one.
const COGNITO: &str = "cognito-demo";

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

pub(super) fn login(cx: &Cx) -> Outcome {
    let given: Credentials = cx.json()?;
    let user = user_by_email(cx, &given.email).ok_or_else(|| Refusal::not_found("User not found."))?;
    if user.password != hash(&given.email, &given.password) {
        let status = StatusCode::from_u16(cx.app.options.wrong_password).unwrap_or(StatusCode::NOT_FOUND);
        return Err(Refusal::Detail(status, "User not found.".to_owned()));
    }
    let (agent, thread) = cx.app.store.read(|tables| {
        let is_own = |id: &str| tables.projects.get(id).is_some_and(|project| project.user_id == user.user_id);
        let agent = tables.assistants.values().find(|assistant| is_own(&assistant.project_id));
        let thread = tables.threads.values().find(|thread| is_own(&thread.project_id));
        (agent.map(|agent| agent.assistant_id.clone()), thread.map(|thread| thread.thread_id.clone()))
    });
    let token = cx.app.issue(Claims::new(&user.user_id, &user.email, None));
    ok(&json!({
        "jwt_token": token,
        "main_agent_id": agent,
        "main_thread_id": thread,
        "expires_in": cx.app.options.token_ttl.as_secs(),
    }))
}

pub(super) fn signup(cx: &Cx) -> Outcome {
    let given: Credentials = cx.json()?;
    if user_by_email(cx, &given.email).is_some() {
        return Err(Refusal::bad("User already exists."));
    }
    let now = cx.app.now();
    cx.app.store.change(|tables| {
        let user_id = cx.app.id(tables);
        tables.put(User {
            user_id: user_id.clone(),
            password: hash(&given.email, &given.password),
            email: given.email,
            thread_counter: 0.0,
            thread_max: f64::from(cx.app.options.thread_max),
        });
        let project_id = cx.app.id(tables);
        tables.put(Project { project_id, user_id, name: "main".to_owned(), description: None, created_at: now });
    });
    ok(&json!({ "message": "A verification mail is on its way; here it needs no answer." }))
}

pub(super) fn google_login(cx: &Cx) -> Outcome {
    let url = "https://accounts.google.com/o/oauth2/v2/auth?client_id=sandbox&response_type=code";
    // A browser is sent there, a program is told where.
    let accept = cx.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") {
        return Ok((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, url)]).into_response());
    }
    ok(&url)
}

pub(super) fn google_callback(cx: &Cx) -> Outcome {
    let user = user_by_email(cx, DEMO_EMAIL).ok_or(Refusal::Broken)?;
    let token = cx.app.issue(Claims::new(&user.user_id, &user.email, None));
    // The page that takes the token is not served: whoever follows shows that the token left the backend.
    let location = format!("/auth-callback?jwt_token={token}");
    Ok((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response())
}

pub(super) fn exchange(cx: &Cx) -> Outcome {
    let user = user_by_email(cx, DEMO_EMAIL).filter(|_| cx.bearer() == Some(COGNITO));
    let user = user.ok_or_else(|| Refusal::unauthorized("Invalid Cognito token"))?;
    ok(&json!({ "token": cx.app.issue(Claims::new(&user.user_id, &user.email, None)) }))
}

pub(super) fn thread_info(cx: &Cx) -> Outcome {
    let user = caller(cx)?;
    ok(&json!({
        "thread_counter": user.thread_counter,
        "thread_max": user.thread_max,
        "email": user.email,
        "user_id": user.user_id,
        "subscription_tier": "sandbox",
    }))
}

pub(super) fn user_info(cx: &Cx) -> Outcome {
    let user = caller(cx)?;
    ok(&json!({
        "user_id": user.user_id,
        "email": user.email,
        "project_id": cx.project().ok(),
        "thread_counter": user.thread_counter,
        "thread_max": user.thread_max,
        "stripe_client_id": null,
    }))
}

/// The row of the user who calls.
pub(super) fn caller(cx: &Cx) -> Result<User, Refusal> {
    let claims = cx.caller()?;
    let user = cx.app.store.read(|tables| tables.users.get(&claims.user_id).cloned());
    user.ok_or_else(|| Refusal::unauthorized("User not found."))
}

fn user_by_email(cx: &Cx, email: &str) -> Option<User> {
    cx.app.store.read(|tables| tables.users.values().find(|user| user.email == email).cloned())
}
