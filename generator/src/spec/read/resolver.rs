//! Resolves references for whoever walks the value tree beside the reader.

use std::borrow::Cow;

use serde_json::Value;

use super::references::{Kind, lookup};
use super::{Cx, Node};
use crate::pointer::Pointer;

/// A walk over a tree that follows its references.
pub(in crate::spec) struct Resolver<'a>(Cx<'a>);

impl<'a> Resolver<'a> {
    pub(in crate::spec) fn new(root: &'a Value) -> Self {
        Self(Cx::new(root, 0))
    }

    /// The key of a reference to a schema, as in [`crate::spec::Components`].
    pub(in crate::spec) fn key(&mut self, text: &'a str) -> Cow<'a, str> {
        self.0.canonical(Kind::Schema, text)
    }

    /// The value under a key, and where it stands.
    pub(in crate::spec) fn value(&self, key: &str) -> Option<(&'a Value, Pointer)> {
        let node = lookup(self.0.root, &Pointer::parse(key.strip_prefix('#')?))?;
        Some((node.value, node.at))
    }

    /// Enters a schema; what it gives is for [`Resolver::leave`].
    pub(in crate::spec) fn enter(&mut self, value: &'a Value, at: &Pointer) -> Outer {
        Outer(self.0.enter(&Node { value, at: at.clone() }))
    }

    /// Leaves a schema.
    pub(in crate::spec) fn leave(&mut self, outer: Outer) {
        self.0.resource = outer.0;
    }
}

/// What stood around a schema that was entered.
pub(in crate::spec) struct Outer(Option<crate::identity::Resource>);
