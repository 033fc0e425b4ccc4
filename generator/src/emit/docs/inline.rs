//! The text of a paragraph -> markdown that rustdoc takes: links only where they lead to the web, brackets and angles
//! as text, addresses as links.

use super::html::find_run;

/// A paragraph; line breaks stay where they are.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    write(text, false, 0, &mut out);
    out
}

/// Deepest nesting of links and images.
const DEEPEST: usize = 4;

fn write(text: &str, in_link: bool, depth: usize, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['`', '\\', '[', '!', '<', 'h', 'w']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let boundary = !out.ends_with(|letter: char| letter.is_alphanumeric());
        let taken = match tail.as_bytes().first() {
            Some(b'`') => code_span(tail, out),
            Some(b'\\') => backslash(tail, out),
            Some(b'[') => link(tail, in_link, depth, out),
            Some(b'!') if tail.starts_with("![") => image(tail, in_link, depth, out),
            Some(b'<') => angle(tail, in_link, out),
            Some(b'h') if boundary && !in_link => address(tail, out),
            _ => 0,
        };
        if taken == 0 {
            let length = tail.chars().next().map_or(1, char::len_utf8);
            out.push_str(tail.get(..length).unwrap_or_default());
            rest = tail.get(length..).unwrap_or_default();
        } else {
            rest = tail.get(taken..).unwrap_or_default();
        }
    }
    out.push_str(rest);
}

/// Copies a span of code; a run of backticks that nothing closes is text.
fn code_span(text: &str, out: &mut String) -> usize {
    let run = text.len() - text.trim_start_matches('`').len();
    if let Some(end) = text.get(run..).and_then(|body| find_run(body, run)) {
        let span = text.get(..run + end).unwrap_or_default();
        out.push_str(&span.replace('\n', " "));
        return run + end;
    }
    out.push_str(&"\\`".repeat(run));
    run
}

/// Keeps an escaped mark escaped; any other backslash is a backslash.
fn backslash(text: &str, out: &mut String) -> usize {
    match text.chars().nth(1) {
        Some(mark) if mark.is_ascii_punctuation() => {
            out.extend(['\\', mark]);
            2
        }
        // At the end of a line it would break the line.
        Some('\n') | None => 1,
        Some(_) => 0,
    }
}

/// `[text](target)`: a link to the web stays, any other is its text; a bracket without a target is text.
fn link(text: &str, in_link: bool, depth: usize, out: &mut String) -> usize {
    let Some((label, target, length)) = parts(text).filter(|_| depth < DEEPEST) else {
        out.push_str("\\[");
        return 1;
    };
    let web = is_address(target) || target.starts_with("mailto:");
    if in_link || !web || label.trim().is_empty() {
        write(label, in_link, depth + 1, out);
    } else if label == target {
        push_address(target, out);
    } else {
        out.push('[');
        write(label, true, depth + 1, out);
        out.push_str("](");
        push_target(target, out);
        out.push(')');
    }
    length
}

/// `![text](target)` is its text: pictures of others have no place in the documentation.
fn image(text: &str, in_link: bool, depth: usize, out: &mut String) -> usize {
    let Some((label, _, length)) = text.get(1..).and_then(parts).filter(|_| depth < DEEPEST) else {
        out.push_str("!\\[");
        return 2;
    };
    write(label, in_link, depth + 1, out);
    length + 1
}

/// The label, the target and the whole length of `[label](target "title")`.
fn parts(text: &str) -> Option<(&str, &str, usize)> {
    let close = matching(text, '[', ']')?;
    let label = text.get(1..close)?;
    let tail = text.get(close + 1..)?;
    let end = matching(tail, '(', ')')?;
    let inner = tail.get(1..end)?.trim();
    let target = inner.split_whitespace().next().unwrap_or_default();
    let target = target.trim_start_matches('<').trim_end_matches('>');
    Some((label, target, close + 1 + end + 1))
}

/// Where the bracket that `text` begins with is closed.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if at == 0 && letter != open {
            return None;
        }
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if letter == open {
            depth += 1;
        } else if letter == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        } else if letter == '\n' && text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) {
            return None;
        }
    }
    None
}

/// `<https://…>` stays, any other angle is text.
fn angle(text: &str, in_link: bool, out: &mut String) -> usize {
    let inner = text.get(1..).and_then(|text| text.split_once('>')).map(|(inner, _)| inner);
    match inner.filter(|inner| is_address(inner) && !inner.contains([' ', '\n', '<'])) {
        Some(inner) if in_link => {
            out.push_str(inner);
            inner.len() + 2
        }
        Some(inner) => {
            push_address(inner, out);
            inner.len() + 2
        }
        None => {
            out.push_str("\\<");
            1
        }
    }
}

/// A bare address becomes a link.
fn address(text: &str, out: &mut String) -> usize {
    if !is_address(text) {
        return 0;
    }
    let end = text.find(|letter: char| letter.is_whitespace() || "<>\"`|\\".contains(letter)).unwrap_or(text.len());
    let mut url = text.get(..end).unwrap_or_default();
    loop {
        let trimmed = url.trim_end_matches(|letter: char| ".,;:!?'*_…".contains(letter));
        // A closing bracket belongs to the address only if its opening one does.
        let unopened = |open: char, close: char| {
            trimmed.ends_with(close) && trimmed.matches(close).count() > trimmed.matches(open).count()
        };
        let shorter = if unopened('(', ')') || unopened('[', ']') || unopened('{', '}') {
            trimmed.get(..trimmed.len() - 1).unwrap_or_default()
        } else {
            trimmed
        };
        if shorter.len() == url.len() {
            break;
        }
        url = shorter;
    }
    // The text of a broken link such as `[x(https://y)`.
    let url = url.split("](").next().unwrap_or_default();
    if url.len() <= "https://".len() {
        return 0;
    }
    push_address(url, out);
    url.len()
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn push_address(url: &str, out: &mut String) {
    out.push('<');
    push_target(url, out);
    out.push('>');
}

/// The target of a link, with what would end it percent-encoded.
fn push_target(url: &str, out: &mut String) {
    for letter in url.chars() {
        match letter {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn links_lead_to_the_web_or_are_text() {
        for (text, markdown) in [
            ("[a](https://x.org/b) c", "[a](https://x.org/b) c"),
            ("[a](#b) [c](./d.md)", "a c"),
            ("[x] and [y][z]", "\\[x] and \\[y]\\[z]"),
            ("[https://x.org](https://x.org)", "<https://x.org>"),
            ("[![badge](http://b.svg)](https://x.org)", "[badge](https://x.org)"),
            ("[ref]: https://x.org", "\\[ref]: <https://x.org>"),
        ] {
            assert_eq!(escape(text), markdown);
        }
    }

    #[test]
    fn addresses_become_links() {
        for (text, markdown) in [
            ("see https://x.org/a.", "see <https://x.org/a>."),
            ("(http://x.org/a_(b))", "(<http://x.org/a_%28b%29>)"),
            ("<https://x.org>", "<https://x.org>"),
            ("`https://x.org`", "`https://x.org`"),
            ("https:// no", "https:// no"),
        ] {
            assert_eq!(escape(text), markdown);
        }
    }

    #[test]
    fn marks_are_text() {
        for (text, markdown) in [
            ("Vec<T> & `a", "Vec\\<T> & \\`a"),
            ("``a`b`` \\[c\\]", "``a`b`` \\[c\\]"),
            ("[`Option`]", "\\[`Option`]"),
            ("ends \\\nhere", "ends \nhere"),
        ] {
            assert_eq!(escape(text), markdown);
        }
    }
}
