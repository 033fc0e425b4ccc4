//! Turns request bodies into what can be sent, the preferred media type first.

use super::cx::{LowerCx, Place};
use super::docs::of_texts;
use super::intersect::Intersection;
use super::media::{MediaKind, sendable};
use super::multipart::{constant_headers, lower_multipart};
use super::object::{is_closed, members_of};
use super::schema::lower_schema;
use crate::diagnostics::codes;
use crate::ir::{Body, BodyForm, BodyOption, FieldEncoding, OperationId, Owner, Role, TypeRef};
use crate::spec::{self, Encoding, MediaType, RefOr, Schema, Types};

/// The body of an operation.
pub(super) fn lower_body<'d>(
    cx: &mut LowerCx<'d, '_>,
    operation: &'d spec::Operation<'d>,
    id: OperationId,
) -> Option<Body> {
    let document = cx.document;
    let reference = operation.request_body.as_ref()?;
    let body = document.request_body(reference)?;
    if !body.required && body.content.iter().all(|(_, content)| says_empty(cx, content)) && !body.content.is_empty() {
        cx.report(codes::BODY_EMPTY, &body.at, || {
            "no member of this body is declared, so it is not offered".to_owned()
        });
        return None;
    }
    if matches!(operation.method.as_str(), "GET" | "HEAD" | "TRACE") {
        cx.report(codes::BODY_UNUSUAL, &body.at, || {
            format!("a body has no meaning for `{}` (RFC 9110, 9.3), but it is sent", operation.method)
        });
    }
    let mut content: Vec<(MediaKind, &str, &RefOr<'_, MediaType<'_>>)> =
        body.content.iter().map(|(name, content)| (MediaKind::of(name), *name, content)).collect();
    content.sort_by_key(|(kind, name, _)| (rank(*kind), *name != "application/json"));
    let mut options: Vec<BodyOption> = Vec::new();
    for (kind, name, content) in content {
        let Some(content) = document.media_type(content) else { continue };
        let option = lower_option(cx, kind, name, content, id);
        if options.iter().any(|other| is_same(other, &option)) {
            cx.report(codes::MEDIA_TYPE_UNUSED, &content.at, || {
                format!("`{name}` says the same in other words and is not offered")
            });
        } else {
            options.push(option);
        }
    }
    let beside = match reference {
        RefOr::Ref { description, .. } => *description,
        RefOr::Item(_) => None,
    };
    let docs = of_texts(None, beside.or(body.description), false);
    // A body without a media type is of any.
    if options.is_empty() {
        options.push(BodyOption { media_type: sendable("*/*"), form: BodyForm::Bytes });
    }
    Some(Body { origin: body.at.clone(), required: body.required, fixed: Vec::new(), options, docs })
}

// An object without members, and without a place for others, holds nothing that could be sent.
fn says_empty<'d>(cx: &LowerCx<'d, '_>, content: &'d RefOr<'d, MediaType<'d>>) -> bool {
    let document = cx.document;
    let schema = document.media_type(content).and_then(|content| content.schema.as_ref());
    schema.is_some_and(|schema| {
        let merged = Intersection::of(schema).merged(cx);
        merged.groups.is_empty()
            && merged.types() == Some(Types::OBJECT)
            && is_closed(&merged)
            && members_of(&merged).is_empty()
    })
}

fn rank(kind: MediaKind) -> u8 {
    match kind {
        MediaKind::Json => 0,
        MediaKind::Any => 1,
        MediaKind::Form => 2,
        MediaKind::Multipart => 3,
        MediaKind::Text | MediaKind::EventStream => 4,
        MediaKind::JsonLines | MediaKind::JsonSeq | MediaKind::Bytes => 5,
    }
}

// JSON of one type under several names; for other forms the name is the difference.
fn is_same(one: &BodyOption, two: &BodyOption) -> bool {
    let json = matches!(one.form, BodyForm::Json(_) | BodyForm::Multipart { .. });
    one.form == two.form && (json || one.media_type == two.media_type)
}

fn lower_option<'d>(
    cx: &mut LowerCx<'d, '_>,
    kind: MediaKind,
    media_type: &str,
    content: &'d MediaType<'d>,
    id: OperationId,
) -> BodyOption {
    let place = Place::part(Owner::Operation(id), Role::Body);
    let schema = content.schema.as_ref();
    let mut media_type = sendable(media_type);
    let form = match kind {
        MediaKind::Any if !is_text(schema) => {
            "application/json".clone_into(&mut media_type);
            BodyForm::Json(json(cx, schema, &place))
        }
        MediaKind::Json => BodyForm::Json(json(cx, schema, &place)),
        MediaKind::Form => BodyForm::Form { ty: json(cx, schema, &place), encoding: encodings(&content.encoding) },
        MediaKind::Multipart if is_positional(cx, content) => BodyForm::Bytes,
        MediaKind::Multipart => {
            let mut encoding = encodings(&content.encoding);
            for (field, (_, stated)) in encoding.iter_mut().zip(&content.encoding) {
                field.headers = constant_headers(cx, stated);
            }
            BodyForm::Multipart { ty: lower_multipart(cx, content, &place), encoding }
        }
        MediaKind::Text | MediaKind::EventStream => BodyForm::Text,
        MediaKind::Any | MediaKind::Bytes | MediaKind::JsonLines | MediaKind::JsonSeq => BodyForm::Bytes,
    };
    BodyOption { media_type, form }
}

/// Parts without names (3.2, section 4.14.4): the caller writes them.
fn is_positional<'d>(cx: &LowerCx<'d, '_>, content: &'d MediaType<'d>) -> bool {
    let list = |schema: &'d Schema<'d>| Intersection::of(schema).merged(cx).types() == Some(Types::ARRAY);
    content.item_schema.is_some() || content.schema.as_ref().is_some_and(list)
}

fn json<'d>(cx: &mut LowerCx<'d, '_>, schema: Option<&'d Schema<'d>>, place: &Place) -> TypeRef {
    schema.map_or(TypeRef::Json, |schema| lower_schema(cx, schema, place))
}

/// Under a wildcard, texts and bytes are sent as they are; so is what no schema describes.
pub(super) fn is_text(schema: Option<&Schema<'_>>) -> bool {
    schema.is_none_or(|schema| schema.types == Types::STRING)
}

/// Of several media types, and of one with a wildcard, only the caller knows which it is.
fn is_one(media_type: &str) -> bool {
    !media_type.contains([',', '*'])
}

pub(super) fn encodings(encodings: &[(&str, Encoding<'_>)]) -> Vec<FieldEncoding> {
    let encoding = |(name, encoding): &(&str, Encoding<'_>)| FieldEncoding {
        name: (*name).to_owned(),
        content_type: encoding.content_type.filter(|stated| is_one(stated)).map(str::to_owned),
        style: encoding.style,
        explode: encoding.explode.or_else(|| encoding.style.map(|style| style == spec::Style::Form)),
        allow_reserved: encoding.allow_reserved,
        headers: Vec::new(),
    };
    encodings.iter().map(encoding).collect()
}
