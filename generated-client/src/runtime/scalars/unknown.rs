//! Values of open enums that the document does not name: kept, so that they can be shown and sent back.

use std::fmt;

/// A value that an open enum has no variant for.
///
/// Only reading makes one, so it is never equal to a value that has a variant.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue {
    text: Box<str>,
}

impl UnknownValue {
    pub(in super::super) fn new(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// The value: of an enum of strings the string, of another its JSON.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
