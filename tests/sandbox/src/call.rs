//! Requests to handlers: who may call, what the document asks of the request, and whether the answer is what it promises.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest as _, FromRequestParts as _, Multipart, Query, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::contract::{Access, BodyForm, Operation};
use crate::cx::{Cx, FormPart, Outcome, Sent, bearer};
use crate::refusal::Refusal;
use crate::token::Claims;

/// What carries an operation out.
pub(crate) type Handler = fn(&Cx) -> Outcome;

/// Carries a request out. `place` is that of the operation in the document.
pub(crate) async fn call(app: Arc<App>, place: usize, handler: Handler, request: Request) -> Response {
    let Some(operation) = app.contract.operations().get(place) else { return Refusal::Broken.into_response() };
    let outcome = match read(&app, operation, request).await {
        Ok(cx) => handler(&cx),
        Err(refusal) => Err(refusal),
    };
    let response = outcome.unwrap_or_else(Refusal::into_response);
    check(operation, response).await
}

async fn read(app: &Arc<App>, operation: &Operation, request: Request) -> Result<Cx, Refusal> {
    let (mut parts, body) = request.into_parts();
    let query: Query<Vec<(String, String)>> = Query::try_from_uri(&parts.uri).unwrap_or_else(|_| Query(Vec::new()));
    let caller = authorize(app, operation, &parts.headers, &query)?;
    let path = path(operation, &mut parts).await;
    let mut faults = Vec::new();
    let path = values(operation, "path", &path, &mut faults);
    let query = values(operation, "query", &query, &mut faults);
    let headers = parts.headers.clone();
    let body = match &operation.body {
        None => Sent::Nothing,
        Some(BodyForm::Json(schema)) => {
            let bytes = body.collect().await.map_err(|_| Refusal::bad("The body broke off"))?.to_bytes();
            let value = json_body(&bytes)?;
            faults.extend(schema.faults(&value, "body"));
            Sent::Json(value)
        }
        Some(BodyForm::Multipart { required }) => {
            let form = form(Request::from_parts(parts, body)).await?;
            let missing = required.iter().filter(|name| !form.iter().any(|part| part.name == **name));
            faults.extend(
                missing.map(|name| json!({ "loc": ["body", name], "msg": "Field required", "type": "missing" })),
            );
            Sent::Form(form)
        }
    };
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    Ok(Cx { app: Arc::clone(app), caller, path, query, headers, body })
}

/// Who calls, unless that is somebody who may not.
fn authorize(
    app: &App,
    operation: &Operation,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<Option<Claims>, Refusal> {
    let missing = || {
        let status = StatusCode::from_u16(app.options.no_auth_status).unwrap_or(StatusCode::UNAUTHORIZED);
        Refusal::Detail(status, "Not authenticated".to_owned())
    };
    match operation.access {
        Access::Open | Access::Public { optional: true } => Ok(None),
        Access::Public { optional: false } => bearer(headers).map(|_| None).ok_or_else(missing),
        // The token of another house is for the handler to judge.
        Access::Bearer if operation.path == "/auth/exchange" => bearer(headers).map(|_| None).ok_or_else(missing),
        Access::Bearer => {
            let token = bearer(headers).ok_or_else(missing)?;
            app.read_token(token).map(Some).map_err(Refusal::unauthorized)
        }
        Access::Admin => match query.iter().find(|(name, _)| name == "admin_token") {
            Some((_, token)) if *token == app.options.admin_token => Ok(None),
            Some(_) => Err(Refusal::forbidden("Wrong admin token")),
            None => Err(Refusal::unauthorized("Not authenticated")),
        },
    }
}

/// The values in the path, under the names of the document.
async fn path(operation: &Operation, parts: &mut Parts) -> Vec<(String, String)> {
    let names = operation.path.split('/').filter_map(|step| step.strip_prefix('{')?.strip_suffix('}'));
    let found = RawPathParams::from_request_parts(parts, &()).await;
    let found: Vec<_> = found.iter().flatten().map(|(_, value)| value.to_owned()).collect();
    names.map(str::to_owned).zip(found).collect()
}

fn values(
    operation: &Operation,
    place: &str,
    given: &[(String, String)],
    faults: &mut Vec<Value>,
) -> Map<String, Value> {
    let mut values = Map::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.place == place) {
        // The last one counts, as in the framework.
        match given.iter().rev().find(|(name, _)| *name == parameter.name) {
            Some((name, text)) => {
                let value = parameter.value(text);
                for mut fault in parameter.schema.faults(&value, name) {
                    fault["loc"] = json!([place, name]);
                    faults.push(fault);
                }
                values.insert(name.clone(), value);
            }
            None if parameter.is_required => {
                faults.push(json!({ "loc": [place, parameter.name], "msg": "Field required", "type": "missing" }));
            }
            None => {}
        }
    }
    values
}

fn json_body(bytes: &[u8]) -> Result<Value, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::invalid(&["body"], "Field required", "missing"));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        let item = json!({ "loc": ["body", error.column()], "msg": "JSON decode error", "type": "json_invalid" });
        Refusal::Invalid(vec![item])
    })
}

async fn form(request: Request) -> Result<Vec<FormPart>, Refusal> {
    let broken = |text: String| Refusal::invalid(&["body"], &text, "multipart_invalid");
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| broken(error.body_text()))?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| broken(error.body_text()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let filename = field.file_name().map(str::to_owned);
        let media_type = field.content_type().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|error| broken(error.body_text()))?;
        parts.push(FormPart { name, filename, media_type, bytes });
    }
    Ok(parts)
}

/// The answer, or what it has against the document: a sandbox that breaks its own document helps nobody.
async fn check(operation: &Operation, response: Response) -> Response {
    let (status, is_json) = (response.status(), is_json(response.headers()));
    if status == StatusCode::INTERNAL_SERVER_ERROR || status == StatusCode::FORBIDDEN {
        return response;
    }
    let fault = match operation.answers.get(&status.as_u16()) {
        None => Some(format!("{} {} does not document {status}", operation.method, operation.path)),
        Some(None) => None,
        Some(Some(_)) if !is_json => None,
        Some(Some(schema)) => {
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let value = serde_json::from_slice(&bytes).unwrap_or_default();
            let faults = schema.faults(&value, "answer");
            if faults.is_empty() {
                return Response::from_parts(parts, Body::from(bytes));
            }
            return broken(&format!(
                "{} {} answers what its document forbids: {faults:?}",
                operation.method, operation.path
            ));
        }
    };
    fault.map_or(response, |fault| broken(&fault))
}

fn broken(text: &str) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, text.to_owned()).into_response()
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
}
