//! Which types a request can hold and which an answer can: by walking from the operations.

use crate::ir::{Additional, Answer, Api, BodyForm, Content, Operation, Output, Shape, StreamItem, TypeId, TypeRef};

/// A direction of travel, as a bit.
pub(crate) const REQUEST: u8 = 1;
/// The other direction.
pub(crate) const RESPONSE: u8 = 2;

/// By type: the directions in which it travels.
pub(crate) fn directions(api: &Api) -> Vec<u8> {
    let mut found = vec![0; api.types.len()];
    for operation in &api.operations {
        roots(operation, &mut |ty, direction| mark(api, ty, direction, &mut found));
    }
    for incoming in &api.incoming {
        if let Some(ty) = &incoming.payload {
            mark(api, ty, RESPONSE, &mut found);
        }
    }
    found
}

/// Visits the types an operation names, with their direction.
pub(crate) fn roots(operation: &Operation, visit: &mut dyn FnMut(&TypeRef, u8)) {
    for parameter in &operation.parameters {
        visit(&parameter.ty, REQUEST);
    }
    for option in operation.body.iter().flat_map(|body| &body.options) {
        match &option.form {
            BodyForm::Json(ty) | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. } => visit(ty, REQUEST),
            BodyForm::Text | BodyForm::Bytes => {}
        }
    }
    match &operation.output {
        Output::Empty => {}
        Output::One(body) | Output::Optional(body) => content(body, visit),
        Output::Several(answers) => answers.iter().for_each(|answer| answer_types(answer, visit)),
    }
    operation.errors.iter().for_each(|answer| answer_types(answer, visit));
    operation.headers.iter().for_each(|header| visit(&header.ty, RESPONSE));
}

fn answer_types(answer: &Answer, visit: &mut dyn FnMut(&TypeRef, u8)) {
    content(&answer.content, visit);
    answer.headers.iter().for_each(|header| visit(&header.ty, RESPONSE));
}

fn content(content: &Content, visit: &mut dyn FnMut(&TypeRef, u8)) {
    match content {
        Content::Json(ty) => visit(ty, RESPONSE),
        Content::Stream(stream) => match &stream.item {
            StreamItem::Events(id) => visit(&TypeRef::Named(*id), RESPONSE),
            StreamItem::Json(ty) => visit(ty, RESPONSE),
            StreamItem::Text => {}
        },
        Content::Empty | Content::Text | Content::Bytes => {}
    }
}

fn mark(api: &Api, ty: &TypeRef, direction: u8, found: &mut [u8]) {
    let mut open = Vec::new();
    named(ty, &mut |id| open.push(id));
    while let Some(id) = open.pop() {
        let (Some(seen), Some(def)) = (found.get_mut(id.index()), api.types.get(id.index())) else { continue };
        if *seen & direction == 0 {
            *seen |= direction;
            parts(&def.shape, &mut |part| named(part, &mut |id| open.push(id)));
        }
    }
}

/// Visits the types that a type is made of.
pub(crate) fn parts(shape: &Shape, visit: &mut dyn FnMut(&TypeRef)) {
    match shape {
        Shape::Struct(shape) => {
            shape.fields.iter().filter(|field| field.constant.is_none()).for_each(|field| visit(&field.ty));
            if let Additional::Kept(ty) = &shape.additional {
                visit(ty);
            }
        }
        Shape::Enum(_) => {}
        Shape::Union(shape) => shape.arms.iter().for_each(|arm| visit(&arm.ty)),
        Shape::Events(shape) => shape.arms.iter().for_each(|arm| content(&arm.payload, &mut |ty, _| visit(ty))),
        Shape::Alias(ty) => visit(ty),
    }
}

/// Visits the named types in a use of a type.
pub(crate) fn named(ty: &TypeRef, visit: &mut dyn FnMut(TypeId)) {
    match ty {
        TypeRef::Named(id) => visit(*id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => named(inner, visit),
        TypeRef::Tuple(items) => items.iter().for_each(|item| named(item, visit)),
        TypeRef::Scalar(_) | TypeRef::Json => {}
    }
}
