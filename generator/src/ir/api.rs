//! The API as a whole.

use std::collections::BTreeMap;

use super::{Docs, Operation, SecurityScheme, TypeDef, TypeId, TypeRef};
use crate::pointer::Pointer;

/// All that the emitted crate offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// Title, version and description.
    pub info: Info,
    /// Servers of the whole API, in document order.
    pub servers: Vec<Server>,
    /// Security schemes, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Tags that at least one operation carries, sorted by name.
    pub tags: Vec<Tag>,
    /// Operations, sorted by path, then by method. [`super::OperationId`] is the index.
    pub operations: Vec<Operation>,
    /// Types. [`super::TypeId`] is the index.
    pub types: Vec<TypeDef>,
    /// What the API sends to the user: webhooks and callbacks, sorted by name.
    pub incoming: Vec<Incoming>,
}

impl Api {
    /// The types by the places of their schemas. A component that says no more than a part of it does is at that part;
    /// here it has the place of its own too.
    pub fn places(&self) -> BTreeMap<String, Vec<TypeId>> {
        let mut places: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for (def, id) in self.types.iter().zip((0_u32..).map(TypeId)) {
            let component = def.context.component.iter();
            let component = component.map(|name| Pointer::parse("/components/schemas").child(name).to_string());
            for at in def.origins.iter().map(ToString::to_string).chain(component) {
                let types = places.entry(at).or_default();
                if !types.contains(&id) {
                    types.push(id);
                }
            }
        }
        places
    }
}

/// What the document says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Info {
    /// Title of the API.
    pub title: String,
    /// Version of the API.
    pub version: String,
    /// Version of OpenAPI the document states.
    pub openapi: String,
    /// Summary and description.
    pub docs: Docs,
}

/// A server.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// URL template with `{variables}`; absolute, or relative to where the document came from.
    pub url: String,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
    /// What it is for.
    pub docs: Docs,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Name in the template.
    pub name: String,
    /// Value where the user states none.
    pub default: String,
    /// Allowed values; empty where any is.
    pub values: Vec<String>,
    /// What it means.
    pub docs: Docs,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Name on the operations.
    pub name: String,
    /// What belongs to it.
    pub docs: Docs,
}

/// A request that the API makes to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Where its operation stands.
    pub origin: Pointer,
    /// Name of the webhook or callback.
    pub name: String,
    /// The JSON payload, where there is one.
    pub payload: Option<TypeRef>,
    /// What it tells.
    pub docs: Docs,
}
