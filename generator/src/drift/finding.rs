//! A finding: one change, where it stands in both documents, and whom it hurts.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::kinds::{Effect, Kind, Run, Wire};
use crate::pointer::Pointer;

/// Who sends a value: the client that keeps to the document, or the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The client sends it.
    Request,
    /// The server sends it.
    Response,
}

/// An operation as both documents know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationKey {
    /// The method in capitals.
    pub method: String,
    /// The path template; `webhook:` and the name for a webhook.
    pub path: String,
}

impl fmt::Display for OperationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The document as a whole.
    Document,
    /// A path with all its operations.
    Path(String),
    /// One operation.
    Operation(OperationKey),
    /// A component, by reference text: `#/components/schemas/Pet`. It reaches every operation in [`Finding::operations`].
    Component(String),
}

/// A place in one of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where; what is missing there has the place of what would hold it.
    pub pointer: Pointer,
    /// The line of the text, from 1, where it is known.
    pub line: Option<u32>,
    /// The name of the text the line is in, where it is known.
    pub file: Option<String>,
    /// What stands there, shortened.
    pub excerpt: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub kind: &'static Kind,
    /// What it is about.
    pub subject: Subject,
    /// The operations it reaches, as the old document names them, or the new where the old has them not.
    pub operations: Vec<Arc<OperationKey>>,
    /// Who sends what changed.
    pub direction: Option<Direction>,
    /// What a deployed client feels; the kind's verdict unless this very change is known to be better or worse.
    pub wire: Wire,
    /// What becomes of a crate generated from the old document.
    pub run: Run,
    /// What becomes of source code when the crate is generated again.
    pub source: Effect,
    /// Its place in the old document.
    pub old: Option<Spot>,
    /// Its place in the new document.
    pub new: Option<Spot>,
    /// What changed: lower case, no full stop, values in backticks.
    pub sentence: String,
}

impl Finding {
    /// A finding with the verdicts of its kind; whoever reports it knows the subject.
    pub(super) fn new(kind: &'static Kind, sentence: impl Into<String>) -> Self {
        Self {
            kind,
            subject: Subject::Document,
            operations: Vec::new(),
            direction: None,
            wire: kind.wire,
            run: kind.run,
            source: kind.source,
            old: None,
            new: None,
            sentence: sentence.into(),
        }
    }

    /// Sets the place in the old document.
    #[must_use]
    pub(super) fn old(mut self, pointer: &Pointer) -> Self {
        self.old = Some(Spot::at(pointer));
        self
    }

    /// Sets the place in the new document.
    #[must_use]
    pub(super) fn new_at(mut self, pointer: &Pointer) -> Self {
        self.new = Some(Spot::at(pointer));
        self
    }

    /// Sets both places.
    #[must_use]
    pub(super) fn at(self, old: &Pointer, new: &Pointer) -> Self {
        self.old(old).new_at(new)
    }

    /// Sets what stands at the two places.
    #[must_use]
    pub(super) fn values(mut self, old: Option<&Value>, new: Option<&Value>) -> Self {
        for (spot, value) in [(&mut self.old, old), (&mut self.new, new)] {
            if let (Some(spot), Some(value)) = (spot, value) {
                spot.excerpt = Some(shown(value));
            }
        }
        self
    }

    /// Sets who sends what changed.
    #[must_use]
    pub(super) fn sent(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// Judges this change better or worse for deployed clients than its kind.
    #[must_use]
    pub(super) fn judged(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    /// A name for the change that stays the same from run to run and does not depend on lines: 16 hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        let pointer = |spot: &Option<Spot>| spot.as_ref().map(|spot| spot.pointer.to_string()).unwrap_or_default();
        let excerpt = |spot: &Option<Spot>| spot.as_ref().and_then(|spot| spot.excerpt.clone()).unwrap_or_default();
        let parts = [
            self.kind.id.to_owned(),
            format!("{:?}", self.direction),
            pointer(&self.old),
            pointer(&self.new),
            excerpt(&self.old),
            excerpt(&self.new),
            self.sentence.clone(),
        ];
        // FNV-1a, 64 bits.
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        format!("{:016x}", parts.join("\n").bytes().fold(0xcbf2_9ce4_8422_2325, fold))
    }
}

impl Spot {
    fn at(pointer: &Pointer) -> Self {
        Self { pointer: pointer.clone(), line: None, file: None, excerpt: None }
    }
}

/// The longest excerpt, in characters.
const LONGEST_EXCERPT: usize = 160;

/// A value as JSON, cut where it gets long.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
