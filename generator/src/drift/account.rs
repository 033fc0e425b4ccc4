//! Findings to the account of a comparison: what counts, what is ignored and why, and the bump that follows.

use super::crate_axis::CrateChange;
use super::date::Date;
use super::finding::Finding;
use super::ignore::{Ignore, Ignored};
use super::side::Side;
use super::verdict::{Bump, Level};

/// All that a report tells of two documents.
#[derive(Debug)]
pub struct Account<'a> {
    /// The old document.
    pub old: &'a Side<'a>,
    /// The new document.
    pub new: &'a Side<'a>,
    /// The findings that count.
    pub findings: Vec<Finding>,
    /// Those that do not, by the ignore file.
    pub ignored: Vec<Ignored>,
    /// What changes in the crate, item by item; `None` where that was not looked at.
    pub changes: Option<Vec<CrateChange>>,
    /// The proposed version bump.
    pub bump: Bump,
}

impl<'a> Account<'a> {
    /// Sorts out what is ignored on this day.
    pub fn new(
        old: &'a Side<'a>,
        new: &'a Side<'a>,
        mut findings: Vec<Finding>,
        changes: Option<Vec<CrateChange>>,
        ignore: &Ignore,
        today: Date,
    ) -> Self {
        let ignored = ignore.apply(&mut findings, today);
        // What is ignored may still break those who use the crate: the bump is for them.
        let all = findings.iter().chain(ignored.iter().map(|one| &one.finding));
        let bump = Bump::of(all, changes.as_deref());
        Self { old, new, findings, ignored, changes, bump }
    }

    /// The worst of what counts; `None` where nothing was found.
    pub fn worst(&self) -> Option<Level> {
        self.findings.iter().map(Finding::level).max()
    }

    /// The names of both documents.
    pub fn names(&self) -> [&str; 2] {
        [self.old, self.new].map(|side| side.loaded.sources.first().map_or("", |source| source.name.as_str()))
    }

    /// How many findings have each level on the wire axis and on the crate axis, worst level first.
    pub fn counts(&self) -> [[usize; 4]; 2] {
        let count = |level: fn(&Finding) -> Level| {
            LEVELS.map(|wanted| self.findings.iter().filter(|finding| level(finding) == wanted).count())
        };
        [count(Finding::wire_level), count(Finding::crate_level)]
    }
}

/// The levels, worst first.
pub const LEVELS: [Level; 4] = [Level::Breaking, Level::Review, Level::Additive, Level::None];
