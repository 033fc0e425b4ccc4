//! Breaks circles that no Rust type can follow: names that stand for themselves, and unions that are arms of themselves.
//!
//! A circle through structs is fine (plan boxes it); a list of itself becomes a union of one arm, which is a type of its
//! own and reads the same values.

use super::nullable::or_null;
use crate::diagnostics::{Diagnostics, codes};
use crate::ir::{Arm, Docs, Shape, TypeDef, TypeId, TypeRef, Union};
use crate::spec::Types;

/// Types by id; those that were not made are `None`.
type Defs = [Option<TypeDef>];

/// Breaks the circles.
pub(super) fn break_cycles(defs: &mut Defs, diagnostics: &mut Diagnostics) {
    for (path, to) in back_edges(defs, direct_uses) {
        break_direct(defs, &path, to, diagnostics);
    }
    for (_, to) in back_edges(defs, alias_uses) {
        if let Some(Some(def)) = defs.get_mut(to.index())
            && let Shape::Alias(ty) = &mut def.shape
        {
            let arm = lone_arm(std::mem::replace(ty, TypeRef::Json));
            def.shape = Shape::Union(Union { tag: None, arms: vec![arm], default_arm: None });
        }
    }
}

// Of a circle of names and unions, the last union loses the arm that closes it; without a union there is nothing that
// the name could mean, which was reported on reading.
fn break_direct(defs: &mut Defs, path: &[TypeId], to: TypeId, diagnostics: &mut Diagnostics) {
    let is_union = |id: &&TypeId| matches!(defs.get(id.index()), Some(Some(TypeDef { shape: Shape::Union(_), .. })));
    let Some(&closing) = path.iter().rev().find(is_union) else {
        if let Some(Some(def)) = defs.get_mut(to.index()) {
            def.shape = Shape::Alias(TypeRef::Json);
        }
        return;
    };
    let next = path.iter().position(|id| *id == closing).and_then(|at| path.get(at + 1)).copied().unwrap_or(to);
    if let Some(Some(TypeDef { shape: Shape::Union(union), origins, .. })) = defs.get_mut(closing.index()) {
        union.arms.retain(|arm| direct(&arm.ty) != Some(next));
        // An index would name another arm now.
        union.default_arm = None;
        if let Some(at) = origins.first() {
            diagnostics.report(codes::UNION_OF_ITSELF, at, "an arm of this union is the union itself, and is left out");
        }
    }
}

fn lone_arm(ty: TypeRef) -> Arm {
    let kinds = match &ty {
        TypeRef::List(_) | TypeRef::Tuple(_) => Types::ARRAY,
        TypeRef::Map(_) => Types::OBJECT,
        _ => super::intersect::ANY,
    };
    Arm { ty, hint: None, kinds, tags: Vec::new(), required: Vec::new(), known: Vec::new(), docs: Docs::default() }
}

/// The type that this one is, with or without null.
fn direct(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => direct(inner),
        _ => None,
    }
}

fn direct_uses(def: &TypeDef) -> Vec<TypeId> {
    match &def.shape {
        Shape::Alias(ty) => direct(ty).into_iter().collect(),
        Shape::Union(union) => union.arms.iter().filter_map(|arm| direct(&arm.ty)).collect(),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Events(_) => Vec::new(),
    }
}

fn alias_uses(def: &TypeDef) -> Vec<TypeId> {
    let mut uses = Vec::new();
    if let Shape::Alias(ty) = &def.shape {
        super::visit::ids_in(ty, &mut |id| uses.push(id));
    }
    uses
}

/// The edges that close circles, each with the path from the type it leads to.
fn back_edges(defs: &Defs, uses: fn(&TypeDef) -> Vec<TypeId>) -> Vec<(Vec<TypeId>, TypeId)> {
    let mut state = vec![State::New; defs.len()];
    let mut found = Vec::new();
    for start in 0..defs.len() {
        let mut open: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        enter(defs, uses, TypeId(u32::try_from(start).unwrap_or(u32::MAX)), &mut state, &mut open);
        while let Some((id, rest)) = open.last_mut() {
            let Some(next) = rest.pop() else {
                set(&mut state, *id, State::Done);
                open.pop();
                continue;
            };
            match state.get(next.index()) {
                Some(State::Open) => {
                    let path = open.iter().map(|(id, _)| *id).skip_while(|id| *id != next).collect();
                    found.push((path, next));
                }
                Some(State::New) => enter(defs, uses, next, &mut state, &mut open),
                _ => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn set(state: &mut [State], id: TypeId, to: State) {
    if let Some(slot) = state.get_mut(id.index()) {
        *slot = to;
    }
}

fn enter(
    defs: &Defs,
    uses: fn(&TypeDef) -> Vec<TypeId>,
    id: TypeId,
    state: &mut [State],
    open: &mut Vec<(TypeId, Vec<TypeId>)>,
) {
    let Some(Some(def)) = defs.get(id.index()) else { return };
    if state.get(id.index()) == Some(&State::New) {
        set(state, id, State::Open);
        let mut next = uses(def);
        next.reverse();
        open.push((id, next));
    }
}

/// The type without names in front of it.
pub(super) fn resolved<'t>(defs: &'t Defs, ty: &'t TypeRef) -> TypeRef {
    let mut found = ty.clone();
    let mut null = false;
    for _ in 0..defs.len() {
        match found {
            TypeRef::Nullable(inner) => {
                null = true;
                found = *inner;
            }
            TypeRef::Named(id) => match defs.get(id.index()) {
                Some(Some(TypeDef { shape: Shape::Alias(next), .. })) => found = next.clone(),
                _ => break,
            },
            _ => break,
        }
    }
    if null { or_null(found) } else { found }
}
