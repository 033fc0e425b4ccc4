//! References to components.

use std::borrow::Cow;

use crate::pointer::Pointer;

/// An object, or a reference to one.
#[derive(Debug)]
pub enum RefOr<'a, T> {
    /// A `$ref`.
    Ref {
        /// Where the reference stands.
        at: Pointer,
        /// Where it leads, such as `#/components/parameters/Limit`: the key of [`super::Components`].
        to: Cow<'a, str>,
        /// The `summary` beside it (3.1).
        summary: Option<&'a str>,
        /// The `description` beside it (3.1), which overrides the target's.
        description: Option<&'a str>,
    },
    /// The object itself.
    Item(T),
}
