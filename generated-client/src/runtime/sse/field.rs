//! Tells what a line is from its first bytes.

use memchr::memchr2;

/// A field whose value matters; all others are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Data,
    Event,
    Id,
    Retry,
}

const NAMES: [(&[u8], Field); 4] =
    [(b"data", Field::Data), (b"event", Field::Event), (b"id", Field::Id), (b"retry", Field::Retry)];

impl Field {
    /// The field called `name`: names are compared byte for byte.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }

    /// Whether a name that starts with `part` may still become one of ours.
    fn may_start_with(part: &[u8]) -> bool {
        NAMES.iter().any(|(known, _)| known.starts_with(part))
    }
}

/// A line as seen from its start; the end of the line need not be there.
pub(super) enum Line<'c> {
    /// There are no bytes left.
    Nothing,

    /// The line ends where it starts.
    Blank,

    /// A colon, then text that nobody reads.
    Comment,

    /// A field of ours with its colon, and all that follows the colon.
    Field(Field, &'c [u8]),

    /// Another field, a field without a colon, or a name that the end of the chunk has cut.
    Other,
}

impl<'c> Line<'c> {
    /// The line at the start of `rest`.
    #[inline]
    pub(super) fn at(rest: &'c [u8]) -> Self {
        match rest {
            [b'd', b'a', b't', b'a', b':', tail @ ..] => Self::Field(Field::Data, tail),
            [b'\n' | b'\r', ..] => Self::Blank,
            [b'e', b'v', b'e', b'n', b't', b':', tail @ ..] => Self::Field(Field::Event, tail),
            [b'i', b'd', b':', tail @ ..] => Self::Field(Field::Id, tail),
            [b':', ..] => Self::Comment,
            [b'r', b'e', b't', b'r', b'y', b':', tail @ ..] => Self::Field(Field::Retry, tail),
            [] => Self::Nothing,
            _ => Self::Other,
        }
    }
}

/// Splits before the first CR or LF.
#[inline]
pub(super) fn split_at_line_end(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(memchr2(b'\n', b'\r', bytes)?)
}

/// A value without the one space that may follow the colon.
#[inline]
pub(super) fn without_space(value: &[u8]) -> &[u8] {
    value.strip_prefix(b" ").unwrap_or(value)
}

/// A reconnection time in milliseconds: ASCII digits only, hence no `parse`, which takes a sign. A number beyond the
/// type becomes its largest value.
pub(super) fn milliseconds(value: &[u8]) -> Option<u64> {
    let (first, others) = value.split_first()?;
    others.iter().try_fold(digit(*first)?, |sum, byte| Some(sum.saturating_mul(10).saturating_add(digit(*byte)?)))
}

fn digit(byte: u8) -> Option<u64> {
    byte.is_ascii_digit().then(|| u64::from(byte - b'0'))
}

/// Where in a line a chunk has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// At the start of a line.
    Clean,

    /// Behind a CR, to which an LF belongs if one follows.
    AfterCr,

    /// In a name that may become one of ours.
    Name(PartialName),

    /// In the value of a field, `fresh` while none of its bytes has been seen.
    Value { field: Field, fresh: bool },

    /// In a comment or a field that nobody reads.
    Ignored,
}

/// The first bytes of a name, at most those of the longest known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialName {
    bytes: [u8; 5],
    len: usize,
}

impl PartialName {
    pub(super) const EMPTY: Self = Self { bytes: [0; 5], len: 0 };

    /// The bytes seen so far.
    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The name with `byte` behind it, where that still may become one of ours.
    fn with(mut self, byte: u8) -> Option<Self> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Field::may_start_with(self.as_slice()).then_some(self)
    }

    /// Reads on in `part`, which holds no line end: where the line stands then, and the bytes behind the colon.
    pub(super) fn read(mut self, part: &[u8]) -> (Cut, &[u8]) {
        let mut bytes = part.iter();
        while let Some(&byte) = bytes.next() {
            if byte == b':' {
                let cut = Field::named(self.as_slice()).map_or(Cut::Ignored, |field| Cut::Value { field, fresh: true });
                return (cut, bytes.as_slice());
            }
            match self.with(byte) {
                Some(longer) => self = longer,
                None => return (Cut::Ignored, &[]),
            }
        }
        (Cut::Name(self), &[])
    }
}
