//! Turns answers into what a success gives and what can go wrong.

use super::body::is_text;
use super::cx::{LowerCx, Place};
use super::docs::of_texts;
use super::media::MediaKind;
use super::schema::lower_schema;
use crate::diagnostics::codes;
use crate::ir::{Answer, Content, HeaderField, OperationId, Output, Owner, Role, TypeRef};
use crate::pointer::Pointer;
use crate::spec::{self, MediaType, ParameterValue, RefOr, Response, Schema, StatusKey};

/// The plain answers of an operation.
pub(super) struct Answers {
    /// What a success gives.
    pub(super) output: Output,
    /// Declared failures.
    pub(super) errors: Vec<Answer>,
    /// Headers that any of them declares, each once.
    pub(super) headers: Vec<HeaderField>,
}

/// The answers of an operation, streams left out.
pub(super) fn lower_answers<'d>(
    cx: &mut LowerCx<'d, '_>,
    operation: &'d spec::Operation<'d>,
    id: OperationId,
) -> Answers {
    let mut declared: Vec<&(StatusKey, RefOr<'d, Response<'d>>)> = operation.responses.iter().collect();
    declared.sort_by_key(|(status, _)| *status);
    let successes = |status: StatusKey| is_success(status);
    let any_success = declared.iter().any(|(status, _)| successes(*status));
    let only_redirects = !any_success && declared.iter().any(|(status, _)| is_redirect(*status));
    let (mut outputs, mut errors, mut headers) = (Vec::new(), Vec::new(), Vec::<HeaderField>::new());
    for (status, response) in declared {
        let mut answers = lower_answer(cx, operation, *status, response, id);
        for header in answers.first().iter().flat_map(|answer| &answer.headers) {
            if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
                headers.push(header.clone());
            }
        }
        if successes(*status) || (only_redirects && is_redirect(*status)) {
            outputs.append(&mut answers);
        } else if !is_informational(*status) {
            // Without a declared success `default` describes it too.
            if *status == StatusKey::Default && !any_success && !only_redirects {
                outputs.extend(answers.iter().cloned());
            }
            answers.truncate(1);
            errors.append(&mut answers);
        }
    }
    let output = if only_redirects { Output::Several(outputs) } else { output_of(outputs) };
    Answers { output, errors, headers }
}

/// A status that means success.
pub(super) fn is_success(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(200..=299) | StatusKey::Range(2))
}

fn is_redirect(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(300..=399) | StatusKey::Range(3))
}

fn is_informational(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(100..=199) | StatusKey::Range(1))
}

fn output_of(answers: Vec<Answer>) -> Output {
    let mut contents: Vec<&Content> = Vec::new();
    for answer in &answers {
        if !contents.contains(&&answer.content) {
            contents.push(&answer.content);
        }
    }
    match contents.as_slice() {
        [] | [Content::Empty] => Output::Empty,
        [one] => Output::One((*one).clone()),
        [Content::Empty, other] | [other, Content::Empty] => Output::Optional((*other).clone()),
        _ => Output::Several(answers),
    }
}

/// An answer for each body that one status can have.
fn lower_answer<'d>(
    cx: &mut LowerCx<'d, '_>,
    operation: &'d spec::Operation<'d>,
    status: StatusKey,
    reference: &'d RefOr<'d, Response<'d>>,
    id: OperationId,
) -> Vec<Answer> {
    let document = cx.document;
    let Some(response) = document.response(reference) else {
        return vec![dangling(reference, status, &operation.at)];
    };
    let beside = match reference {
        RefOr::Ref { description, .. } => *description,
        RefOr::Item(_) => None,
    };
    let docs = of_texts(response.summary, beside.or(response.description), false);
    let no_body = operation.method == "HEAD" || matches!(status, StatusKey::Code(204 | 205 | 304));
    let place = Place::part(Owner::Operation(id), Role::Answer(status));
    let bodies = if no_body { Vec::new() } else { lower_contents(cx, &response.content, &place) };
    let headers = lower_headers(cx, response, id);
    let answer = |media_type: Option<String>, content: Content| Answer {
        origin: response.at.clone(),
        status,
        media_type,
        content,
        headers: headers.clone(),
        docs: docs.clone(),
    };
    if bodies.is_empty() {
        return vec![answer(None, Content::Empty)];
    }
    bodies.into_iter().map(|(media_type, content)| answer(Some(media_type), content)).collect()
}

