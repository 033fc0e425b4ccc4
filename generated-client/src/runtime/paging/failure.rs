//! What can go wrong on the way from one page to the next.

use std::any::Any;
use std::fmt;

use super::super::error::{Error, Failure};

/// Why the next page is not asked for.
#[derive(Debug)]
pub(super) enum PagingFailure {
    /// The server names a page again.
    Repeated,
    /// The server sends the same items again.
    Same,
    /// The next page is at another server.
    Foreign,
    /// There is more, but nothing leads to it.
    NoCursor,
    /// The next page is at a URL that does not have the parameter.
    Missing { parameter: &'static str },
}

impl Error {
    /// Whether the pages ended because what the server says of the next one leads nowhere: back to a page that was there
    /// before, to another server, or to none.
    pub fn is_paging(&self) -> bool {
        self.failure::<PagingFailure>().is_some()
    }
}

impl Failure for PagingFailure {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl fmt::Display for PagingFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => formatter.write_str("the server names a page as the next one that was there before"),
            Self::Same => formatter.write_str("the server sent the same page twice"),
            Self::Foreign => formatter.write_str("the next page is at another server"),
            Self::NoCursor => formatter.write_str("the server says that there is more, but not where"),
            Self::Missing { parameter } => write!(formatter, "the URL of the next page has no `{parameter}`"),
        }
    }
}
