//! One pattern of a selection: what it is matched against, and whether it matches.

use crate::spec::{Operation, PathItem};

/// A pattern: `tag:Pets`, `id:listPets`, `path:/pets/**`, or what can stand for more than one of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    /// As the user wrote it.
    pub(super) text: String,
    kind: Kind,
    glob: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Tag,
    Id,
    Path,
    /// A tag or an operationId.
    Name,
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Letter(char),
    /// `?`
    One,
    /// `*`: within a segment of a path, anything in a name.
    Many,
    /// `**`: across segments.
    Any,
}

impl Pattern {
    pub(super) fn parse(text: &str) -> Self {
        let (kind, pattern) = match text.split_once(':') {
            Some(("tag", rest)) => (Kind::Tag, rest),
            Some(("id", rest)) => (Kind::Id, rest),
            Some(("path", rest)) => (Kind::Path, rest),
            _ if text.starts_with('/') => (Kind::Path, text),
            _ => (Kind::Name, text),
        };
        Self { text: text.to_owned(), kind, glob: pieces(pattern) }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The pattern without the word before it.
    pub(super) fn plain(&self) -> &str {
        match self.kind {
            Kind::Name => &self.text,
            _ if self.text.starts_with('/') => &self.text,
            _ => self.text.split_once(':').map_or(&self.text, |(_, rest)| rest),
        }
    }

    /// Whether it means this operation.
    pub(super) fn matches(&self, item: &PathItem<'_>, operation: &Operation<'_>) -> bool {
        let tag = || operation.tags.iter().any(|tag| self.fits(tag, false));
        let id = || operation.operation_id.is_some_and(|id| self.fits(id, false));
        match self.kind {
            Kind::Tag => tag(),
            Kind::Id => id(),
            Kind::Path => self.fits_path(item.template.split('#').next().unwrap_or_default()),
            Kind::Name => tag() || id(),
        }
    }

    /// A path without wildcards means all below it too.
    fn fits_path(&self, path: &str) -> bool {
        let is_plain = self.glob.iter().all(|piece| matches!(piece, Piece::Letter(_)));
        let prefix = self.plain().trim_end_matches('/');
        let below = || path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        (is_plain && below()) || self.fits(path, true)
    }

    /// Whether it matches the whole text. `reached` tells for each position of the text whether the pieces so far do.
    fn fits(&self, text: &str, in_path: bool) -> bool {
        let letters: Vec<char> = text.chars().collect();
        let mut reached = vec![false; letters.len() + 1];
        reached.iter_mut().take(1).for_each(|start| *start = true);
        for piece in &self.glob {
            let mut next = vec![false; letters.len() + 1];
            let mut running = false;
            for (position, slot) in next.iter_mut().enumerate() {
                let before = position.checked_sub(1);
                let letter = before.and_then(|before| letters.get(before));
                let was = before.and_then(|before| reached.get(before)).is_some_and(|reached| *reached);
                let here = reached.get(position).is_some_and(|reached| *reached);
                *slot = match piece {
                    Piece::Letter(wanted) => was && letter == Some(wanted),
                    Piece::One => was && (!in_path || letter != Some(&'/')),
                    Piece::Many => here || (running && (!in_path || letter != Some(&'/'))),
                    Piece::Any => here || running,
                };
                running = *slot;
            }
            reached = next;
        }
        reached.last().is_some_and(|end| *end)
    }
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for letter in pattern.chars() {
        match (letter, pieces.last_mut()) {
            ('*', Some(last @ (Piece::Many | Piece::Any))) => *last = Piece::Any,
            ('*', _) => pieces.push(Piece::Many),
            ('?', _) => pieces.push(Piece::One),
            (letter, _) => pieces.push(Piece::Letter(letter)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_a_segment_and_two_do_not() {
        let fits = |pattern: &str, path: &str| Pattern::parse(pattern).fits_path(path);
        assert!(fits("/pets/*", "/pets/{id}") && !fits("/pets/*", "/pets/{id}/toys"));
        assert!(fits("/pets/**", "/pets/{id}/toys") && !fits("/pets/**", "/pet"));
        assert!(fits("/p?ts", "/pets") && !fits("/p?ts", "/p/ts"));
        assert!(fits("/*/toys", "/pets/toys") && fits("**", "/a/b"));
    }

    #[test]
    fn a_plain_path_means_all_below_it() {
        let fits = |pattern: &str, path: &str| Pattern::parse(pattern).fits_path(path);
        assert!(fits("/pets", "/pets") && fits("path:/pets/", "/pets/{id}/toys") && fits("/", "/pets"));
        assert!(!fits("/pets", "/petshops") && !fits("/pets/{id}", "/pets"));
    }

    #[test]
    fn words_before_a_colon_say_what_is_meant() {
        let kind = |text: &str| Pattern::parse(text).kind();
        assert_eq!(
            [kind("tag:a"), kind("id:a"), kind("path:a"), kind("/a")],
            [Kind::Tag, Kind::Id, Kind::Path, Kind::Path]
        );
        assert_eq!([kind("a"), kind("billing:a")], [Kind::Name, Kind::Name]);
        assert!(Pattern::parse("pulls/*").fits("pulls/list/x", false));
    }
}
