//! Walks over the uses of types in the IR.

use crate::ir::{
    Additional, Body, BodyForm, Content, Incoming, Operation, Output, Shape, StreamItem, TypeDef, TypeId, TypeRef,
};

/// All uses of types with a name in a type.
pub(super) fn ids_in(ty: &TypeRef, see: &mut dyn FnMut(TypeId)) {
    match ty {
        TypeRef::Named(id) => see(*id),
        TypeRef::List(of) | TypeRef::Map(of) | TypeRef::Nullable(of) => ids_in(of, see),
        TypeRef::Tuple(of) => of.iter().for_each(|of| ids_in(of, see)),
        TypeRef::Scalar(_) | TypeRef::Json => {}
    }
}

/// Replaces the uses of types with a name in a type.
pub(super) fn replace_in(ty: &mut TypeRef, by: &mut dyn FnMut(TypeId) -> TypeRef) {
    match ty {
        TypeRef::Named(id) => *ty = by(*id),
        TypeRef::List(of) | TypeRef::Map(of) | TypeRef::Nullable(of) => replace_in(of, by),
        TypeRef::Tuple(of) => of.iter_mut().for_each(|of| replace_in(of, by)),
        TypeRef::Scalar(_) | TypeRef::Json => {}
    }
}

/// The types in a definition.
pub(super) fn types_of(def: &mut TypeDef) -> Vec<&mut TypeRef> {
    match &mut def.shape {
        Shape::Struct(of) => {
            let extra = match &mut of.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Ignored => None,
            };
            of.fields.iter_mut().map(|field| &mut field.ty).chain(extra).collect()
        }
        Shape::Enum(_) => Vec::new(),
        Shape::Union(of) => of.arms.iter_mut().map(|arm| &mut arm.ty).collect(),
        Shape::Events(of) => of.arms.iter_mut().filter_map(|arm| type_of_content(&mut arm.payload)).collect(),
        Shape::Alias(of) => vec![of],
    }
}

/// The ids in a definition.
pub(super) fn ids_of(def: &TypeDef, see: &mut dyn FnMut(TypeId)) {
    match &def.shape {
        Shape::Struct(of) => {
            of.fields.iter().for_each(|field| ids_in(&field.ty, see));
            if let Additional::Kept(ty) = &of.additional {
                ids_in(ty, see);
            }
        }
        Shape::Enum(_) => {}
        Shape::Union(of) => of.arms.iter().for_each(|arm| ids_in(&arm.ty, see)),
        Shape::Events(of) => of.arms.iter().for_each(|arm| ids_of_content(&arm.payload, see)),
        Shape::Alias(of) => ids_in(of, see),
    }
}

/// The ids in a body.
pub(super) fn ids_of_content(content: &Content, see: &mut dyn FnMut(TypeId)) {
    match content {
        Content::Json(ty) => ids_in(ty, see),
        Content::Stream(stream) => match &stream.item {
            StreamItem::Events(id) => see(*id),
            StreamItem::Json(ty) => ids_in(ty, see),
            StreamItem::Text => {}
        },
        Content::Empty | Content::Text | Content::Bytes => {}
    }
}

/// The ids in what an operation sends.
pub(super) fn ids_sent(operation: &Operation, see: &mut dyn FnMut(TypeId)) {
    operation.parameters.iter().for_each(|parameter| ids_in(&parameter.ty, see));
    for option in operation.body.iter().flat_map(|body| &body.options) {
        match &option.form {
            BodyForm::Json(ty) | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. } => ids_in(ty, see),
            BodyForm::Text | BodyForm::Bytes => {}
        }
    }
}

/// The ids in what an operation answers with.
pub(super) fn ids_received(operation: &Operation, see: &mut dyn FnMut(TypeId)) {
    match &operation.output {
        Output::Empty => {}
        Output::One(content) | Output::Optional(content) => ids_of_content(content, see),
        Output::Several(answers) => answers.iter().for_each(|answer| ids_of_content(&answer.content, see)),
    }
    operation.headers.iter().for_each(|header| ids_in(&header.ty, see));
    let several = match &operation.output {
        Output::Several(answers) => answers.as_slice(),
        _ => &[],
    };
    for answer in operation.errors.iter().chain(several) {
        ids_of_content(&answer.content, see);
        answer.headers.iter().for_each(|header| ids_in(&header.ty, see));
    }
}

/// The ids in a payload.
pub(super) fn ids_incoming(incoming: &Incoming, see: &mut dyn FnMut(TypeId)) {
    incoming.payload.iter().for_each(|ty| ids_in(ty, see));
}

/// The types of what an operation sends.
pub(super) fn types_sent(operation: &mut Operation) -> Vec<&mut TypeRef> {
    let mut types: Vec<&mut TypeRef> = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty).collect();
    let options = operation.body.iter_mut().flat_map(|body: &mut Body| &mut body.options);
    types.extend(options.filter_map(|option| match &mut option.form {
        BodyForm::Json(ty) | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. } => Some(ty),
        BodyForm::Text | BodyForm::Bytes => None,
    }));
    types
}

/// Replaces the ids in what an operation answers with.
pub(super) fn replace_received(operation: &mut Operation, by: &mut dyn FnMut(TypeId) -> TypeRef) {
    operation.headers.iter_mut().for_each(|header| replace_in(&mut header.ty, by));
    let several = match &mut operation.output {
        Output::Empty => &mut [],
        Output::One(content) | Output::Optional(content) => {
            replace_in_content(content, by);
            [].as_mut_slice()
        }
        Output::Several(answers) => answers.as_mut_slice(),
    };
    for answer in operation.errors.iter_mut().chain(several) {
        replace_in_content(&mut answer.content, by);
        answer.headers.iter_mut().for_each(|header| replace_in(&mut header.ty, by));
    }
}

fn replace_in_content(content: &mut Content, by: &mut dyn FnMut(TypeId) -> TypeRef) {
    if let Content::Stream(stream) = content
        && let StreamItem::Events(id) = &mut stream.item
        && let TypeRef::Named(other) = by(*id)
    {
        *id = other;
    }
    if let Some(ty) = type_of_content(content) {
        replace_in(ty, by);
    }
}

fn type_of_content(content: &mut Content) -> Option<&mut TypeRef> {
    match content {
        Content::Json(ty) => Some(ty),
        Content::Stream(stream) => match &mut stream.item {
            StreamItem::Json(ty) => Some(ty),
            StreamItem::Events(_) | StreamItem::Text => None,
        },
        Content::Empty | Content::Text | Content::Bytes => None,
    }
}
