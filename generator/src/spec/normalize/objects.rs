//! Completes objects that are not schemas: members that 3.0 requires, and those that it writes otherwise.

use serde_json::{Value, json};

use super::grammar::Kind;
use super::{Members, To30};
use crate::pointer::Pointer;

impl To30<'_, '_> {
    /// Completes an object; false where it is to be left out.
    pub(super) fn finish(&mut self, kind: Kind, made: &mut Members, at: &Pointer) -> bool {
        match kind {
            Kind::Document => self.finish_document(made, at),
            Kind::Info => {
                require_text(made, "title");
                require_text(made, "version");
            }
            Kind::License | Kind::Tag => require_text(made, "name"),
            Kind::Server => require_text(made, "url"),
            Kind::ServerVariable => finish_variable(made),
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
            Kind::SecurityScheme => return self.finish_scheme(made, at),
            Kind::Link if !["operationId", "operationRef"].iter().any(|key| made.contains_key(*key)) => {
                self.lost(at, "the link leads to no operation: it is left out".to_owned());
                return false;
            }
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

    /// The members that a type of scheme requires; `mutualTLS` came with 3.1.
    fn finish_scheme(&mut self, made: &mut Members, at: &Pointer) -> bool {
        match made.get("type").and_then(Value::as_str) {
            Some("apiKey") => {
                require_text(made, "name");
                let place = made.get("in").and_then(Value::as_str);
                if !matches!(place, Some("query" | "header" | "cookie")) {
                    made.insert("in".to_owned(), json!("header"));
                }
            }
            Some("http") => require_text(made, "scheme"),
            Some("openIdConnect") => require_text(made, "openIdConnectUrl"),
            Some("oauth2") => {
                made.entry("flows").or_insert_with(|| json!({}));
            }
            other => {
                let name = other.unwrap_or_default().to_owned();
                self.lost(at, format!("3.0 has no security scheme of type `{name}`: it is left out"));
                return false;
            }
        }
        true
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

/// A variable has a default: the first of its values, where it states none.
fn finish_variable(made: &mut Members) {
    let first = made.get("enum").and_then(|values| values.get(0)).cloned();
    made.entry("default").or_insert_with(|| first.unwrap_or_else(|| json!("")));
    require_text(made, "default");
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
