//! Breaks circles that no Rust type can follow: names that stand for themselves, and unions that are arms of themselves.
//!
//! A circle through structs is fine (plan boxes it); a list of itself becomes a union of one arm, which is a type of its
//! own and reads the same values.

use super::cx::LowerCx;
use super::nullable::or_null;
use crate::diagnostics::{Diagnostics, codes};
use crate::ir::{Arm, Docs, Shape, TypeDef, TypeId, TypeRef, Union};
use crate::spec::Types;

/// Types by id; those that were not made are `None`.
type Defs = [Option<TypeDef>];

/// Reports components that are part of themselves by `allOf`. Each part counts once, so nothing more has to be done.
pub(super) fn report_parts(cx: &mut LowerCx<'_, '_>) {
    let schemas = &cx.document.components.schemas;
    let parts_of = |position: usize| -> Vec<usize> {
        let schema = schemas.get_index(position).map(|(_, schema)| schema);
        let parts = schema.into_iter().flat_map(|schema| &schema.all_of);
        parts.filter_map(|part| schemas.get_index_of(part.reference.as_deref()?)).collect()
    };
    for (path, _) in back_edges(schemas.len(), &parts_of) {
        let Some((key, schema)) = path.first().and_then(|position| schemas.get_index(*position)) else { continue };
        cx.report(codes::REFERENCE_CYCLE, &schema.at, || format!("`{key}` is a part of itself, by `allOf`"));
    }
}

/// Breaks the circles.
pub(super) fn break_cycles(defs: &mut Defs, diagnostics: &mut Diagnostics) {
    for (path, to) in circles(defs, direct_uses) {
        break_direct(defs, &path, to, diagnostics);
    }
    for (_, to) in circles(defs, alias_uses) {
        if let Some(Some(TypeDef { shape: shape @ Shape::Alias(_), .. })) = defs.get_mut(to)
            && let Shape::Alias(ty) = std::mem::replace(shape, Shape::Alias(TypeRef::Json))
        {
            let arms = vec![lone_arm(ty)];
            *shape = Shape::Union(Union { tag: None, arms, default_arm: None, tag_optional: false, tag_stated: false });
        }
    }
}

fn circles(defs: &Defs, uses: fn(&TypeDef) -> Vec<TypeId>) -> Vec<(Vec<usize>, usize)> {
    let uses_of = |at: usize| -> Vec<usize> {
        let def = defs.get(at).and_then(Option::as_ref);
        def.map(|def| uses(def).into_iter().map(TypeId::index).collect()).unwrap_or_default()
    };
    back_edges(defs.len(), &uses_of)
}

// Of a circle of names and unions, the last union loses the arm that closes it; without a union there is nothing that
// the name could mean, which was reported on reading.
fn break_direct(defs: &mut Defs, path: &[usize], to: usize, diagnostics: &mut Diagnostics) {
    let is_union = |at: &&usize| matches!(defs.get(**at), Some(Some(TypeDef { shape: Shape::Union(_), .. })));
    let Some(&closing) = path.iter().rev().find(is_union) else {
        if let Some(Some(def)) = defs.get_mut(to) {
            def.shape = Shape::Alias(TypeRef::Json);
        }
        return;
    };
    let next = path.iter().position(|at| *at == closing).and_then(|at| path.get(at + 1)).copied().unwrap_or(to);
    if let Some(Some(TypeDef { shape: Shape::Union(union), origins, .. })) = defs.get_mut(closing) {
        union.arms.retain(|arm| direct(&arm.ty).map(TypeId::index) != Some(next));
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

/// The edges that close circles among the first `count` numbers, each with the path from the number it leads to.
fn back_edges(count: usize, uses: &dyn Fn(usize) -> Vec<usize>) -> Vec<(Vec<usize>, usize)> {
    let mut state = vec![State::New; count];
    let mut found = Vec::new();
    for start in 0..count {
        let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
        enter(uses, start, &mut state, &mut open);
        while let Some((at, rest)) = open.last_mut() {
            let Some(next) = rest.pop() else {
                set(&mut state, *at, State::Done);
                open.pop();
                continue;
            };
            match state.get(next) {
                Some(State::Open) => {
                    let path = open.iter().map(|(at, _)| *at).skip_while(|at| *at != next).collect();
                    found.push((path, next));
                }
                Some(State::New) => enter(uses, next, &mut state, &mut open),
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

fn set(state: &mut [State], at: usize, to: State) {
    if let Some(slot) = state.get_mut(at) {
        *slot = to;
    }
}

fn enter(uses: &dyn Fn(usize) -> Vec<usize>, at: usize, state: &mut [State], open: &mut Vec<(usize, Vec<usize>)>) {
    if state.get(at) == Some(&State::New) {
        set(state, at, State::Open);
        let mut next = uses(at);
        next.reverse();
        open.push((at, next));
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
