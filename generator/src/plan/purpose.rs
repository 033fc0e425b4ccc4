//! What each type is for, told where the document says nothing of it: by the first place that uses it.
//!
//! One pass over the operations, then one over the types. Puts nothing into words.

use std::collections::BTreeMap;

use super::TypeModule;
use crate::ir::{
    Additional, Answer, Api, BodyForm, Content, Operation, OperationId, Output, Owner, Role, Shape, StreamItem,
    TypeDef, TypeId, TypeRef,
};

/// What a type is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Purpose {
    /// What holds it.
    pub part: Part,
    /// How that holds it.
    pub way: Way,
    /// Something else does as well.
    pub others: bool,
    /// What holds it is in the same module.
    pub near: bool,
}

impl Purpose {
    fn of(part: Part, way: Way) -> Self {
        Self { part, way, others: false, near: false }
    }
}

/// What holds a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing that is worth telling: only its name says what it is.
    Name,
    /// It is the form of a type that is sent.
    Request(TypeId),
    /// A field of a struct, by index.
    Field(TypeId, usize),
    /// The further members of a struct.
    Rest(TypeId),
    /// A variant of a union or of events, by index.
    Variant(TypeId, usize),
    /// An alias.
    Alias(TypeId),
    /// A parameter, by index.
    Parameter(OperationId, usize),
    /// The body of a request.
    Body(OperationId),
    /// The answer to a request.
    Answer(OperationId),
    /// An answer that is a failure.
    Failure(OperationId),
    /// A header of an answer.
    Header(OperationId),
    /// The events of a stream, all kinds of them.
    Events(OperationId),
    /// What a stream carries.
    Stream(OperationId),
    /// The payload of a webhook or callback, by index into [`Api::incoming`].
    Payload(usize),
}

/// How a type is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As it is, or null.
    Whole,
    /// In a list.
    Item,
    /// In a map.
    Value,
    /// In a tuple.
    Element,
}

/// The purpose of each type, in IR order.
pub(crate) fn purposes(api: &Api, modules: &[TypeModule]) -> Vec<Purpose> {
    let mut found = Found { api, purposes: vec![None; api.types.len()] };
    for (operation, id) in api.operations.iter().zip((0_u32..).map(OperationId)) {
        found.operation(operation, id);
    }
    for (index, incoming) in api.incoming.iter().enumerate() {
        incoming.payload.iter().for_each(|ty| found.hold(ty, Part::Payload(index)));
    }
    for (def, id) in api.types.iter().zip((0_u32..).map(TypeId)) {
        found.parts(def, id);
    }
    let places: BTreeMap<TypeId, usize> = modules
        .iter()
        .enumerate()
        .flat_map(|(place, module)| module.types.iter().map(move |id| (*id, place)))
        .collect();
    let all = found.purposes.into_iter().zip(&api.types).zip((0_u32..).map(TypeId));
    all.map(|((purpose, def), id)| {
        let sent = match (&def.context.role, def.context.owner) {
            (Role::Request, Owner::Type(whole)) => Some(Purpose::of(Part::Request(whole), Way::Whole)),
            _ => None,
        };
        let purpose = sent.or(purpose).unwrap_or(Purpose::of(Part::Name, Way::Whole));
        let near = holder(purpose.part).is_some_and(|holder| places.get(&holder) == places.get(&id));
        Purpose { near, ..purpose }
    })
    .collect()
}

/// The type that holds a part.
fn holder(part: Part) -> Option<TypeId> {
    match part {
        Part::Request(id) | Part::Field(id, _) | Part::Rest(id) | Part::Variant(id, _) | Part::Alias(id) => Some(id),
        _ => None,
    }
}

struct Found<'a> {
    api: &'a Api,
    purposes: Vec<Option<Purpose>>,
}