// What a reference into nowhere would have said is not known.
fn dangling(reference: &RefOr<'_, Response<'_>>, status: StatusKey, operation: &Pointer) -> Answer {
    let origin = match reference {
        RefOr::Ref { at, .. } => at.clone(),
        RefOr::Item(_) => operation.clone(),
    };
    let docs = crate::ir::Docs::default();
    Answer { origin, status, media_type: None, content: Content::Json(TypeRef::Json), headers: Vec::new(), docs }
}

/// The bodies to tell apart, by media type. Where there is JSON it is asked for and nothing else.
fn lower_contents<'d>(
    cx: &mut LowerCx<'d, '_>,
    content: &'d [(&'d str, RefOr<'d, MediaType<'d>>)],
    place: &Place,
) -> Vec<(String, Content)> {
    let document = cx.document;
    let plain = content.iter().filter(|(name, _)| !MediaKind::of(name).is_stream());
    let mut plain: Vec<(MediaKind, &str, &MediaType<'_>)> = plain
        .filter_map(|(name, content)| Some((MediaKind::of(name), *name, document.media_type(content)?)))
        .filter(|(kind, _, content)| {
            let items = content.item_schema.is_some() && *kind != MediaKind::Multipart;
            !items && content.stream.own.is_none()
        })
        .collect();
    plain.sort_by_key(|(kind, name, _)| (*kind, *name != "application/json"));
    let is_json = |kind: MediaKind, content: &MediaType<'_>| match kind {
        MediaKind::Json => true,
        MediaKind::Any => !is_text(content.schema.as_ref()),
        _ => false,
    };
    let json = plain.iter().any(|(kind, _, content)| is_json(*kind, content));
    let mut bodies: Vec<(String, Content)> = Vec::new();
    for (kind, name, content) in plain {
        if json && !is_json(kind, content) {
            cx.report(codes::MEDIA_TYPE_UNUSED, &content.at, || {
                format!("JSON is asked for, so `{name}` is not offered")
            });
            continue;
        }
        let body = lower_content(cx, kind, content.schema.as_ref(), place);
        if !bodies.iter().any(|(_, other)| *other == body) {
            bodies.push((name.to_owned(), body));
        }
    }
    bodies
}

fn lower_content<'d>(
    cx: &mut LowerCx<'d, '_>,
    kind: MediaKind,
    schema: Option<&'d Schema<'d>>,
    place: &Place,
) -> Content {
    let binary = |schema: &Schema<'_>| schema.format == Some("binary");
    match (kind, schema) {
        (MediaKind::Json, Some(schema)) => Content::Json(lower_schema(cx, schema, place)),
        (MediaKind::Json, None) => Content::Json(TypeRef::Json),
        (MediaKind::Any, Some(schema)) if !is_text(Some(schema)) => Content::Json(lower_schema(cx, schema, place)),
        (MediaKind::Any, Some(schema)) if !binary(schema) => Content::Text,
        (MediaKind::Text | MediaKind::Form, Some(schema)) if binary(schema) => Content::Bytes,
        (MediaKind::Text | MediaKind::Form, _) => Content::Text,
        _ => Content::Bytes,
    }
}

fn lower_headers<'d>(cx: &mut LowerCx<'d, '_>, response: &'d Response<'d>, id: OperationId) -> Vec<HeaderField> {
    let document = cx.document;
    let mut fields = Vec::with_capacity(response.headers.len());
    for (name, header) in &response.headers {
        // `Content-Type` has a place of its own in OpenAPI (4.8.17).
        let Some(header) = document.header(header).filter(|_| !name.eq_ignore_ascii_case("content-type")) else {
            continue;
        };
        let schema = match &header.value {
            ParameterValue::Schema { schema, .. } => Some(&**schema),
            ParameterValue::Content { content, .. } => {
                document.media_type(content).and_then(|content| content.schema.as_ref())
            }
        };
        let place = Place::part(Owner::Operation(id), Role::Header((*name).to_owned()));
        let ty = schema.map_or(TypeRef::Json, |schema| lower_schema(cx, schema, &place));
        let docs = of_texts(None, header.description, header.deprecated);
        fields.push(HeaderField { name: (*name).to_owned(), ty, required: header.required, docs });
    }
    fields
}
