//! Takes from a text what has no place in source code: control characters, marks that turn the direction of writing,
//! tabs, and whatever is beyond a sensible length.

/// Longest text that is kept, in bytes; a document may hold a book.
const LONGEST: usize = 6_000;

/// The text with `\n` as its only line end, and the number of characters that were cut off.
pub(super) fn clean(text: &str) -> (String, usize) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (kept, rest) = text.split_at(end);
    // A cut at a line end leaves no half sentence.
    let kept = if rest.is_empty() { kept } else { kept.rsplit_once('\n').map_or(kept, |(whole, _)| whole) };
    let cut = text.get(kept.len()..).map_or(0, |rest| rest.trim_end().chars().count());
    let mut cleaned = String::with_capacity(kept.len());
    let mut letters = kept.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push_str("    "),
            '\u{a0}' => cleaned.push(' '),
            letter if letter.is_control() || turns_direction(letter) => {}
            letter => cleaned.push(letter),
        }
    }
    (cleaned, cut)
}

/// Marks that make text look other than it reads (rustc refuses them), and invisible ones.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_text_is_left() {
        assert_eq!(clean("a\r\nb\0\u{202e}c\rd\te").0, "a\nbc\nd    e");
    }

    #[test]
    fn a_book_is_cut_at_a_line() {
        let book = "a line of a book\n".repeat(1000);
        let (kept, cut) = clean(&book);
        assert!(kept.len() <= LONGEST && kept.ends_with("book"));
        assert_eq!(kept.len() + cut + 1, book.len());
    }
}
