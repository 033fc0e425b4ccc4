//! Findings to verdicts: a level on each axis, and the version bump that follows from the crate axis.

use std::fmt;

use super::crate_axis::CrateChange;
use super::finding::Finding;
use super::kinds::{Effect, Run, Wire};

/// How much somebody should care; the order is from harmless to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nobody has to do anything.
    None,
    /// Something new.
    Additive,
    /// Somebody should look.
    Review,
    /// Something breaks.
    Breaking,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Review => "review",
            Self::Breaking => "breaking",
        })
    }
}

impl Finding {
    /// How much it matters to clients that are deployed.
    pub fn wire_level(&self) -> Level {
        // What is said of published crates is said of the kind: it goes where this very change was judged better.
        let run = if self.wire < self.kind.wire { Run::Works } else { self.run };
        match (self.wire, run) {
            (Wire::Breaks, _) | (_, Run::Fails) => Level::Breaking,
            (Wire::Unclear, _) | (_, Run::Degrades | Run::Depends) => Level::Review,
            _ => Level::None,
        }
    }

    /// How much it matters to source code that uses the crate.
    pub fn crate_level(&self) -> Level {
        match self.source {
            Effect::Breaks => Level::Breaking,
            Effect::Notes | Effect::Depends => Level::Review,
            Effect::Adds | Effect::BreaksIfClosed => Level::Additive,
            Effect::Same | Effect::Unjudged => Level::None,
        }
    }

    /// The worse of both.
    pub fn level(&self) -> Level {
        self.wire_level().max(self.crate_level())
    }
}

fn step(effect: Effect) -> Option<Step> {
    match effect {
        Effect::Unjudged => None,
        Effect::Same => Some(Step::Patch),
        Effect::Notes | Effect::Depends | Effect::Adds | Effect::BreaksIfClosed => Some(Step::Minor),
        Effect::Breaks => Some(Step::Major),
    }
}

/// A step of a version; the order is from small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// None.
    Nothing,
    /// Repairs and documentation.
    Patch,
    /// Additions.
    Minor,
    /// What worked may not work any more.
    Major,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Step {
    /// The version after a step, as cargo counts: before 1.0 the second number stands for the first. `None` where
    /// `version` is no plain version.
    pub fn after(self, version: &str) -> Option<String> {
        let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [major, minor, patch] = *numbers.as_slice() else { return None };
        let next = match (self, major, minor) {
            (Self::Nothing, ..) => [major, minor, patch],
            (Self::Major, 0, 0) | (Self::Minor, 0, _) | (Self::Patch, ..) => [major, minor, patch + 1],
            (Self::Major, 0, _) | (Self::Minor, ..) => [major, minor + 1, 0],
            (Self::Major, ..) => [major + 1, 0, 0],
        };
        Some(next.map(|number| number.to_string()).join("."))
    }
}

/// The proposed version bump of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bump {
    /// How far.
    pub step: Step,
    /// Why, one reason for each kind of change.
    pub reasons: Vec<Reason>,
}

/// Changes of one kind that ask for a bump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The kind of the findings, or what became of the items: `removed`, `renamed`, `retyped`, `added`.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub first: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, count, first } = self;
        match count {
            1 => write!(f, "{what}: {first}"),
            _ => write!(f, "{what} ({count} times): {first}"),
        }
    }
}

impl Bump {
    /// The bump that the crate axis asks for. Where items were compared they decide what breaks, and findings tell the
    /// rest: warnings, other documentation, other behaviour.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>, changes: Option<&[CrateChange]>) -> Self {
        let capped = |step: Step| if changes.is_some() && step == Step::Major { Step::Patch } else { step };
        let found = findings.into_iter().filter_map(|finding| {
            let first = format!("{}: {}", finding.subject, finding.sentence);
            Some((capped(step(finding.source)?), Reason { what: finding.kind.id, count: 1, first }))
        });
        let of_items = changes.unwrap_or_default().iter().filter_map(|change| {
            let what = change.kind.map_or(change.change.word(), |kind| kind.id);
            Some((step(change.effect())?, Reason { what, count: 1, first: change.to_string() }))
        });
        let all: Vec<(Step, Reason)> = of_items.chain(found).collect();
        let step = all.iter().map(|(step, _)| *step).max().unwrap_or(Step::Nothing);
        let mut reasons: Vec<Reason> = Vec::new();
        for (_, reason) in all.into_iter().filter(|(of, _)| *of == step) {
            match reasons.iter_mut().find(|known| known.what == reason.what) {
                Some(known) => known.count += 1,
                None => reasons.push(reason),
            }
        }
        Self { step, reasons }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::kinds::Kind;

    fn finding(id: &str) -> Finding {
        Finding::new(Kind::named(id).unwrap(), "changed")
    }

    #[test]
    fn the_axes_are_told_apart() {
        let renamed = finding("operation-id-renamed");
        assert_eq!([renamed.wire_level(), renamed.crate_level()], [Level::None, Level::Breaking]);
        let moved = finding("path-moved");
        assert_eq!([moved.wire_level(), moved.crate_level()], [Level::Breaking, Level::None]);
        assert_eq!([renamed.level(), moved.level()], [Level::Breaking; 2]);
        assert_eq!(finding("path-moved").judged(Wire::Keeps).wire_level(), Level::None);
    }

    #[test]
    fn the_bump_follows_from_the_crate_axis_alone() {
        let step = |ids: &[&str]| Bump::of(&ids.iter().map(|id| finding(id)).collect::<Vec<_>>(), None).step;
        assert_eq!(
            [step(&[]), step(&["path-moved"]), step(&["path-added"])],
            [Step::Nothing, Step::Patch, Step::Minor]
        );
        assert_eq!(step(&["path-added", "schema-renamed"]), Step::Major);
        let twice: Vec<_> = Kind::all().chain(Kind::all()).map(|kind| Finding::new(kind, "changed")).collect();
        assert!(Bump::of(&twice, None).reasons.iter().all(|reason| reason.count == 2));
    }

    #[test]
    fn where_items_were_compared_they_decide_what_breaks() {
        let renamed = [finding("schema-renamed")];
        assert_eq!(Bump::of(&renamed, Some(&[])).step, Step::Patch);
        let change = crate::drift::crate_axis::Change::Removed;
        let change = CrateChange { change, path: "types::Pet".to_owned(), kind: None, old: None, new: None };
        let bump = Bump::of([], Some(&[change]));
        assert_eq!(
            (bump.step, bump.reasons[0].to_string()),
            (Step::Major, "removed: `types::Pet` was removed".to_owned())
        );
    }

    #[test]
    fn versions_step_as_cargo_counts() {
        let after = |version| [Step::Nothing, Step::Patch, Step::Minor, Step::Major].map(|step| step.after(version));
        assert_eq!(after("1.2.3").map(Option::unwrap), ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]);
        assert_eq!(after("0.2.3").map(Option::unwrap), ["0.2.3", "0.2.4", "0.2.4", "0.3.0"]);
        assert_eq!(after("0.0.3").map(Option::unwrap), ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]);
        assert_eq!(after("1.2.3-rc.1"), [None, None, None, None]);
    }
}
