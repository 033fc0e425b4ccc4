//! What an operation is called: reads the habits of the programs that write operationIds.
//!
//! Gives words in snake case. The tag is taken off for the method (`client.threads().list()`), kept for the builder
//! (`ListThreads`).

use super::case;
use crate::ir::{Operation, Twin};

/// The words of an operation's name, such as `list_threads`. Never empty.
pub(crate) fn words(operation: &Operation, tag: Option<&str>) -> Vec<String> {
    let mut words = match operation.operation_id.as_deref() {
        Some(id) => case::words(without_controller(without_fastapi(id, operation), tag)),
        None => Vec::new(),
    };
    if words.is_empty() {
        words = from_path(operation);
    }
    if operation.twin == Twin::Stream && !words.iter().any(|word| word.contains("stream")) {
        words.push("stream".to_owned());
    }
    words
}

/// FastAPI's default is `name + path + _method` with every non-word character as `_`; the name is taken when that
/// matches exactly (`generate_unique_id`).
fn without_fastapi<'a>(id: &'a str, operation: &Operation) -> &'a str {
    let path: String = operation.path.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    let suffix = format!("{path}_{}", operation.method.to_ascii_lowercase());
    match id.strip_suffix(suffix.as_str()) {
        Some(name) if !name.is_empty() => name,
        _ => id,
    }
}

/// NestJS writes `ThreadsController_list`.
fn without_controller<'a>(id: &'a str, tag: Option<&str>) -> &'a str {
    match id.split_once("Controller_") {
        Some((controller, name)) if tag.is_some_and(|tag| same_words(tag, controller)) && !name.is_empty() => name,
        _ => id,
    }
}

fn same_words(a: &str, b: &str) -> bool {
    case::words(a) == case::words(b)
}

/// `get_threads_by_tid_state` for `GET /threads/{tid}/state`: the same for every document, so that adding an operation
/// renames none.
fn from_path(operation: &Operation) -> Vec<String> {
    let mut words = case::words(&operation.method);
    for segment in operation.path.split('/') {
        let parameter = segment.contains('{');
        if parameter {
            words.push("by".to_owned());
        }
        words.extend(case::words(segment).into_iter().filter(|word| word != "empty"));
    }
    if words.len() == 1 {
        words.push("root".to_owned());
    }
    words
}

/// The words without those of the tag: `list` of `list_threads` in `Threads`. All of them where nothing would be left.
pub(crate) fn without_tag(words: &[String], tag: &str) -> Vec<String> {
    let tag = case::words(tag);
    let matches = |window: &[String]| window.iter().zip(&tag).all(|(word, tag)| same_word(word, tag));
    let found = words.windows(tag.len().max(1)).position(|window| window.len() == tag.len() && matches(window));
    match found {
        Some(start) if tag.len() < words.len() => {
            let mut rest = words.to_vec();
            rest.drain(start..start + tag.len());
            rest
        }
        _ => words.to_vec(),
    }
}

/// Equal but for a plural.
fn same_word(a: &str, b: &str) -> bool {
    singular(a) == singular(b)
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => {
            let stem = word.strip_suffix("sses").map(|stem| format!("{stem}ss"));
            stem.unwrap_or_else(|| word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_tag;
    use crate::names::case;

    #[test]
    fn takes_the_tag_off_once() {
        for (name, tag, method) in [
            ("list_threads", "Threads", "list"),
            ("get_thread_state", "Threads", "get_state"),
            ("issues/list-for-repo", "issues", "list_for_repo"),
            ("list_categories", "Category", "list"),
            ("threads", "Threads", "threads"),
            ("login", "Auth", "login"),
            ("listPublicAssistants", "Public Assistants", "list"),
        ] {
            assert_eq!(without_tag(&case::words(name), tag).join("_"), method, "{name}");
        }
    }
}
