//! Makes any text of a document markdown that rustdoc takes without a warning.

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(|line| escape(line.trim_end())).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A text on one line.
pub(super) fn inline(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text on one line, with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut line = inline(text);
    if !line.ends_with(['.', '!', '?']) {
        line.push('.');
    }
    line
}

/// A text in backticks.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_control() && *letter != '`').collect();
    format!("`{text}`")
}

fn escape(line: &str) -> String {
    let mut escaped = String::new();
    for letter in line.chars().filter(|letter| !letter.is_control()) {
        if matches!(letter, '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
