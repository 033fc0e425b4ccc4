//! Compares what switches streaming on: a boolean `stream` in the body or the query.

use serde_json::Value;

use super::{is_stream, kinds};
use crate::drift::cx::Cx;
use crate::drift::finding::{Direction, Finding};
use crate::drift::side::{At, Side};
use crate::pointer::Pointer;
use crate::spec::{Operation, ParameterValue, Schema};

/// What the flag is called in documents.
const NAMES: [&str; 2] = ["stream", "streaming"];

/// A flag and where it stands.
struct Flag<'s> {
    at: &'s Pointer,
    outline: (String, Option<&'s Value>, Option<&'s Value>, &'s str),
}

/// Compares the flags of two operations that stream.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    if !streams(cx.old, old) || !streams(cx.new, new) {
        return;
    }
    let Some(before) = flag(cx.old, old) else { return };
    let (at, how) = match flag(cx.new, new) {
        Some(after) if after.outline == before.outline => return,
        Some(after) => (after.at.clone(), "has another type, default or name"),
        None => (new.at.clone(), "is gone"),
    };
    let sentence = format!("`{}`, which asks for a stream, {how}", before.outline.3);
    let finding = Finding::new(&kinds::SSE_FLAG_PARAM_CHANGED, sentence).at(before.at, &at);
    cx.report(finding.sent(Direction::Request));
}

fn streams<'s>(side: &'s Side<'s>, operation: &'s Operation<'s>) -> bool {
    let responses = operation.responses.iter().filter_map(|(_, response)| side.document.response(response));
    responses.flat_map(|response| &response.content).any(|(name, _)| is_stream(name))
}

fn flag<'s>(side: &'s Side<'s>, operation: &'s Operation<'s>) -> Option<Flag<'s>> {
    let body = operation.request_body.as_ref().and_then(|body| side.document.request_body(body));
    let contents = body.into_iter().flat_map(|body| &body.content);
    let mut schemas = contents.filter_map(|(_, content)| side.document.media_type(content)?.schema.as_ref());
    let in_body = schemas.find_map(|schema| {
        let object = At::new(side, schema).resolved().schema;
        let (name, property) = object.properties.iter().find(|(name, _)| NAMES.contains(name))?;
        Some(outline(name, At::new(side, property).resolved().schema))
    });
    in_body.or_else(|| {
        let parameters = operation.parameters.iter().filter_map(|parameter| side.document.parameter(parameter));
        let parameter = parameters.into_iter().find(|parameter| NAMES.contains(&parameter.name))?;
        match &parameter.value {
            ParameterValue::Schema { schema, .. } => {
                Some(outline(parameter.name, At::new(side, schema).resolved().schema))
            }
            ParameterValue::Content { .. } => None,
        }
    })
}

fn outline<'s>(name: &'s str, schema: &'s Schema<'s>) -> Flag<'s> {
    Flag { at: &schema.at, outline: (format!("{:?}", schema.types), schema.default, schema.constant, name) }
}
