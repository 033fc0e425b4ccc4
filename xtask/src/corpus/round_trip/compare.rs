//! What a type makes of an instance against the instance: equal but for members that nobody declares, members that only
//! the other side may send, and nulls of members that may be absent.

use serde_json::Value;

use super::applicable::applicable;
use super::oracle::{Node, Oracle};
use super::tags::is_tag;

/// Which side a type is for; the members of the other side may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What is sent.
    Sent,
    /// What is received.
    Received,
    /// One of them, or both.
    Either,
}

/// The first difference that is one, with its place.
pub(super) fn difference(oracle: &Oracle, schemas: &[Node<'_>], side: Side, was: &Value, is: &Value) -> Option<String> {
    Comparison { oracle, side }.of(schemas, was, is, "")
}

struct Comparison<'a> {
    oracle: &'a Oracle,
    side: Side,
}

impl<'a> Comparison<'a> {
    fn of(&self, schemas: &[Node<'a>], was: &Value, is: &Value, at: &str) -> Option<String> {
        match (was, is) {
            (Value::Object(_), Value::Object(_)) => self.objects(schemas, was, is, at),
            (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
                let found = applicable(self.oracle, schemas, was);
                let mut pairs = old.iter().zip(new).enumerate();
                pairs.find_map(|(index, (old, new))| self.of(&found.element(index), old, new, &format!("{at}/{index}")))
            }
            (Value::Number(old), Value::Number(new)) if same(old, new) || self.same_float(schemas, was, is) => None,
            _ if was == is => None,
            _ => Some(format!("{at}: {} became {}", short(was), short(is))),
        }
    }

    /// Whether numbers of single precision are the same in it.
    #[expect(clippy::cast_possible_truncation, reason = "the format says that no more is meant")]
    fn same_float(&self, schemas: &[Node<'a>], was: &Value, is: &Value) -> bool {
        let found = applicable(self.oracle, schemas, was);
        let single = found.all.iter().any(|node| node.schema.get("format") == Some(&Value::from("float")));
        let cut = |value: &Value| value.as_f64().map(|number| (number as f32).to_bits());
        single && cut(was) == cut(is)
    }

    fn objects(&self, schemas: &[Node<'a>], was: &Value, is: &Value, at: &str) -> Option<String> {
        let found = applicable(self.oracle, schemas, was);
        let required = found.required();
        for (name, old) in was.as_object().into_iter().flatten() {
            let declared = found.member(name);
            let below = format!("{at}/{name}");
            match is.get(name) {
                Some(new) => {
                    if let Some(difference) = self.of(&declared, old, new, &below) {
                        return Some(difference);
                    }
                }
                None if declared.is_empty() || declared.iter().any(|node| self.is_foreign(node)) => {}
                None if old.is_null() && !required.contains(&name.as_str()) => {}
                None => return Some(format!("{below}: {} is lost", short(old))),
            }
        }
        // The default and a discriminator's tag are written always: they say no more than their absence.
        let constant = |name: &str, new: &Value| {
            found.member(name).iter().any(|node| is_constant(self.oracle, node, new))
                || found.all.iter().any(|node| is_tag(self.oracle, node, name, new))
        };
        let mut added = is.as_object().into_iter().flatten().filter(|(name, _)| was.get(name.as_str()).is_none());
        let added = added.find(|(name, new)| !constant(name, new));
        added.map(|(name, new)| format!("{at}/{name}: {} came in", short(new)))
    }

    fn is_foreign(&self, member: &Node<'a>) -> bool {
        is_foreign(self.oracle, self.side, member)
    }
}

/// Whether a schema allows this value alone, and perhaps null, and it is the default.
fn is_constant<'a>(oracle: &'a Oracle, member: &Node<'a>, value: &Value) -> bool {
    let found = applicable(oracle, std::slice::from_ref(member), value);
    let is_listed_alone = |list: &Vec<Value>| list.iter().all(|other| other == value || other.is_null());
    let is_only = |schema: &Value| {
        let list = schema.get("enum").and_then(Value::as_array);
        schema.get("const") == Some(value) || list.is_some_and(is_listed_alone)
    };
    let is_default = found.all.iter().any(|node| node.schema.get("default") == Some(value));
    is_default && found.all.iter().any(|node| is_only(node.schema))
}

/// Whether only the other side may send a member.
pub(super) fn is_foreign<'a>(oracle: &'a Oracle, side: Side, member: &Node<'a>) -> bool {
    let mut all = vec![member.clone()];
    let mut next = 0;
    while let Some(node) = all.get(next).cloned() {
        next += 1;
        let target = node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at));
        let parts = target.into_iter().chain(node.list("allOf"));
        all.extend(parts.filter(|_| next < 32));
    }
    let says = |keyword: &str| all.iter().any(|node| node.schema.get(keyword) == Some(&Value::Bool(true)));
    (side != Side::Received && says("readOnly")) || (side != Side::Sent && says("writeOnly"))
}

/// Numbers compare by value: 1 and 1.0 are the same.
fn same(old: &serde_json::Number, new: &serde_json::Number) -> bool {
    old == new || ((old.is_f64() || new.is_f64()) && old.as_f64() == new.as_f64())
}

/// An excerpt of a value.
pub(super) fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
