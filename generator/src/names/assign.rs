//! The one authority for names: puts the parts together and writes the lock anew.

use std::collections::{BTreeMap, BTreeSet};

use super::{GrantNames, Lock, NAMING, Names, case, members, operations, reserved, scope::Scope, servers, types};
use crate::diagnostics::{Diagnostics, Place, codes};
use crate::ir::{Api, SecurityKind, SecurityScheme, Shape};

/// Names the user decides (`[rename]` of the configuration): pointers of schemas, properties and operations to names.
pub type Renames = BTreeMap<String, String>;

/// Names everything, and gives the lock file that keeps the names.
pub fn assign(api: &Api, renames: &Renames, lock: &Lock, diagnostics: &mut Diagnostics) -> (Names, Lock) {
    check_renames(api, renames, diagnostics);
    let (tags, operations) = operations::assign(api, renames, lock);
    let types = types::assign(api, &operations, renames, lock);
    let types = members::assign(api, types, renames, lock);
    let (servers, server_variables) = servers::assign(&api.servers);
    let ((security_schemes, grants), incoming) = (security_schemes(api), incoming(api));
    let names = Names { types, operations, tags, security_schemes, grants, servers, server_variables, incoming };
    let lock = to_lock(api, &names);
    (names, lock)
}

/// A rename has to be of something that gets a name.
fn check_renames(api: &Api, renames: &Renames, diagnostics: &mut Diagnostics) {
    if renames.is_empty() {
        return;
    }
    let mut named: BTreeSet<String> = api.operations.iter().map(operations::lock_key).collect();
    for def in &api.types {
        for origin in &def.origins {
            named.insert(origin.to_string());
            if let Shape::Struct(shape) = &def.shape {
                named
                    .extend(shape.fields.iter().map(|field| origin.child("properties").child(&field.name).to_string()));
            }
        }
    }
    for pointer in renames.keys().filter(|pointer| !named.contains(*pointer)) {
        let message = format!("`[rename]` names `#{pointer}`, where nothing stands that has a name");
        diagnostics.report(codes::RENAME_UNMATCHED, Place::Document, message);
    }
}

/// `bearer_token`, `basic_auth` and `api_key`, qualified by the scheme's name where there are several of a kind; and for
/// each scheme the setters of its grants, such as `oauth_password`.
fn security_schemes(api: &Api) -> (Vec<String>, Vec<GrantNames>) {
    let mut scope = Scope::reserving(reserved::CLIENT_BUILDER_METHODS);
    let name = |kind: &SecurityKind| match kind {
        SecurityKind::Bearer | SecurityKind::Oauth2(_) => "bearer_token",
        SecurityKind::Basic => "basic_auth",
        SecurityKind::ApiKey { .. } => "api_key",
        SecurityKind::OtherHttp(_) => "authorization",
        SecurityKind::MutualTls => "mutual_tls",
    };
    let schemes = api.security_schemes.iter();
    let setters = schemes.clone();
    let setters =
        setters.map(|scheme| scope.first_of(&[name(&scheme.kind).to_owned(), case::snake(&scheme.name)])).collect();
    let grants = schemes.map(|scheme| grants(&mut scope, scheme)).collect();
    (setters, grants)
}

fn grants(scope: &mut Scope, scheme: &SecurityScheme) -> GrantNames {
    let SecurityKind::Oauth2(flows) = &scheme.kind else { return GrantNames::default() };
    let own = case::words(&scheme.name).join("_");
    let mut name = |is_there: bool, kind: &str| {
        let names = [format!("oauth_{kind}"), format!("{own}_{kind}")];
        if is_there { scope.first_of(&names) } else { String::new() }
    };
    GrantNames {
        client_credentials: name(flows.client_credentials.is_some(), "client_credentials"),
        password: name(flows.password.is_some(), "password"),
        device: name(flows.device.is_some(), "device"),
        refresh: name(flows.refresh.is_some(), "refresh_token"),
    }
}

fn incoming(api: &Api) -> Vec<String> {
    let mut scope = Scope::default();
    let names = api.incoming.iter().map(|incoming| format!("parse_{}", case::words(&incoming.name).join("_")));
    names.map(|name| scope.first_of(&[name])).collect()
}

fn to_lock(api: &Api, names: &Names) -> Lock {
    let mut lock = Lock { naming: NAMING, ..Lock::default() };
    for (def, type_names) in api.types.iter().zip(&names.types) {
        for origin in &def.origins {
            lock.types.insert(types::lock_key(api, origin, def), type_names.name.clone());
        }
        let kept = members::to_lock(def, type_names);
        if let (Some(origin), false) = (def.origins.first(), kept.is_empty()) {
            lock.members.insert(types::lock_key(api, origin, def), kept);
        }
    }
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        let method = names.methods.first().map_or("", String::as_str);
        lock.operations.insert(operations::lock_key(operation), format!("{method} {}", names.builder));
    }
    let tags = api.tags.iter().zip(&names.tags);
    lock.tags = tags.map(|(tag, names)| (tag.name.clone(), names.module.clone())).collect();
    lock
}

/// The name of a package: words with dashes, such as `acme-client`; never empty, never starting with a digit.
pub fn package(text: &str) -> String {
    let name = case::words(text).join("-");
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => name,
        _ => format!("api-{name}").trim_end_matches('-').to_owned(),
    }
}
