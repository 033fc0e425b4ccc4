//! `Cargo.toml`, `README.md` and `rustfmt.toml`: text with holes.

use std::fmt::Write as _;

use super::cx::Cx;
use super::docs;
use super::file::{Content, EmittedFile};
use super::template::{TemplateError, fill};
use super::{example, extensions};
use crate::ir::SecurityKind;
use crate::plan::{Brings, Feature, RuntimePart};

const MANIFEST: &str = include_str!("../../../templates/Cargo.toml.tmpl");
const README: &str = include_str!("../../../templates/README.md.tmpl");

/// `Cargo.toml`.
pub(super) fn emit_manifest(cx: &Cx<'_>) -> Result<EmittedFile, TemplateError> {
    let config = cx.config;
    let features = &cx.plan.features;
    let mut package = String::new();
    for (key, value) in [("license", &config.license), ("repository", &config.repository)] {
        if !value.is_empty() {
            let _ = writeln!(package, "{key} = {}", toml_string(value));
        }
    }
    package.push_str("readme = \"README.md\"");
    let mut default = vec![toml_string("client"), toml_string("rustls")];
    default.extend(features.iter().map(|feature| toml_string(&feature.name)));
    default.extend(extensions::feature(cx).map(toml_string));
    let lines = feature_lines(features, has_dates(cx));
    let lines: Vec<String> =
        [lines].into_iter().filter(|lines| !lines.is_empty()).chain(extensions::feature_line(cx)).collect();
    let text = fill(
        MANIFEST,
        &[
            ("name", toml_string(&config.package)),
            ("version", toml_string(&config.version)),
            ("description", toml_string(&description(cx))),
            ("package", package),
            ("default", list(&default)),
            ("features", lines.join("\n")),
            ("dependencies", dependencies(cx)),
            ("extensions", extensions::manifest(cx)),
        ],
    )?;
    Ok(EmittedFile { path: "Cargo.toml".to_owned(), content: Content::Text { comment: Some("#"), text } })
}

/// The crates that compute with dates, in the versions that conversions are written for.
const DATES: [(&str, &str); 3] = [("chrono", "0.4.40"), ("jiff", "1.0"), ("time", "0.3.41")];

fn has_dates(cx: &Cx<'_>) -> bool {
    cx.plan.needs.parts.contains(&RuntimePart::DateTime)
}

fn feature_lines(features: &[Feature], dates: bool) -> String {
    let mut lines = String::new();
    if dates {
        lines.push_str("# Dates to and from the types of these crates.\n");
        for (name, _) in DATES {
            let _ = writeln!(lines, "{name} = [\"dep:{name}\"]");
        }
    }
    if !features.is_empty() {
        lines.push_str("# Parts of the API.\n");
    }
    for feature in features {
        let _ = writeln!(lines, "{} = []", feature.name);
    }
    lines.trim_end().to_owned()
}

/// The dependencies that not every crate has.
fn dependencies(cx: &Cx<'_>) -> String {
    let mut lines = String::new();
    for (name, version) in DATES.iter().filter(|_| has_dates(cx)) {
        let _ = writeln!(
            lines,
            "{name} = {{ version = \"{version}\", default-features = false, features = [\"std\"], optional = true }}"
        );
    }
    if cx.plan.needs.uuid {
        lines.push_str("uuid = \"1\"");
    }
    lines.trim_end().to_owned()
}

/// What a feature brings, for people.
fn brings(cx: &Cx<'_>, feature: &Feature) -> String {
    match feature.brings {
        Brings::Tag(tag) => {
            let name = cx.api.tags.get(tag).map_or("", |tag| tag.name.as_str());
            format!("operations of the tag {}", docs::code(name).replace('|', "/"))
        }
        Brings::Untagged => "operations without a tag".to_owned(),
        Brings::Incoming => "webhooks and callbacks".to_owned(),
        Brings::Components => "types that no operation uses".to_owned(),
    }
}

/// The items of an array, over several lines where one would be long.
pub(super) fn list(items: &[String]) -> String {
    let line = items.join(", ");
    if line.len() < 100 {
        return line;
    }
    let mut lines = String::new();
    for item in items {
        let _ = write!(lines, "\n    {item},");
    }
    lines.push('\n');
    lines
}

