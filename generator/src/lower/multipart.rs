//! Turns the schema of a multipart body into a struct of parts, whose binary members are files.
//!
//! A component that only multipart bodies refer to becomes that struct; one that JSON refers to as well gets a second
//! type. Unions are laid over each other: a part that some arm does not have is optional.

use super::constant::constant_of;
use super::cx::{LowerCx, Place};
use super::hoist::Draft;
use super::intersect::{Intersection, Merged, Part};
use super::media::MediaKind;
use super::nullable::{allows_null, not_null, null_arm};
use super::object::{self, Members, head_of, is_closed, lower_field, members_of, required_of};
use super::schema::lower_schema;
use crate::diagnostics::codes;
use crate::ir::{Additional, Field, Scalar, Shape, Struct, TypeId, TypeRef, Wire};
use crate::spec::{Encoding, Header, MediaType, ParameterValue, RefOr, Schema, Types};

/// How deep unions are looked into for files.
const DEEPEST: usize = 8;

/// The type of a multipart body.
pub(super) fn lower_multipart<'d>(cx: &mut LowerCx<'d, '_>, content: &'d MediaType<'d>, place: &Place) -> TypeRef {
    let Some(schema) = content.schema.as_ref() else { return TypeRef::Map(Box::new(TypeRef::Json)) };
    let component = schema.reference.as_deref().and_then(|reference| cx.component(reference));
    if let Some(&id) = component.as_ref().and_then(|(position, _)| cx.forms.get(position)) {
        return TypeRef::Named(id);
    }
    let all = Intersection::of(schema);
    let merged = all.merged(cx);
    let (members, mut required) = all_members(cx, &merged);
    if members.is_empty() {
        return lower_schema(cx, schema, place);
    }
    required.extend(required_of(cx, &merged, &members, is_closed(&merged)));
    let draft = Draft::new(cx.drafts.reserve());
    let id = draft.id;
    if let Some((position, _)) = component {
        cx.forms.insert(position, id);
    }
    let fields = members
        .into_iter()
        .map(|(name, parts)| lower_part(cx, name, parts, required.contains(&name), id, content))
        .collect();
    let described = Intersection::of(component.map_or(schema, |(_, target)| target));
    let head = head_of(&described, place, Wire::Multipart);
    let shape = Shape::Struct(Struct { fields, additional: Additional::Ignored });
    cx.drafts.finish(draft, place, head, shape)
}

fn lower_part<'d>(
    cx: &mut LowerCx<'d, '_>,
    name: &'d str,
    parts: Vec<Part<'d>>,
    required: bool,
    id: TypeId,
    content: &'d MediaType<'d>,
) -> Field {
    let encoding = content.encoding.iter().find(|(of, _)| *of == name).map(|(_, encoding)| encoding);
    let stated = encoding.and_then(|encoding| encoding.content_type);
    let all = Intersection::parts(parts.clone());
    let file = all.parts.iter().find_map(|part| file_of(cx, part.schema, stated, 0));
    // A part cannot be null, only absent.
    let required = required && !allows_null(cx, &all);
    let is_file = file.is_some();
    let mut field = match file {
        Some(ty) => object::field(cx, name, &all, required, ty, None),
        None => lower_field(cx, name, parts, required, id),
    };
    let headers = encoding.into_iter().flat_map(|encoding| &encoding.headers);
    for (header, described) in headers.filter(|(header, _)| !is_content_type(header)) {
        match cx.document.header(described) {
            Some(described) if constant_header(cx, described).is_some() => {}
            Some(_) if is_file => field.docs.notes.push(format!("Header of the part, for `Part::header`: `{header}`")),
            Some(described) => cx.report(codes::KEYWORD_NOT_HONOURED, &described.at, || {
                format!("`{header}` is not sent with `{name}`: its value is not fixed, and only a file has headers of its own")
            }),
            None => {}
        }
    }
    Field { ty: not_null(field.ty), ..field }
}

