//! A scope of identifiers: gives each name once.
//!
//! A clash is resolved by the first free one of the candidates the caller offers, then by a number.

use std::collections::BTreeSet;

/// Names taken so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which these names cannot be given.
    pub(crate) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Takes a name if it is free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes the first free candidate, or the last one with the first free number from 2.
    pub(crate) fn first_of(&mut self, candidates: &[String]) -> String {
        if let Some(free) = candidates.iter().find(|name| !self.taken.contains(*name)) {
            self.taken.insert(free.clone());
            return free.clone();
        }
        let base = candidates.last().map_or("unnamed", String::as_str);
        let base = base.strip_prefix("r#").unwrap_or(base).trim_end_matches('_');
        self.numbered(base)
    }

    fn numbered(&mut self, base: &str) -> String {
        // `Id2` beside `Id`, but `utf8_2` beside `utf8`: digits are not glued to digits.
        let joint = if base.ends_with(|c: char| c.is_ascii_digit()) || base.contains('_') { "_" } else { "" };
        let mut number = 2_u32;
        loop {
            let name = format!("{base}{joint}{number}");
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn qualifies_then_numbers() {
        let mut scope = Scope::reserving(&["Option"]);
        let names = ["Option".to_owned(), "OptionSchema".to_owned()];
        assert_eq!(scope.first_of(&names), "OptionSchema");
        assert_eq!(scope.first_of(&names), "OptionSchema2");
        assert_eq!(scope.first_of(&["r#type".to_owned()]), "r#type");
        assert_eq!(scope.first_of(&["r#type".to_owned()]), "type2");
    }
}
