//! Pointers to lines and columns of a text, looked up in one pass and only when a finding has to be shown.

use super::read::{Format, Source};
use super::wanted::Wanted;
use super::{locate_json, locate_yaml};
use crate::pointer::Pointer;

/// A place within one text: line and column from 1, length and column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) length: u32,
}

/// The place of each pointer, or of the nearest value above it that exists.
pub(super) fn spots(source: &Source, pointers: &[&Pointer]) -> Vec<Option<Spot>> {
    if pointers.is_empty() {
        return Vec::new();
    }
    match source.format {
        Format::Json => {
            let mut wanted = Wanted::new(pointers);
            locate_json::scan(&source.text, &mut wanted);
            in_lines(&source.text, &wanted.found())
        }
        Format::Yaml => locate_yaml::scan(&source.text, pointers),
    }
}

/// Counts lines and characters up to each byte range, in one pass over the text.
fn in_lines(text: &str, ranges: &[Option<(usize, usize)>]) -> Vec<Option<Spot>> {
    let mut order: Vec<(usize, (usize, usize))> =
        ranges.iter().enumerate().filter_map(|(position, range)| Some((position, (*range)?))).collect();
    order.sort_by_key(|(_, range)| *range);
    let mut spots = vec![None; ranges.len()];
    let (mut at, mut line, mut column) = (0, 1, 1);
    for (position, (start, end)) in order {
        let between = text.get(at..start).unwrap_or_default();
        line += count(between.matches('\n'));
        column = match between.rfind('\n') {
            Some(last) => 1 + count(between.get(last + 1..).unwrap_or_default().chars()),
            None => column + count(between.chars()),
        };
        at = start;
        let length = count(text.get(start..end).unwrap_or_default().chars()).max(1);
        spots[position] = Some(Spot { line, column, length });
    }
    spots
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// The characters to underline at a position that came without a length: a quoted text or a word.
pub(super) fn word_length(text: &str, line: u32, column: u32) -> u32 {
    let line = text.split('\n').nth((line as usize).saturating_sub(1)).unwrap_or_default();
    let mut rest = line.chars().skip((column as usize).saturating_sub(1)).take(200);
    match rest.next() {
        Some(quote @ ('"' | '\'')) => count(rest.take_while(|c| *c != quote)).saturating_add(2),
        Some(first) if first.is_alphanumeric() || "$_-/".contains(first) => {
            count(rest.take_while(|c| c.is_alphanumeric() || "$_-/.".contains(*c))).saturating_add(1)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, pointers: &[&str]) -> Vec<(u32, u32, u32)> {
        let pointers: Vec<Pointer> = pointers.iter().map(|text| Pointer::parse(text)).collect();
        let source = Source::new("t", text.to_owned());
        let found = spots(&source, &pointers.iter().collect::<Vec<_>>());
        found.into_iter().map(|spot| spot.map_or((0, 0, 0), |spot| (spot.line, spot.column, spot.length))).collect()
    }

    #[test]
    fn json_members_are_placed_at_their_keys() {
        let text = "{\n  \"é\": {\"a/b\": [1, {\"x\": true}, \"q\\\"\"]},\n  \"n\":\n    \"v\"\n}";
        let found = places(text, &["/é", "/é/a~1b", "/é/a~1b/0", "/é/a~1b/1/x", "/é/a~1b/2", "/n", ""]);
        assert_eq!(found, [(2, 3, 3), (2, 9, 5), (2, 17, 1), (2, 21, 9), (2, 33, 5), (3, 3, 3), (1, 1, 1)]);
    }

    #[test]
    fn what_is_missing_is_placed_at_the_nearest_value() {
        assert_eq!(places("{\"a\": {\"b\": 1}}", &["/a/c/d", "/x"]), [(1, 2, 3), (1, 1, 1)]);
        assert_eq!(places("a:\n  b: 1\n", &["/a/c/d", "/x"]), [(1, 1, 1), (1, 1, 1)]);
    }

    #[test]
    fn the_last_of_equal_members_is_placed() {
        assert_eq!(places("{\"a\": {\"b\": 1}, \"a\": {\"c\": 2}}", &["/a", "/a/b"]), [(1, 17, 3), (1, 17, 3)]);
    }

    #[test]
    fn yaml_members_are_placed_at_their_keys() {
        let text = "é:\n  'a/b':\n    - one two  # c\n    - x: true\n      y: |\n        text\n  200: {z: 1}\n";
        let found = places(text, &["/é/a~1b", "/é/a~1b/0", "/é/a~1b/1/x", "/é/a~1b/1/y", "/é/200/z"]);
        assert_eq!(found, [(2, 3, 5), (3, 7, 7), (4, 7, 7), (5, 7, 1), (7, 9, 4)]);
    }

    #[test]
    fn yaml_aliases_stand_for_what_is_below_them() {
        let text = "a: &x {k: 1}\nb: *x\n? [p]\n: q\nc: {d: 1}\n";
        assert_eq!(places(text, &["/b/k", "/c/d", "/a/k"]), [(2, 1, 5), (5, 5, 4), (1, 8, 4)]);
    }

    #[test]
    fn flow_collections_may_stand_too_far_left() {
        let text = "a:\n  b: {\n  x: [\n 1\n ],\n\"y\": 2\n  }\n  c: 3\n";
        assert_eq!(places(text, &["/a/b/x/0", "/a/b/y", "/a/c"]), [(4, 2, 1), (6, 1, 6), (8, 3, 4)]);
    }

    #[test]
    fn broken_text_ends_the_search() {
        for text in ["{", "{\"a", "{\"a\"", "{\"a\":", "[1 2", "{\"a\": \"\\", "]", "{:,}"] {
            assert_eq!(places(text, &["/a/b"]).len(), 1);
        }
    }
}