/// The headers of a part that are always the same.
pub(super) fn constant_headers<'d>(cx: &LowerCx<'d, '_>, encoding: &'d Encoding<'d>) -> Vec<(String, String)> {
    let stated = encoding.headers.iter().filter(|(name, _)| !is_content_type(name));
    let fixed = |(name, header): &'d (&'d str, RefOr<'d, Header<'d>>)| {
        Some(((*name).to_owned(), constant_header(cx, cx.document.header(header)?)?))
    };
    stated.filter_map(fixed).collect()
}

/// It has a place of its own in OpenAPI (3.1.1, section 4.8.15.1.1).
fn is_content_type(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}

/// The only text that a header can have.
fn constant_header<'d>(cx: &LowerCx<'d, '_>, header: &'d Header<'d>) -> Option<String> {
    let ParameterValue::Schema { schema, .. } = &header.value else { return None };
    let target = schema.reference.as_deref().and_then(|reference| cx.component(reference)).map(|(_, schema)| schema);
    let value = constant_of(&Intersection::of(target.unwrap_or(schema)))?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// `File` or a list of it, where the schema describes bytes.
fn file_of<'d>(cx: &LowerCx<'d, '_>, schema: &'d Schema<'d>, stated: Option<&str>, depth: usize) -> Option<TypeRef> {
    if depth > DEEPEST {
        return None;
    }
    if is_file(schema, stated) {
        return Some(TypeRef::Scalar(Scalar::File));
    }
    if let Some(items) = schema.items.as_deref() {
        let item = file_of(cx, items, stated, depth + 1)?;
        return matches!(item, TypeRef::Scalar(_)).then(|| TypeRef::List(Box::new(item)));
    }
    let target = schema.reference.as_deref().and_then(|reference| cx.component(reference)).map(|(_, schema)| schema);
    let arms = schema.one_of.iter().chain(&schema.any_of).chain(&schema.all_of).filter(|arm| !null_arm(arm));
    let found: Vec<TypeRef> =
        target.into_iter().chain(arms).filter_map(|arm| file_of(cx, arm, stated, depth + 1)).collect();
    // A file, or several: a list holds both.
    found.iter().find(|ty| matches!(ty, TypeRef::List(_))).or(found.first()).cloned()
}

fn is_file(schema: &Schema<'_>, stated: Option<&str>) -> bool {
    let rare = schema.rare.as_deref();
    let encoded = rare.is_some_and(|rare| rare.content_encoding.is_some());
    let bytes = |media_type: &str| MediaKind::of(media_type.split(',').next().unwrap_or_default()) == MediaKind::Bytes;
    let by_media_type = rare.and_then(|rare| rare.content_media_type).is_some_and(bytes) && !encoded;
    let untyped = schema.types.is_empty()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.values.is_none();
    // In 3.1 bytes are described by the absence of a type.
    let by_encoding =
        stated.is_some_and(bytes) && (untyped || schema.types == Types::STRING) && schema.format.is_none();
    schema.format == Some("binary") || by_media_type || by_encoding
}

/// The members of the object and of all arms of its unions, and those that every arm requires.
fn all_members<'d>(cx: &LowerCx<'d, '_>, merged: &Merged<'d>) -> (Members<'d>, Vec<&'d str>) {
    let mut members = members_of(merged);
    let mut required = Vec::new();
    for group in &merged.groups {
        let arms: Vec<Merged<'d>> = group.arms.iter().map(|arm| Intersection::of(arm).merged(cx)).collect();
        for (name, parts) in arms.iter().flat_map(members_of) {
            members.entry(name).or_insert(parts);
        }
        let lists: Vec<Vec<&'d str>> =
            arms.iter().map(|arm| arm.schemas().flat_map(|schema| schema.required.iter().copied()).collect()).collect();
        let Some((first, rest)) = lists.split_first() else { continue };
        required.extend(first.iter().filter(|name| rest.iter().all(|list| list.contains(*name))).copied());
    }
    (members, required)
}
