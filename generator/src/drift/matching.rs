//! Pairs the paths and operations of two documents: by template whatever its parameters are called, then by template
//! whatever its letter case and last slash, then by `operationId`.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::{Operation, PathItem};

/// An operation and the path item that holds it.
#[derive(Clone, Copy)]
pub(super) struct Op<'s> {
    pub(super) item: &'s PathItem<'s>,
    pub(super) operation: &'s Operation<'s>,
    /// Every operation of its path shares its fate.
    pub(super) whole: bool,
}

/// Two path items that are one.
#[derive(Clone, Copy)]
pub(super) struct ItemPair<'s> {
    pub(super) old: &'s PathItem<'s>,
    pub(super) new: &'s PathItem<'s>,
    /// They differ in letter case or a slash.
    pub(super) loose: bool,
}

/// How two operations were found to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By path and method.
    Place,
    /// By `operationId`; the path is another.
    Moved,
    /// By `operationId`; the method is another.
    OtherMethod,
}

/// What belongs together and what has no counterpart.
#[derive(Default)]
pub(super) struct Matching<'s> {
    pub(super) items: Vec<ItemPair<'s>>,
    pub(super) operations: Vec<(Op<'s>, Op<'s>, How)>,
    pub(super) gone: Vec<Op<'s>>,
    pub(super) fresh: Vec<Op<'s>>,
}

/// Where paths begin on each side: the path of the first server, where the documents disagree about that.
pub(super) type Prefixes<'p> = (&'p str, &'p str);

impl<'s> Matching<'s> {
    /// Pairs what two lists of path items hold.
    pub(super) fn of(old: &'s [PathItem<'s>], new: &'s [PathItem<'s>], prefixes: Prefixes<'_>) -> Self {
        let mut matching = Self::default();
        let mut taken = BTreeSet::new();
        let mut partner = vec![None; old.len()];
        for (round, key) in [exact, shape, loose].into_iter().enumerate() {
            let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (position, item) in new.iter().enumerate().filter(|(position, _)| !taken.contains(position)) {
                places.entry(key(prefixes.1, &item.template)).or_default().push(position);
            }
            for (item, partner) in old.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
                let found = places.get(&key(prefixes.0, &item.template)).into_iter().flatten();
                if let Some(position) = found.copied().find(|position| !taken.contains(position)) {
                    taken.insert(position);
                    *partner = new.get(position).map(|new| ItemPair { old: item, new, loose: round == 2 });
                }
            }
        }
        for (item, partner) in old.iter().zip(partner) {
            match partner {
                Some(pair) => matching.pair(pair),
                None => matching.gone.extend(whole(item)),
            }
        }
        let unpaired = new.iter().enumerate().filter(|(position, _)| !taken.contains(position));
        matching.fresh.extend(unpaired.flat_map(|(_, item)| whole(item)));
        matching.by_id();
        matching
    }

    fn pair(&mut self, pair: ItemPair<'s>) {
        self.items.push(pair);
        let op = |item: &'s PathItem<'s>, operation: &'s Operation<'s>| Op { item, operation, whole: false };
        let find = |item: &'s PathItem<'s>, method: &str| item.operations.iter().find(|other| other.method == method);
        for operation in &pair.old.operations {
            let old = op(pair.old, operation);
            match find(pair.new, &operation.method) {
                Some(new) => self.operations.push((old, op(pair.new, new), How::Place)),
                None => self.gone.push(old),
            }
        }
        let fresh = pair.new.operations.iter().filter(|new| find(pair.old, &new.method).is_none());
        self.fresh.extend(fresh.map(|new| op(pair.new, new)));
    }

    /// What is gone from one place and is found in another under the same `operationId`.
    fn by_id(&mut self) {
        let mut ids: BTreeMap<&str, Op<'s>> = BTreeMap::new();
        for op in &self.fresh {
            ids.extend(op.operation.operation_id.map(|id| (id, *op)));
        }
        let mut moved = BTreeSet::new();
        let Self { gone, operations, .. } = self;
        gone.retain(|old| {
            let found = old.operation.operation_id.and_then(|id| ids.remove(id));
            if let Some(new) = found {
                let same_path = shape("", &old.item.template) == shape("", &new.item.template);
                operations.push((*old, new, if same_path { How::OtherMethod } else { How::Moved }));
                moved.insert(address(new));
            }
            found.is_none()
        });
        self.fresh.retain(|op| !moved.contains(&address(*op)));
    }
}

fn address(op: Op<'_>) -> usize {
    std::ptr::from_ref(op.operation).addr()
}

fn whole<'s>(item: &'s PathItem<'s>) -> impl Iterator<Item = Op<'s>> {
    item.operations.iter().map(move |operation| Op { item, operation, whole: true })
}

fn exact(prefix: &str, template: &str) -> String {
    format!("{prefix}{template}")
}

/// A template with the names of its parameters left out.
pub(super) fn shape(prefix: &str, template: &str) -> String {
    let mut parts = template.split('{');
    let first = format!("{prefix}{}", parts.next().unwrap_or_default());
    parts.fold(first, |text, part| text + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn loose(prefix: &str, template: &str) -> String {
    shape(prefix, template).trim_end_matches('/').to_ascii_lowercase()
}

/// The names of a template's parameters, in order.
pub(super) fn names(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_compared_without_names() {
        assert_eq!(shape("", "/a/{x}/b/{y}.json"), shape("", "/a/{u}/b/{v}.json"));
        assert_ne!(shape("", "/a/{x}"), shape("", "/a/x"));
        assert_eq!(loose("", "/A/{x}/"), loose("", "/a/{y}"));
        assert_eq!(names("/a/{x}/{y}"), ["x", "y"]);
        assert_eq!(exact("/v1", "/a"), exact("", "/v1/a"));
    }
}
