//! The table of a crate: a row for each item that source code can name.

use std::collections::BTreeMap;

use super::{Cx, operations, types};
use crate::ir::{SecurityKind, TypeId};
use crate::pointer::Pointer;

/// An item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What kind of item it is.
    pub(super) what: What,
    /// All that a use depends on beside the name.
    pub(super) signature: String,
    /// What it stands for, whatever it is called: equal for the same thing in both documents.
    pub(super) identity: String,
    /// Where that stands.
    pub(super) origin: Option<Pointer>,
    /// The type, where it is one or a part of one.
    pub(super) of: Option<TypeId>,
}

/// Kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Feature,
    Struct,
    Enum,
    Alias,
    Trait,
    Field,
    Constructor,
    Setter,
    /// A variant that holds nothing.
    Unit,
    /// A variant that holds a value, on the heap or not.
    Holding {
        boxed: bool,
    },
    Method,
    Builder,
    Constant,
}

/// All items by their paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    pub(super) by_path: BTreeMap<String, Row>,
}

impl Rows {
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        let mut rows = Self::default();
        types::add(cx, &mut rows);
        operations::add(cx, &mut rows);
        client(cx, &mut rows);
        rows
    }

    pub(super) fn add(&mut self, path: String, row: Row) {
        self.by_path.insert(path, row);
    }
}

impl Row {
    pub(super) fn new(what: What, signature: String, origin: &Pointer, identity: &str) -> Self {
        Self { what, signature, identity: format!("{origin} {identity}"), origin: Some(origin.clone()), of: None }
    }
}

/// What the client as a whole has.
fn client(cx: &Cx<'_>, rows: &mut Rows) {
    let mut plain = |path: String, what, signature: String, identity: String| {
        rows.add(path, Row { what, signature, identity, origin: None, of: None });
    };
    for feature in &cx.plan.features {
        plain(format!("feature {}", feature.name), What::Feature, String::new(), format!("feature {}", feature.name));
    }
    for (server, name) in cx.api.servers.iter().zip(&cx.names.servers) {
        plain(format!("Server::{name}()"), What::Method, String::new(), format!("server {}", server.url));
    }
    for (variable, name) in &cx.names.server_variables {
        plain(format!("Server::{name}(..)"), What::Method, String::new(), format!("server variable {variable}"));
    }
    let setters = cx.names.security_schemes.iter().zip(&cx.names.grants);
    for (scheme, (setter, grants)) in cx.api.security_schemes.iter().zip(setters) {
        let arguments = match scheme.kind {
            SecurityKind::MutualTls => continue,
            SecurityKind::Basic => "user, password",
            _ => "token",
        };
        let identity = format!("scheme {}", scheme.name);
        plain(format!("ClientBuilder::{setter}()"), What::Method, arguments.to_owned(), identity.clone());
        for grant in [&grants.client_credentials, &grants.password, &grants.device, &grants.refresh] {
            if !grant.is_empty() {
                plain(format!("ClientBuilder::{grant}()"), What::Method, String::new(), format!("{identity} {grant}"));
            }
        }
    }
    for (incoming, name) in cx.api.incoming.iter().zip(&cx.names.incoming) {
        let Some(payload) = &incoming.payload else { continue };
        let signature = super::spelling::spelled(cx, payload);
        rows.add(format!("incoming::{name}()"), Row::new(What::Method, signature, &incoming.origin, "incoming"));
    }
}
