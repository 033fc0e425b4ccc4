//! Gathers what the document says of a thing in words, and puts other keywords into words.

use serde_json::Value;

use super::intersect::Intersection;
use crate::ir::{Docs, Role};
use crate::spec::{Bounds, Extensions, Schema};

/// The longest default or example that is told in the docs.
const LONGEST_VALUE: usize = 80;

/// Docs of a type, where `name` is what it is called in the document.
pub(super) fn of_type(all: &Intersection<'_>, name: &str) -> Docs {
    let mut docs = texts(all, name);
    docs.notes = notes(all, false);
    docs
}

/// Docs of a member or parameter.
pub(super) fn of_member(all: &Intersection<'_>, name: &str) -> Docs {
    let mut docs = texts(all, name);
    docs.notes = notes(all, true);
    docs
}

/// Docs that consist of a summary and a description.
pub(super) fn of_texts(summary: Option<&str>, description: Option<&str>, deprecated: bool) -> Docs {
    let text = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (summary, description) = (text(summary), text(description));
    let description = description.filter(|text| summary.as_ref() != Some(text));
    Docs { summary, description, notes: Vec::new(), deprecated }
}

/// The text of an extension.
pub(super) fn extension<'v>(extensions: &Extensions<'v>, name: &str) -> Option<&'v str> {
    extensions.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.as_str())
}

fn texts(all: &Intersection<'_>, name: &str) -> Docs {
    let title = described(all).find_map(|schema| schema.title).filter(|title| says_more(title, name));
    let description = described(all).find_map(|schema| schema.description);
    let deprecated = all.parts.iter().any(|part| part.schema.deprecated);
    of_texts(title, description, deprecated)
}

// The schemas themselves, then what they wrap: the parts of an `allOf`, the arm beside null.
fn described<'s, 'd>(all: &'s Intersection<'d>) -> impl Iterator<Item = &'d Schema<'d>> + use<'s, 'd> {
    let wrapped = all.parts.iter().filter(|part| part.whole).flat_map(|part| {
        let schema = part.schema;
        let arms = [&schema.any_of, &schema.one_of].into_iter().filter_map(|arms| beside_null(arms));
        schema.all_of.iter().chain(arms)
    });
    all.parts.iter().map(|part| part.schema).chain(wrapped)
}

/// The only arm that is not null.
fn beside_null<'d>(arms: &'d [Schema<'d>]) -> Option<&'d Schema<'d>> {
    let mut others = arms.iter().filter(|arm| !super::nullable::null_arm(arm));
    others.next().filter(|_| others.next().is_none())
}

/// Whether a title is a name for an inline type. Frameworks title everything: with the name of the property, or
/// `Response <operation>`.
pub(super) fn names_something(title: &str, role: &Role) -> bool {
    let generated = title.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("response "));
    !generated
        && match role {
            Role::Property(name) | Role::Parameter(name) => says_more(title, name),
            _ => true,
        }
}

/// Whether a title tells more than the name: frameworks repeat the name in capitals and blanks.
fn says_more(title: &str, name: &str) -> bool {
    letters(title) != letters(name)
}

/// Whether a text only writes out how a name begins: `List Threads` for `list_threads_threads__get`.
pub(super) fn repeats_start(text: &str, name: &str) -> bool {
    letters(name).starts_with(&letters(text))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn notes(all: &Intersection<'_>, member: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(value) =
        described(all).find_map(|schema| schema.default).filter(|_| member).filter(|value| !value.is_null())
    {
        notes.extend(value_note("Default", value));
    }
    if let Some(format) = described(all).find_map(|schema| schema.format).filter(|format| worth_telling(format)) {
        notes.push(format!("Format: `{format}`."));
    }
    if let Some(rare) = described(all).find_map(|schema| schema.rare.as_deref()) {
        notes.extend(bounds_notes(&rare.bounds));
    }
    if let Some(value) = described(all).find_map(|schema| schema.examples.first()).filter(|value| is_scalar(value)) {
        notes.extend(value_note("Example", value));
    }
    notes
}

fn worth_telling(format: &str) -> bool {
    const TOLD_BY_TYPE: &[&str] = &[
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "uint",
        "float",
        "double",
        "uuid",
        "date-time",
        "byte",
        "binary",
        "string",
        "password",
    ];
    !TOLD_BY_TYPE.contains(&format) && quotable(format)
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Array(_) | Value::Object(_))
}

