//! Turns inline structs, enums and unions into types with a name, and lets equal ones share it.
//!
//! Types are equal that have the same structure and title, wherever they stand; the first one met gives its name and
//! docs. Components are never joined, with each other or with inline types: their names are the document's, and one that
//! is added later must not rename what was there.

use std::collections::BTreeMap;

use super::cx::Place;
use super::intersect::Intersection;
use super::structure::structure_key;
use crate::ir::{Context, Docs, Shape, TypeDef, TypeId, TypeRef, Wire};
use crate::pointer::Pointer;

/// The types made so far.
#[derive(Default)]
pub(super) struct Drafts {
    types: Vec<Option<TypeDef>>,
    /// Inline types by the schemas they were made of, so that recursion ends and a schema is lowered once.
    by_schema: BTreeMap<Vec<usize>, TypeId>,
    /// Inline types by structure.
    by_structure: BTreeMap<String, TypeId>,
}

/// What a type is besides its shape.
pub(super) struct Head<'p> {
    /// Where its schema stands.
    pub(super) origin: Pointer,
    /// `title`.
    pub(super) title: Option<&'p str>,
    /// `x-rust-name`.
    pub(super) fixed: Option<&'p str>,
    /// What it means.
    pub(super) docs: Docs,
    /// How it crosses the wire.
    pub(super) wire: Wire,
}

/// A type that has been begun.
pub(super) enum Begun {
    /// It has to be made.
    New(Draft),
    /// It is there already, or is being made further up.
    Known(TypeId),
}

/// A type in the making.
pub(super) struct Draft {
    /// Its id.
    pub(super) id: TypeId,
    /// What it is made of; none for a component.
    key: Option<Vec<usize>>,
}

impl Draft {
    /// A type under a reserved id that equals no other.
    pub(super) fn new(id: TypeId) -> Self {
        Self { id, key: None }
    }
}

impl Drafts {
    /// An id for a type to come.
    pub(super) fn reserve(&mut self) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        self.types.push(None);
        id
    }

    /// Begins the type of an intersection of schemas.
    pub(super) fn begin(&mut self, all: &Intersection<'_>, place: &Place) -> Begun {
        if let Some(id) = place.id {
            return Begun::New(Draft { id, key: None });
        }
        let key = all.key();
        if let Some(&id) = self.by_schema.get(&key) {
            return Begun::Known(id);
        }
        let id = self.reserve();
        self.by_schema.insert(key.clone(), id);
        Begun::New(Draft { id, key: Some(key) })
    }

    /// Completes a type; gives the one to use, which for an inline type may be an equal one made before. A recursive
    /// type holds its own id and so equals no other.
    pub(super) fn finish(&mut self, draft: Draft, place: &Place, head: Head<'_>, shape: Shape) -> TypeRef {
        if let Some(schema_key) = draft.key {
            let structure = structure_key(&head, &shape);
            if let Some(&known) = self.by_structure.get(&structure) {
                self.add_origin(known, head.origin);
                self.by_schema.insert(schema_key, known);
                return TypeRef::Named(known);
            }
            self.by_structure.insert(structure, draft.id);
        }
        let context = Context {
            fixed: head.fixed.map(str::to_owned),
            component: None,
            title: head.title.map(str::to_owned),
            owner: place.owner,
            role: place.role.clone(),
        };
        let origins = vec![head.origin];
        self.fill(draft.id, TypeDef { origins, context, docs: head.docs, wire: head.wire, shape });
        TypeRef::Named(draft.id)
    }

    /// Sets a type.
    pub(super) fn fill(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.types.get_mut(id.index()) {
            *slot = Some(def);
        }
    }

    /// Sets where the name of a type comes from, and what it means.
    pub(super) fn describe(&mut self, id: TypeId, context: Context, docs: Docs) {
        if let Some(Some(def)) = self.types.get_mut(id.index()) {
            (def.context, def.docs) = (context, docs);
        }
    }

    /// Whether a type is a multipart body.
    pub(super) fn is_multipart(&self, id: TypeId) -> bool {
        matches!(self.types.get(id.index()), Some(Some(TypeDef { wire: Wire::Multipart, .. })))
    }

    /// Whether a type has been completed.
    pub(super) fn has(&self, id: TypeId) -> bool {
        matches!(self.types.get(id.index()), Some(Some(_)))
    }

    /// All types; those that were reserved and never made are `None`.
    pub(super) fn into_types(self) -> Vec<Option<TypeDef>> {
        self.types
    }

    fn add_origin(&mut self, id: TypeId, origin: Pointer) {
        if let Some(Some(def)) = self.types.get_mut(id.index()) {
            def.origins.push(origin);
        }
    }
}
