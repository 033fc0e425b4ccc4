//! Which arms, variants and members are boxed for their size: a value that is mostly a small variant should not be large,
//! and a value with very large ones inside should not fill the stack of a thread, which it passes several times while it
//! is read.
//!
//! Sizes are estimates in bytes for a 64-bit target, high rather than low. The threshold keeps clippy's
//! `large_enum_variant` (a difference of 200) silent, as no unboxed variant is above it.

use std::collections::BTreeSet;

use super::recursion;
use crate::ir::{Additional, Answer, Api, Content, OperationId, Output, Scalar, Shape, TypeId, TypeRef};

const LARGE: u32 = 200;

/// About eighty optional texts.
const LARGE_MEMBER: u32 = 2048;

/// What to box.
#[derive(Default)]
pub(crate) struct Large {
    /// Arms of unions and events, and members of structs.
    pub(crate) members: BTreeSet<(TypeId, usize)>,
    /// Error variants.
    pub(crate) errors: BTreeSet<(OperationId, usize)>,
    /// Output variants.
    pub(crate) outputs: BTreeSet<(OperationId, usize)>,
}

/// Finds large arms and variants.
pub(crate) fn large(api: &Api, boxed: &BTreeSet<(TypeId, usize)>) -> Large {
    let mut sizes = Sizes { api, boxed, known: vec![None; api.types.len()], members: BTreeSet::new() };
    for id in (0_u32..).take(api.types.len()).map(TypeId) {
        sizes.compute(id);
    }
    let mut large = Large::default();
    for (operation, id) in api.operations.iter().zip((0_u32..).map(OperationId)) {
        large.errors.extend(sizes.large_answers(&operation.errors).map(|index| (id, index)));
        if let Output::Several(answers) = &operation.output {
            large.outputs.extend(sizes.large_answers(answers).map(|index| (id, index)));
        }
    }
    large.members = sizes.members;
    large
}

struct Sizes<'a> {
    api: &'a Api,
    boxed: &'a BTreeSet<(TypeId, usize)>,
    known: Vec<Option<u32>>,
    members: BTreeSet<(TypeId, usize)>,
}

impl Sizes<'_> {
    /// Computes a type after those it holds by value, with a stack of its own. Those are no circle: the members that
    /// would close one are boxed.
    fn compute(&mut self, id: TypeId) {
        let mut stack = vec![(id, false)];
        while let Some((id, held_are_known)) = stack.pop() {
            let Some(def) = self.api.types.get(id.index()) else { continue };
            if held_are_known {
                let size = self.shape(id, &def.shape);
                self.known[id.index()] = Some(size);
            } else if self.known[id.index()].is_none() {
                self.known[id.index()] = Some(8);
                stack.push((id, true));
                let held = recursion::held(&def.shape).into_iter();
                let by_value = held.filter(|(index, _)| !self.boxed.contains(&(id, *index)));
                stack.extend(by_value.map(|(_, held)| (held, false)));
            }
        }
    }

    fn shape(&mut self, id: TypeId, shape: &Shape) -> u32 {
        match shape {
            Shape::Struct(shape) => {
                let fields = shape.fields.iter().enumerate().filter(|(_, field)| field.constant.is_none());
                let further = if matches!(shape.additional, Additional::Kept(_)) { 24 } else { 0 };
                fields.fold(further, |size, (index, field)| size.saturating_add(self.field(id, index, &field.ty)))
            }
            Shape::Enum(_) => 24,
            Shape::Union(shape) => {
                let arms: Vec<&TypeRef> = shape.arms.iter().map(|arm| &arm.ty).collect();
                self.variants(id, &arms)
            }
            Shape::Events(shape) => {
                let payload = |content: &Content| {
                    if let Content::Json(ty) = content { ty.clone() } else { TypeRef::Scalar(Scalar::String) }
                };
                let arms: Vec<TypeRef> = shape.arms.iter().map(|arm| payload(&arm.payload)).collect();
                self.variants(id, &arms.iter().collect::<Vec<_>>())
            }
            Shape::Alias(ty) => self.member(id, 0, ty),
        }
    }

    fn field(&mut self, id: TypeId, index: usize, ty: &TypeRef) -> u32 {
        let size = self.member(id, index, ty);
        let bare = if let TypeRef::Nullable(inner) = ty { inner } else { ty };
        if size <= LARGE_MEMBER || !matches!(bare, TypeRef::Named(_)) {
            return size;
        }
        self.members.insert((id, index));
        8
    }

    fn variants(&mut self, id: TypeId, arms: &[&TypeRef]) -> u32 {
        let mut largest = 24;
        for (index, ty) in arms.iter().enumerate() {
            let size = self.member(id, index, ty);
            if size > LARGE {
                self.members.insert((id, index));
            }
            largest = largest.max(size.min(LARGE));
        }
        largest + 8
    }

    fn member(&self, id: TypeId, index: usize, ty: &TypeRef) -> u32 {
        if self.boxed.contains(&(id, index)) { 8 } else { self.size(ty) }
    }

    fn size(&self, ty: &TypeRef) -> u32 {
        match ty {
            TypeRef::Named(id) => self.known.get(id.index()).copied().flatten().unwrap_or(8),
            TypeRef::Scalar(scalar) => scalar_size(*scalar),
            TypeRef::List(_) | TypeRef::Map(_) => 24,
            TypeRef::Nullable(inner) => self.size(inner).saturating_add(8),
            TypeRef::Tuple(items) => items.iter().map(|item| self.size(item)).sum(),
            TypeRef::Json => 72,
        }
    }

    fn large_answers(&self, answers: &[Answer]) -> impl Iterator<Item = usize> {
        let size = |answer: &Answer| match &answer.content {
            Content::Json(ty) => self.size(ty),
            _ => 24,
        };
        let large: Vec<_> = answers.iter().enumerate().filter(|(_, answer)| size(answer) > LARGE).collect();
        large.into_iter().map(|(index, _)| index)
    }
}

