//! Tells apart what is sent and what is received: members that only one side may send are left out on the other.
//!
//! A type that both sides use, and whose members differ, gets a second form for requests; so does every type that holds
//! it and is sent as well.

use std::collections::{BTreeMap, BTreeSet};

use super::visit::{ids_incoming, ids_of, ids_received, ids_sent, replace_in, types_of, types_sent};
use crate::ir::{Access, Context, Incoming, Operation, Owner, Role, Shape, TypeDef, TypeId, TypeRef};

/// Leaves out members, and adds the forms for requests.
pub(super) fn split_by_side(defs: &mut Vec<Option<TypeDef>>, operations: &mut [Operation], incoming: &[Incoming]) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in operations.iter() {
        ids_sent(operation, &mut |id| sent.push(id));
        ids_received(operation, &mut |id| received.push(id));
    }
    for incoming in incoming {
        ids_incoming(incoming, &mut |id| received.push(id));
    }
    let (sent, received) = (reachable(defs, sent), reachable(defs, received));
    let one_sided = one_sided(defs);
    if one_sided.is_empty() {
        return;
    }
    let split: BTreeSet<TypeId> =
        holders(defs, &one_sided).into_iter().filter(|id| sent.contains(id) && received.contains(id)).collect();
    let forms = add_forms(defs, &split);
    for &id in &sent {
        if !received.contains(&id) {
            leave_out(defs, id, Access::ReadOnly);
            redirect(defs, id, &forms);
        }
    }
    for &form in forms.values() {
        leave_out(defs, form, Access::ReadOnly);
        redirect(defs, form, &forms);
    }
    let dropped: BTreeMap<TypeId, Vec<String>> =
        received.iter().filter_map(|id| Some((*id, leave_out(defs, *id, Access::WriteOnly)?))).collect();
    forget_members(defs, &dropped);
    for ty in operations.iter_mut().flat_map(types_sent) {
        replace_in(ty, &mut |id| TypeRef::Named(forms.get(&id).copied().unwrap_or(id)));
    }
}

/// The types that can be reached.
pub(super) fn reachable(defs: &[Option<TypeDef>], roots: Vec<TypeId>) -> BTreeSet<TypeId> {
    let (mut found, mut open) = (BTreeSet::new(), roots);
    while let Some(id) = open.pop() {
        if let Some(Some(def)) = defs.get(id.index())
            && found.insert(id)
        {
            ids_of(def, &mut |next| open.push(next));
        }
    }
    found
}

/// Types with members that only one side may send.
fn one_sided(defs: &[Option<TypeDef>]) -> Vec<TypeId> {
    let differs = |def: &TypeDef| match &def.shape {
        Shape::Struct(of) => of.fields.iter().any(|field| field.access != Access::Both),
        _ => false,
    };
    ids(defs).filter(|(_, def)| differs(def)).map(|(id, _)| id).collect()
}

fn ids(defs: &[Option<TypeDef>]) -> impl Iterator<Item = (TypeId, &TypeDef)> {
    let numbered = defs.iter().enumerate();
    numbered.filter_map(|(index, def)| Some((TypeId(u32::try_from(index).ok()?), def.as_ref()?)))
}

/// These types and all that hold them.
fn holders(defs: &[Option<TypeDef>], of: &[TypeId]) -> BTreeSet<TypeId> {
    let mut held_by: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, def) in ids(defs) {
        ids_of(def, &mut |held| held_by.entry(held).or_default().push(id));
    }
    let (mut found, mut open) = (BTreeSet::new(), of.to_vec());
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(held_by.get(&id).into_iter().flatten());
        }
    }
    found
}

fn add_forms(defs: &mut Vec<Option<TypeDef>>, split: &BTreeSet<TypeId>) -> BTreeMap<TypeId, TypeId> {
    let mut forms = BTreeMap::new();
    for &id in split {
        let Some(Some(def)) = defs.get(id.index()) else { continue };
        let context =
            Context { fixed: None, component: None, title: None, owner: Owner::Type(id), role: Role::Request };
        let form = TypeDef { context, ..def.clone() };
        forms.insert(id, TypeId(u32::try_from(defs.len()).unwrap_or(u32::MAX)));
        defs.push(Some(form));
    }
    forms
}

/// Leaves out the members with this access; gives their names.
fn leave_out(defs: &mut [Option<TypeDef>], id: TypeId, access: Access) -> Option<Vec<String>> {
    let Some(Some(TypeDef { shape: Shape::Struct(of), .. })) = defs.get_mut(id.index()) else { return None };
    let gone: Vec<String> =
        of.fields.iter().filter(|field| field.access == access).map(|field| field.name.clone()).collect();
    of.fields.retain(|field| field.access != access);
    (!gone.is_empty()).then_some(gone)
}

fn redirect(defs: &mut [Option<TypeDef>], id: TypeId, forms: &BTreeMap<TypeId, TypeId>) {
    if let Some(Some(def)) = defs.get_mut(id.index()) {
        for ty in types_of(def) {
            replace_in(ty, &mut |id| TypeRef::Named(forms.get(&id).copied().unwrap_or(id)));
        }
    }
}

/// An arm is not chosen by members that are never received.
fn forget_members(defs: &mut [Option<TypeDef>], dropped: &BTreeMap<TypeId, Vec<String>>) {
    for def in defs.iter_mut().flatten() {
        let Shape::Union(union) = &mut def.shape else { continue };
        for arm in &mut union.arms {
            let TypeRef::Named(id) = arm.ty else { continue };
            if let Some(gone) = dropped.get(&id) {
                arm.required.retain(|name| !gone.contains(name));
                arm.known.retain(|name| !gone.contains(name));
            }
        }
    }
}
