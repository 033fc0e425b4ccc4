//! The canonical view of a node: what its parts say together, one spelling for each meaning.
//!
//! It is as deep as the node itself; properties, items and arms are nodes of their own, viewed when they are compared.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::super::side::Side;
use super::node::{Node, followed, says_only_annotations, says_only_types};
use super::nullable::allows_null;
use super::parts::{Union, parts};
use super::value::same_value;
use crate::pointer::Pointer;
use crate::spec::{Bounds, Schema, Types};

/// What schemas that hold together say.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is said or not by itself")]
pub(in crate::drift) struct View<'s> {
    pub(in crate::drift) side: &'s Side<'s>,
    /// What it is the view of.
    pub(super) node: Node<'s>,
    /// What says it, the outermost first; never empty where the node was not.
    pub(super) parts: Vec<&'s Schema<'s>>,
    /// Unions of at least two arms; one of bare types is told by `types` instead.
    pub(super) unions: Vec<Union<'s>>,
    /// The types, without null; empty for any.
    pub(in crate::drift) types: Types,
    /// The union whose arms are the types.
    pub(super) list: Option<Union<'s>>,
    /// Null is allowed; `None` where nothing is said.
    pub(in crate::drift) nullable: Option<bool>,
    /// The values, without null.
    pub(in crate::drift) values: Option<Vec<&'s Value>>,
    /// `values` is what `const` says.
    pub(in crate::drift) constant: bool,
    /// Values beside those listed are allowed too.
    pub(super) open: bool,
    pub(super) properties: IndexMap<&'s str, Vec<&'s Schema<'s>>>,
    pub(super) required: BTreeSet<&'s str>,
    pub(in crate::drift) read_only: bool,
    pub(in crate::drift) write_only: bool,
}

impl<'s> View<'s> {
    pub(in crate::drift) fn of(node: &Node<'s>) -> Self {
        let (parts, unions) = parts(node.side, &node.schemas);
        let mut view = Self {
            side: node.side,
            node: node.clone(),
            types: Types::default(),
            list: None,
            nullable: allows_null(node.side, &node.schemas),
            values: None,
            constant: false,
            open: false,
            properties: IndexMap::new(),
            required: parts.iter().flat_map(|part| part.required.iter().copied()).collect(),
            read_only: parts.iter().any(|part| part.read_only),
            write_only: parts.iter().any(|part| part.write_only),
            parts,
            unions,
        };
        view.take_types();
        view.take_values();
        view.take_properties();
        view.settle_unions();
        view
    }

    fn take_types(&mut self) {
        for part in &self.parts {
            self.types = both(self.types, Types(part.types.0 & !Types::NULL.0));
        }
    }

    fn take_values(&mut self) {
        for part in &self.parts {
            let listed = match (part.constant, part.values) {
                (Some(constant), _) => std::slice::from_ref(constant),
                (None, Some(values)) => values,
                (None, None) => continue,
            };
            let stated: Vec<&Value> = listed.iter().filter(|value| !value.is_null()).collect();
            if stated.is_empty() {
                continue;
            }
            self.constant |= part.constant.is_some();
            self.values = Some(match self.values.take() {
                None => stated,
                Some(so_far) => {
                    so_far.into_iter().filter(|one| stated.iter().any(|other| same_value(one, other))).collect()
                }
            });
        }
    }

    fn take_properties(&mut self) {
        for part in &self.parts {
            for (name, schema) in &part.properties {
                self.properties.entry(name).or_default().push(schema);
            }
        }
    }

    /// A union of bare types is a list of types, and one of listed texts and any text an open enum.
    fn settle_unions(&mut self) {
        let side = self.side;
        let unions = std::mem::take(&mut self.unions);
        for union in unions {
            let arms: Vec<&Schema<'_>> = union.arms.iter().map(|arm| followed(side, arm)).collect();
            if arms.iter().all(|arm| is_bare_type(arm)) {
                let listed = arms.iter().fold(Types::default(), |all, arm| all.union(arm.types));
                self.types = both(self.types, Types(listed.0 & !Types::NULL.0));
                self.list = Some(union);
            } else if let Some(values) = open_enum(&arms) {
                self.types = both(self.types, Types::STRING);
                self.values = Some(values);
                self.open = true;
            } else {
                self.unions.push(union);
            }
        }
    }

    /// Any value is allowed.
    pub(super) fn is_any(&self) -> bool {
        self.parts.iter().all(|part| says_only_annotations(part))
    }

    /// The first part that says something.
    pub(super) fn part(&self, says: impl Fn(&Schema<'s>) -> bool) -> Option<&'s Schema<'s>> {
        self.parts.iter().copied().find(|part| says(part))
    }

    /// What the first part that says it says.
    pub(super) fn said<T>(&self, what: impl Fn(&'s Schema<'s>) -> Option<T>) -> Option<T> {
        self.parts.iter().find_map(|part| what(part))
    }

    /// Where it stands.
    pub(super) fn at(&self) -> Pointer {
        self.parts.first().map(|part| part.at.clone()).unwrap_or_default()
    }

    /// The bounds of each part.
    pub(in crate::drift) fn bounds(&self) -> impl Iterator<Item = &Bounds<'s>> {
        self.parts.iter().filter_map(|part| part.rare.as_deref()).map(|rare| &rare.bounds)
    }

    /// `format`.
    pub(in crate::drift) fn format(&self) -> Option<&'s str> {
        self.said(|part| part.format)
    }

    /// `default`.
    pub(in crate::drift) fn default(&self) -> Option<&'s Value> {
        self.said(|part| part.default)
    }
}

/// What both sets of types allow; what contradicts the first is left out.
fn both(one: Types, two: Types) -> Types {
    if one.is_empty() || two.is_empty() {
        return one.union(two);
    }
    let mut all = one.intersection(two);
    let is_number = |types: Types| types.contains(Types::NUMBER);
    let is_integer = |types: Types| types.contains(Types::INTEGER);
    if (is_number(one) && is_integer(two)) || (is_integer(one) && is_number(two)) {
        all = all.union(Types::INTEGER);
    }
    if all.is_empty() { one } else { all }
}

/// Nothing but a type.
fn is_bare_type(schema: &Schema<'_>) -> bool {
    !schema.types.is_empty() && schema.reference.is_none() && schema.title.is_none() && says_only_types(schema)
}

/// The values of a union that lists texts and allows any other text.
fn open_enum<'s>(arms: &[&'s Schema<'s>]) -> Option<Vec<&'s Value>> {
    let any_text = arms.iter().any(|arm| arm.types == Types::STRING && is_bare_type(arm));
    let listed = arms.iter().filter(|arm| arm.types == Types::STRING && !is_bare_type(arm));
    let mut values = Vec::new();
    for arm in listed {
        values.extend(arm.values?.iter().filter(|value| !value.is_null()));
    }
    (any_text && !values.is_empty() && arms.iter().all(|arm| arm.types == Types::STRING)).then_some(values)
}
