//! What a value at one place keeps to: one schema, or several at once where `allOf` puts them together.
//!
//! Nothing is merged here: see [`super::view`].

use super::super::side::Side;
use crate::spec::Schema;

/// Schemas of one side that hold together.
#[derive(Clone, Debug)]
pub(in crate::drift) struct Node<'s> {
    pub(in crate::drift) side: &'s Side<'s>,
    pub(in crate::drift) schemas: Vec<&'s Schema<'s>>,
}

/// Names a node: the addresses of its schemas, in order of size, since the order of `allOf` means nothing.
pub(in crate::drift) type NodeKey = Vec<usize>;

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 32;

impl<'s> Node<'s> {
    /// References beside which nothing stands are followed, so that a place and what it refers to are one node.
    pub(in crate::drift) fn of(side: &'s Side<'s>, schemas: impl IntoIterator<Item = &'s Schema<'s>>) -> Self {
        let mut node = Self { side, schemas: Vec::new() };
        for schema in schemas {
            let schema = followed(side, schema);
            if !node.schemas.iter().any(|other| std::ptr::eq(*other, schema)) {
                node.schemas.push(schema);
            }
        }
        node
    }

    pub(in crate::drift) fn key(&self) -> NodeKey {
        let mut key: NodeKey = self.schemas.iter().map(|schema| address(schema)).collect();
        key.sort_unstable();
        key
    }

    /// The reference text of the component that this is.
    pub(in crate::drift) fn component(&self) -> Option<String> {
        let [schema] = self.schemas.as_slice() else { return None };
        let text = format!("{:?}", schema.at);
        self.side.document.components.schemas.contains_key(&text).then_some(text)
    }
}

/// Tells schemas apart.
pub(super) fn address(schema: &Schema<'_>) -> usize {
    std::ptr::from_ref(schema).addr()
}

/// The end of a chain of bare references and of compositions of one schema.
pub(super) fn followed<'s>(side: &'s Side<'s>, schema: &'s Schema<'s>) -> &'s Schema<'s> {
    let mut at = schema;
    for _ in 0..LONGEST_CHAIN {
        match next(side, at).filter(|_| is_bare(at)) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// What a schema refers to, or the only schema that it is composed of.
fn next<'s>(side: &'s Side<'s>, schema: &'s Schema<'s>) -> Option<&'s Schema<'s>> {
    let mut members = schema.all_of.iter().chain(&schema.any_of).chain(&schema.one_of);
    match (schema.reference.as_deref(), members.next(), members.next()) {
        (Some(reference), None, _) => side.document.schema(reference),
        (None, Some(only), None) => Some(only),
        _ => None,
    }
}

/// Nothing stands beside references and composition.
fn is_bare(schema: &Schema<'_>) -> bool {
    schema.types.is_empty()
        && !schema.nullable
        && composes_only(schema)
        && schema.title.is_none()
        && schema.description.is_none()
        && schema.examples.is_empty()
        && schema.extensions.is_empty()
        && schema.default.is_none()
        && !schema.deprecated
        && !schema.read_only
        && !schema.write_only
}

/// Nothing of it, but perhaps a reference, accepts or refuses any value.
pub(super) fn says_only_annotations(schema: &Schema<'_>) -> bool {
    schema.types.is_empty() && !schema.nullable && says_only_types(schema)
}

/// Nothing of it, but perhaps its types and a reference, accepts or refuses any value.
pub(super) fn says_only_types(schema: &Schema<'_>) -> bool {
    composes_only(schema) && schema.all_of.is_empty() && schema.any_of.is_empty() && schema.one_of.is_empty()
}

/// Nothing of it, but perhaps its types, a reference and what it is composed of, accepts or refuses any value.
fn composes_only(schema: &Schema<'_>) -> bool {
    schema.always != Some(false)
        && schema.format.is_none()
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.additional_properties.is_none()
        && schema.items.is_none()
        && schema.discriminator.is_none()
        && schema.rare.is_none()
}
