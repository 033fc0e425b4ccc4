//! What the document says of one operation.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::schema::Schema;

const METHODS: &[&str] = &["get", "put", "post", "delete", "patch"];

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) access: Access,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<BodyForm>,
    /// The schema of the JSON body, by status; none where there is no such body.
    pub(crate) answers: BTreeMap<u16, Option<Schema>>,
}

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everybody.
    Open,
    /// Who has the token of a user or of a project.
    Bearer,
    /// Who has the token of a public assistant; `optional` where an assistant may be open to all.
    Public { optional: bool },
    /// Who knows the secret of the operators.
    Admin,
}

/// A value in the path or in the query.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) is_required: bool,
    pub(crate) schema: Schema,
}

/// How a body is sent.
#[derive(Debug)]
pub(crate) enum BodyForm {
    Json(Schema),
    Multipart { required: Vec<String> },
}

impl Operation {
    /// Reads an operation; `None` where `method` is another member of the path item.
    pub(super) fn read(root: &Arc<Value>, path: &str, method: &str) -> Option<Self> {
        if !METHODS.contains(&method) {
            return None;
        }
        let place = format!("/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1"));
        let found = root.pointer(&place)?;
        let security = found.get("security").or_else(|| root.get("security"));
        let parameters = found.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate();
        let parameters = parameters.filter_map(|(index, parameter)| {
            Parameter::read(parameter, Schema::new(root, format!("{place}/parameters/{index}/schema")))
        });
        Some(Self {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            access: access(security.unwrap_or(&Value::Null)),
            parameters: parameters.collect(),
            body: body(root, &format!("{place}/requestBody/content")),
            answers: answers(root, &format!("{place}/responses")),
        })
    }
}

impl Parameter {
    fn read(parameter: &Value, schema: Schema) -> Option<Self> {
        let text = |name: &str| parameter.get(name).and_then(Value::as_str).map(str::to_owned);
        let is_required = parameter.get("required").and_then(Value::as_bool).unwrap_or_default();
        Some(Self { name: text("name")?, place: text("in")?, is_required, schema })
    }

    /// The value that a text stands for, as the type of the schema says.
    pub(crate) fn value(&self, text: &str) -> Value {
        let number = || text.parse::<i64>().ok().map(|number| json!(number));
        let truth = || match text {
            "true" | "1" => Some(json!(true)),
            "false" | "0" => Some(json!(false)),
            _ => None,
        };
        let found = match self.schema.type_name().as_deref() {
            Some("integer") => number(),
            Some("boolean") => truth(),
            _ => None,
        };
        found.unwrap_or_else(|| json!(text))
    }
}

fn access(security: &Value) -> Access {
    let choices = security.as_array().map(Vec::as_slice).unwrap_or_default();
    let has = |scheme: &str| choices.iter().any(|choice| choice.get(scheme).is_some());
    let is_open = choices.iter().any(|choice| choice.as_object().is_some_and(serde_json::Map::is_empty));
    if has("PublicToken") {
        Access::Public { optional: is_open }
    } else if has("AdminToken") {
        Access::Admin
    } else if has("HTTPBearer") {
        Access::Bearer
    } else {
        Access::Open
    }
}

fn body(root: &Arc<Value>, place: &str) -> Option<BodyForm> {
    let content = root.pointer(place)?;
    if content.get("application/json").is_some() {
        return Some(BodyForm::Json(Schema::new(root, format!("{place}/application~1json/schema"))));
    }
    let schema = Schema::new(root, format!("{place}/multipart~1form-data/schema"));
    Some(BodyForm::Multipart { required: schema.required() })
}

fn answers(root: &Arc<Value>, place: &str) -> BTreeMap<u16, Option<Schema>> {
    let responses = root.pointer(place).and_then(Value::as_object).into_iter().flatten();
    let responses = responses.filter_map(|(status, response)| {
        // Shared answers stand under `components`.
        let target = response.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
        let place = target.map_or_else(|| format!("{place}/{status}"), str::to_owned);
        let schema = format!("{place}/content/application~1json/schema");
        let schema = root.pointer(&schema).is_some().then(|| Schema::new(root, schema));
        Some((status.parse().ok()?, schema))
    });
    responses.collect()
}
