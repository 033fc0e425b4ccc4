//! Text templates with holes: `{{name}}`.
//!
//! A hole that nothing fills, and a value that fills no hole, are errors. A line that is only a hole disappears with an
//! empty value.

use std::fmt;

/// A template and its values do not fit: a defect of the generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// The template has a hole without a value.
    Unfilled(String),
    /// A value has no hole.
    Unused(String),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfilled(name) => write!(formatter, "the template has a hole `{name}` without a value"),
            Self::Unused(name) => write!(formatter, "the template has no hole `{name}`"),
        }
    }
}

impl std::error::Error for TemplateError {}

/// Fills the holes. Values are not searched for holes.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> Result<String, TemplateError> {
    for (name, _) in values {
        if !template.contains(&format!("{{{{{name}}}}}")) {
            return Err(TemplateError::Unused((*name).to_owned()));
        }
    }
    let mut text = String::with_capacity(template.len());
    for line in template.lines() {
        let before = text.len();
        let mut rest = line;
        while let Some((literal, tail)) = rest.split_once("{{") {
            let Some((name, after)) = tail.split_once("}}") else { break };
            let value = values.iter().find(|(known, _)| *known == name);
            let Some((_, value)) = value else { return Err(TemplateError::Unfilled(name.to_owned())) };
            text.push_str(literal);
            text.push_str(value);
            rest = after;
        }
        text.push_str(rest);
        let vanished = text.len() == before && !line.is_empty();
        if !vanished {
            text.push('\n');
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_searched() {
        let values = [("a", "{{b}}".to_owned()), ("b", String::new())];
        assert_eq!(fill("x {{a}}\n{{b}}\n\ny\n", &values).unwrap(), "x {{b}}\n\ny\n");
    }

    #[test]
    fn holes_and_values_must_fit() {
        assert_eq!(fill("{{a}}", &[]), Err(TemplateError::Unfilled("a".to_owned())));
        let values = [("a", String::new())];
        assert_eq!(fill("x", &values), Err(TemplateError::Unused("a".to_owned())));
    }
}
