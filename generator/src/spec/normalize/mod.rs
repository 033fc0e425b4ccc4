//! Brings a document of any version to 3.0.3, for tools that read nothing newer.
//!
//! A walk over the value tree along a grammar of kinds of objects: what 3.0 knows is copied, what it states otherwise is
//! rewritten, and what it cannot state is reported as lost. Nothing is repaired that 3.0 would not choke on.

mod grammar;
mod lists;
mod objects;
mod schema;
mod valid;

use std::collections::VecDeque;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::read::{Resolver, version};
use crate::diagnostics::{Diagnostics, codes};
use crate::pointer::Pointer;
use grammar::{Kind, Rule, rule};

/// The members of an object that is being made.
type Members = Map<String, Value>;

/// The deepest nesting that is followed: references are replaced by their targets in places, and may lead in circles.
const DEEPEST: u32 = 100;

/// The same document in 3.0.3. `None` only where it is no OpenAPI 3 document.
pub fn normalize_to_30(document: &Value, diagnostics: &mut Diagnostics) -> Option<Value> {
    version(document, diagnostics)?;
    let mut cx = To30 {
        root: document,
        resolver: Resolver::new(document),
        diagnostics,
        hoisted: IndexMap::new(),
        waiting: VecDeque::new(),
        depth: 0,
    };
    let mut made = cx.object(Kind::Document, document, &Pointer::root())?;
    cx.place_hoisted(&mut made);
    Some(made)
}

/// A walk over a document.
struct To30<'a, 'd> {
    root: &'a Value,
    resolver: Resolver<'a>,
    diagnostics: &'d mut Diagnostics,
    /// Names for schemas that stand where 3.0 has no schemas, by reference text.
    hoisted: IndexMap<String, String>,
    /// Those that are still to be made.
    waiting: VecDeque<(String, &'a Value, Pointer)>,
    depth: u32,
}

impl<'a> To30<'a, '_> {
    /// An object of a kind; none where 3.0 has no such thing or where it is no object.
    fn object(&mut self, kind: Kind, value: &'a Value, at: &Pointer) -> Option<Value> {
        if kind == Kind::Schema {
            return Some(self.schema(value, at));
        }
        let members = value.as_object()?;
        if self.depth > DEEPEST {
            return None;
        }
        self.depth += 1;
        let made = match members.get("$ref").and_then(Value::as_str) {
            Some(text) => self.reference(kind, text, members, at),
            None => self.plain(kind, members, at),
        };
        self.depth -= 1;
        made
    }

    /// A reference to a component of the same kind stays; any other is replaced by its target.
    fn reference(&mut self, kind: Kind, text: &'a str, beside: &'a Members, at: &Pointer) -> Option<Value> {
        let key = self.resolver.key(text);
        let stays = kind.section().and_then(|section| key.strip_prefix("#/components/")?.strip_prefix(section));
        if stays.is_some_and(|name| name.starts_with('/')) {
            return Some(json!({ "$ref": key }));
        }
        let Some((target, target_at)) = self.resolver.value(&key) else {
            return if kind.section().is_some() { Some(json!({ "$ref": key })) } else { self.plain(kind, beside, at) };
        };
        let mut made = self.object(kind, target, &target_at)?;
        if kind == Kind::PathItem
            && let (Some(all), Some(Value::Object(own))) = (made.as_object_mut(), self.plain(kind, beside, at))
        {
            all.extend(own);
        }
        Some(made)
    }

    fn plain(&mut self, kind: Kind, members: &'a Members, at: &Pointer) -> Option<Value> {
        let mut made = self.members(kind, members, at);
        self.finish(kind, &mut made, at).then_some(Value::Object(made))
    }

