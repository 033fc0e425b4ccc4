//! What is wrong with a JSON text, and where.
//!
//! The path is gathered while the readers return, innermost step first: a text that is right pays nothing for it.
//! Strings of the text are not quoted in messages (they may be secret), but for a scalar whose form is wrong.

use std::borrow::Cow;
use std::fmt;

/// A JSON text that is not JSON, or not the JSON that the type expects.
///
/// It prints as ``at [3].updated_at: expected a date-time, found number `17` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    // Boxed: results stay one word wide.
    fault: Box<Fault>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    kind: JsonErrorKind,
    message: Cow<'static, str>,
    offset: usize,
    /// The arm of a union that the value was taken for.
    arm: Option<Box<str>>,
    /// Innermost first.
    path: Vec<Step>,
}

/// The class of a [`JsonError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The text is not JSON, or goes on behind its end.
    Syntax,

    /// The bytes are not UTF-8.
    Utf8,

    /// More arrays and objects inside each other than the reader allows.
    Depth,

    /// JSON, but of another type or form than expected.
    Type,

    /// A required member is missing.
    Missing,

    /// A number that the type cannot hold.
    Range,

    /// None of the shapes that a union allows could be read.
    Union,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(Box<str>),
    Index(usize),
}

impl JsonError {
    /// An error at a byte offset of the text, in lower case and without a full stop.
    #[cold]
    pub fn new(kind: JsonErrorKind, message: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        Self { fault: Box::new(Fault { kind, message: message.into(), offset, arm: None, path: Vec::new() }) }
    }

    /// The class of the error.
    pub fn kind(&self) -> JsonErrorKind {
        self.fault.kind
    }

    /// Where in the text, in bytes.
    pub fn offset(&self) -> usize {
        self.fault.offset
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.fault.message
    }

    /// Where in the value: `[3].updated_at`, empty for the value itself.
    pub fn path(&self) -> String {
        self.fault.path.iter().rev().map(Step::to_string).collect()
    }

    /// The same error, of a value that was read as this arm of a union. Of unions inside each other the innermost counts.
    #[cold]
    #[must_use]
    pub fn of_arm(mut self, arm: &str) -> Self {
        self.fault.arm.get_or_insert_with(|| arm.into());
        self
    }

    /// The same error, seen from the object that has the value as a member.
    #[cold]
    #[must_use]
    pub fn in_member(mut self, name: &str) -> Self {
        self.fault.path.push(Step::Member(name.into()));
        self
    }

    /// The same error, seen from the array that has the value as an item.
    #[cold]
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.fault.path.push(Step::Index(index));
        self
    }
}

impl JsonError {
    /// The path, of one that goes deep its first and last steps.
    fn write_short_path(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FIRST: usize = 12;
        const LAST: usize = 4;
        let steps = self.fault.path.len();
        for (index, step) in self.fault.path.iter().rev().enumerate() {
            if index < FIRST || index + LAST >= steps {
                write!(f, "{step}")?;
            } else if index == FIRST {
                f.write_str("…")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.fault.path.is_empty() {
            f.write_str("at ")?;
            self.write_short_path(f)?;
            f.write_str(": ")?;
        }
        f.write_str(&self.fault.message)?;
        if let Some(arm) = &self.fault.arm {
            write!(f, " (as `{arm}`)")?;
        }
        match self.fault.kind {
            JsonErrorKind::Syntax | JsonErrorKind::Utf8 | JsonErrorKind::Depth => {
                write!(f, " (byte {})", self.fault.offset)
            }
            _ => Ok(()),
        }
    }
}

impl std::error::Error for JsonError {}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(f, "[{index}]"),
            Self::Member(name) if is_word(name) => write!(f, ".{name}"),
            Self::Member(name) => write!(f, "[{:?}]", excerpt(name)),
        }
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.len() <= EXCERPT && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Characters of the text that a message quotes at most.
const EXCERPT: usize = 60;

/// The beginning of a text, short enough for a message.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
