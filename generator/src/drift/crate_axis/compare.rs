//! Two tables to changes: what is gone, what has another name, what is typed otherwise, what is new.
//!
//! What a change of an item says of its parts is not said again: the members of a type that is gone are gone too.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Row, Rows, What};
use super::{Change, CrateChange, Tables, kinds};

/// The changes from `old` to `new`, sorted by path, additions last.
pub fn compare(old: &Tables, new: &Tables) -> Vec<CrateChange> {
    let matched = Matched::new(&old.rows, &new.rows);
    let mut changes = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (path, row) in &old.rows.by_path {
        if ancestors(path).any(|above| told.contains(above)) {
            continue;
        }
        let (change, counterpart) = match matched.to(path) {
            None => (Change::Removed, None),
            Some(to) => {
                let other = new.rows.by_path.get(to);
                let change = other.and_then(|other| matched.change(path, row, to, other));
                let Some(change) = change else { continue };
                (change, other)
            }
        };
        told.insert(path);
        let kind = kinds::kind(old, new, row, counterpart, &change);
        let new = counterpart.and_then(|row| row.origin.clone());
        changes.push(CrateChange { change, path: path.clone(), kind, old: row.origin.clone(), new });
    }
    changes.extend(matched.additions(&new.rows));
    changes
}

/// The paths above a path: of the setter `a::B::c()` the field `a::B::c`, then `a::B`, `a`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(above(path), |path| above(path))
}

fn above(path: &str) -> Option<&str> {
    let shorter = path.strip_suffix("()").or_else(|| path.split_once(": ").map(|(item, _)| item));
    shorter.or_else(|| path.rsplit_once("::").map(|(item, _)| item))
}

/// Which row of the old table is which of the new.
struct Matched<'a> {
    /// Renamed rows, by their old paths.
    renamed: BTreeMap<&'a str, &'a str>,
    /// The new names of types that have the old names.
    words: BTreeMap<&'a str, &'a str>,
    old: &'a Rows,
    new: &'a Rows,
}

impl<'a> Matched<'a> {
    fn new(old: &'a Rows, new: &'a Rows) -> Self {
        let mut matched = Self { renamed: BTreeMap::new(), words: BTreeMap::new(), old, new };
        let gone = || old.by_path.iter().filter(|(path, _)| !new.by_path.contains_key(*path));
        let come = || new.by_path.iter().filter(|(path, _)| !old.by_path.contains_key(*path));
        let identities: BTreeMap<&str, &str> =
            come().map(|(path, row)| (row.identity.as_str(), path.as_str())).collect();
        for (path, row) in gone() {
            if let Some(to) = identities.get(row.identity.as_str()) {
                matched.rename(path, to);
            }
        }
        matched.by_shape(gone().filter(|(_, row)| is_type(row)), come().filter(|(_, row)| is_type(row)));
        matched
    }

    fn rename(&mut self, from: &'a str, to: &'a str) {
        self.renamed.insert(from, to);
        if let (Some((_, from)), Some((_, to))) = (from.rsplit_once("::"), to.rsplit_once("::")) {
            self.words.insert(from, to);
        }
    }

    /// Types that have the same members under another name and stand elsewhere in the document, where there is but one.
    fn by_shape(
        &mut self,
        gone: impl Iterator<Item = (&'a String, &'a Row)>,
        come: impl Iterator<Item = (&'a String, &'a Row)>,
    ) {
        let taken: BTreeSet<&str> = self.renamed.values().copied().collect();
        let mut shapes: BTreeMap<String, (Vec<&'a str>, Vec<&'a str>)> = BTreeMap::new();
        for (path, _) in gone.filter(|(path, _)| !self.renamed.contains_key(path.as_str())) {
            shapes.entry(shape(self.old, path)).or_default().0.push(path);
        }
        for (path, _) in come.filter(|(path, _)| !taken.contains(path.as_str())) {
            shapes.entry(shape(self.new, path)).or_default().1.push(path);
        }
        for (shape, both) in shapes {
            if let ([from], [to], false) = (both.0.as_slice(), both.1.as_slice(), shape.is_empty()) {
                self.rename(from, to);
            }
        }
    }

    /// The new path of an old row.
    fn to(&self, path: &'a str) -> Option<&'a str> {
        self.new.by_path.get_key_value(path).map(|(path, _)| path.as_str()).or_else(|| self.renamed.get(path).copied())
    }

    fn change(&self, path: &str, row: &Row, to: &str, other: &Row) -> Option<Change> {
        if path != to {
            return Some(Change::Renamed(to.to_owned()));
        }
        let (from, is) = (self.in_new_words(&row.signature), &other.signature);
        let told = |row: &Row, signature: &str| match (row.what, signature) {
            (What::Alias, of) => format!("an alias of {of}"),
            (What::Holding { boxed: true }, of) => format!("Box<{of}>"),
            (What::Holding { boxed: false }, of) => of.to_owned(),
            (what, "") => format!("{what:?}").to_lowercase(),
            (_, signature) => signature.to_owned(),
        };
        (row.what != other.what || from != *is)
            .then(|| Change::Retyped { from: told(row, &row.signature), to: told(other, is) })
    }

    /// A signature with types that are renamed under their new names, so that a rename is told once.
    fn in_new_words(&self, signature: &str) -> String {
        let mut out = String::with_capacity(signature.len());
        let mut rest = signature;
        while let Some(start) = rest.find(is_letter) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c| !is_letter(c)).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            out += before;
            out += self.words.get(word).unwrap_or(&word);
            rest = after;
        }
        out + rest
    }

    fn additions(&self, new: &Rows) -> Vec<CrateChange> {
        let taken: BTreeSet<&str> = self.renamed.values().copied().collect();
        let is_new = |path: &str| !self.old.by_path.contains_key(path);
        let added = new.by_path.iter().filter(|(path, _)| is_new(path) && !taken.contains(path.as_str()));
        // The parts of what is new or renamed go without saying.
        let whole =
            added.filter(|(path, _)| !ancestors(path).any(|above| new.by_path.contains_key(above) && is_new(above)));
        let change = |(path, row): (&String, &Row)| CrateChange {
            change: Change::Added,
            path: path.clone(),
            kind: None,
            old: None,
            new: row.origin.clone(),
        };
        whole.map(change).collect()
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_type(row: &Row) -> bool {
    row.of.is_some() && matches!(row.what, What::Struct | What::Enum)
}

/// The members of a type in words; empty where it has none.
fn shape(rows: &Rows, path: &str) -> String {
    let start = format!("{path}::");
    let own = path.rsplit("::").next().unwrap_or_default();
    let members = rows.by_path.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
    let words = members.map(|(path, row)| {
        let member = path.get(start.len()..).unwrap_or_default();
        format!("{member} {:?} {}", row.what, row.signature.replace(own, "Self"))
    });
    words.collect::<Vec<_>>().join("\n")
}
