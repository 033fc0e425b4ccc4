//! Splits an operation that answers with JSON or with a stream: the flag in the body, or the query parameter, that
//! chooses is set for the caller.

use serde_json::Value;

use super::cx::LowerCx;
use super::intersect::Intersection;
use super::media::MediaKind;
use super::object::members_of;
use super::stream::Found;
use crate::diagnostics::codes;
use crate::ir::{Body, BodyForm, Operation, Parameter};
use crate::spec::{self, Location, Schema, Types};

/// The usual name of the flag.
const USUAL_FLAG: &str = "stream";

/// The flag of an operation that names none: a boolean called `stream` in the body or query.
pub(super) fn flag_of<'d>(cx: &LowerCx<'d, '_>, operation: &'d spec::Operation<'d>) -> Option<String> {
    let in_body = body_schema(cx, operation).is_some_and(|schema| {
        let merged = Intersection::of(schema).merged(cx);
        let members = members_of(&merged);
        members.get(USUAL_FLAG).is_some_and(|parts| {
            let merged = Intersection::parts(parts.clone()).merged(cx);
            let arms = merged.groups.iter().flat_map(|group| group.arms).any(|arm| arm.types == Types::BOOLEAN);
            merged.types() == Some(Types::BOOLEAN)
                || arms
                || merged.schemas().any(|schema| schema.constant == Some(&Value::Bool(true)))
        })
    });
    let in_query = operation
        .parameters
        .iter()
        .filter_map(|parameter| cx.document.parameter(parameter))
        .any(|parameter| parameter.location == Location::Query && parameter.name == USUAL_FLAG);
    (in_body || in_query).then(|| USUAL_FLAG.to_owned())
}

/// Whether the flag has to be sent for a plain answer too: where it is on by default, or must be there.
pub(super) fn takes_flag<'d>(operation: &'d spec::Operation<'d>, cx: &LowerCx<'d, '_>, flag: &str) -> bool {
    let Some(schema) = body_schema(cx, operation) else { return false };
    let merged = Intersection::of(schema).merged(cx);
    let required = merged.schemas().any(|schema| schema.required.contains(&flag));
    let on = members_of(&merged)
        .get(flag)
        .is_some_and(|parts| parts.iter().any(|part| part.schema.default == Some(&Value::Bool(true))));
    required || on
}

/// Whether the JSON body declares a member, or no schema says what it declares.
fn declares<'d>(cx: &LowerCx<'d, '_>, operation: &'d spec::Operation<'d>, flag: &str) -> bool {
    body_schema(cx, operation).is_none_or(|schema| {
        let merged = Intersection::of(schema).merged(cx);
        !merged.groups.is_empty() || members_of(&merged).contains_key(flag)
    })
}

fn body_schema<'d>(cx: &LowerCx<'d, '_>, operation: &'d spec::Operation<'d>) -> Option<&'d Schema<'d>> {
    let document = cx.document;
    let body = document.request_body(operation.request_body.as_ref()?)?;
    let (_, content) = body.content.iter().find(|(name, _)| MediaKind::of(name) == MediaKind::Json)?;
    document.media_type(content)?.schema.as_ref()
}

/// Sets the flag of an operation, wherever it is sent.
pub(super) fn fix_flag<'d>(
    cx: &mut LowerCx<'d, '_>,
    operation: &mut Operation,
    of: &'d spec::Operation<'d>,
    flag: (&str, bool),
    found: &Found<'_>,
) {
    let (name, value) = flag;
    let is_flag = |parameter: &&mut Parameter| parameter.location == Location::Query && parameter.name == name;
    if let Some(parameter) = operation.parameters.iter_mut().find(is_flag) {
        parameter.required = true;
        parameter.constant = Some(Value::Bool(value));
        return;
    }
    let takes_json = |body: &Body| body.options.iter().any(|option| matches!(option.form, BodyForm::Json(_)));
    let body = operation.body.as_mut().filter(|body| takes_json(body));
    if body.is_none() || !declares(cx, of, name) {
        cx.report(codes::STREAM_TRIGGER_MISSING, &found.at, || {
            format!("`{name}` is to ask for the stream, but neither the JSON body nor the query declares it")
        });
    }
    if let Some(body) = body {
        body.fixed.push((name.to_owned(), Value::Bool(value)));
    }
}
