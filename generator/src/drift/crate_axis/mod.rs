//! Two documents to what changes in the crate: both are lowered, named and planned, and the tables of their items compared.
//!
//! No code is emitted. Rows are what source code that uses the crate can name, each with all that a use depends on.

mod compare;
mod findings;
mod kinds;
mod operations;
mod rows;
mod spelling;
mod types;

use std::fmt;

use super::kinds::{Effect, Kind};
use super::side::Side;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::lower;
use crate::names::{self, Lock, Names};
use crate::plan::{self, Plan};
use crate::pointer::Pointer;
use crate::select;
use crate::spec;

use rows::Rows;

pub use compare::compare;
pub use findings::{Making, compare_crates};

/// The items of the crate that a document gives.
#[derive(Debug)]
pub struct Tables {
    rows: Rows,
    api: Api,
    /// The names, for naming the next document.
    pub lock: Lock,
}

/// A change of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateChange {
    /// What became of it.
    pub change: Change,
    /// The item, as a path into the crate: `types::Pet::name`, `api::pets::Pets::list()`.
    pub path: String,
    /// The kind of the catalogue that names only and crates know, where it is one.
    pub kind: Option<&'static Kind>,
    /// What it stands for in the old document.
    pub old: Option<Pointer>,
    /// What it stands for in the new document.
    pub new: Option<Pointer>,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is gone.
    Removed,
    /// It has another name: this one.
    Renamed(String),
    /// It has another type or other arguments.
    Retyped {
        /// As it was.
        from: String,
        /// As it is.
        to: String,
    },
    /// It is new.
    Added,
}

impl Change {
    /// A word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Renamed(_) => "renamed",
            Self::Retyped { .. } => "retyped",
            Self::Added => "added",
        }
    }
}

impl CrateChange {
    /// What becomes of source code that uses the item. Types and enums are `#[non_exhaustive]`: more of them breaks nothing.
    pub fn effect(&self) -> Effect {
        if self.change == Change::Added { Effect::Adds } else { Effect::Breaks }
    }
}

impl fmt::Display for CrateChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.change {
            Change::Removed => write!(f, "`{path}` was removed"),
            Change::Renamed(to) => write!(f, "`{path}` is called `{to}`"),
            Change::Retyped { from, to } => write!(f, "`{path}` was `{from}` and is `{to}`"),
            Change::Added => write!(f, "`{path}` was added"),
        }
    }
}

impl Tables {
    /// The tables of a document, by the configuration of its crate and the names it has published.
    pub fn of(side: &Side<'_>, config: &Config, lock: &Lock) -> Self {
        let mut diagnostics = Diagnostics::new();
        let options = lower::LowerOptions::of(config);
        let api = if config.select.is_active() {
            spec::read(&side.loaded.value, &mut diagnostics).map(|mut document| {
                let _ = select::select(&mut document, &config.select, &mut diagnostics);
                lower::lower(&document, &options, &mut diagnostics)
            })
        } else {
            Some(lower::lower(&side.document, &options, &mut diagnostics))
        };
        // Whoever made the side has read it before, so the second reading gives a document too.
        let api = api.unwrap_or_else(|| lower::lower(&side.document, &options, &mut diagnostics));
        let (names, lock) = names::assign(&api, &config.rename, lock, &mut diagnostics);
        let plan = plan::plan(&api, &names);
        // What is wrong with a document is for `generate` to tell.
        let _ = diagnostics.len();
        let rows = Rows::of(&Cx { api: &api, names: &names, plan: &plan });
        Self { rows, api, lock }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.rows.by_path.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.by_path.is_empty()
    }
}

/// What rows are made of.
struct Cx<'a> {
    api: &'a Api,
    names: &'a Names,
    plan: &'a Plan,
}

#[cfg(test)]
mod tests;
