//! Which file each item goes to, and which feature brings it in.

use std::collections::{BTreeMap, BTreeSet};

use super::clusters::{self, Brings};
use super::headers;
use super::{ApiModule, Feature, TypeModule};
use crate::ir::{Api, OperationId, TypeId};
use crate::names::Names;

/// Name of the module for types that are always there.
const SHARED: &str = "shared";
/// Name of the module for operations without a tag.
const ROOT: &str = "root";
/// Name of the module for what the API sends.
const INCOMING: &str = "incoming";
/// Name of the module for components that nothing uses.
const COMPONENTS: &str = "components";
/// The most characters a tag gives to the name of a module of several.
const LONGEST_PART: usize = 40;

/// The modules below `api`, sorted by name, that of operations without a tag last.
pub(crate) fn api(api: &Api, names: &Names) -> Vec<ApiModule> {
    let mut modules: BTreeMap<(bool, &str), ApiModule> = BTreeMap::new();
    for (operation, id) in api.operations.iter().zip((0_u32..).map(OperationId)) {
        let name = module(clusters::brings(operation), names);
        let module = modules.entry((operation.tag.is_none(), name)).or_insert_with(|| ApiModule {
            tag: operation.tag,
            name: name.to_owned(),
            feature: feature(name),
            operations: Vec::new(),
            headers: Vec::new(),
        });
        module.operations.push(id);
    }
    let with_headers = |mut module: ApiModule| {
        module.headers = headers::headers(api, names, &module.operations);
        module
    };
    modules.into_values().map(with_headers).collect()
}

/// The modules below `types`, sorted by name.
pub(crate) fn types(api: &Api, names: &Names) -> Vec<TypeModule> {
    let mut clusters: BTreeMap<clusters::Needed, Vec<TypeId>> = BTreeMap::new();
    for (needed, id) in clusters::needed(api).into_iter().zip((0_u32..).map(TypeId)) {
        clusters.entry(needed).or_default().push(id);
    }
    let type_name = |id: &TypeId| names.types.get(id.index()).map(|names| names.name.clone());
    let new = |(needed, mut types): (clusters::Needed, Vec<TypeId>)| {
        types.sort_by_key(type_name);
        let modules: Vec<&str> = needed.iter().map(|brings| module(*brings, names)).collect();
        let features = modules.iter().map(|module| feature(module)).collect();
        TypeModule { name: joined(&modules), types, features }
    };
    let mut modules: Vec<_> = clusters.into_iter().map(new).collect();
    tell_apart(&mut modules);
    modules.sort_by(|one, two| one.name.cmp(&two.name));
    modules
}

/// The features, as the modules need them: tags by module, then the others.
pub(crate) fn features(api: &[ApiModule], types: &[TypeModule], incoming: bool) -> Vec<Feature> {
    let mut features: Vec<Feature> = Vec::new();
    for module in api {
        let brings = module.tag.map_or(Brings::Untagged, Brings::Tag);
        features.push(Feature { name: module.feature.clone(), brings });
    }
    if incoming {
        features.push(Feature { name: INCOMING.to_owned(), brings: Brings::Incoming });
    }
    if types.iter().flat_map(|module| &module.features).any(|name| name == COMPONENTS) {
        features.push(Feature { name: COMPONENTS.to_owned(), brings: Brings::Components });
    }
    features
}

fn module(brings: Brings, names: &Names) -> &str {
    match brings {
        Brings::Tag(tag) => names.tags.get(tag).map_or(ROOT, |tag| tag.module.as_str()),
        Brings::Untagged => ROOT,
        Brings::Incoming => INCOMING,
        Brings::Components => COMPONENTS,
    }
}

/// `issues_and_pulls`; the one of no feature is `shared`.
fn joined(modules: &[&str]) -> String {
    match modules {
        [] => SHARED.to_owned(),
        [only] => (*only).to_owned(),
        several => several.iter().map(|module| short(module)).collect::<Vec<_>>().join("_and_"),
    }
}

/// The name of a module as a part of another, so long that file names stay within what systems allow.
fn short(module: &str) -> String {
    module.trim_start_matches("r#").chars().take(LONGEST_PART).collect()
}

/// A tag can be called like two others together.
fn tell_apart(modules: &mut [TypeModule]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    modules.sort_by_key(|module| module.features.len());
    for module in modules {
        while !taken.insert(module.name.clone()) {
            module.name.push('_');
        }
    }
}

/// Cargo writes features with dashes.
fn feature(module: &str) -> String {
    // A feature may begin with a digit, which a module may not, but not with a dash.
    module.strip_prefix("r#").unwrap_or(module).trim_start_matches('_').replace('_', "-")
}
