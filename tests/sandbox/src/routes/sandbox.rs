//! Routes that no real backend has: what was received, and which faults are on. They are there for those who run the
//! sandbox with `--admin` and know the admin token.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Json, Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::app::App;
use crate::cx::bearer;
use crate::faults::Rule;
use crate::refusal::{Refusal, json_answer};

/// Everything below `/_sandbox`, if it is to be there.
pub(super) fn router(app: &Arc<App>) -> Router {
    if !app.options.admin {
        return Router::new();
    }
    Router::new()
        .route("/_sandbox/log", get(received).delete(forget))
        .route("/_sandbox/faults", get(faults).put(set_faults))
        .route_layer(middleware::from_fn_with_state(Arc::clone(app), guard))
        .with_state(Arc::clone(app))
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let query: Query<Vec<(String, String)>> = Query::try_from_uri(request.uri()).unwrap_or_default();
    let in_query = query.iter().find(|(name, _)| name == "admin_token").map(|(_, token)| token.as_str());
    match in_query.or_else(|| bearer(request.headers())) {
        Some(token) if token == app.options.admin_token => next.run(request).await,
        Some(_) => Refusal::forbidden("Wrong admin token").into_response(),
        None => Refusal::unauthorized("Not authenticated").into_response(),
    }
}

async fn received(State(app): State<Arc<App>>) -> Response {
    json_answer(StatusCode::OK, &json!(app.log.entries()))
}

async fn forget(State(app): State<Arc<App>>) -> Response {
    app.log.clear();
    StatusCode::NO_CONTENT.into_response()
}

async fn faults(State(app): State<Arc<App>>) -> Response {
    json_answer(StatusCode::OK, &json!(app.faults.rules()))
}

async fn set_faults(State(app): State<Arc<App>>, Json(rules): Json<Value>) -> Response {
    let rules: Result<Vec<Rule>, _> = serde_json::from_value(rules);
    let set = rules.map_err(|error| error.to_string()).and_then(|rules| app.faults.set(rules));
    match set {
        Ok(()) => json_answer(StatusCode::OK, &json!(app.faults.rules())),
        Err(reason) => Refusal::invalid(&["body"], &reason, "value_error").into_response(),
    }
}
