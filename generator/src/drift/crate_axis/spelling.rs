//! Uses of types as text, as far as source code can tell them apart: what is another name of a type is that type.

use super::Cx;
use crate::ir::{BodyForm, Content, Output, Scalar, Shape, StreamItem, TypeRef};

/// How deep aliases are followed; they form no circles.
const DEEPEST: usize = 64;

/// A use of a type: `Option<Vec<Pet>>`.
pub(super) fn spelled(cx: &Cx<'_>, ty: &TypeRef) -> String {
    at_depth(cx, ty, 0)
}

fn at_depth(cx: &Cx<'_>, ty: &TypeRef, depth: usize) -> String {
    let inner = |ty: &TypeRef| at_depth(cx, ty, depth + 1);
    match ty {
        TypeRef::Named(id) => match cx.api.types.get(id.index()).map(|def| &def.shape) {
            // The null of an alias is within it: `Option<Option<T>>` is what the crate has too.
            Some(Shape::Alias(of)) if depth < DEEPEST => inner(of),
            _ => cx.names.types.get(id.index()).map(|names| names.name.clone()).unwrap_or_default(),
        },
        TypeRef::Scalar(scalar) => self::scalar(*scalar).to_owned(),
        TypeRef::List(item) => format!("Vec<{}>", inner(item)),
        TypeRef::Map(value) => format!("Map<String, {}>", inner(value)),
        TypeRef::Nullable(_) => format!("Option<{}>", inner(without_null(ty))),
        TypeRef::Tuple(items) => format!("({})", items.iter().map(inner).collect::<Vec<_>>().join(", ")),
        TypeRef::Json => "Value".to_owned(),
    }
}

pub(super) fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => without_null(inner),
        other => other,
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I8 => "i8",
        Scalar::I16 => "i16",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::I128 => "i128",
        Scalar::U8 => "u8",
        Scalar::U16 => "u16",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::String => "String",
        Scalar::Uuid => "Uuid",
        Scalar::DateTime => "DateTime",
        Scalar::Base64 => "Base64",
        Scalar::Bytes => "Bytes",
        Scalar::File => "Part",
        Scalar::Null => "()",
    }
}

/// What an answer or an event holds; nothing where it has no payload.
pub(super) fn content(cx: &Cx<'_>, content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Json(ty) => spelled(cx, ty),
        Content::Text => "String".to_owned(),
        Content::Bytes => "Bytes".to_owned(),
        Content::Stream(_) => "EventStream".to_owned(),
    }
}

/// What a call gives; `several` is the enum of answers that differ.
pub(super) fn output(cx: &Cx<'_>, output: &Output, several: &str) -> String {
    match output {
        Output::Empty => "()".to_owned(),
        Output::One(Content::Stream(stream)) | Output::Optional(Content::Stream(stream)) => match &stream.item {
            StreamItem::Events(id) => format!("EventStream<{}>", spelled(cx, &TypeRef::Named(*id))),
            StreamItem::Json(item) => format!("EventStream<{}>", spelled(cx, item)),
            StreamItem::Text => "EventStream<UnknownEvent>".to_owned(),
        },
        Output::One(Content::Bytes) | Output::Optional(Content::Bytes) => "ByteStream".to_owned(),
        Output::Optional(Content::Json(ty)) => format!("Option<{}>", spelled(cx, ty)),
        Output::One(content) | Output::Optional(content) => match self::content(cx, content) {
            empty if empty.is_empty() => "()".to_owned(),
            other => other,
        },
        Output::Several(_) => several.to_owned(),
    }
}

/// What a body is given as.
pub(super) fn body(cx: &Cx<'_>, form: &BodyForm) -> String {
    match form {
        BodyForm::Json(ty) | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. } => spelled(cx, ty),
        BodyForm::Text => "impl Into<String>".to_owned(),
        BodyForm::Bytes => "impl Into<BodyBytes>".to_owned(),
    }
}
