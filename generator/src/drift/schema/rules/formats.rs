//! Which formats include which.

/// How what is allowed now relates to what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::drift) enum Relation {
    /// The same values.
    Same,
    /// All that were and more.
    Widened,
    /// Some of those that were and no others.
    Narrowed,
    /// Neither.
    Changed,
}

impl Relation {
    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, Self::Same) | (Self::Same, one) => one,
            (one, two) if one == two => one,
            _ => Self::Changed,
        }
    }
}

/// A format and those of whose values each has it too.
const INCLUDES: &[(&str, &[&str])] = &[
    ("int64", &["int32", "int16", "int8", "uint32", "uint16", "uint8"]),
    ("int32", &["int16", "int8", "uint16", "uint8"]),
    ("int16", &["int8", "uint8"]),
    ("uint64", &["uint32", "uint16", "uint8"]),
    ("uint32", &["uint16", "uint8"]),
    ("uint16", &["uint8"]),
    ("double", &["float"]),
    ("uri", &["url"]),
    ("uri-reference", &["uri", "url"]),
    ("iri", &["uri", "url"]),
    ("idn-email", &["email"]),
    ("idn-hostname", &["hostname"]),
];

/// How the values of two formats relate; no format is any value.
pub(super) fn relation(old: Option<&str>, new: Option<&str>) -> Relation {
    match (old, new) {
        (old, new) if old == new => Relation::Same,
        (Some(_), None) => Relation::Widened,
        (None, Some(_)) => Relation::Narrowed,
        (Some(old), Some(new)) if includes(new, old) => Relation::Widened,
        (Some(old), Some(new)) if includes(old, new) => Relation::Narrowed,
        _ => Relation::Changed,
    }
}

fn includes(wide: &str, narrow: &str) -> bool {
    INCLUDES.iter().any(|(format, included)| *format == wide && included.contains(&narrow))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_relate_by_their_values() {
        assert_eq!(relation(Some("int32"), Some("int64")), Relation::Widened);
        assert_eq!(relation(Some("double"), Some("float")), Relation::Narrowed);
        assert_eq!(relation(Some("uuid"), None), Relation::Widened);
        assert_eq!(relation(Some("uuid"), Some("date")), Relation::Changed);
        assert_eq!(Relation::Widened.and(Relation::Narrowed), Relation::Changed);
    }
}
