//! Finds what a reference names by `$self`, `$id` or `$anchor` among the documents that are open.
//!
//! Opens nothing: a name that no open document bears is left to those who read files.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::library::Library;
use crate::identity::Index;
use crate::pointer::Pointer;

/// The names of the open documents, gathered when the first reference needs them.
#[derive(Default)]
pub(super) struct Identities(BTreeMap<usize, Index>);

impl Identities {
    /// The schema or document that bears the name which a reference (without fragment) at `place` states.
    pub(super) fn named(
        &mut self,
        library: &Library<'_>,
        base: usize,
        place: &Pointer,
        reference: &str,
    ) -> Option<(usize, Pointer)> {
        let index = self.of(library, base)?;
        let uri = index.absolute(place, reference);
        if let Some(at) = index.at(&uri) {
            return Some((base, at));
        }
        let others = (0..library.sources.len()).filter(|source| *source != base);
        let public = others.filter(|_| Index::is_public(&uri));
        public.into_iter().find_map(|source| Some((source, self.of(library, source)?.at(&uri)?)))
    }

    /// The schema with an `$id` around a place, from which pointers and anchors there start.
    pub(super) fn enclosing(&mut self, library: &Library<'_>, source: usize, place: &Pointer) -> Option<Pointer> {
        self.of(library, source)?.enclosing(place).map(|resource| resource.at)
    }

    /// The schema with an anchor, as seen from a place of its document.
    pub(super) fn anchored(
        &mut self,
        library: &Library<'_>,
        source: usize,
        place: &Pointer,
        name: &str,
    ) -> Option<Pointer> {
        let index = self.of(library, source)?;
        index.anchor(index.enclosing(place).as_ref(), name)
    }

    fn of(&mut self, library: &Library<'_>, source: usize) -> Option<&Index> {
        match self.0.entry(source) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(new) => Some(new.insert(Index::of(library.value(source)?))),
        }
    }
}
