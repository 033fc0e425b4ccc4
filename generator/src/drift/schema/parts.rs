//! Takes composition apart: references, `allOf` and unions of one arm become a flat list of parts that hold together.
//!
//! A part speaks for itself alone; what its references and `allOf` say are other parts.

use std::collections::BTreeSet;

use super::super::side::Side;
use super::node::{address, followed};
use super::nullable::null_arm;
use crate::spec::Schema;

/// The keyword of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnionKeyword {
    OneOf,
    AnyOf,
}

/// A union of at least two arms, null not counted.
#[derive(Clone, Debug)]
pub(super) struct Union<'s> {
    pub(super) keyword: UnionKeyword,
    /// The schema it stands in.
    pub(super) holder: &'s Schema<'s>,
    pub(super) arms: Vec<&'s Schema<'s>>,
}

impl UnionKeyword {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
        }
    }
}

/// The parts, what stands first in the document first, and the unions met on the way.
pub(super) fn parts<'s>(side: &'s Side<'s>, schemas: &[&'s Schema<'s>]) -> (Vec<&'s Schema<'s>>, Vec<Union<'s>>) {
    let (mut parts, mut unions, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut waiting: Vec<&Schema<'_>> = schemas.iter().rev().copied().collect();
    while let Some(schema) = waiting.pop() {
        // A circle of references adds nothing.
        if !seen.insert(address(schema)) {
            continue;
        }
        parts.push(schema);
        let mut next: Vec<&Schema<'_>> = Vec::new();
        next.extend(schema.reference.as_deref().and_then(|reference| side.document.schema(reference)));
        next.extend(&schema.all_of);
        for (keyword, arms) in [(UnionKeyword::OneOf, &schema.one_of), (UnionKeyword::AnyOf, &schema.any_of)] {
            let arms: Vec<&Schema<'_>> = arms.iter().filter(|arm| !null_arm(followed(side, arm))).collect();
            match arms.as_slice() {
                [] => {}
                [only] => next.push(only),
                _ => unions.push(Union { keyword, holder: schema, arms }),
            }
        }
        waiting.extend(next.into_iter().rev());
    }
    (parts, unions)
}
