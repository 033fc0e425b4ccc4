//! Refusals in the forms that the backend documents: a sentence, or what is wrong with each part of the request.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A request that is not carried out.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// `{"detail": "a sentence"}`.
    Detail(StatusCode, String),
    /// `{"detail": [{"loc": .., "msg": .., "type": ..}]}`, status 422.
    Invalid(Vec<Value>),
    /// What the framework says when code of the backend fails.
    Broken,
}

impl Refusal {
    pub(crate) fn bad(detail: &str) -> Self {
        Self::Detail(StatusCode::BAD_REQUEST, detail.to_owned())
    }

    pub(crate) fn unauthorized(detail: &str) -> Self {
        Self::Detail(StatusCode::UNAUTHORIZED, detail.to_owned())
    }

    pub(crate) fn forbidden(detail: &str) -> Self {
        Self::Detail(StatusCode::FORBIDDEN, detail.to_owned())
    }

    pub(crate) fn not_found(detail: &str) -> Self {
        Self::Detail(StatusCode::NOT_FOUND, detail.to_owned())
    }

    /// One thing that is wrong with the request.
    pub(crate) fn invalid(location: &[&str], message: &str, kind: &str) -> Self {
        Self::Invalid(vec![json!({ "loc": location, "msg": message, "type": kind })])
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Detail(status, detail) => {
                let mut response = json_answer(status, &json!({ "detail": detail }));
                if status == StatusCode::UNAUTHORIZED {
                    let bearer = HeaderValue::from_static("Bearer");
                    response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
                }
                response
            }
            Self::Invalid(items) => json_answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "detail": items })),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response(),
        }
    }
}

/// An answer in JSON.
pub(crate) fn json_answer(status: StatusCode, body: &Value) -> Response {
    (status, Json(body)).into_response()
}
