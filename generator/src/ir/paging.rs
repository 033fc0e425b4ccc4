//! Operations that answer in pages.

use super::TypeRef;

/// How the pages of an operation follow one another. Places in a page are the names of members, one inside the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// What leads to the next page.
    pub next: NextPage,
    /// Where the items are; nowhere where the page is the array of them.
    pub items: Vec<String>,
    /// A page may be without the array of items.
    pub may_lack_items: bool,
    /// The type of an item.
    pub item: TypeRef,
    /// What is false, null or empty on the last page.
    pub more: Option<Vec<String>>,
    /// How many items there are on all pages together.
    pub total: Option<Vec<String>>,
    /// The number of the last page.
    pub last: Option<Vec<String>>,
}

/// What leads to the next page. Parameters are those of the query.
#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// A cursor in the page.
    Cursor {
        /// The parameter that takes it.
        parameter: String,
        /// Where it is.
        at: Vec<String>,
    },
    /// A member of the last item.
    LastItem {
        /// The parameter that takes it.
        parameter: String,
        /// Where it is in the item.
        id: Vec<String>,
    },
    /// How many items were read.
    Offset {
        /// The parameter that tells it.
        parameter: String,
        /// What the parameter is where it is not sent.
        start: u64,
    },
    /// The number of the page.
    Number {
        /// The parameter that tells it.
        parameter: String,
        /// What the parameter is where it is not sent.
        start: u64,
    },
    /// The `Link` header.
    Link,
    /// A URL in the page.
    Url {
        /// Where it is.
        at: Vec<String>,
    },
}

impl NextPage {
    /// Its name, as `x-pagination` has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Cursor { .. } => "cursor",
            Self::LastItem { .. } => "last-item",
            Self::Offset { .. } => "offset",
            Self::Number { .. } => "page",
            Self::Link => "link",
            Self::Url { .. } => "url",
        }
    }
}
