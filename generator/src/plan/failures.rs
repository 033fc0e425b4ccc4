//! Which operations fail alike, so that their error enum is written once.
//!
//! Only operations of one module are compared: an enum of another module may be behind a feature that is off.

use std::collections::{BTreeMap, BTreeSet};

use super::ApiModule;
use crate::ir::{Answer, Api, OperationId};
use crate::names::Names;

/// Of each operation that fails as an earlier one of its module does, that earlier one.
pub(super) fn shared(
    api: &Api,
    names: &Names,
    modules: &[ApiModule],
    boxed: &BTreeSet<(OperationId, usize)>,
) -> BTreeMap<OperationId, OperationId> {
    let mut shared = BTreeMap::new();
    for module in modules {
        let mut firsts: BTreeMap<&[String], Vec<OperationId>> = BTreeMap::new();
        for id in &module.operations {
            let (Some(errors), Some(variants)) = (errors(api, *id), variants(names, *id)) else { continue };
            let alike = firsts.entry(variants).or_default();
            let same = |first: &OperationId| {
                self::errors(api, *first).is_some_and(|other| same_answers(errors, other))
                    && (0..errors.len()).all(|index| boxed.contains(&(*id, index)) == boxed.contains(&(*first, index)))
            };
            match alike.iter().find(|first| same(first)) {
                Some(first) => {
                    shared.insert(*id, *first);
                }
                None => alike.push(*id),
            }
        }
    }
    shared
}

fn errors(api: &Api, id: OperationId) -> Option<&[Answer]> {
    api.operations.get(id.index()).map(|operation| operation.errors.as_slice()).filter(|errors| !errors.is_empty())
}

fn variants(names: &Names, id: OperationId) -> Option<&[String]> {
    names.operations.get(id.index()).map(|names| names.error_variants.as_slice())
}

fn same_answers(one: &[Answer], other: &[Answer]) -> bool {
    let same = |(one, other): (&Answer, &Answer)| {
        one.status == other.status
            && one.media_type == other.media_type
            && one.content == other.content
            && one.docs == other.docs
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}
