//! A document as one JSON Schema: every schema that stands by itself becomes a definition, references follow.
//!
//! Works on the raw value tree and shares nothing with the generator's reader, so that the two can disagree.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::recursive::resolved;
use super::translate;
use super::validators::Validators;

/// The schemas of a document, ready to judge instances.
pub(super) struct Oracle {
    /// `{"$defs": {"s0": .., "s1": ..}}`
    root: Arc<Value>,
    /// The key of a definition by its pointer in the document.
    pub(super) keys: BTreeMap<String, String>,
    /// The pointer by the key.
    pointers: BTreeMap<String, String>,
    /// Schemas with a discriminator and arms, by the arms' fragments.
    choices: BTreeMap<String, Vec<String>>,
    /// Definitions that have another as a part, by the part's fragment.
    families: BTreeMap<String, Vec<String>>,
    validators: Validators,
}

/// A schema and where it stands in [`Oracle::root`].
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// Its fragment.
    pub(super) at: String,
    /// The schema.
    pub(super) schema: &'a Value,
}

impl Oracle {
    /// Translates the schemas at these pointers.
    pub(super) fn new(document: &Value, pointers: &[String]) -> Self {
        let keys: BTreeMap<String, String> =
            pointers.iter().enumerate().map(|(index, at)| (at.clone(), format!("s{index}"))).collect();
        let mut defs = Map::new();
        for (at, key) in &keys {
            let schema = resolved(document.pointer(at).unwrap_or(&Value::Null), at);
            defs.insert(key.clone(), translate::schema(&schema, &|reference| rewrite(&keys, reference)));
        }
        let mut root = json!({ "$defs": defs });
        translate::drop_dangling(&mut root);
        let mut choices = BTreeMap::new();
        gather_choices(&root, "#", &mut choices);
        let families = families(&root);
        let pointers = keys.iter().map(|(pointer, key)| (key.clone(), pointer.clone())).collect();
        let root = Arc::new(root);
        Self { validators: Validators::new(Arc::clone(&root)), root, keys, pointers, choices, families }
    }

    /// The choices with a discriminator that a schema is an arm of, with its own fragment.
    pub(super) fn choices<'a>(&'a self, arm: &'a str) -> Vec<(Node<'a>, &'a str)> {
        let holders = self.choices.get(arm).into_iter().flatten();
        holders.filter_map(|holder| Some((self.at(holder)?, arm))).collect()
    }

    /// The schema at a pointer of the document that stands by itself.
    pub(super) fn node(&self, pointer: &str) -> Option<Node<'_>> {
        self.at(&format!("#/$defs/{}", self.keys.get(pointer)?))
    }

    /// The schema at a fragment.
    pub(super) fn at(&self, fragment: &str) -> Option<Node<'_>> {
        let schema = self.root.pointer(fragment.strip_prefix('#')?)?;
        Some(Node { at: fragment.to_owned(), schema })
    }

    /// The pointer in the document of a definition.
    pub(super) fn pointer(&self, fragment: &str) -> Option<&str> {
        let key = fragment.strip_prefix("#/$defs/")?;
        self.pointers.get(key).map(String::as_str)
    }

    /// Whether a schema accepts a value.
    pub(super) fn accepts(&self, fragment: &str, value: &Value) -> bool {
        self.validators.get(fragment).is_none_or(|validator| validator.is_valid(value))
    }

    /// The definitions that have this one as a part.
    pub(super) fn family(&self, fragment: &str) -> &[String] {
        self.families.get(fragment).map(Vec::as_slice).unwrap_or_default()
    }

    /// Why it does not.
    pub(super) fn complaint(&self, fragment: &str, value: &Value) -> String {
        let Some(validator) = self.validators.get(fragment) else { return String::new() };
        let complaint = validator.validate(value).err();
        complaint.map(|error| format!("{}: {error}", error.instance_path())).unwrap_or_default()
    }
}

impl<'a> Node<'a> {
    /// The schema under a keyword.
    pub(super) fn child(&self, keyword: &str) -> Option<Self> {
        Some(Node { at: format!("{}/{keyword}", self.at), schema: self.schema.get(keyword)? })
    }

    /// The schema under a keyword that holds an object of schemas.
    pub(super) fn member(&self, keyword: &str, name: &str) -> Option<Self> {
        let schema = self.schema.get(keyword)?.get(name)?;
        let name = name.replace('~', "~0").replace('/', "~1");
        Some(Node { at: format!("{}/{keyword}/{name}", self.at), schema })
    }

    /// The schemas under a keyword that holds an array of them.
    pub(super) fn list(&self, keyword: &str) -> Vec<Self> {
        let list = self.schema.get(keyword).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let node = |(index, schema): (usize, &'a Value)| Node { at: format!("{}/{keyword}/{index}", self.at), schema };
        list.iter().enumerate().map(node).collect()
    }

    /// The names under a keyword that holds an object of schemas.
    pub(super) fn names(&self, keyword: &str) -> impl Iterator<Item = &'a String> + use<'a> {
        self.schema.get(keyword).and_then(Value::as_object).into_iter().flat_map(Map::keys)
    }
}

/// `#/components/schemas/Pet/properties/name` -> `#/$defs/s3/properties/name`.
fn rewrite(keys: &BTreeMap<String, String>, reference: &str) -> Option<String> {
    let pointer = percent_decoded(reference.strip_prefix('#')?);
    let ends = pointer.match_indices('/').map(|(index, _)| index).skip(1).chain([pointer.len()]);
    let ends: Vec<usize> = ends.collect();
    ends.iter().rev().find_map(|end| {
        let (head, tail) = pointer.split_at_checked(*end)?;
        Some(format!("#/$defs/{}{tail}", keys.get(head)?))
    })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn families(root: &Value) -> BTreeMap<String, Vec<String>> {
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, schema) in root.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            if let Some(base) = part.get("$ref").and_then(Value::as_str) {
                families.entry(base.to_owned()).or_default().push(format!("#/$defs/{key}"));
            }
        }
    }
    families
}

fn gather_choices(value: &Value, at: &str, choices: &mut BTreeMap<String, Vec<String>>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                gather_choices(member, &format!("{at}/{}", escaped(name)), choices);
            }
            let arms = ["oneOf", "anyOf"].iter().filter_map(|keyword| members.get(*keyword)?.as_array()).flatten();
            for arm in arms.filter(|_| members.contains_key("discriminator")) {
                if let Some(target) = arm.get("$ref").and_then(Value::as_str) {
                    choices.entry(target.to_owned()).or_default().push(at.to_owned());
                }
            }
        }
        Value::Array(list) => {
            for (index, item) in list.iter().enumerate() {
                gather_choices(item, &format!("{at}/{index}"), choices);
            }
        }
        _ => {}
    }
}
