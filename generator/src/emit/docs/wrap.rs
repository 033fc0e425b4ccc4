//! Long lines -> several, never so that a word at the start of a line turns it into a heading, list or quote.

/// Longest line of documentation, without `///` and its indentation.
pub(super) const WIDTH: usize = 110;

/// Appends `text` broken into lines: `first` stands before the first, `other` before each further one.
pub(super) fn wrap(text: &str, first: &str, other: &str, out: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut width = line.chars().count();
    let mut empty = true;
    for word in words(text) {
        let length = word.chars().count();
        if !empty && width + 1 + length > WIDTH && !starts_block(word) {
            out.push(std::mem::replace(&mut line, other.to_owned()));
            width = other.chars().count();
            empty = true;
        }
        if !empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        empty = false;
    }
    out.push(line);
}

/// Words apart by spaces; a span of code or the text of a link stays whole.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let (mut in_code, mut in_link) = (false, false);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match letter {
            '`' if before != '\\' => in_code = !in_code,
            '[' if before != '\\' => in_link = true,
            ')' => in_link = false,
            _ => {}
        }
        before = letter;
        if letter == ' ' && !in_code && !in_link {
            words.extend(start.take().and_then(|start: usize| text.get(start..at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.and_then(|start| text.get(start..)));
    words
}

/// Whether a line that begins so would be more than a paragraph: a list, heading, quote, table, rule or fence.
pub(super) fn starts_block(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let only = |marks: &str| !word.is_empty() && word.chars().all(|letter| marks.contains(letter));
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    only("-")
        || only("+")
        || only("*")
        || only("_")
        || only("=")
        || only("#")
        || word.starts_with(['>', '|'])
        || word.starts_with("```")
        || word.starts_with("~~~")
        || (digits.len() < word.len() && matches!(digits, "." | ")"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken() {
        let mut lines = Vec::new();
        wrap(&"word ".repeat(40), "- ", "  ", &mut lines);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert!(lines[1].starts_with("  word"));
    }

    #[test]
    fn no_line_begins_like_a_list() {
        let mut lines = Vec::new();
        wrap(&format!("{} - and 1. so", "x".repeat(WIDTH - 1)), "", "", &mut lines);
        assert_eq!(lines, [format!("{} -", "x".repeat(WIDTH - 1)), "and 1. so".to_owned()]);
    }
}
