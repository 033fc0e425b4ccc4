//! The styles.

use super::super::parameter::{Form, Parameter, Style};
use super::node::{Node, plain};
use super::percent::{Keep, encoded};

/// How a style writes (RFC 6570, appendix A, and what OpenAPI adds).
struct Rules {
    /// Before the first value.
    first: &'static str,
    /// Between exploded values.
    separator: &'static str,
    /// Between values that are not exploded.
    delimiter: &'static str,
    /// Whether values have the name of the parameter before them.
    named: bool,
    /// What follows a name without a value.
    empty: &'static str,
}

impl Rules {
    fn of(style: Style, in_cookie: bool) -> Self {
        let rules = |first, separator, named, empty| Self { first, separator, delimiter: ",", named, empty };
        match style {
            Style::Simple => rules("", ",", false, ""),
            Style::Label => rules(".", ".", false, ""),
            Style::Matrix => rules(";", ";", true, ""),
            Style::Cookie => rules("", "; ", true, "="),
            Style::Form | Style::DeepObject if in_cookie => rules("", "; ", true, "="),
            Style::Form | Style::DeepObject => rules("", "&", true, "="),
            Style::SpaceDelimited => Self { delimiter: "%20", ..rules("", "&", true, "=") },
            Style::PipeDelimited => Self { delimiter: "%7C", ..rules("", "&", true, "=") },
        }
    }

    fn pair(&self, name: &str, value: &str) -> String {
        if value.is_empty() { format!("{name}{}", self.empty) } else { format!("{name}={value}") }
    }

    fn member(&self, name: &str, value: &str) -> String {
        if self.named { self.pair(name, value) } else { format!("{name}={value}") }
    }
}

/// Writes `json` in a style; nothing where the value is undefined.
fn expand(name: &str, form: Form, json: &str, rules: &Rules, keep: Keep) -> Option<String> {
    let encode = |text: &str| encoded(text, keep);
    let name = if rules.named { encode(name) } else { String::new() };
    let named = |value: String| if rules.named { rules.pair(&name, &value) } else { value };
    let node = if form.json { Node::Scalar(json.into()) } else { Node::of(json) };
    let body = match node {
        Node::Null => return None,
        Node::Scalar(text) => named(encode(&text)),
        Node::Array(items) => {
            let items: Vec<_> = items.into_iter().filter_map(plain).map(|text| encode(&text)).collect();
            match items.as_slice() {
                [] => return None,
                _ if form.explode() => items.into_iter().map(named).collect::<Vec<_>>().join(rules.separator),
                _ => named(items.join(rules.delimiter)),
            }
        }
        Node::Object(members) => {
            let members = members.iter().filter_map(|(name, json)| Some((encode(name), encode(&plain(json)?))));
            let members: Vec<_> = members.collect();
            match members.as_slice() {
                [] => return None,
                _ if form.explode() => {
                    let pairs = members.iter().map(|(name, value)| rules.member(name, value));
                    pairs.collect::<Vec<_>>().join(rules.separator)
                }
                _ => {
                    let flat = members.into_iter().flat_map(|(name, value)| [name, value]);
                    named(flat.collect::<Vec<_>>().join(rules.delimiter))
                }
            }
        }
    };
    Some(if rules.first.is_empty() { body } else { format!("{}{body}", rules.first) })
}

/// A value in the path.
pub(in super::super) fn path(parameter: &Parameter, json: &str) -> Option<String> {
    let form = parameter.form();
    let keep = if form.allow_reserved { Keep::ReservedInPath } else { Keep::Unreserved };
    expand(parameter.name(), form, json, &Rules::of(form.style, false), keep)
}

/// A value in the query: one or more pairs.
pub(in super::super) fn query(parameter: &Parameter, json: &str) -> Option<String> {
    let form = parameter.form();
    let keep = if form.allow_reserved { Keep::ReservedInQuery } else { Keep::Unreserved };
    pairs(parameter.name(), form, json, keep)
}

/// Pairs of a query or of a form.
pub(super) fn pairs(name: &str, form: Form, json: &str, keep: Keep) -> Option<String> {
    if form.style == Style::DeepObject && !form.json {
        let mut out = Vec::new();
        deep_object(&encoded(name, keep), json, keep, &mut out);
        return Some(out.join("&")).filter(|text| !text.is_empty());
    }
    expand(name, form, json, &Rules::of(form.style, false), keep)
}

/// Deeper levels, about which OpenAPI says nothing, go on as servers expect them: `color[a][b]=1`.
fn deep_object(name: &str, json: &str, keep: Keep, out: &mut Vec<String>) {
    match Node::of(json) {
        Node::Null => {}
        Node::Scalar(text) => out.push(format!("{name}={}", encoded(&text, keep))),
        Node::Array(items) => {
            for item in items {
                deep_object(name, item, keep, out);
            }
        }
        Node::Object(members) => {
            for (member, value) in members {
                deep_object(&format!("{name}%5B{}%5D", encoded(&member, keep)), value, keep, out);
            }
        }
    }
}

/// A value in a header. Nothing is encoded there.
pub(in super::super) fn header(parameter: &Parameter, json: &str) -> Option<String> {
    expand(parameter.name(), parameter.form(), json, &Rules::of(Style::Simple, false), Keep::All)
}

/// One or more pairs in the `Cookie` header.
pub(in super::super) fn cookie(parameter: &Parameter, json: &str) -> Option<String> {
    let form = parameter.form();
    let keep = match (form.style, form.allow_reserved) {
        (Style::Cookie, _) => Keep::CookieText,
        (_, true) => Keep::Cookie,
        (_, false) => Keep::Unreserved,
    };
    expand(parameter.name(), form, json, &Rules::of(form.style, true), keep)
}
