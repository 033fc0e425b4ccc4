//! Where each part of the merged document was written: the root document, a referenced file or an overlay.
//!
//! Only the roots of foreign parts are listed; everything below such a root comes from the same source.

use std::collections::BTreeMap;

use crate::pointer::{Pointer, item_position};

/// A part of the merged document that was written elsewhere than in the root document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graft {
    /// The source it was written in.
    pub source: usize,
    /// The place in that source.
    pub from: Pointer,
}

/// The foreign parts of the merged document, by their place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grafts(BTreeMap<Pointer, Graft>);

impl Grafts {
    /// The foreign parts in order of their place.
    pub fn iter(&self) -> impl Iterator<Item = (&Pointer, &Graft)> {
        self.0.iter()
    }

    /// The source and the place in it where the value at `pointer` was written.
    pub fn origin(&self, pointer: &Pointer) -> Graft {
        let nearest = std::iter::successors(Some(pointer.clone()), Pointer::parent)
            .find_map(|above| Some((self.0.get(&above)?, above)));
        match nearest {
            Some((graft, above)) => {
                let rest = pointer.below(&above).unwrap_or_default();
                Graft { source: graft.source, from: graft.from.join(&rest) }
            }
            None => Graft { source: 0, from: pointer.clone() },
        }
    }

    /// The value at `at` comes from elsewhere from now on, with all that is below it.
    pub(super) fn set(&mut self, at: &Pointer, graft: Graft) {
        self.forget(at);
        self.0.insert(at.clone(), graft);
    }

    /// The value at `at` is gone.
    pub(super) fn forget(&mut self, at: &Pointer) {
        for below in self.under(at) {
            self.0.remove(&below);
        }
    }

    /// The item `removed` of the array at `array`, which had `length` items, is gone: those after it move up.
    pub(super) fn remove_item(&mut self, array: &Pointer, removed: usize, length: usize) {
        // Items of the array's own source are listed now, since their position no longer tells where they were written.
        for position in removed + 1..length {
            let item = array.index(position);
            let origin = self.origin(&item);
            self.0.entry(item).or_insert(origin);
        }
        self.forget(&array.index(removed));
        for old in self.under(array) {
            let Some(rest) = old.below(array) else { continue };
            let segments = rest.segments();
            let Some(position) = segments.first().and_then(|first| item_position(first)) else { continue };
            if position > removed
                && let Some(graft) = self.0.remove(&old)
            {
                let moved = segments.iter().skip(1).fold(array.index(position - 1), |at, segment| at.child(segment));
                self.0.insert(moved, graft);
            }
        }
    }

    /// The listed places at or below `at`; segments sort so that they are neighbours, shorter ones first.
    fn under(&self, at: &Pointer) -> Vec<Pointer> {
        let from = self.0.range(at.clone()..).map(|(place, _)| place);
        from.take_while(|place| place.below(at).is_some()).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graft(source: usize, from: &str) -> Graft {
        Graft { source, from: Pointer::parse(from) }
    }

    fn origin(grafts: &Grafts, at: &str) -> (usize, String) {
        let Graft { source, from } = grafts.origin(&Pointer::parse(at));
        (source, from.to_string())
    }

    #[test]
    fn the_nearest_part_above_tells_the_origin() {
        let mut grafts = Grafts::default();
        grafts.set(&Pointer::parse("/a"), graft(1, "/x"));
        grafts.set(&Pointer::parse("/a/b/c"), graft(2, ""));
        assert_eq!(origin(&grafts, "/a/b"), (1, "/x/b".into()));
        assert_eq!(origin(&grafts, "/a/b/c/d"), (2, "/d".into()));
        assert_eq!(origin(&grafts, "/z"), (0, "/z".into()));
        grafts.set(&Pointer::parse("/a"), graft(3, "/y"));
        assert_eq!(origin(&grafts, "/a/b/c/d"), (3, "/y/b/c/d".into()));
    }

    #[test]
    fn removed_items_leave_the_others_where_they_were_written() {
        let mut grafts = Grafts::default();
        grafts.set(&Pointer::parse("/l/2/k"), graft(1, "/added"));
        grafts.remove_item(&Pointer::parse("/l"), 0, 12);
        assert_eq!(origin(&grafts, "/l/0"), (0, "/l/1".into()));
        assert_eq!(origin(&grafts, "/l/1/k"), (1, "/added".into()));
        assert_eq!(origin(&grafts, "/l/10/x"), (0, "/l/11/x".into()));
        grafts.remove_item(&Pointer::parse("/l"), 1, 11);
        assert_eq!(origin(&grafts, "/l/1"), (0, "/l/3".into()));
    }
}
