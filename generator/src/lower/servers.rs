//! Turns servers into templates with variables, absolute where the document says or is known to be served.

use url::Url;

use super::docs::of_texts;
use crate::ir::{Server, ServerVariable};
use crate::spec;

/// The servers, in order. The URL that the document is served at is what relative ones are relative to.
pub(super) fn lower_servers(servers: &[spec::Server<'_>], served_at: Option<&str>) -> Vec<Server> {
    servers.iter().map(|server| lower_server(server, served_at)).collect()
}

fn lower_server(server: &spec::Server<'_>, served_at: Option<&str>) -> Server {
    let variables = server.variables.iter().map(|(name, variable)| ServerVariable {
        name: (*name).to_owned(),
        default: variable.default.to_string(),
        values: variable.values.iter().map(ToString::to_string).collect(),
        docs: of_texts(None, variable.description, false),
    });
    Server {
        url: served_at.and_then(|base| resolved(base, server.url)).unwrap_or_else(|| server.url.to_owned()),
        variables: variables.collect(),
        docs: of_texts(None, server.description, false),
    }
}

/// A relative template as an absolute one (3.2.0, 4.5.2: URLs of the API are resolved against the URL that the document
/// was retrieved from; `$self` is not asked). An empty one would be the document itself, which nobody means.
fn resolved(base: &str, template: &str) -> Option<String> {
    let first = template.split('/').next().unwrap_or_default();
    if template.is_empty() || first.contains(':') || first.starts_with('{') {
        return None;
    }
    let mut base = Url::parse(base).ok()?;
    base.set_username("").ok()?;
    base.set_password(None).ok()?;
    base.set_query(None);
    let url = base.join(template).ok()?.to_string().replace("%7B", "{").replace("%7D", "}");
    let variables = |text: &str| text.matches('{').count();
    (variables(&url) == variables(template)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_servers_stand_below_where_the_document_is_served() {
        for (template, expected) in [
            ("/api/v3", Some("https://acme.test:8443/api/v3")),
            (".", Some("https://acme.test:8443/docs/")),
            ("../{version}/x", Some("https://acme.test:8443/{version}/x")),
            ("//eu.acme.test/v1", Some("https://eu.acme.test/v1")),
            ("", None),
            ("http://other.test", None),
            ("https://{region}.other.test", None),
            ("{server}/v1", None),
        ] {
            let url = resolved("https://user:word@acme.test:8443/docs/openapi.json?v=1#x", template);
            assert_eq!(url.as_deref(), expected, "{template}");
        }
        assert_eq!(resolved("openapi.json", "/api"), None);
    }
}
