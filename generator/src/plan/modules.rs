//! Which file each item goes to, and which feature brings it in.
//!
//! A type that only one tag's operations reach stands in that tag's module; what several tags or none reach stands in
//! `shared`, where all can use it.

use std::collections::BTreeMap;

use super::{ApiModule, TypeModule, usage};
use crate::ir::{Api, OperationId, TypeId, TypeRef};
use crate::names::Names;

/// Name of the module for types of several tags.
const SHARED: &str = "shared";
/// Name of the module for operations without a tag.
const ROOT: &str = "root";

/// Which operations reach a type.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Nobody,
    Tag(usize),
    Several,
}

/// The modules below `api`, sorted by name, that of operations without a tag last.
pub(crate) fn api(api: &Api, names: &Names) -> Vec<ApiModule> {
    let mut modules: BTreeMap<(bool, &str), ApiModule> = BTreeMap::new();
    for (operation, id) in api.operations.iter().zip((0_u32..).map(OperationId)) {
        let name = operation.tag.and_then(|tag| names.tags.get(tag)).map_or(ROOT, |tag| tag.module.as_str());
        let module = modules.entry((operation.tag.is_none(), name)).or_insert_with(|| ApiModule {
            tag: operation.tag,
            name: name.to_owned(),
            feature: feature(name),
            operations: Vec::new(),
        });
        module.operations.push(id);
    }
    modules.into_values().collect()
}

/// The modules below `types`, sorted by name.
pub(crate) fn types(api: &Api, names: &Names) -> Vec<TypeModule> {
    let reach = reach(api);
    let mut modules: BTreeMap<&str, TypeModule> = BTreeMap::new();
    for (reach, id) in reach.iter().zip((0_u32..).map(TypeId)) {
        let (name, features) = match reach {
            Reach::Tag(tag) => names
                .tags
                .get(*tag)
                .map_or((SHARED, Vec::new()), |tag| (tag.module.as_str(), vec![feature(&tag.module)])),
            Reach::Nobody | Reach::Several => (SHARED, Vec::new()),
        };
        let new = || TypeModule { name: name.to_owned(), types: Vec::new(), features };
        modules.entry(name).or_insert_with(new).types.push(id);
    }
    let name = |id: &TypeId| names.types.get(id.index()).map(|names| names.name.clone());
    let mut modules: Vec<_> = modules.into_values().collect();
    for module in &mut modules {
        module.types.sort_by_key(name);
    }
    modules
}

/// Cargo writes features with dashes.
fn feature(module: &str) -> String {
    // A feature may begin with a digit, which a module may not, but not with a dash.
    module.strip_prefix("r#").unwrap_or(module).trim_start_matches('_').replace('_', "-")
}

fn reach(api: &Api) -> Vec<Reach> {
    let mut reach = vec![Reach::Nobody; api.types.len()];
    for operation in &api.operations {
        let from = operation.tag.map_or(Reach::Several, Reach::Tag);
        usage::roots(operation, &mut |ty, _| spread(api, ty, from, &mut reach));
    }
    for incoming in &api.incoming {
        incoming.payload.iter().for_each(|ty| spread(api, ty, Reach::Several, &mut reach));
    }
    // What nobody uses is always there, and so must be what it holds.
    for (def, id) in api.types.iter().zip((0_u32..).map(TypeId)) {
        if reach.get(id.index()) == Some(&Reach::Nobody) {
            usage::parts(&def.shape, &mut |ty| spread(api, ty, Reach::Several, &mut reach));
        }
    }
    reach
}

/// Marks the types below `ty`. A type is visited at most twice: when first reached, and when a second tag reaches it.
fn spread(api: &Api, ty: &TypeRef, from: Reach, reach: &mut [Reach]) {
    let mut open = Vec::new();
    usage::named(ty, &mut |id| open.push((id, from)));
    while let Some((id, from)) = open.pop() {
        let (Some(now), Some(def)) = (reach.get_mut(id.index()), api.types.get(id.index())) else { continue };
        let next = if *now == Reach::Nobody || *now == from { from } else { Reach::Several };
        if *now != next {
            *now = next;
            usage::parts(&def.shape, &mut |part| usage::named(part, &mut |id| open.push((id, next))));
        }
    }
}
