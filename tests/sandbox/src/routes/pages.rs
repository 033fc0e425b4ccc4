//! The document, for programs and for people.

use axum::Router;
use axum::http::header;
use axum::routing::get;

use crate::contract::DOCUMENT;

/// `/openapi.json`.
pub(super) fn router() -> Router {
    let document = || async { ([(header::CONTENT_TYPE, "application/json")], DOCUMENT) };
    Router::new().route("/openapi.json", get(document))
}
