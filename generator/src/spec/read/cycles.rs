//! Finds references that lead to themselves and, for schemas, opens the circle.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Cx;
use crate::diagnostics::codes;
use crate::pointer::Pointer;
use crate::spec::{Components, RefOr, Schema};

/// Reports each circle once. A schema in one loses its reference, so that following references always ends; other
/// objects keep theirs and are not there for whoever follows it.
pub(super) fn break_cycles(cx: &mut Cx<'_>, components: &mut Components<'_>) {
    schemas(cx, &mut components.schemas);
    others(cx, &components.responses);
    others(cx, &components.parameters);
    others(cx, &components.examples);
    others(cx, &components.request_bodies);
    others(cx, &components.headers);
    others(cx, &components.security_schemes);
    others(cx, &components.links);
    others(cx, &components.callbacks);
    others(cx, &components.media_types);
}

fn schemas(cx: &mut Cx<'_>, all: &mut IndexMap<String, Schema<'_>>) {
    let mut settled = BTreeSet::new();
    for start in 0..all.len() {
        let (mut at, mut chain) = (start, BTreeSet::new());
        while settled.insert(at) {
            chain.insert(at);
            let next = all.get_index(at).and_then(|(_, schema)| all.get_index_of(schema.reference.as_deref()?));
            let Some(next) = next else { break };
            if chain.contains(&next) {
                if let Some((key, schema)) = all.get_index_mut(at) {
                    report(cx, key, &schema.at);
                    schema.reference = None;
                }
                break;
            }
            at = next;
        }
    }
}

fn others<T>(cx: &mut Cx<'_>, all: &IndexMap<String, RefOr<'_, T>>) {
    let mut settled = BTreeSet::new();
    for start in 0..all.len() {
        let (mut at, mut chain) = (start, BTreeSet::new());
        while settled.insert(at) {
            chain.insert(at);
            let Some((key, RefOr::Ref { at: place, to, .. })) = all.get_index(at) else { break };
            let Some(next) = all.get_index_of(&**to) else { break };
            if chain.contains(&next) {
                report(cx, key, place);
                break;
            }
            at = next;
        }
    }
}

fn report(cx: &mut Cx<'_>, key: &str, at: &Pointer) {
    let message = format!("`{key}` is a reference that leads back to itself");
    cx.report(codes::REFERENCE_CYCLE, at, message).help("one member of the circle has to be a definition");
}
