//! Path templates.

use super::percent::{Keep, push_encoded};

/// Appends a template such as `/threads/{tid}`, filled in. The literal parts stay as they are written; values are encoded already.
///
/// An error where a value is missing, or where it would make another route of this one: an empty segment, `.` or `..`.
pub(in super::super) fn fill(out: &mut String, template: &str, values: &[(&str, String)]) -> Result<(), String> {
    let (path, query) = match template.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            out.push('/');
        }
        let start = out.len();
        if let Some(name) = push_filled(out, segment, values)? {
            let filled = out.get(start..).unwrap_or_default();
            if changes_route(filled) {
                return Err(format!("path parameter `{name}`: the segment `{filled}` would change the route"));
            }
        }
    }
    if let Some(query) = query {
        out.push('?');
        push_encoded(out, query, Keep::Literal);
    }
    Ok(())
}

/// Appends a segment, and says which value stands in it, the first if there are several.
fn push_filled<'t>(out: &mut String, segment: &'t str, values: &[(&str, String)]) -> Result<Option<&'t str>, String> {
    let mut first = None;
    let mut rest = segment;
    while let Some((literal, (name, tail))) = rest.split_once('{').and_then(|(l, t)| Some((l, t.split_once('}')?))) {
        push_encoded(out, literal, Keep::Literal);
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        match value {
            Some("") => return Err(format!("path parameter `{name}` is empty")),
            Some(value) => out.push_str(value),
            None => return Err(format!("path parameter `{name}` has no value")),
        }
        first = first.or(Some(name));
        rest = tail;
    }
    push_encoded(out, rest, Keep::Literal);
    Ok(first)
}

/// URL parsers resolve dot segments, also when the dots are encoded (URL standard, section 4.1).
fn changes_route(segment: &str) -> bool {
    if segment.len() > "%2e%2e".len() {
        return false;
    }
    let dots = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(dots.as_str(), "" | "." | "..")
}
