//! What the read stage hands on, and what it hands back when it fails: the texts, so that findings can be shown.

use serde_json::Value;

use super::grafts::{Graft, Grafts};
use super::locate::{Spot, spots, word_length};
use super::read::{Source, Unread};
use crate::diagnostics::{Diagnostics, Locate, Located, Place, codes};
use crate::pointer::Pointer;

/// How many places without a length are measured, each by reading its text from the start.
const MOST_MEASURED: usize = 100;

/// A document with its overlays and external parts merged.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The merged document.
    pub value: Value,
    /// The texts it was made of; the first is the root document.
    pub sources: Vec<Source>,
    /// Which parts come from which text.
    pub grafts: Grafts,
}

impl Loaded {
    /// The position of each place, in one pass over each text that is concerned.
    pub fn locate(&self, places: &[&Place]) -> Vec<Option<Located>> {
        locate(&self.sources, &self.grafts, places)
    }
}

impl Locate for Loaded {
    fn locate(&self, places: &[&Place]) -> Vec<Option<Located>> {
        Self::locate(self, places)
    }

    fn text(&self, source: usize) -> Option<(&str, &str)> {
        text(&self.sources, source)
    }
}

/// Why there is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// An input could not be had: exit code 3.
    Unreadable,
    /// An input was read and is no document: exit code 1.
    Invalid,
}

/// A failed reading with the texts it got to, for showing the findings.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Whether anything was read.
    pub kind: FailureKind,
    /// The texts; the first is the root document.
    pub sources: Vec<Source>,
}

impl Failure {
    /// Reports what an input lacked.
    pub(super) fn unread(mut sources: Vec<Source>, unread: Unread, diagnostics: &mut Diagnostics) -> Self {
        let invalid = [codes::SOURCE_NOT_UTF8, codes::SOURCE_TOO_LARGE].contains(&unread.diagnostic.code);
        sources.push(unread.source);
        diagnostics.push(unread.diagnostic);
        Self { kind: if invalid { FailureKind::Invalid } else { FailureKind::Unreadable }, sources }
    }
}

impl Locate for Failure {
    fn locate(&self, places: &[&Place]) -> Vec<Option<Located>> {
        locate(&self.sources, &Grafts::default(), places)
    }

    fn text(&self, source: usize) -> Option<(&str, &str)> {
        text(&self.sources, source)
    }
}

fn text(sources: &[Source], source: usize) -> Option<(&str, &str)> {
    sources.get(source).map(|source| (source.name.as_str(), source.text.as_str()))
}

fn locate(sources: &[Source], grafts: &Grafts, places: &[&Place]) -> Vec<Option<Located>> {
    let mut located = vec![None; places.len()];
    let mut wanted: Vec<Vec<(usize, Pointer)>> = vec![Vec::new(); sources.len()];
    for (position, place) in places.iter().enumerate() {
        match place {
            Place::Pointer(pointer) => {
                let Graft { source, from } = grafts.origin(pointer);
                wanted.get_mut(source).into_iter().for_each(|list| list.push((position, from.clone())));
            }
            Place::Source { source, line, column } => {
                let text = sources.get(*source).filter(|_| position < MOST_MEASURED);
                let length = text.map_or(1, |source| word_length(&source.text, *line, *column));
                located[position] = Some(Located { source: *source, line: *line, column: *column, length });
            }
            Place::Document => {}
        }
    }
    for (source, wanted) in wanted.iter().enumerate() {
        let pointers: Vec<&Pointer> = wanted.iter().map(|(_, pointer)| pointer).collect();
        let found = sources.get(source).map(|text| spots(text, &pointers)).unwrap_or_default();
        for ((position, _), spot) in wanted.iter().zip(found) {
            let at = |Spot { line, column, length }| Located { source, line, column, length };
            located[*position] = spot.map(at);
        }
    }
    located
}
