//! Cuts the line of a position out of a text, and out of a very long line a window around the caret.
//!
//! Minified documents are one line of megabytes: no function here copies or measures more than it shows.

use std::ops::Range;

use super::Located;

/// The characters shown before the caret when a line is too long.
const BEFORE: usize = 40;

/// The most characters of a line that are shown.
const WIDTH: usize = 110;

/// A piece of a line and the bytes of it to underline.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// Where each line of a text starts, in bytes.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The excerpt for a position; none when the text has no such line.
    pub(super) fn excerpt(&self, text: &str, at: Located) -> Option<Excerpt> {
        if text.is_empty() {
            return None;
        }
        let line_index = (at.line as usize).checked_sub(1)?;
        let start = *self.0.get(line_index)?;
        let end = self.0.get(line_index + 1).copied().unwrap_or(text.len());
        let line = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(window(line, (at.column as usize).saturating_sub(1), at.length.max(1) as usize))
    }
}

fn window(line: &str, column: usize, length: usize) -> Excerpt {
    let too_long = line.char_indices().nth(WIDTH).is_some();
    let skipped = if too_long { column.saturating_sub(BEFORE) } else { 0 };
    let begin = byte_of(line, skipped);
    let rest = line.get(begin..).unwrap_or_default();
    let shown = rest.get(..byte_of(rest, WIDTH)).unwrap_or_default();
    let from = byte_of(shown, column - skipped);
    let to = byte_of(shown, (column - skipped).saturating_add(length));
    let before = if skipped > 0 { "..." } else { "" };
    let after = if shown.len() < rest.len() { "..." } else { "" };
    Excerpt { text: format!("{before}{shown}{after}"), span: before.len() + from..before.len() + to.max(from) }
}

/// The byte at which the character at `position` starts; the length of the text when it has fewer.
fn byte_of(text: &str, position: usize) -> usize {
    text.char_indices().nth(position).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, line: u32, column: u32, length: u32) -> Option<(String, String)> {
        let found = Lines::of(text).excerpt(text, Located { source: 0, line, column, length })?;
        let underlined = found.text.get(found.span)?.to_owned();
        Some((found.text, underlined))
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(excerpt("a\r\nbé cd\r\n", 2, 4, 2), Some(("bé cd".into(), "cd".into())));
        assert_eq!(excerpt("a", 2, 1, 1), None);
        assert_eq!(excerpt("a", 1, 9, 1), Some(("a".into(), String::new())));
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let line = format!("{}HERE{}", "é".repeat(1_000_000), "b".repeat(1_000));
        let (text, underlined) = excerpt(&line, 1, 1_000_001, 4).unwrap();
        assert_eq!(underlined, "HERE");
        assert!(text.starts_with("...éé") && text.ends_with("bb..."));
        assert_eq!(text.chars().count(), WIDTH + 6);
    }
}
