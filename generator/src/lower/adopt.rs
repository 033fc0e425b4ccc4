//! Gives inline types that repeat a component that component's type: frameworks write a schema out where they could refer
//! to it (FastAPI does so with unions).
//!
//! Only where exactly one component has the structure; small structures are left alone, since they are equal by chance.

use std::collections::BTreeMap;

use super::structure::shape_key;
use crate::ir::{Shape, TypeDef, TypeId, Wire};

/// Moves the places of repeated types to their components, and tells which type is which now.
pub(super) fn adopt(defs: &mut [Option<TypeDef>]) -> BTreeMap<TypeId, TypeId> {
    let components = components(defs);
    let mut moved = BTreeMap::new();
    for (index, id) in (0..defs.len()).zip((0_u32..).map(TypeId)) {
        let Some(def) = defs.get(index).and_then(Option::as_ref) else { continue };
        if def.context.component.is_some() || def.context.fixed.is_some() || !telling(def) {
            continue;
        }
        if let Some(Some(component)) = components.get(&shape_key(&def.shape)).copied() {
            let origins = defs.get_mut(index).and_then(Option::take).map(|def| def.origins).unwrap_or_default();
            if let Some(Some(def)) = defs.get_mut(component.index()) {
                def.origins.extend(origins);
            }
            moved.insert(id, component);
        }
    }
    moved
}

/// The component of each structure; none where several share it.
fn components(defs: &[Option<TypeDef>]) -> BTreeMap<String, Option<TypeId>> {
    let mut components = BTreeMap::new();
    for (def, id) in defs.iter().zip((0_u32..).map(TypeId)) {
        if let Some(def) = def.as_ref().filter(|def| def.context.component.is_some() && telling(def)) {
            components.entry(shape_key(&def.shape)).and_modify(|only| *only = None).or_insert(Some(id));
        }
    }
    components
}

fn telling(def: &TypeDef) -> bool {
    let members = match &def.shape {
        Shape::Struct(shape) => shape.fields.len(),
        Shape::Enum(shape) => shape.values.len(),
        Shape::Union(shape) => shape.arms.len(),
        Shape::Events(_) | Shape::Alias(_) => 0,
    };
    def.wire == Wire::Json && members >= 3
}
