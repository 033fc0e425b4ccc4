//! What to box so that no type contains itself: the back edges of a walk over the types that are held by value.
//!
//! The walk starts at types in the order of their names, members in their own order, so the choice depends on nothing
//! else. Lists and maps are on the heap already.

use std::collections::BTreeSet;

use crate::ir::{Api, Content, Shape, TypeId, TypeRef};
use crate::names::Names;

/// Members (type, index) to box.
pub(crate) fn boxed(api: &Api, names: &Names) -> BTreeSet<(TypeId, usize)> {
    let mut order: Vec<TypeId> = (0_u32..).take(api.types.len()).map(TypeId).collect();
    order.sort_by_key(|id| names.types.get(id.index()).map(|names| &names.name));
    let mut walk = Walk { api, state: vec![State::New; api.types.len()], boxed: BTreeSet::new() };
    for id in order {
        walk.start(id);
    }
    walk.boxed
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    api: &'a Api,
    state: Vec<State>,
    boxed: BTreeSet<(TypeId, usize)>,
}

/// A type on the way, with the members still to be walked.
struct Step {
    id: TypeId,
    members: std::vec::IntoIter<(usize, TypeId)>,
}

impl Walk<'_> {
    /// A depth-first walk with its own stack: documents can be deeper than the thread's.
    fn start(&mut self, id: TypeId) {
        let mut stack = Vec::from_iter(self.open(id));
        while let Some(step) = stack.last_mut() {
            match step.members.next() {
                Some((index, held)) if self.state.get(held.index()) == Some(&State::Open) => {
                    self.boxed.insert((step.id, index));
                }
                Some((_, held)) => stack.extend(self.open(held)),
                None => {
                    self.state[step.id.index()] = State::Done;
                    stack.pop();
                }
            }
        }
    }

    fn open(&mut self, id: TypeId) -> Option<Step> {
        let state = self.state.get_mut(id.index()).filter(|state| **state == State::New)?;
        *state = State::Open;
        let members = held(&self.api.types.get(id.index())?.shape);
        Some(Step { id, members: members.into_iter() })
    }
}

/// The types that members hold by value. An alias has one member, its target: `type Parent = Option<Box<Node>>`.
pub(super) fn held(shape: &Shape) -> Vec<(usize, TypeId)> {
    let members: Vec<&TypeRef> = match shape {
        Shape::Struct(shape) => shape.fields.iter().map(|field| &field.ty).collect(),
        Shape::Union(shape) => shape.arms.iter().map(|arm| &arm.ty).collect(),
        Shape::Events(shape) => shape
            .arms
            .iter()
            .map(|arm| if let Content::Json(ty) = &arm.payload { ty } else { &TypeRef::Json })
            .collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enum(_) => Vec::new(),
    };
    members.into_iter().enumerate().flat_map(|(index, ty)| by_value(ty).map(move |id| (index, id))).collect()
}

fn by_value(ty: &TypeRef) -> impl Iterator<Item = TypeId> {
    let mut found = Vec::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            TypeRef::Named(id) => found.push(*id),
            TypeRef::Nullable(inner) => open.push(inner),
            TypeRef::Tuple(items) => open.extend(items),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Scalar(_) | TypeRef::Json => {}
        }
    }
    found.into_iter()
}
