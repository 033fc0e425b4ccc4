//! The ignore file: findings that are known and accepted, each with a reason and, where wanted, a last day.
//!
//! An entry names the kind and the place, so that it never covers more than was looked at.

use serde::Deserialize;

use super::date::Date;
use super::finding::Finding;
use super::kinds::{self, Kind};
use crate::pointer::Pointer;

/// The content of an ignore file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignore {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    pointer: String,
    reason: String,
    expires: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ignore: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    pointer: String,
    reason: String,
    expires: Option<String>,
}

/// A finding that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The finding.
    pub finding: Finding,
    /// Why it does not count.
    pub reason: String,
}

impl Ignore {
    /// Reads the text of an ignore file: `[[ignore]]` with `id`, `pointer`, `reason` and perhaps `expires`.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.message().replace('\n', ", "))?;
        let entries = file.ignore.into_iter().map(Entry::checked).collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }

    /// Takes out the findings that are ignored on this day, and adds one for each entry that names nothing or is over.
    pub fn apply(&self, findings: &mut Vec<Finding>, today: Date) -> Vec<Ignored> {
        let mut matched = vec![false; self.entries.len()];
        let mut ignored = Vec::new();
        let mut kept = Vec::with_capacity(findings.len());
        for finding in findings.drain(..) {
            let mut reason = None;
            for (entry, matched) in self.entries.iter().zip(&mut matched).filter(|(entry, _)| entry.covers(&finding)) {
                *matched = true;
                reason = reason.or((!entry.is_over(today)).then(|| entry.reason.clone()));
            }
            match reason {
                Some(reason) => ignored.push(Ignored { finding, reason }),
                None => kept.push(finding),
            }
        }
        let stale = self.entries.iter().zip(matched).filter_map(|(entry, matched)| entry.stale(matched, today));
        kept.extend(stale);
        *findings = kept;
        ignored
    }
}

impl Entry {
    fn checked(Written { id, pointer, reason, expires }: Written) -> Result<Self, String> {
        if Kind::named(&id).is_none() {
            return Err(format!("there is no kind of change `{id}`"));
        }
        if reason.trim().is_empty() {
            return Err(format!("the entry for `{id}` at `{pointer}` gives no reason"));
        }
        let expires = expires.map(|text| text.parse()).transpose()?;
        let pointer = pointer.strip_prefix('#').map(str::to_owned).unwrap_or(pointer);
        Ok(Self { id, pointer, reason, expires })
    }

    /// The place in either document is the entry's, or lies below it.
    fn covers(&self, finding: &Finding) -> bool {
        let at = Pointer::parse(&self.pointer);
        let mut spots = [&finding.old, &finding.new].into_iter().flatten();
        finding.kind.id == self.id && spots.any(|spot| spot.pointer.below(&at).is_some())
    }

    fn is_over(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    fn stale(&self, matched: bool, today: Date) -> Option<Finding> {
        let Self { id, pointer, .. } = self;
        let sentence = match self.expires.filter(|_| self.is_over(today)) {
            Some(last) => format!("the ignore entry for `{id}` at `#{pointer}` expired on {last}"),
            None if !matched => format!("the ignore entry for `{id}` at `#{pointer}` matches nothing"),
            None => return None,
        };
        Some(Finding::new(&kinds::document::IGNORED_BUT_GONE, sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[[ignore]]\nid = \"schema-removed-unused\"\npointer = \"#/components/schemas/Pet\"\n\
                        reason = \"internal\"\nexpires = \"2026-11-24\"\n";

    fn findings() -> Vec<Finding> {
        let at = |place| Finding::new(&kinds::names::SCHEMA_REMOVED_UNUSED, "removed").old(&Pointer::parse(place));
        vec![at("/components/schemas/Pet"), at("/components/schemas/Pets")]
    }

    fn after(today: &str) -> (Vec<Finding>, Vec<Ignored>) {
        let mut findings = findings();
        let ignored = Ignore::read(TEXT).unwrap().apply(&mut findings, today.parse().unwrap());
        (findings, ignored)
    }

    #[test]
    fn an_entry_covers_its_place_until_its_last_day() {
        let (findings, ignored) = after("2026-11-24");
        assert_eq!((findings.len(), ignored.len()), (1, 1));
        let (findings, ignored) = after("2026-11-25");
        assert_eq!((findings.len(), ignored.len()), (3, 0));
        assert!(findings.iter().any(|finding| finding.sentence.ends_with("expired on 2026-11-24")));
    }

    #[test]
    fn an_entry_that_matches_nothing_is_told() {
        let mut none = Vec::new();
        Ignore::read(TEXT).unwrap().apply(&mut none, "2026-01-01".parse().unwrap());
        assert!(none.iter().all(|finding| finding.sentence.ends_with("matches nothing")) && none.len() == 1);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told() {
        let error = |from: &str, to: &str| Ignore::read(&TEXT.replace(from, to)).unwrap_err();
        assert!(error("schema-removed-unused", "no-such").contains("`no-such`"));
        assert!(error("internal", " ").contains("no reason"));
        assert!(error("2026-11-24", "soon").contains("`soon`"));
        assert!(error("reason", "raison").contains("raison"));
    }
}
