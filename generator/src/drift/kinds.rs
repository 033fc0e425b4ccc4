//! The catalogue: every kind of change between two documents, with what it does to deployed clients and to source code.
//!
//! A row says what is true of the kind as a whole. A finding may know better: see [`super::Finding::wire`].

pub mod composition;
pub mod constraints;
pub mod document;
pub mod enums;
pub mod life_cycle;
pub mod names;
pub mod parameters;
pub mod paths;
pub mod request_body;
pub mod responses;
pub mod schemas;
pub mod servers;
pub mod streams;

use std::fmt;

/// A kind of change.
#[derive(Debug)]
pub struct Kind {
    /// Its name, which stays the same for ever: `param-removed`.
    pub id: &'static str,
    /// Who sends what changed.
    pub sent: Sent,
    /// Whether a client that kept to the old document breaks.
    pub wire: Wire,
    /// What becomes of a crate that was generated from the old document.
    pub run: Run,
    /// What becomes of source code that uses the crate when it is generated again.
    pub source: Effect,
    /// What changed, in one line.
    pub meaning: &'static str,
}

/// Who sends what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sent {
    /// The client.
    Request,
    /// The server.
    Response,
    /// Either.
    Both,
    /// Nobody.
    Neither,
}

/// Whether a client that kept to the old document breaks; the order is from harmless to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Nothing that can be judged so.
    Unjudged,
    /// No.
    Keeps,
    /// The document does not tell.
    Unclear,
    /// Yes.
    Breaks,
}

/// What becomes of a crate generated from the old document that talks to the new server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Run {
    /// Nothing that can be judged so.
    Unjudged,
    /// It works.
    Works,
    /// It behaves differently.
    Differs,
    /// It depends on how it is used.
    Depends,
    /// Values are missing or unknown.
    Degrades,
    /// It gets an error status or cannot decode.
    Fails,
}

/// What becomes of source code that uses the crate when it is generated again; the order is from harmless to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing that can be judged so.
    Unjudged,
    /// The API of the crate stays as it is.
    Same,
    /// It compiles, and behaves differently or warns.
    Notes,
    /// It depends on how it is used.
    Depends,
    /// The API grows.
    Adds,
    /// It breaks where types and calls are closed, which those of Specloom are not.
    BreaksIfClosed,
    /// It breaks.
    Breaks,
}

/// Documentation and metadata: a change of such a kind alters neither what crosses the wire nor what compiles.
const METADATA: &[&str] = &[
    "operation-summary-changed",
    "link-changed",
    "version-not-bumped",
    "spec-version-changed",
    "info-changed",
    "prop-order-changed",
    "example-changed",
    "description-changed",
    "extension-changed",
    "union-reordered",
    "param-order-changed",
    "docs-only",
    "textual-only",
    "no-change",
    "server-generated-noise",
];

impl Kind {
    /// Whether it is about documentation and metadata alone.
    pub fn is_metadata(&self) -> bool {
        METADATA.contains(&self.id)
    }

    /// All kinds, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = &'static Kind> {
        SECTIONS.iter().copied().flatten().copied()
    }

    /// The kind of this name.
    pub fn named(id: &str) -> Option<&'static Kind> {
        Self::all().find(|kind| kind.id == id)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

const SECTIONS: [&[&Kind]; 13] = [
    paths::ALL,
    life_cycle::ALL,
    servers::ALL,
    parameters::ALL,
    request_body::ALL,
    schemas::ALL,
    enums::ALL,
    composition::ALL,
    constraints::ALL,
    responses::ALL,
    streams::ALL,
    names::ALL,
    document::ALL,
];

/// Rows of the catalogue: a constant, the id, who sends it, and the three verdicts.
macro_rules! catalogue {
    ($($name:ident, $id:literal, $sent:ident, $wire:ident, $run:ident, $source:ident, $meaning:literal;)*) => {
        use super::{Effect, Kind, Run, Sent, Wire};

        $(
            #[doc = $meaning]
            pub static $name: Kind = Kind {
                id: $id,
                sent: Sent::$sent,
                wire: Wire::$wire,
                run: Run::$run,
                source: Effect::$source,
                meaning: $meaning,
            };
        )*

        /// The kinds of this section.
        pub(super) const ALL: &[&Kind] = &[$(&$name),*];
    };
}
use catalogue;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_complete() {
        let ids: BTreeSet<_> = Kind::all().map(|kind| kind.id).collect();
        assert_eq!((Kind::all().count(), ids.len()), (278, 278));
    }

    #[test]
    fn metadata_are_kinds_that_hurt_nobody() {
        for id in METADATA {
            let kind = Kind::named(id).expect("listed kinds exist");
            assert_eq!(kind.wire, Wire::Keeps, "{id}");
        }
    }
}
