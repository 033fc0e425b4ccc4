//! A request that was found to be in order, as handlers see it.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::options::{Shapes, UserToken};
use crate::refusal::{Refusal, json_answer};
use crate::token::Claims;

/// What comes of a request.
pub(crate) type Outcome = Result<Response, Refusal>;

/// A request, and all it may use.
pub(crate) struct Cx {
    pub(crate) app: Arc<App>,
    pub(crate) caller: Option<Claims>,
    pub(crate) path: Map<String, Value>,
    pub(crate) query: Map<String, Value>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Sent,
}

/// The body of a request.
#[derive(Debug)]
pub(crate) enum Sent {
    Nothing,
    Json(Value),
    Form(Vec<FormPart>),
}

/// A part of a multipart body.
#[derive(Debug)]
pub(crate) struct FormPart {
    pub(crate) name: String,
    pub(crate) filename: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Cx {
    /// A value of the path; it is there, or the request would not have come here.
    pub(crate) fn path(&self, name: &str) -> &str {
        self.path.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// The user who calls.
    pub(crate) fn caller(&self) -> Result<&Claims, Refusal> {
        self.caller.as_ref().ok_or_else(|| Refusal::unauthorized("Not authenticated"))
    }

    /// The project that the token is for.
    pub(crate) fn project(&self) -> Result<String, Refusal> {
        let caller = self.caller()?;
        let owned = self.app.store.read(|tables| {
            let mut projects = tables.projects.values().filter(|project| project.user_id == caller.user_id);
            match &caller.project_id {
                Some(id) => projects.find(|project| project.project_id == *id),
                None => projects.next(),
            }
            .map(|project| project.project_id.clone())
        });
        if caller.project_id.is_none() && self.app.options.user_token == UserToken::Refused {
            return Err(Refusal::Broken);
        }
        owned.ok_or_else(|| Refusal::unauthorized("The token's project is gone"))
    }

    /// The token of the header `authorization`, whatever it is good for.
    pub(crate) fn bearer(&self) -> Option<&str> {
        bearer(&self.headers)
    }

    /// The JSON body as a type. The document has been asked before, so a body that does not fit is a gap in it.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        let body = if let Sent::Json(body) = &self.body { body.clone() } else { Value::Null };
        serde_json::from_value(body).map_err(|error| Refusal::invalid(&["body"], &error.to_string(), "value_error"))
    }

    /// The parts of the multipart body with this name.
    pub(crate) fn parts(&self, name: &str) -> impl Iterator<Item = &FormPart> {
        let parts = if let Sent::Form(parts) = &self.body { parts.as_slice() } else { &[] };
        parts.iter().filter(move |part| part.name == name)
    }

    /// Whether the answers are to be the less plain of those that the document allows.
    pub(crate) fn is_rich(&self) -> bool {
        self.app.options.shapes == Shapes::Rich
    }

    /// The answer about something that was made.
    #[expect(clippy::unnecessary_wraps, reason = "handlers end with it")]
    pub(crate) fn created(&self, made: &impl Serialize) -> Outcome {
        let status = if self.is_rich() { StatusCode::CREATED } else { StatusCode::OK };
        Ok(json_answer(status, &json!(made)))
    }

    /// The answer about something that is gone.
    pub(crate) fn deleted(&self) -> Outcome {
        if self.is_rich() {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        ok(&json!({ "status": "ok" }))
    }
}

/// An answer in JSON with status 200.
#[expect(clippy::unnecessary_wraps, reason = "handlers end with it")]
pub(crate) fn ok(body: &impl Serialize) -> Outcome {
    Ok(json_answer(StatusCode::OK, &json!(body)))
}

/// The token of the header `authorization`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
