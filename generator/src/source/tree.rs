//! Builds a value tree from any deserializer, and notes what a plain `serde_json::Value` would swallow: members that
//! stand twice, numbers that JSON has not, nesting and repetition beyond the limits.
//!
//! Knows nothing of texts and positions; the parsers add those.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use crate::pointer::Pointer;

/// What is expected of a key; the YAML parser recognises its own complaint by these words.
pub(super) const KEY_EXPECTATION: &str = "a key that is a text";

/// The deepest nesting that both parsers can be asked for: they stop by themselves at 128.
const DEEPEST: usize = 120;

/// Why a tree was given up, where the parser itself had no objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    TooDeep,
    TooMuchRepetition,
    MergeKey,
}

/// What is noted while a tree grows, and the limits that it must keep.
pub(super) struct Growth {
    pub(super) refusal: Option<Refusal>,
    duplicates: Vec<UpwardPath>,
    not_finite: Vec<UpwardPath>,
    merge_keys: bool,
    depth: usize,
    max_depth: usize,
    /// How many nodes and bytes of text may still be built; only aliases can exhaust it.
    allowance: usize,
}

/// The segments to a value, from the value to the root: each level appends its own on the way back.
type UpwardPath = Vec<String>;

impl Growth {
    /// The limits for a text of this length. With `merge_keys`, a member `<<` is merged as YAML 1.1 has it.
    pub(super) fn new(text_length: usize, max_depth: usize, merge_keys: bool) -> Self {
        Self {
            refusal: None,
            duplicates: Vec::new(),
            not_finite: Vec::new(),
            merge_keys,
            depth: 0,
            max_depth: max_depth.min(DEEPEST),
            allowance: text_length.saturating_mul(20).saturating_add(1 << 20),
        }
    }

    /// The members that stood more than once.
    pub(super) fn duplicates(&self) -> Vec<Pointer> {
        self.duplicates.iter().map(downwards).collect()
    }

    /// The numbers that were not finite.
    pub(super) fn not_finite(&self) -> Vec<Pointer> {
        self.not_finite.iter().map(downwards).collect()
    }

    fn refuse<E: Error>(&mut self, refusal: Refusal) -> E {
        self.refusal.get_or_insert(refusal);
        E::custom("refused")
    }

    fn spend<E: Error>(&mut self, weight: usize) -> Result<(), E> {
        match self.allowance.checked_sub(weight) {
            Some(rest) => self.allowance = rest,
            None => return Err(self.refuse(Refusal::TooMuchRepetition)),
        }
        Ok(())
    }

    fn notes(&self) -> (usize, usize) {
        (self.duplicates.len(), self.not_finite.len())
    }

    /// Adds a segment to every path that was noted since.
    fn lengthen(&mut self, since: (usize, usize), segment: impl Fn() -> String) {
        let duplicates = self.duplicates.iter_mut().skip(since.0);
        duplicates.chain(self.not_finite.iter_mut().skip(since.1)).for_each(|path| path.push(segment()));
    }

    fn inside<T, E: Error>(&mut self, build: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        if self.depth >= self.max_depth {
            return Err(self.refuse(Refusal::TooDeep));
        }
        self.depth += 1;
        let value = build(self);
        self.depth -= 1;
        value
    }
}

fn downwards(path: &UpwardPath) -> Pointer {
    path.iter().rev().fold(Pointer::root(), |at, segment| at.child(segment))
}

/// Grows one value.
pub(super) struct Node<'a>(pub(super) &'a mut Growth);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(value.into())
    }

    // Integers beyond 64 bits become floating-point numbers, as serde_json reads them.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value.to_string().parse().unwrap_or(f64::NEG_INFINITY))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value.to_string().parse().unwrap_or(f64::INFINITY))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(1)?;
        if let Some(number) = Number::from_f64(value) {
            return Ok(Value::Number(number));
        }
        self.0.not_finite.push(UpwardPath::new());
        let text = if value.is_nan() {
            ".nan"
        } else if value > 0.0 {
            ".inf"
        } else {
            "-.inf"
        };
        Ok(Value::String(text.to_owned()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(1 + value.len())?;
        Ok(Value::String(value))
    }

    // A YAML tag of the user's own (`!Example text`) says nothing about the value's shape and is dropped.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, variant) = tagged.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.0.spend(1)?;
        self.0.inside(|growth| {
            let mut list = Vec::new();
            loop {
                let since = growth.notes();
                let Some(item) = items.next_element_seed(Node(growth))? else { break };
                growth.lengthen(since, || list.len().to_string());
                list.push(item);
            }
            Ok(Value::Array(list))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.0.spend(1)?;
        self.0.inside(|growth| {
            let mut object = Map::new();
            let mut merged = Vec::new();
            while let Some(key) = members.next_key_seed(Key)? {
                growth.spend(1 + key.len())?;
                let since = growth.notes();
                let value = members.next_value_seed(Node(growth))?;
                growth.lengthen(since, || key.clone());
                if growth.merge_keys && key == "<<" {
                    merged.push(value);
                } else if object.contains_key(&key) {
                    growth.duplicates.push(vec![key.clone()]);
                    object.insert(key, value);
                } else {
                    object.insert(key, value);
                }
            }
            merged.into_iter().try_for_each(|value| merge(&mut object, value, growth))?;
            Ok(Value::Object(object))
        })
    }
}

/// Members of the object itself win over merged ones, and earlier merged ones over later ones.
fn merge<E: Error>(object: &mut Map<String, Value>, merged: Value, growth: &mut Growth) -> Result<(), E> {
    let sources = match merged {
        Value::Array(items) => items,
        one => vec![one],
    };
    for source in sources {
        let Value::Object(members) = source else { return Err(growth.refuse(Refusal::MergeKey)) };
        for (key, value) in members {
            object.entry(key).or_insert(value);
        }
    }
    Ok(())
}

/// Reads a key as its text, whatever a YAML schema would make of it (`200`, `no`, `1.0`).
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(KEY_EXPECTATION)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
}