/// An optional member takes at most eight bytes more than these.
fn scalar_size(scalar: Scalar) -> u32 {
    match scalar {
        Scalar::Null => 0,
        Scalar::Bool | Scalar::I8 | Scalar::U8 => 2,
        Scalar::I16 | Scalar::U16 => 4,
        Scalar::I32 | Scalar::U32 | Scalar::F32 => 8,
        Scalar::I64 | Scalar::U64 | Scalar::F64 => 16,
        Scalar::Uuid => 17,
        Scalar::String | Scalar::DateTime | Scalar::Base64 => 24,
        Scalar::I128 | Scalar::Bytes => 32,
        Scalar::File => 128,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::lower::{LowerOptions, lower};

    fn members_of(schemas: &Value) -> usize {
        let info = json!({"title": "", "version": ""});
        let document = json!({"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}});
        let mut diagnostics = Diagnostics::new();
        let document = crate::spec::read(&document, &mut diagnostics).unwrap();
        let api = lower(&document, &LowerOptions::default(), &mut diagnostics);
        large(&api, &BTreeSet::new()).members.len()
    }

    #[test]
    fn a_member_of_very_many_is_on_the_heap() {
        let text = json!({"type": "string"});
        let many: Map<String, Value> = (0..120).map(|i| (format!("m{i}"), text.clone())).collect();
        let few: Map<String, Value> = (0..20).map(|i| (format!("m{i}"), text.clone())).collect();
        let of = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let both = json!({"many": of("Many"), "few": of("Few")});
        let object = |properties: Value| json!({"type": "object", "properties": properties});
        let schemas = json!({"Both": object(both), "Few": object(few.into()), "Many": object(many.into())});
        assert_eq!(members_of(&schemas), 1);
    }

    #[test]
    fn a_list_on_the_way_back_does_not_hide_a_size() {
        let mut members: Map<String, Value> = (0..12).map(|i| (format!("m{i}"), json!({"type": "string"}))).collect();
        let owner = json!({"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Account"}]});
        members.insert("cards".to_owned(), json!({"type": "array", "items": {"$ref": "#/components/schemas/Owner"}}));
        let schemas = json!({"Account": {"type": "object", "properties": members}, "Owner": owner});
        assert_eq!(members_of(&schemas), 1);
    }
}
