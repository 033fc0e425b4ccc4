//! The table of operations that answer in pages.

/// The streams of an operation that is in `operation!` too, by its page and its items:
/// `paged!(ListThreads: ThreadPage, Thread, ListThreadsError);`.
macro_rules! paged {
    () => {};
    ($name:ident: $page:ty, $item:ty) => {
        crate::runtime::macros::paged!(@impl $name, $page, $item, crate::runtime::error::Error);
    };
    ($name:ident: $page:ty, $item:ty, $errors:ty) => {
        crate::runtime::macros::paged!(@impl $name, $page, $item, crate::runtime::error::OperationError<$errors>);
    };
    (@impl $name:ident, $page:ty, $item:ty, $error:ty) => {
        impl<'c> $name<'c> {
            /// The pages from this one on, each asked for when it is wanted.
            pub fn pages(self) -> crate::runtime::paging::Pages<'c, $page, $error> {
                crate::runtime::paging::Pages::of(self.0)
            }

            /// The items from this page on; each page is asked for when it is wanted.
            pub fn items(self) -> crate::runtime::paging::Items<'c, $item, $error> {
                crate::runtime::paging::Items::of(self.0)
            }
        }
    };
}

pub(crate) use paged;

// An API may need only some of the tables.
super::macros::paged!();
