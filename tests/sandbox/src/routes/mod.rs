//! The operations of the document, each with what carries it out, and the routes around them.

mod account;
mod assistants;
mod billing;
mod files;
mod pages;
mod projects;
mod public;
mod runs;
mod sandbox;
mod services;
mod threads;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, on};

use crate::app::App;
use crate::call::{Handler, call};
use crate::refusal::Refusal;
use crate::{faults, log};

/// Every operation.
const OPERATIONS: &[(&str, &str, Handler)] = &[
    ("POST", "/auth/login", account::login),
    ("POST", "/auth/signup", account::signup),
    ("GET", "/auth/google/login", account::google_login),
    ("GET", "/auth/google/callback", account::google_callback),
    ("POST", "/auth/exchange", account::exchange),
    ("GET", "/auth/thread-info", account::thread_info),
    ("GET", "/auth/user-info", account::user_info),
    ("GET", "/user/info", account::user_info),
    ("GET", "/projects/", projects::list),
    ("POST", "/projects/", projects::create),
    ("GET", "/projects/{project_id}", projects::issue_token),
    ("PUT", "/projects/{project_id}", projects::update),
    ("DELETE", "/projects/{project_id}", projects::delete),
    ("GET", "/assistants/", assistants::list),
    ("POST", "/assistants/", assistants::create),
    ("GET", "/assistants/public/", assistants::list_public),
    ("GET", "/assistants/{aid}", assistants::get),
    ("PUT", "/assistants/{aid}", assistants::upsert),
    ("PATCH", "/assistants/{aid}", assistants::patch),
    ("DELETE", "/assistants/{aid}", assistants::delete),
    ("GET", "/assistants/{assistant_id}/files", files::list),
    ("POST", "/assistants/{assistant_id}/files", files::upload),
    ("DELETE", "/assistants/{assistant_id}/files/{file_id}", files::delete),
    ("POST", "/ingest", files::ingest),
    ("GET", "/threads/", threads::list),
    ("POST", "/threads/", threads::create),
    ("GET", "/threads/{tid}", threads::get),
    ("PUT", "/threads/{tid}", threads::upsert),
    ("DELETE", "/threads/{tid}", threads::delete),
    ("GET", "/threads/{tid}/state", threads::state),
    ("POST", "/threads/{tid}/state", threads::add_state),
    ("GET", "/threads/{tid}/history", threads::history),
    ("POST", "/runs/stream", runs::stream),
    ("POST", "/runs/", runs::create),
    ("GET", "/runs/input_schema", runs::input_schema),
    ("GET", "/runs/output_schema", runs::output_schema),
    ("GET", "/runs/config_schema", runs::config_schema),
    ("POST", "/runs/feedback", runs::feedback),
    ("POST", "/public/runs/stream", public::stream_run),
    ("POST", "/public/openai/v1/chat/completions", public::chat_completions),
    ("POST", "/checkout/create-checkout-session", billing::checkout),
    ("POST", "/checkout/webhook", billing::webhook),
    ("POST", "/credits/purchase", billing::purchase),
    ("GET", "/price/agent", billing::agent_price),
    ("GET", "/price/token", billing::token_price),
    ("GET", "/tools/", services::list_tools),
    ("GET", "/tools/{tool_type}", services::get_tool),
    ("GET", "/health/tool/{tool_type}", services::tool_health),
    ("GET", "/health", services::health),
    ("GET", "/ok", services::ok),
    ("POST", "/admin/cleanup", services::cleanup),
];

/// Everything that is served.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for (method, path, handler) in OPERATIONS {
        let Some(place) = app.contract.place(method, path) else { continue };
        let (app, handler) = (Arc::clone(app), *handler);
        let run = move |request: Request| call(app, place, handler, request);
        router = router.route(&unnamed(path), on(filter(method), run));
    }
    router
        .merge(pages::router())
        .merge(sandbox::router(app))
        .fallback(|request: Request| async move { elsewhere(&request) })
        .method_not_allowed_fallback(|| async { not_allowed() })
        .layer(middleware::from_fn_with_state(Arc::clone(app), faults::layer))
        .layer(middleware::from_fn_with_state(Arc::clone(app), log::layer))
}

fn filter(method: &str) -> MethodFilter {
    method.parse::<Method>().ok().and_then(|method| method.try_into().ok()).unwrap_or(MethodFilter::GET)
}

/// The same path with its parameters numbered: the document calls the same step by different names.
fn unnamed(path: &str) -> String {
    let steps = path.split('/').enumerate();
    let steps =
        steps.map(|(place, step)| if step.starts_with('{') { format!("{{p{place}}}") } else { step.to_owned() });
    steps.collect::<Vec<_>>().join("/")
}

/// The same path with a slash at the end, or without the one that it has.
fn toggled(path: &str) -> String {
    path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned)
}

/// A path that is nothing, or would be something but for its last slash.
fn elsewhere(request: &Request) -> Response {
    let path = request.uri().path();
    let wanted = toggled(path);
    let is_known = OPERATIONS.iter().any(|(_, known, _)| fits(known, &wanted));
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host.filter(|_| is_known) else {
        return Refusal::not_found("Not Found").into_response();
    };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("http://{host}{wanted}{query}");
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response()
}

/// Whether a path is one of a template.
fn fits(template: &str, path: &str) -> bool {
    let (mut expected, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return true,
            (Some(step), Some(given)) if step == given || (step.starts_with('{') && !given.is_empty()) => {}
            _ => return false,
        }
    }
}

fn not_allowed() -> Response {
    Refusal::Detail(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed".to_owned()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    #[test]
    fn every_operation_is_served() {
        let contract = Contract::shared().unwrap();
        for operation in contract.operations() {
            let is_served =
                OPERATIONS.iter().any(|(method, path, _)| operation.method == *method && operation.path == *path);
            assert!(is_served, "{} {}", operation.method, operation.path);
        }
        assert_eq!(OPERATIONS.len(), contract.operations().len());
    }

    #[test]
    fn a_last_slash_is_told() {
        assert_eq!((toggled("/threads"), toggled("/threads/")), ("/threads/".to_owned(), "/threads".to_owned()));
        assert!(fits("/threads/{tid}", "/threads/1"));
        assert!(!fits("/threads/{tid}", "/threads/"));
    }
}
