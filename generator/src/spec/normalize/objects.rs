//! Completes objects that are not schemas: members that 3.0 requires, and those that it writes otherwise.

use serde_json::{Value, json};

use super::grammar::Kind;
use super::{Members, To30};
use crate::pointer::Pointer;

impl<'a> To30<'a, '_> {
    /// Completes an object; false where it is to be left out.
    pub(super) fn finish(&mut self, kind: Kind, made: &mut Members, from: &'a Members, at: &Pointer) -> bool {
        match kind {
            Kind::Document => self.finish_document(made, at),
            Kind::Info => {
                require_text(made, "title");
                require_text(made, "version");
            }
            Kind::License | Kind::Tag => require_text(made, "name"),
            Kind::Server => {
                require_text(made, "url");
                made.get_mut("variables").and_then(Value::as_object_mut).into_iter().for_each(finish_variables);
            }
            Kind::Operation => {
                made.entry("responses").or_insert_with(|| json!({}));
                self.finish_security(made, at);
            }
            Kind::Parameter => return self.finish_parameter(made, at),
            Kind::Header if !made.contains_key("content") => {
                made.entry("schema").or_insert_with(|| json!({}));
            }
            Kind::Response => {
                let summary = made.shift_remove("summary").filter(Value::is_string);
                made.entry("description").or_insert_with(|| summary.unwrap_or_else(|| json!("")));
            }
            Kind::MediaType => self.finish_media_type(made, at),
            Kind::Example => {
                if let Some(value) = made.shift_remove("dataValue") {
                    made.entry("value").or_insert(value);
                }
            }
            Kind::SecurityScheme if from.get("type").and_then(Value::as_str) == Some("mutualTLS") => {
                self.lost(at, "3.0 has no `mutualTLS`: the security scheme is left out".to_owned());
                return false;
            }
            Kind::SecurityScheme => finish_scheme(made),
            Kind::Flows => finish_flows(made),
            _ => {}
        }
        true
    }

    fn finish_document(&mut self, made: &mut Members, at: &Pointer) {
        made.insert("openapi".to_owned(), json!("3.0.3"));
        made.entry("info").or_insert_with(|| json!({"title": "", "version": ""}));
        made.entry("paths").or_insert_with(|| json!({}));
        self.finish_security(made, at);
    }

    /// A requirement that names mutual TLS cannot name it any more.
    fn finish_security(&mut self, made: &mut Members, at: &Pointer) {
        let schemes = self.root.pointer("/components/securitySchemes");
        let is_tls = |name: &String| {
            let scheme = schemes.and_then(|all| all.get(name));
            scheme.and_then(|scheme| scheme.get("type")).and_then(Value::as_str) == Some("mutualTLS")
        };
        let Some(Value::Array(requirements)) = made.get_mut("security") else { return };
        let mut changed = false;
        for requirement in requirements.iter_mut().filter_map(Value::as_object_mut) {
            let before = requirement.len();
            requirement.retain(|name, _| !is_tls(name));
            changed |= requirement.len() < before;
        }
        if changed {
            self.lost(&at.child("security"), "3.0 has no `mutualTLS`: it is not required any more".to_owned());
        }
    }

    fn finish_parameter(&mut self, made: &mut Members, at: &Pointer) -> bool {
        let text = |key: &str| made.get(key).and_then(Value::as_str);
        let place = text("in");
        if place == Some("querystring") {
            self.lost(at, "3.0 has no `in: querystring`: the parameter is left out".to_owned());
            return false;
        }
        let usable = text("name").is_some() && matches!(place, Some("path" | "query" | "header" | "cookie"));
        let fits = match text("style") {
            None => true,
            Some("form") => matches!(place, Some("query" | "cookie")),
            Some("spaceDelimited" | "pipeDelimited" | "deepObject") => place == Some("query"),
            Some("matrix" | "label") => place == Some("path"),
            Some(style) => style == "simple" && matches!(place, Some("path" | "header")),
        };
        if !fits {
            self.lost(&at.child("style"), "3.0 has no such style at this place: the usual one is stated".to_owned());
            made.shift_remove("style");
        }
        if made.contains_key("content") {
            made.shift_remove("schema");
        } else {
            made.entry("schema").or_insert_with(|| json!({}));
        }
        usable
    }

    /// A stream of items is described as one of them.
    fn finish_media_type(&mut self, made: &mut Members, at: &Pointer) {
        if let Some(item) = made.shift_remove("itemSchema") {
            self.lost(
                &at.child("itemSchema"),
                "3.0 has no `itemSchema`: the stream is described as one item".to_owned(),
            );
            made.entry("schema").or_insert(item);
        }
    }
}

fn require_text(made: &mut Members, key: &str) {
    let text = match made.get(key) {
        Some(Value::String(_)) => return,
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    made.insert(key.to_owned(), json!(text));
}

/// A variable has a default, and its values are texts.
fn finish_variables(variables: &mut Members) {
    for variable in variables.values_mut().filter_map(Value::as_object_mut) {
        if let Some(values) = variable.get_mut("enum").and_then(Value::as_array_mut) {
            values.iter_mut().filter(|value| !value.is_string()).for_each(|value| *value = json!(value.to_string()));
        }
        let first = variable.get("enum").and_then(|values| values.get(0)).cloned();
        variable.entry("default").or_insert_with(|| first.unwrap_or_else(|| json!("")));
        require_text(variable, "default");
    }
}

/// The members that a type of scheme requires.
fn finish_scheme(made: &mut Members) {
    let kind = made.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match kind.as_str() {
        "apiKey" => {
            require_text(made, "name");
            let place = made.get("in").and_then(Value::as_str);
            if !matches!(place, Some("query" | "header" | "cookie")) {
                made.insert("in".to_owned(), json!("header"));
            }
        }
        "http" => require_text(made, "scheme"),
        "openIdConnect" => require_text(made, "openIdConnectUrl"),
        "oauth2" => {
            made.entry("flows").or_insert_with(|| json!({}));
        }
        _ => {}
    }
}

/// The addresses of a flow are required, and so are its scopes.
fn finish_flows(made: &mut Members) {
    for (name, flow) in made.iter_mut() {
        let Value::Object(flow) = flow else { continue };
        if matches!(name.as_str(), "implicit" | "authorizationCode") {
            require_text(flow, "authorizationUrl");
        }
        if matches!(name.as_str(), "password" | "clientCredentials" | "authorizationCode") {
            require_text(flow, "tokenUrl");
        }
        flow.entry("scopes").or_insert_with(|| json!({}));
    }
}
