//! Compares the headers of a response.

use super::cx::Cx;
use super::finding::Finding;
use super::kinds::{Wire, responses as kinds};
use super::operations::Incoming;
use super::parameters::{Form, contained};
use super::side::At;
use crate::spec::{Header, ParameterValue, Response};

/// Compares the headers of two responses.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: &'s Response<'s>, new: &'s Response<'s>, incoming: Incoming) {
    for (name, header) in &old.headers {
        let Some(before) = cx.old.document.header(header) else { continue };
        let same = new.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let Some(after) = same.and_then(|(_, header)| cx.new.document.header(header)) else {
            let (kind, how) = if before.required {
                (&kinds::RESPONSE_HEADER_REQUIRED_REMOVED, "required")
            } else {
                (&kinds::RESPONSE_HEADER_OPTIONAL_REMOVED, "optional")
            };
            let finding = Finding::new(kind, format!("the {how} header `{name}` is gone"));
            report(cx, finding.at(&before.at, &new.at), incoming);
            continue;
        };
        pair(cx, name, before, after, incoming);
    }
    for (name, header) in &new.headers {
        let Some(after) = cx.new.document.header(header) else { continue };
        if !old.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            let finding = Finding::new(&kinds::RESPONSE_HEADER_ADDED, format!("the header `{name}` is new"));
            report(cx, finding.at(&old.at, &after.at), incoming);
        }
    }
}

fn report(cx: &mut Cx<'_>, finding: Finding, incoming: Incoming) {
    cx.report(finding.sent(incoming.responses()));
}

fn pair<'s>(cx: &mut Cx<'s>, name: &str, old: &'s Header<'s>, new: &'s Header<'s>, incoming: Incoming) {
    let at = (&old.at, &new.at);
    if old.required && !new.required {
        let sentence = format!("the header `{name}` may now be missing");
        report(cx, Finding::new(&kinds::RESPONSE_HEADER_BECAME_OPTIONAL, sentence).at(at.0, at.1), incoming);
    }
    let (ParameterValue::Schema { schema: before, .. }, ParameterValue::Schema { schema: after, .. }) =
        (&old.value, &new.value)
    else {
        return;
    };
    let (before, after) = (Form::of(At::new(cx.old, before)), Form::of(At::new(cx.new, after)));
    if before.nullable != after.nullable {
        let how = if after.nullable { "may now" } else { "may no longer" };
        let wire = if after.nullable { Wire::Unclear } else { Wire::Keeps };
        let finding =
            Finding::new(&kinds::RESPONSE_HEADER_NULLABLE_CHANGED, format!("the header `{name}` {how} be null"));
        report(cx, finding.at(at.0, at.1).judged(wire), incoming);
    }
    if (before.types, before.format()) != (after.types, after.format()) {
        let narrowed =
            contained(&after, &before, true) && before.format().is_none_or(|format| after.format() == Some(format));
        let kind = if narrowed { &kinds::RESPONSE_HEADER_TYPE_NARROWED } else { &kinds::RESPONSE_HEADER_TYPE_CHANGED };
        let sentence = format!("the header `{name}` was `{:?}` and is `{:?}`", before.types, after.types);
        report(cx, Finding::new(kind, sentence).at(at.0, at.1), incoming);
    }
}
