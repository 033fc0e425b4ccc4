//! Where external values live in the merged document: the place and the name under `components` that each is given.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::kind::Part;
use crate::pointer::Pointer;

/// A value of another document, as what it is referred to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) source: usize,
    pub(super) from: Pointer,
    pub(super) part: Part,
}

/// The homes given so far, and the names that are taken in each section.
#[derive(Default)]
pub(super) struct Homes {
    given: BTreeMap<Target, Pointer>,
    taken: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Homes {
    /// Takes the names that a document gives to its own components.
    pub(super) fn take_names(&mut self, document: &Value) {
        for part in Part::KEPT {
            let Some(section) = part.section() else { continue };
            let own =
                document.get("components").and_then(|components| components.get(section)).and_then(Value::as_object);
            self.taken.entry(section).or_default().extend(own.into_iter().flat_map(Map::keys).cloned());
        }
    }

    /// The home of a value that has one.
    pub(super) fn find(&self, target: &Target) -> Option<Pointer> {
        self.given.get(target).cloned()
    }

    /// Settles a value at a place that exists already. The first place that a value is given stays its home.
    pub(super) fn settle(&mut self, target: Target, home: Pointer) {
        self.given.entry(target).or_insert(home);
    }

    /// Finds a free name for a value: the last of its names that is free when the names before it are put in front.
    pub(super) fn found(&mut self, target: Target, section: &'static str, names: &[String]) -> Pointer {
        let taken = self.taken.entry(section).or_default();
        let mut name = String::new();
        for step in names.iter().map(|step| allowed(step)) {
            name = if name.is_empty() { step } else { format!("{step}_{name}") };
            if !taken.contains(&name) {
                break;
            }
        }
        if name.is_empty() {
            "External".clone_into(&mut name);
        }
        let plain = name.clone();
        let mut number = 2_u32;
        while taken.contains(&name) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        let home = Pointer::root().child("components").child(section).child(&name);
        taken.insert(name);
        self.given.insert(target, home.clone());
        home
    }
}

/// A component's name is made of letters, digits, `.`, `-` and `_` (OpenAPI 3.1, section 4.8.7).
fn allowed(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_qualified_by_folder_and_then_numbered() {
        let mut homes = Homes::default();
        homes.take_names(&json!({"components": {"schemas": {"Pet": {}}}}));
        let names = ["Pet", "models", "api"].map(str::to_owned);
        let mut home = |source| {
            let target = Target { source, from: Pointer::root(), part: Part::Schema };
            homes.found(target, "schemas", &names).to_string()
        };
        assert_eq!(home(1), "/components/schemas/models_Pet");
        assert_eq!(home(2), "/components/schemas/api_models_Pet");
        assert_eq!(home(3), "/components/schemas/api_models_Pet_2");
    }
}
