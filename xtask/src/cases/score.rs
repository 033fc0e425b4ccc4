//! Counts how far found and expected findings agree.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

/// Kind, method and path.
pub(super) type Triple = (String, Option<String>, Option<String>);

/// What became of a case.
pub(super) struct Outcome {
    pub(super) case: String,
    pub(super) policy: bool,
    pub(super) breaking: bool,
    pub(super) peer_breaking: bool,
    pub(super) expected: BTreeSet<Triple>,
    pub(super) found: BTreeSet<Triple>,
    /// Findings of kinds that no case can expect.
    pub(super) apart: BTreeSet<Triple>,
    pub(super) error: Option<String>,
}

/// All of them.
pub(super) struct Score {
    pub(super) outcomes: Vec<Outcome>,
}

/// The part of a whole; all of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of findings are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Score {
    fn gate(&self) -> (usize, usize) {
        let judged = self.outcomes.iter().filter(|outcome| !outcome.policy);
        (judged.clone().filter(|outcome| outcome.breaking == outcome.peer_breaking).count(), judged.count())
    }

    fn apart(&self) -> (usize, f64) {
        let sum = |count: fn(&Outcome) -> usize| self.outcomes.iter().map(count).sum::<usize>();
        let agreed = sum(|outcome| outcome.found.intersection(&outcome.expected).count());
        let apart = sum(|outcome| outcome.apart.len());
        (apart, ratio(agreed, sum(|outcome| outcome.found.len()) + apart))
    }

    fn precision_and_recall(&self) -> (f64, f64) {
        let sum = |count: fn(&Outcome) -> usize| self.outcomes.iter().map(count).sum::<usize>();
        let agreed = sum(|outcome| outcome.found.intersection(&outcome.expected).count());
        (ratio(agreed, sum(|outcome| outcome.found.len())), ratio(agreed, sum(|outcome| outcome.expected.len())))
    }

    /// The figures, then a line for each disagreement.
    pub(super) fn text(&self) -> String {
        let ((agreed, judged), (precision, recall)) = (self.gate(), self.precision_and_recall());
        let (apart, of_all) = self.apart();
        let mut text = format!("gate {agreed}/{judged}\nprecision {precision:.4}\nrecall {recall:.4}\n");
        _ = writeln!(text, "apart {apart}, precision of all {of_all:.4}");
        for outcome in &self.outcomes {
            outcome.disagreements(&mut text);
        }
        text
    }

    /// The same as JSON.
    pub(super) fn json(&self) -> String {
        let ((agreed, judged), (precision, recall)) = (self.gate(), self.precision_and_recall());
        let outcomes = self.outcomes.iter().filter(|outcome| !outcome.agrees());
        let disagreements: Vec<Value> = outcomes.map(Outcome::json).collect();
        let gate = json!({ "agreed": agreed, "of": judged });
        let all = json!({ "gate": gate, "precision": precision, "recall": recall, "disagreements": disagreements });
        format!("{all:#}\n")
    }
}

impl Outcome {
    fn gate_differs(&self) -> bool {
        !self.policy && self.breaking != self.peer_breaking
    }

    fn agrees(&self) -> bool {
        !self.gate_differs() && self.found == self.expected && self.error.is_none()
    }

    fn disagreements(&self, text: &mut String) {
        let case = &self.case;
        if let Some(error) = &self.error {
            _ = writeln!(text, "{case} error: {error}");
        }
        if self.gate_differs() {
            _ = writeln!(text, "{case} gate: breaking is {}, expected {}", self.breaking, self.peer_breaking);
        }
        for triple in self.expected.difference(&self.found) {
            _ = writeln!(text, "{case} missing: {}", shown(triple));
        }
        for triple in self.found.difference(&self.expected) {
            _ = writeln!(text, "{case} extra: {}", shown(triple));
        }
        for triple in &self.apart {
            _ = writeln!(text, "{case} apart: {}", shown(triple));
        }
    }

    fn json(&self) -> Value {
        let list = |triples: Vec<&Triple>| triples.into_iter().map(shown).collect::<Vec<_>>();
        json!({
            "case": self.case,
            "policy": self.policy,
            "breaking": self.breaking,
            "expected_breaking": self.peer_breaking,
            "missing": list(self.expected.difference(&self.found).collect()),
            "extra": list(self.found.difference(&self.expected).collect()),
            "error": self.error,
        })
    }
}

fn shown((id, method, path): &Triple) -> String {
    [Some(id), method.as_ref(), path.as_ref()].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}
