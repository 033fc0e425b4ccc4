//! What is known about paging before a page is asked for: a static table that the emitted code fills in.

use super::super::operation::Operation;

/// A place in a page, as the names of members.
pub(super) type Path = &'static [&'static str];

impl Operation {
    /// It answers in pages.
    #[must_use]
    pub const fn paging(self, paging: &'static Paging) -> Self {
        self.more(paging)
    }

    /// The pages that it answers in, if it does.
    pub fn pages(&self) -> Option<&'static Paging> {
        self.find()
    }
}

/// How pages follow one another, and where their items are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    pub(super) next: Next,
    pub(super) items: Path,
    pub(super) may_lack_items: bool,
    pub(super) more: Option<Path>,
    pub(super) total: Option<Path>,
    pub(super) last: Option<Path>,
}

/// What leads to the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A cursor in the page.
    Cursor { parameter: &'static str, at: Path },
    /// A member of the last item.
    LastItem { parameter: &'static str, id: Path },
    /// How many items were read.
    Offset { parameter: &'static str, start: u64 },
    /// The number of the page.
    Number { parameter: &'static str, start: u64 },
    /// The `Link` header (RFC 8288).
    Link,
    /// A URL in the page.
    Url { at: Path },
}

impl Paging {
    const fn new(next: Next) -> Self {
        Self { next, items: &[], may_lack_items: false, more: None, total: None, last: None }
    }

    /// The page holds the cursor of the next one, which goes into a query parameter.
    pub const fn cursor(parameter: &'static str, at: &'static [&'static str]) -> Self {
        Self::new(Next::Cursor { parameter, at })
    }

    /// The next page begins behind the last item: a member of it goes into a query parameter.
    pub const fn last_item(parameter: &'static str, id: &'static [&'static str]) -> Self {
        Self::new(Next::LastItem { parameter, id })
    }

    /// A query parameter tells how many items to pass over, by default `start`.
    pub const fn offset(parameter: &'static str, start: u64) -> Self {
        Self::new(Next::Offset { parameter, start })
    }

    /// A query parameter is the number of the page, by default `start`.
    pub const fn number(parameter: &'static str, start: u64) -> Self {
        Self::new(Next::Number { parameter, start })
    }

    /// The next page is that of the `Link` header with `rel="next"`.
    pub const fn link() -> Self {
        Self::new(Next::Link)
    }

    /// The page holds the URL of the next one.
    pub const fn url(at: &'static [&'static str]) -> Self {
        Self::new(Next::Url { at })
    }

    /// Where the items are, unless the page is the array of them.
    #[must_use]
    pub const fn items(mut self, at: &'static [&'static str]) -> Self {
        self.items = at;
        self
    }

    /// A page without items need not have the array of them.
    #[must_use]
    pub const fn may_lack_items(mut self) -> Self {
        self.may_lack_items = true;
        self
    }

    /// What is false, null or empty on the last page.
    #[must_use]
    pub const fn more(mut self, at: &'static [&'static str]) -> Self {
        self.more = Some(at);
        self
    }

    /// How many items there are on all pages together.
    #[must_use]
    pub const fn total(mut self, at: &'static [&'static str]) -> Self {
        self.total = Some(at);
        self
    }

    /// The number of the last page.
    #[must_use]
    pub const fn last(mut self, at: &'static [&'static str]) -> Self {
        self.last = Some(at);
        self
    }
}