fn value_note(what: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.is_empty() => return Some(format!("{what}: an empty text.")),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    quotable(&text).then(|| format!("{what}: `{text}`."))
}

// A code span ends at the first backtick and at the end of the paragraph.
fn quotable(text: &str) -> bool {
    text.len() <= LONGEST_VALUE && !text.contains(|c: char| c == '`' || c.is_control()) && !text.trim().is_empty()
}

fn bounds_notes(bounds: &Bounds<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(range_note(bounds));
    notes.extend(count_note(bounds.min_length, bounds.max_length, "character", "characters"));
    notes.extend(count_note(bounds.min_items, bounds.max_items, "item", "items"));
    notes.extend(count_note(bounds.min_properties, bounds.max_properties, "member", "members"));
    notes.extend(bounds.multiple_of.map(|of| format!("A multiple of {of}.")));
    notes.extend(bounds.pattern.filter(|pattern| quotable(pattern)).map(|pattern| format!("Matches `{pattern}`.")));
    if bounds.unique_items {
        notes.push("No item occurs twice.".to_owned());
    }
    notes
}

fn range_note(bounds: &Bounds<'_>) -> Option<String> {
    let low = bounds.minimum.map(|low| format!("at least {low}"));
    let low = low.or_else(|| bounds.exclusive_minimum.map(|low| format!("more than {low}")));
    let high = bounds.maximum.map(|high| format!("at most {high}"));
    let high = high.or_else(|| bounds.exclusive_maximum.map(|high| format!("less than {high}")));
    match (low, high) {
        (Some(low), Some(high)) => Some(sentence(&format!("{low}, {high}"))),
        (low, high) => low.or(high).map(|one| sentence(&one)),
    }
}

fn count_note(low: Option<u64>, high: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    match (low.filter(|low| *low > 0), high) {
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low} {}.", unit(low))),
        (Some(low), Some(high)) => Some(format!("{low} to {high} {}.", unit(high))),
        (Some(low), None) => Some(format!("At least {low} {}.", unit(low))),
        (None, Some(high)) => Some(format!("At most {high} {}.", unit(high))),
        (None, None) => None,
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn counts_are_put_into_words() {
        assert_eq!(count_note(Some(1), Some(200), "item", "items").as_deref(), Some("1 to 200 items."));
        assert_eq!(count_note(Some(0), Some(1), "item", "items").as_deref(), Some("At most 1 item."));
        assert_eq!(count_note(Some(3), Some(3), "item", "items").as_deref(), Some("Exactly 3 items."));
        assert_eq!(count_note(Some(0), None, "item", "items"), None);
    }

    #[test]
    fn bounds_are_put_into_words() {
        let (low, high) = (json!(0), json!(10));
        let bounds = Bounds { exclusive_minimum: Some(&low), maximum: Some(&high), ..Bounds::default() };
        assert_eq!(range_note(&bounds).as_deref(), Some("More than 0, at most 10."));
    }

    #[test]
    fn a_title_that_repeats_the_name_is_left_out() {
        assert!(!says_more("Thread Id", "thread_id"));
        assert!(says_more("Thread", "id"));
    }

    #[test]
    fn a_value_that_would_break_a_code_span_is_left_out() {
        assert_eq!(value_note("Default", &json!("a`b")), None);
        assert_eq!(value_note("Default", &json!(7)).as_deref(), Some("Default: `7`."));
    }
}
