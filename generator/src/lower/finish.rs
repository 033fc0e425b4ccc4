//! Puts the API together: the passes over finished types, then ids without gaps.

use std::collections::BTreeMap;

use super::cx::LowerCx;
use super::docs::of_texts;
use super::operation::Operations;
use super::servers::lower_servers;
use super::usage::{reachable, split_by_side};
use super::visit::{ids_incoming, ids_received, ids_sent, replace_in, replace_received, types_of, types_sent};
use super::{adopt, check, cycles, tagged};
use crate::ir::{Api, Incoming, Info, Operation, Owner, TypeDef, TypeId, TypeRef};

/// The API of all that has been lowered.
pub(super) fn finish(cx: LowerCx<'_, '_>, lowered: Operations, mut incoming: Vec<Incoming>) -> Api {
    let LowerCx { document, diagnostics, drafts, component_ids, forms, options, .. } = cx;
    let Operations { list: mut operations, tags, security_schemes } = lowered;
    let mut defs = drafts.into_types();
    let moved = move_forms(&mut defs, &component_ids, &forms);
    rename(&mut defs, &mut operations, &mut incoming, &|id| Some(moved.get(&id).copied().unwrap_or(id)));
    let adopted = adopt::adopt(&mut defs);
    rename(&mut defs, &mut operations, &mut incoming, &|id| Some(adopted.get(&id).copied().unwrap_or(id)));
    cycles::break_cycles(&mut defs, diagnostics);
    tagged::fix_tags(&mut defs);
    check::check_defaults(&mut defs, diagnostics);
    split_by_side(&mut defs, &mut operations, &incoming);
    let roots = if options.prune { Vec::new() } else { component_ids };
    let types = compact(defs, roots, &mut operations, &mut incoming);
    let info = Info {
        title: document.info.title.to_owned(),
        version: document.info.version.to_string(),
        openapi: document.version.text.to_owned(),
        docs: of_texts(document.info.summary, document.info.description, false),
    };
    let servers = lower_servers(&document.servers, options.served_at.as_deref());
    Api { info, servers, security_schemes, tags, operations, types, incoming }
}

/// Gives the type made for a multipart body or stream to its component, if that has no other.
fn move_forms(
    defs: &mut [Option<TypeDef>],
    component_ids: &[TypeId],
    forms: &BTreeMap<usize, TypeId>,
) -> BTreeMap<TypeId, TypeId> {
    let mut moved = BTreeMap::new();
    for (position, form) in forms {
        let Some(&id) = component_ids.get(*position) else { continue };
        let made = matches!(defs.get(id.index()), Some(Some(TypeDef { .. })));
        if made {
            continue;
        }
        let def = defs.get_mut(form.index()).and_then(Option::take);
        if let Some(slot) = defs.get_mut(id.index()) {
            *slot = def;
            moved.insert(*form, id);
        }
    }
    moved
}

/// Leaves out types that nothing uses from the roots on, and closes the gaps. Order is kept: components by name, then the
/// others as they were met.
fn compact(
    mut defs: Vec<Option<TypeDef>>,
    mut roots: Vec<TypeId>,
    operations: &mut [Operation],
    incoming: &mut [Incoming],
) -> Vec<TypeDef> {
    for operation in operations.iter() {
        ids_sent(operation, &mut |id| roots.push(id));
        ids_received(operation, &mut |id| roots.push(id));
    }
    for incoming in incoming.iter() {
        ids_incoming(incoming, &mut |id| roots.push(id));
    }
    let kept = reachable(&defs, roots);
    let mut places: Vec<Option<TypeId>> = vec![None; defs.len()];
    for (next, id) in (0_u32..).zip(&kept) {
        if let Some(place) = places.get_mut(id.index()) {
            *place = Some(TypeId(next));
        }
    }
    rename(&mut defs, operations, incoming, &|id| places.get(id.index()).copied().flatten());
    let kept_defs = defs.into_iter().zip(places).filter(|(_, place)| place.is_some());
    kept_defs.filter_map(|(def, _)| def).collect()
}

/// Renames all ids. A use of a type that is gone becomes any JSON; what it owned is owned by nobody.
fn rename(
    defs: &mut [Option<TypeDef>],
    operations: &mut [Operation],
    incoming: &mut [Incoming],
    name: &dyn Fn(TypeId) -> Option<TypeId>,
) {
    let mut by = |id: TypeId| name(id).map_or(TypeRef::Json, TypeRef::Named);
    for def in defs.iter_mut().flatten() {
        if let Owner::Type(id) = def.context.owner {
            def.context.owner = name(id).map_or(Owner::None, Owner::Type);
        }
        for ty in types_of(def) {
            replace_in(ty, &mut by);
        }
    }
    for operation in operations {
        for ty in types_sent(operation) {
            replace_in(ty, &mut by);
        }
        replace_received(operation, &mut by);
    }
    for ty in incoming.iter_mut().filter_map(|incoming| incoming.payload.as_mut()) {
        replace_in(ty, &mut by);
    }
}
