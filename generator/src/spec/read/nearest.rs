//! Finds the name that was probably meant by one that does not exist.

/// The most characters that may differ.
const FARTHEST: usize = 2;

/// The longest name that is compared: the cost grows with the square of the length.
const LONGEST: usize = 80;

/// The candidate nearest to a name, where one is near; the first of several.
pub(crate) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let near = candidates.filter_map(|candidate| Some((distance(name, candidate)?, candidate)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many characters have to be inserted, removed or replaced, case aside; none where they are too many.
fn distance(one: &str, two: &str) -> Option<usize> {
    if one.len() > LONGEST || one.len().abs_diff(two.len()) > FARTHEST {
        return None;
    }
    let lower = |c: char| c.to_ascii_lowercase();
    let two: Vec<char> = two.chars().map(lower).collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, c) in one.chars().map(lower).enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&two) {
            let replaced = before + usize::from(c != *other);
            before = *cell;
            *cell = replaced.min(before + 1).min(left + 1);
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().filter(|distance| *distance <= FARTHEST && *distance < one.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_names_are_not() {
        let names = ["Film", "Book", "BookPage"];
        assert_eq!(nearest("Bok", names.into_iter()), Some("Book"));
        assert_eq!(nearest("book", names.into_iter()), Some("Book"));
        assert_eq!(nearest("BokPagee", names.into_iter()), Some("BookPage"));
        assert_eq!(nearest("Novel", names.into_iter()), None);
    }
}