fn description(cx: &Cx<'_>) -> String {
    if cx.config.description.is_empty() {
        return format!("A client for {}", cx.api.info.title.trim());
    }
    cx.config.description.clone()
}

/// A basic string of TOML, on one line and without what cannot be seen.
pub(super) fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in docs::plain(text).chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// `README.md`.
pub(super) fn emit_readme(cx: &Cx<'_>) -> Result<EmittedFile, TemplateError> {
    let row = |feature: &Feature| format!("| `{}` | yes | {} |", feature.name, brings(cx, feature));
    let dates = DATES.iter().filter(|_| has_dates(cx));
    let dates = dates.map(|(name, _)| format!("| `{name}` | no | dates to and from the types of `{name}` |"));
    let added = extensions::feature(cx).map(|name| format!("| `{name}` | yes | what is added: the module `ext` |"));
    let features: Vec<String> = dates.chain(cx.plan.features.iter().map(row)).chain(added).collect();
    let text = fill(
        README,
        &[
            ("name", cx.config.package.clone()),
            ("version", toml_string(&cx.config.version)),
            ("about", docs::about(cx).join("\n")),
            ("example", example::readme(cx)),
            ("features", features.join("\n")),
            ("authentication", authentication(cx)),
            ("document", docs::document(cx)),
        ],
    )?;
    Ok(EmittedFile { path: "README.md".to_owned(), content: Content::Text { comment: None, text } })
}

/// A line for each scheme.
fn authentication(cx: &Cx<'_>) -> String {
    let mut lines = String::new();
    let setters = cx.names.security_schemes.iter().zip(&cx.names.grants);
    for (scheme, (setter, grants)) in cx.api.security_schemes.iter().zip(setters) {
        let what = match &scheme.kind {
            SecurityKind::Bearer | SecurityKind::Oauth2(_) => "a bearer token".to_owned(),
            SecurityKind::Basic => "a user and a password".to_owned(),
            SecurityKind::ApiKey { name, location } => {
                format!("a key, sent as the {} {}", super::meta::place(*location), docs::code(name))
            }
            SecurityKind::OtherHttp(name) => format!("a token of the scheme {}", docs::code(name)),
            SecurityKind::MutualTls => continue,
        };
        let grants = [
            (&grants.client_credentials, "an application and its secret"),
            (&grants.password, "a user and a password, for tokens"),
            (&grants.device, "a user who enters a code elsewhere"),
            (&grants.refresh, "a refresh token"),
        ];
        for (setter, what) in [(setter, what.as_str())].into_iter().chain(grants) {
            if !setter.is_empty() {
                let _ = writeln!(lines, "- `{setter}` of the builder: {what} (scheme {}).", docs::code(&scheme.name));
            }
        }
    }
    if lines.is_empty() {
        return "The document names no way to authenticate.".to_owned();
    }
    lines.push_str("\nCredentials are sent to the operations that ask for them, and never shown in logs or errors.");
    lines
}

/// `rustfmt.toml`: `cargo fmt` of a workspace must not fight the generator.
pub(super) fn emit_rustfmt() -> EmittedFile {
    let text = "disable_all_formatting = true\n".to_owned();
    EmittedFile { path: "rustfmt.toml".to_owned(), content: Content::Text { comment: Some("#"), text } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dependencies of a manifest: `name = ..`, without versions.
    fn dependencies(manifest: &str) -> Vec<String> {
        let section = manifest.split("[dependencies]\n").nth(1).unwrap();
        let lines = section.lines().take_while(|line| !line.starts_with('['));
        lines.filter_map(|line| Some(line.split_once([' ', '.'])?.0.to_owned())).collect()
    }

    #[test]
    fn the_emitted_crate_has_the_dependencies_of_the_runtime() {
        let runtime = include_str!("../../../templates/runtime/Cargo.toml");
        let mut expected = dependencies(runtime);
        let rare = |name: &String| name == "uuid" || DATES.iter().any(|(dates, _)| dates == name);
        expected.retain(|name| !rare(name));
        assert_eq!(dependencies(MANIFEST), expected);
    }

    #[test]
    fn hostile_text_stays_a_string() {
        assert_eq!(toml_string("a\"]\n\\x"), "\"a\\\"] \\\\x\"");
    }
}