    /// The members of an object, each by its rule.
    fn members(&mut self, kind: Kind, members: &'a Members, at: &Pointer) -> Members {
        let mut made = Members::new();
        for (key, value) in members {
            let here = at.child(key);
            let kept = match rule(kind, key) {
                Rule::Keep if value.is_null() && !grammar::may_be_null(key) => None,
                Rule::Keep if kind != Kind::Schema && !valid::is_valid_member(kind, key, value) => {
                    self.wrong_kind(&here, key);
                    None
                }
                Rule::Keep => Some(value.clone()),
                Rule::Drop => None,
                Rule::One(_) if value.is_null() => None,
                Rule::One(kind) => self.object(kind, value, &here),
                Rule::Many(kind) => value.as_array().map(|items| self.list(kind, items, &here)),
                Rule::Map(kind) => value.as_object().map(|all| self.named(kind, all, &here)),
                Rule::Lost(reason) => {
                    self.lost(&here, format!("3.0 has no `{key}`: {reason}"));
                    None
                }
            };
            if let Some(kept) = kept {
                made.insert(key.clone(), kept);
            }
        }
        made
    }

    fn list(&mut self, kind: Kind, items: &'a [Value], at: &Pointer) -> Value {
        items.iter().enumerate().filter_map(|(i, value)| self.object(kind, value, &at.index(i))).collect()
    }

    fn named(&mut self, kind: Kind, all: &'a Members, at: &Pointer) -> Value {
        let made = all.iter().filter_map(|(name, value)| {
            let extension = name.starts_with("x-") && kind.is_beside_extensions();
            let one = if extension { Some(value.clone()) } else { self.object(kind, value, &at.child(name)) };
            Some((name.clone(), one?))
        });
        Value::Object(made.collect())
    }

    fn lost(&mut self, at: &Pointer, message: String) {
        self.diagnostics.warning(codes::LOST_IN_30, at, message);
    }

    /// The name under which a schema that stands elsewhere becomes a component.
    fn hoist(&mut self, key: &str) -> Option<String> {
        if let Some(name) = self.hoisted.get(key) {
            return Some(name.clone());
        }
        let (value, at) = self.resolver.value(key)?;
        let words = at.segments().into_iter().filter(|word| !matches!(*word, "components" | "schemas" | "$defs"));
        let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' };
        let base: String = words.collect::<Vec<_>>().join("_").chars().map(plain).collect();
        let declared = self.root.pointer("/components/schemas");
        let is_taken = |name: &String| {
            declared.is_some_and(|all| all.get(name).is_some()) || self.hoisted.values().any(|other| other == name)
        };
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let name = std::iter::once(base.clone()).chain(numbered).find(|name| !is_taken(name))?;
        self.hoisted.insert(key.to_owned(), name.clone());
        self.waiting.push_back((name.clone(), value, at));
        Some(name)
    }

    fn place_hoisted(&mut self, document: &mut Value) {
        while let Some((name, value, at)) = self.waiting.pop_front() {
            let made = self.schema(value, &at);
            document["components"]["schemas"][name] = made;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::interop::check_30;

    #[test]
    fn a_newer_document_becomes_one_in_30() {
        let mut diagnostics = Diagnostics::new();
        let document = json!({
            "openapi": "3.2.0", "info": {"title": "Acme", "version": "1", "summary": "s"},
            "paths": {
                "/a": {"$ref": "#/components/pathItems/A"},
                "/b": {"query": {}, "get": {"responses": {"200": {"content": {"text/event-stream": {"itemSchema": {}}}}}}},
            },
            "webhooks": {"w": {}},
            "components": {"pathItems": {"A": {"get": {"parameters": [{"name": "q", "in": "querystring"}]}}}},
        });
        let made = normalize_to_30(&document, &mut diagnostics).unwrap();
        assert_eq!(made["openapi"], "3.0.3");
        assert_eq!(made["paths"]["/a"]["get"], json!({"parameters": [], "responses": {}}));
        assert_eq!(made["paths"]["/b"]["get"]["responses"]["200"]["description"], "");
        assert!(check_30(&made).is_ok());
        assert_eq!(diagnostics.counts().into_iter().collect::<Vec<_>>(), [(codes::LOST_IN_30, 4)]);
    }
}