impl Found<'_> {
    fn operation(&mut self, operation: &Operation, id: OperationId) {
        for (index, parameter) in operation.parameters.iter().enumerate() {
            self.hold(&parameter.ty, Part::Parameter(id, index));
        }
        for option in operation.body.iter().flat_map(|body| &body.options) {
            match &option.form {
                BodyForm::Json(ty) | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. } => {
                    self.hold(ty, Part::Body(id));
                }
                BodyForm::Text | BodyForm::Bytes => {}
            }
        }
        match &operation.output {
            Output::Empty => {}
            Output::One(content) | Output::Optional(content) => self.content(content, Part::Answer(id), id),
            Output::Several(answers) => answers.iter().for_each(|answer| self.answer(answer, Part::Answer(id), id)),
        }
        operation.errors.iter().for_each(|answer| self.answer(answer, Part::Failure(id), id));
        operation.headers.iter().for_each(|header| self.hold(&header.ty, Part::Header(id)));
    }

    fn answer(&mut self, answer: &Answer, part: Part, id: OperationId) {
        self.content(&answer.content, part, id);
        answer.headers.iter().for_each(|header| self.hold(&header.ty, Part::Header(id)));
    }

    fn content(&mut self, content: &Content, part: Part, id: OperationId) {
        match content {
            Content::Json(ty) => self.hold(ty, part),
            Content::Stream(stream) => match &stream.item {
                StreamItem::Events(events) => self.hold(&TypeRef::Named(*events), Part::Events(id)),
                StreamItem::Json(ty) => self.hold(ty, Part::Stream(id)),
                StreamItem::Text => {}
            },
            Content::Empty | Content::Text | Content::Bytes => {}
        }
    }

    fn parts(&mut self, def: &TypeDef, id: TypeId) {
        match &def.shape {
            Shape::Struct(shape) => {
                let written = shape.fields.iter().enumerate().filter(|(_, field)| field.constant.is_none());
                for (index, field) in written {
                    self.hold(&field.ty, Part::Field(id, index));
                }
                if let Additional::Kept(ty) = &shape.additional {
                    self.hold(ty, Part::Rest(id));
                }
            }
            Shape::Enum(_) => {}
            Shape::Union(shape) => {
                for (index, arm) in shape.arms.iter().enumerate() {
                    self.hold(&arm.ty, Part::Variant(id, index));
                }
            }
            Shape::Events(shape) => {
                for (index, arm) in shape.arms.iter().enumerate() {
                    if let Content::Json(ty) = &arm.payload {
                        self.hold(ty, Part::Variant(id, index));
                    }
                }
            }
            Shape::Alias(ty) => self.hold(ty, Part::Alias(id)),
        }
    }

    fn hold(&mut self, ty: &TypeRef, part: Part) {
        named(ty, Way::Whole, &mut |id, way| self.note(id, part, way));
    }

    /// Keeps the first place, unless this one tells more: it holds the type as it is, or gave it its name.
    fn note(&mut self, id: TypeId, part: Part, way: Way) {
        let (Some(def), Some(slot)) = (self.api.types.get(id.index()), self.purposes.get_mut(id.index())) else {
            return;
        };
        let from = holder(part);
        // Components are used in many places, and what they are to operations tells most of them.
        if from.is_some() && def.context.component.is_some() {
            return;
        }
        let Some(known) = slot else {
            *slot = Some(Purpose::of(part, way));
            return;
        };
        let owns = |part: Part| holder(part).is_some_and(|id| def.context.owner == Owner::Type(id));
        let better = match (holder(known.part), from) {
            (Some(_), Some(_)) => owns(part) && !owns(known.part),
            (None, None) => way == Way::Whole && known.way != Way::Whole,
            _ => false,
        };
        known.others |= !same(self.api, known.part, part);
        if better {
            (known.part, known.way) = (part, way);
        }
    }
}

/// Whether two parts have the same holder: an operation that is two methods is one.
fn same(api: &Api, one: Part, other: Part) -> bool {
    let origin = |id: OperationId| api.operations.get(id.index()).map(|operation| &operation.origin);
    match (operation(one), operation(other)) {
        (Some(one), Some(other)) => origin(one) == origin(other),
        _ => one == other,
    }
}

fn operation(part: Part) -> Option<OperationId> {
    match part {
        Part::Parameter(id, _)
        | Part::Body(id)
        | Part::Answer(id)
        | Part::Failure(id)
        | Part::Header(id)
        | Part::Events(id)
        | Part::Stream(id) => Some(id),
        _ => None,
    }
}

/// Visits the named types in a use of a type, with the way in which it holds them.
fn named(ty: &TypeRef, way: Way, visit: &mut dyn FnMut(TypeId, Way)) {
    match ty {
        TypeRef::Named(id) => visit(*id, way),
        TypeRef::List(inner) => named(inner, Way::Item, visit),
        TypeRef::Map(inner) => named(inner, Way::Value, visit),
        TypeRef::Nullable(inner) => named(inner, way, visit),
        TypeRef::Tuple(items) => items.iter().for_each(|item| named(item, Way::Element, visit)),
        TypeRef::Scalar(_) | TypeRef::Json => {}
    }
}
