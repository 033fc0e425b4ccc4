//! Parts whose values are written in a style, as they would stand in a query.

use std::borrow::Cow;

use super::super::encode::node::{Node, plain};
use super::super::json::{self, ToJson};
use super::super::operation::Style;
use super::Form;

impl Form {
    /// Adds a value in a style: the names of its pairs are those of parts, their values the contents (OpenAPI 3.1.1,
    /// appendix C). Nothing is percent-encoded, for which RFC 7578 has no use (appendix E.2).
    pub fn styled(&mut self, name: &str, value: &dyn ToJson, style: Style, explode: bool) {
        let json = json::to_string(value);
        let delimiter = match style {
            Style::DeepObject => return self.deep(name, &json),
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => ",",
        };
        match Node::of(&json) {
            Node::Null => {}
            Node::Scalar(text) => self.plain(name, &text, ""),
            Node::Array(items) => {
                let texts: Vec<Cow<'_, str>> = items.into_iter().filter_map(plain).collect();
                if explode {
                    for text in texts {
                        self.plain(name, &text, "");
                    }
                } else if !texts.is_empty() {
                    self.plain(name, &texts.join(delimiter), "");
                }
            }
            Node::Object(members) => {
                let pairs = members.iter().filter_map(|(name, json)| Some((name.as_str(), plain(json)?)));
                if explode {
                    for (name, text) in pairs {
                        self.plain(name, &text, "");
                    }
                } else {
                    let texts: Vec<Cow<'_, str>> = pairs.flat_map(|(name, text)| [Cow::Borrowed(name), text]).collect();
                    if !texts.is_empty() {
                        self.plain(name, &texts.join(delimiter), "");
                    }
                }
            }
        }
    }

    /// `color[R]=100`, at any depth.
    fn deep(&mut self, name: &str, json: &str) {
        match Node::of(json) {
            Node::Null => {}
            Node::Scalar(text) => self.plain(name, &text, ""),
            Node::Array(items) => {
                for item in items {
                    self.deep(name, item);
                }
            }
            Node::Object(members) => {
                for (member, value) in &members {
                    self.deep(&format!("{name}[{member}]"), value);
                }
            }
        }
    }
}
