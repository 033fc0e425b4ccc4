//! The names that JSON Schema gives to schemas: `$id`, `$anchor` and `$dynamicAnchor`, in one walk over the tree.
//!
//! Most documents have none, so the walk is made when the first reference needs it. What a name leads to is read elsewhere.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use url::Url;

use crate::pointer::Pointer;

/// What a relative `$self` or `$id` is resolved against; never fetched, never shown.
const NOWHERE: &str = "https://document.invalid/";

/// Members that hold values of the user's API instead of parts of the document.
const VALUES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Members whose keys are names instead of keywords.
const NAMES: [&str; 6] = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties", "schemas"];

/// A schema with an `$id`.
#[derive(Clone)]
pub(super) struct Resource {
    uri: Rc<str>,
    pub(super) at: Pointer,
}

/// Names and what they name.
#[derive(Default)]
pub(super) struct Index {
    base: Option<Url>,
    resources: BTreeMap<Rc<str>, Pointer>,
    anchors: BTreeMap<(Rc<str>, String), Pointer>,
    dynamic: BTreeMap<String, Vec<Pointer>>,
}

struct Visit<'a> {
    value: &'a Value,
    at: Pointer,
    base: Rc<str>,
    names: bool,
}

impl Index {
    pub(super) fn of(root: &Value) -> Self {
        let own = ["$self", "$id"].into_iter().find_map(|name| root.get(name)?.as_str()).unwrap_or_default();
        let base = Url::parse(NOWHERE).and_then(|nowhere| nowhere.join(own)).ok();
        let mut index = Self { base, ..Self::default() };
        let top = index.join(None, "");
        index.resources.insert(top.clone(), Pointer::root());
        let mut open = vec![Visit { value: root, at: Pointer::root(), base: top, names: false }];
        while let Some(visit) = open.pop() {
            index.visit(&visit, &mut open);
        }
        index
    }

    fn visit<'a>(&mut self, visit: &Visit<'a>, open: &mut Vec<Visit<'a>>) {
        match visit.value {
            Value::Array(items) => {
                let inside = items.iter().enumerate().rev().filter(|(_, value)| value.is_object() || value.is_array());
                open.extend(inside.map(|(i, value)| Visit {
                    value,
                    at: visit.at.index(i),
                    base: visit.base.clone(),
                    names: false,
                }));
            }
            Value::Object(members) => {
                let base = if visit.names { visit.base.clone() } else { self.name(visit, members) };
                let skipped = |key: &str| !visit.names && (VALUES.contains(&key) || key.starts_with("x-"));
                let inside = members
                    .iter()
                    .rev()
                    .filter(|(key, value)| (value.is_object() || value.is_array()) && !skipped(key));
                open.extend(inside.map(|(key, value)| Visit {
                    value,
                    at: visit.at.child(key),
                    base: base.clone(),
                    names: !visit.names && NAMES.contains(&key.as_str()),
                }));
            }
            _ => {}
        }
    }

    /// Notes the names of one object; gives the base of what stands in it.
    fn name(&mut self, visit: &Visit<'_>, members: &serde_json::Map<String, Value>) -> Rc<str> {
        let text = |keyword: &str| members.get(keyword).and_then(Value::as_str);
        let mut base = visit.base.clone();
        match text("$id") {
            // Drafts 4 to 7 wrote anchors so.
            Some(id) if id.starts_with('#') => self.add_anchor(&base, id.trim_start_matches('#'), &visit.at),
            Some(id) => {
                base = self.join(Some(&base), id);
                self.resources.entry(base.clone()).or_insert_with(|| visit.at.clone());
            }
            None => {}
        }
        if let Some(anchor) = text("$anchor") {
            self.add_anchor(&base, anchor, &visit.at);
        }
        if let Some(anchor) = text("$dynamicAnchor") {
            self.add_anchor(&base, anchor, &visit.at);
            self.dynamic.entry(anchor.to_owned()).or_default().push(visit.at.clone());
        }
        base
    }

    fn add_anchor(&mut self, base: &Rc<str>, anchor: &str, at: &Pointer) {
        self.anchors.entry((base.clone(), anchor.to_owned())).or_insert_with(|| at.clone());
    }

    /// A reference without its fragment, made absolute.
    fn join(&self, base: Option<&str>, reference: &str) -> Rc<str> {
        let nearest = base.and_then(|base| Url::parse(base).ok());
        let joined = nearest.and_then(|base| base.join(reference).ok());
        let joined = joined.or_else(|| self.base.as_ref()?.join(reference).ok());
        joined.map_or_else(
            || reference.into(),
            |mut url| {
                url.set_fragment(None);
                url.as_str().into()
            },
        )
    }

    /// The schema with this `$id`, seen from another.
    pub(super) fn resource(&self, from: Option<&Resource>, reference: &str) -> Option<Resource> {
        let uri = self.join(from.map(|resource| &*resource.uri), reference);
        let at = self.resources.get(&uri)?.clone();
        Some(Resource { uri, at })
    }

    /// The schema with this anchor in a resource, else the first with it anywhere.
    pub(super) fn anchor(&self, of: Option<&Resource>, name: &str) -> Option<Pointer> {
        let base = of.map_or_else(|| self.join(None, ""), |resource| resource.uri.clone());
        let own = self.anchors.get(&(base, name.to_owned()));
        own.or_else(|| self.anchors.iter().find(|((_, anchor), _)| anchor == name).map(|(_, at)| at)).cloned()
    }

    /// What a reference (without fragment) at a place names.
    pub(super) fn absolute(&self, place: &Pointer, reference: &str) -> Rc<str> {
        self.join(self.enclosing(place).as_ref().map(|resource| &*resource.uri), reference)
    }

    /// Whether a name holds beyond its own document.
    pub(super) fn is_public(uri: &str) -> bool {
        !uri.starts_with(NOWHERE)
    }

    /// Where what bears this name stands.
    pub(super) fn at(&self, uri: &str) -> Option<Pointer> {
        self.resources.get(uri).cloned()
    }

    /// The only schema with this `$dynamicAnchor`.
    pub(super) fn only_dynamic(&self, name: &str) -> Option<Pointer> {
        match self.dynamic.get(name)?.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The innermost schema with an `$id` around a place.
    pub(super) fn enclosing(&self, at: &Pointer) -> Option<Resource> {
        let around = self.resources.iter().filter(|(_, start)| **start != Pointer::root() && at.below(start).is_some());
        let (uri, start) = around.max_by_key(|(_, start)| start.segments().len())?;
        Some(Resource { uri: uri.clone(), at: start.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ids_nest_and_anchors_belong_to_them() {
        let index = Index::of(&json!({"components": {"schemas": {"A": {
            "$id": "https://acme.test/a/", "$anchor": "top",
            "$defs": {"B": {"$id": "b", "$anchor": "inner"}, "example": {"$anchor": "kept"}},
            "example": {"$id": "no", "$anchor": "no"},
        }}}}));
        let a = index.resource(None, "https://acme.test/a/").unwrap();
        let b = index.resource(Some(&a), "b").unwrap();
        assert_eq!(b.at.to_string(), "/components/schemas/A/$defs/B");
        assert_eq!(index.anchor(Some(&b), "inner"), Some(b.at.clone()));
        assert_eq!(index.anchor(Some(&a), "top"), Some(a.at.clone()));
        assert!(index.anchor(None, "kept").is_some() && index.anchor(None, "no").is_none());
        assert_eq!(index.enclosing(&b.at.child("items")).map(|found| found.at), Some(b.at));
    }
}
