//! A schema of the document, and what a value has against it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Map, Value, json};

/// A schema by its place.
pub(crate) struct Schema {
    root: Arc<Value>,
    place: String,
    validator: OnceLock<Option<Validator>>,
}

impl fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.place)
    }
}

impl Schema {
    pub(super) fn new(root: &Arc<Value>, place: String) -> Self {
        Self { root: Arc::clone(root), place, validator: OnceLock::new() }
    }

    /// What is wrong with a value, in the form of the framework; nothing if it fits.
    pub(crate) fn faults(&self, value: &Value, part: &str) -> Vec<Value> {
        let validator = self.validator.get_or_init(|| self.build());
        let Some(validator) = validator else { return Vec::new() };
        validator.iter_errors(value).map(|error| item(&error, part)).collect()
    }

    fn build(&self) -> Option<Validator> {
        // The whole document stands beside the reference, so that all of its own references lead somewhere.
        let mut schema = self.root.as_object()?.clone();
        // Braces of path templates are no characters of a URI (RFC 3986, section 3.5).
        let place = self.place.replace('%', "%25").replace('{', "%7B").replace('}', "%7D");
        schema.insert("$ref".to_owned(), json!(format!("#{place}")));
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        options.build(&Value::Object(schema)).ok()
    }

    fn value(&self) -> Option<&Map<String, Value>> {
        let found = self.root.pointer(&self.place)?;
        let target = found.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
        target.map_or(Some(found), |target| self.root.pointer(target))?.as_object()
    }

    /// `type`, where it is one.
    pub(super) fn type_name(&self) -> Option<String> {
        self.value()?.get("type")?.as_str().map(str::to_owned)
    }

    /// `required`.
    pub(super) fn required(&self) -> Vec<String> {
        let names = self.value().and_then(|schema| schema.get("required")).and_then(Value::as_array);
        names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

fn item(error: &ValidationError<'_>, part: &str) -> Value {
    let path = error.instance_path().as_str();
    let mut location = vec![json!(part)];
    location.extend(path.split('/').filter(|step| !step.is_empty()).map(step));
    let (message, kind) = match error.kind() {
        ValidationErrorKind::Required { property } => {
            location.push(property.clone());
            ("Field required".to_owned(), "missing".to_owned())
        }
        kind => (error.to_string(), kind.keyword().to_owned()),
    };
    json!({ "loc": location, "msg": message, "type": kind })
}

/// Places in arrays are numbers.
fn step(step: &str) -> Value {
    let name = step.replace("~1", "/").replace("~0", "~");
    name.parse::<u64>().map_or_else(|_| json!(name), |index| json!(index))
}
