//! Which schemas are the same on both sides down to the last component they refer to, so that nobody looks at them twice.

use std::collections::{BTreeMap, BTreeSet};

use super::super::side::Side;
use super::node::Node;
use crate::spec::{Document, Schema};

/// The components that differ, or refer to one that does.
#[derive(Debug)]
pub(in crate::drift) struct Clean {
    dirty: BTreeSet<String>,
}

impl Clean {
    pub(in crate::drift) fn of(old: &Side<'_>, new: &Side<'_>) -> Self {
        let (before, after) = (&old.document.components.schemas, &new.document.components.schemas);
        let differs = |(key, schema): (&String, &Schema<'_>)| {
            after.get(key).is_none_or(|other| old.value(&schema.at) != new.value(&other.at)).then(|| key.clone())
        };
        let mut dirty: BTreeSet<String> = before.iter().filter_map(differs).collect();
        dirty.extend(after.keys().filter(|key| !before.contains_key(*key)).cloned());
        let mut users = BTreeMap::new();
        note_users(&old.document, &mut users);
        note_users(&new.document, &mut users);
        let mut waiting: Vec<String> = dirty.iter().cloned().collect();
        while let Some(key) = waiting.pop() {
            for user in users.get(key.as_str()).into_iter().flatten() {
                if dirty.insert((*user).to_owned()) {
                    waiting.push((*user).to_owned());
                }
            }
        }
        Self { dirty }
    }

    /// Whether nothing can have changed between two nodes.
    pub(in crate::drift) fn same(&self, old: &Node<'_>, new: &Node<'_>) -> bool {
        old.schemas.len() == new.schemas.len()
            && old.schemas.iter().zip(&new.schemas).all(|(one, two)| self.same_schema(old.side, one, new.side, two))
    }

    pub(super) fn same_schema(&self, old: &Side<'_>, one: &Schema<'_>, new: &Side<'_>, two: &Schema<'_>) -> bool {
        old.value(&one.at) == new.value(&two.at) && !self.refers_to_dirty(one)
    }

    fn refers_to_dirty(&self, schema: &Schema<'_>) -> bool {
        let mut found = false;
        references(schema, &mut |reference| found |= self.dirty.contains(reference));
        found
    }
}

/// Which components refer to a component.
fn note_users<'d>(document: &'d Document<'_>, users: &mut BTreeMap<&'d str, BTreeSet<&'d str>>) {
    for (key, schema) in &document.components.schemas {
        references(schema, &mut |reference| {
            users.entry(reference).or_default().insert(key);
        });
    }
}

/// Tells of each reference in a schema and in those it contains.
fn references<'d>(schema: &'d Schema<'_>, tell: &mut impl FnMut(&'d str)) {
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        if let Some(reference) = schema.reference.as_deref() {
            tell(reference);
        }
        children(schema, &mut waiting);
    }
}

/// The schemas right below a schema.
fn children<'d, 'a>(schema: &'d Schema<'a>, all: &mut Vec<&'d Schema<'a>>) {
    all.extend(schema.properties.iter().map(|(_, property)| property));
    all.extend(schema.additional_properties.as_deref());
    all.extend(schema.items.as_deref());
    all.extend(&schema.all_of);
    all.extend(&schema.any_of);
    all.extend(&schema.one_of);
    let Some(rare) = schema.rare.as_deref() else { return };
    all.extend(rare.prefix_items.iter().flatten());
    all.extend(rare.pattern_properties.iter().map(|(_, schema)| schema));
    all.extend(rare.property_names.as_deref());
    all.extend(rare.content_schema.as_deref());
    all.extend(&rare.conditional);
    all.extend(rare.unevaluated_properties.as_deref());
}
