//! Validators of the schemas of a document, each built when it is first asked for and kept.
//!
//! A reference is a keyword of its own that asks for the validator of its target: each schema is then compiled once, and
//! never with all it leads to, which of schemas that lead to each other would be the square of the document.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::{Map, Value, json};

/// The keyword that a reference becomes.
const REFERENCE: &str = "x-reference";
/// More references in one another than this are a circle that no value ends.
const DEEPEST: usize = 300;

/// The validators of one root.
pub(super) struct Validators {
    shared: Arc<Shared>,
}

struct Shared {
    root: Arc<Value>,
    built: Mutex<BTreeMap<String, Option<Arc<Validator>>>>,
    depth: AtomicUsize,
}

impl Validators {
    /// Of `{"$defs": ..}`, whose references are fragments of it.
    pub(super) fn new(root: Arc<Value>) -> Self {
        let shared = Shared { root, built: Mutex::default(), depth: AtomicUsize::new(0) };
        Self { shared: Arc::new(shared) }
    }

    /// The validator of a fragment: `#/$defs/s0/properties/name`. `None` where nothing stands.
    pub(super) fn get(&self, fragment: &str) -> Option<Arc<Validator>> {
        get(&self.shared, fragment)
    }
}

fn get(shared: &Arc<Shared>, fragment: &str) -> Option<Arc<Validator>> {
    let built = || shared.built.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = built().get(fragment) {
        return known.clone();
    }
    let new = build(shared, fragment).map(Arc::new);
    built().insert(fragment.to_owned(), new.clone());
    new
}

fn build(shared: &Arc<Shared>, fragment: &str) -> Option<Validator> {
    let mut schema = shared.root.pointer(fragment.strip_prefix('#')?)?.clone();
    // What is evaluated is seen through references of the specification alone.
    if schema.to_string().contains("\"unevaluated") {
        schema = json!({ "$ref": fragment, "$defs": shared.root.get("$defs") });
    } else {
        cut(&mut schema);
    }
    let shared = Arc::downgrade(shared);
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    let options = options.with_format("byte", |text: &str| base64(text));
    let options = options.with_keyword(REFERENCE, move |_: &Map<String, Value>, target: &Value, _| {
        let fragment = target.as_str().unwrap_or_default().to_owned();
        let reference = Reference { shared: shared.clone(), fragment, found: OnceLock::new() };
        Ok(Box::new(reference) as Box<dyn for<'i> Keyword<'i>>)
    });
    loop {
        match options.build(&schema) {
            Ok(validator) => return Some(validator),
            Err(error) => relax(&mut schema, error.instance_path().as_str())?,
        }
    }
}

/// `$ref` becomes [`REFERENCE`] where it is a keyword.
fn cut(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(target) = members.remove("$ref") {
                members.insert(REFERENCE.to_owned(), target);
            }
            for (keyword, value) in members {
                match (keyword.as_str(), value) {
                    ("properties" | "patternProperties" | "$defs" | "dependentSchemas", Value::Object(named)) => {
                        named.values_mut().for_each(cut);
                    }
                    ("enum" | "const" | "default" | super::translate::EXAMPLES | "discriminator", _) => {}
                    (_, value) => cut(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(cut),
        _ => {}
    }
}

/// Drops what the validator cannot use; `None` where nothing is left to drop.
fn relax(root: &mut Value, path: &str) -> Option<()> {
    let (holder, keyword) = path.rsplit_once('/')?;
    root.pointer_mut(holder)?.as_object_mut()?.remove(&keyword.replace("~1", "/").replace("~0", "~"))?;
    Some(())
}

fn base64(text: &str) -> bool {
    let text = text.trim_end_matches('=');
    text.len() % 4 != 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

struct Reference {
    shared: Weak<Shared>,
    fragment: String,
    /// Weak: schemas may lead to themselves.
    found: OnceLock<Weak<Validator>>,
}

impl Reference {
    fn ask<T>(&self, nothing: T, what: impl FnOnce(&Validator) -> T) -> T {
        let Some(shared) = self.shared.upgrade() else { return nothing };
        let find = || get(&shared, &self.fragment).map(|found| Arc::downgrade(&found)).unwrap_or_default();
        let Some(target) = self.found.get_or_init(find).upgrade() else { return nothing };
        if shared.depth.fetch_add(1, Ordering::Relaxed) > DEEPEST {
            shared.depth.fetch_sub(1, Ordering::Relaxed);
            return nothing;
        }
        let answer = what(&target);
        shared.depth.fetch_sub(1, Ordering::Relaxed);
        answer
    }
}

impl<'i> Keyword<'i> for Reference {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        let told = |error: ValidationError<'_>| ValidationError::custom(format!("{}: {error}", error.instance_path()));
        self.ask(Ok(()), |target| target.validate(instance).map_err(told))
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        self.ask(true, |target| target.is_valid(instance))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::Validators;

    #[test]
    fn references_are_followed_and_may_lead_back() {
        let root = json!({ "$defs": {
            "s0": { "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/$defs/s1" } } },
            "s1": { "anyOf": [{ "$ref": "#/$defs/s0" }, { "type": "null" }] },
            "s2": { "$ref": "#/$defs/s2" }
        } });
        let validators = Validators::new(Arc::new(root));
        let accepts = |fragment: &str, value| validators.get(fragment).is_some_and(|of| of.is_valid(&value));
        assert!(accepts("#/$defs/s0", json!({ "next": { "next": null } })));
        assert!(!accepts("#/$defs/s0", json!({ "next": { "next": 1 } })));
        assert!(accepts("#/$defs/s1/anyOf/0", json!({ "next": null })));
        assert!(accepts("#/$defs/s2", json!(1)));
    }
}
