//! Text for people.

/// What the document says of a thing, in CommonMark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line: `summary`, or `title` where it says more than the name.
    pub summary: Option<String>,
    /// The longer text.
    pub description: Option<String>,
    /// Facts in words made from other keywords: default, bounds, allowed values, format.
    pub notes: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
}
