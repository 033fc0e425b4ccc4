//! JSON pointers (RFC 6901): the address of a value in the merged document, cheap to extend and to clone.
//!
//! A pointer knows nothing of files, lines or references; `source` turns it into a position in a text.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

/// A path from the root of the document to one of its values, linked from the leaf upwards.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Step>>);

struct Step {
    parent: Pointer,
    segment: Box<str>,
}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self(None)
    }

    /// The member `segment` (not escaped) of this value.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        Self(Some(Arc::new(Step { parent: self.clone(), segment: segment.into() })))
    }

    /// The item at position `i` of this value.
    #[must_use]
    pub fn index(&self, i: usize) -> Self {
        self.child(&i.to_string())
    }

    /// Reads the text form (`/paths/~1x/get`). A missing first slash is supplied, so that every text is some pointer.
    pub fn parse(text: &str) -> Self {
        if text.is_empty() {
            return Self::root();
        }
        let steps = text.strip_prefix('/').unwrap_or(text).split('/');
        steps.fold(Self::root(), |at, step| at.child(&step.replace("~1", "/").replace("~0", "~")))
    }

    /// Reads the fragment of a URI reference without its `#`: percent-encoded (RFC 6901, section 6).
    pub fn from_fragment(fragment: &str) -> Self {
        Self::parse(&percent_decode(fragment))
    }

    /// The segments from the root, not escaped.
    pub fn segments(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.upwards().collect();
        found.reverse();
        found
    }

    /// The last segment; none at the root.
    pub fn last(&self) -> Option<&str> {
        self.0.as_deref().map(|step| &*step.segment)
    }

    /// The value that holds this one; none at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.as_deref().map(|step| step.parent.clone())
    }

    /// This pointer continued by the segments of another.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        rest.segments().into_iter().fold(self.clone(), |at, segment| at.child(segment))
    }

    /// What is left of this pointer below `prefix`; none when it does not stand below it.
    pub fn below(&self, prefix: &Self) -> Option<Self> {
        let (segments, start) = (self.segments(), prefix.segments());
        let rest = segments.strip_prefix(start.as_slice())?;
        Some(rest.iter().fold(Self::root(), |at, segment| at.child(segment)))
    }

    /// The value this pointer leads to, references not followed.
    pub fn lookup<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        self.segments().into_iter().try_fold(value, |at, segment| match at {
            Value::Object(members) => members.get(segment),
            Value::Array(items) => items.get(item_position(segment)?),
            _ => None,
        })
    }

    fn upwards(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(self.0.as_deref(), |step| step.parent.0.as_deref()).map(|step| &*step.segment)
    }

    fn is_same_node(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }
}

/// The position a segment names in an array: digits, without leading zeros (RFC 6901, section 4).
pub(crate) fn item_position(segment: &str) -> Option<usize> {
    let canonical = segment == "0" || !segment.starts_with(['0', '+']);
    if canonical { segment.parse().ok() } else { None }
}

/// Text with its percent-escapes replaced; what is no escape stays.
pub(crate) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escape = if byte == b'%' { after.first_chunk::<2>().copied().and_then(hex_byte) } else { None };
        bytes.push(escape.unwrap_or(byte));
        rest = if escape.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_byte(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? * 16 + low?).ok()
}

// The links are released one by one: a pointer as long as a hostile `$ref` must not recurse.
impl Drop for Pointer {
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut step) = next.and_then(Arc::into_inner) {
            next = step.parent.0.take();
        }
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        let (mut one, mut two) = (self, other);
        while !one.is_same_node(two) {
            let (Some(left), Some(right)) = (one.0.as_deref(), two.0.as_deref()) else { return false };
            if left.segment != right.segment {
                return false;
            }
            (one, two) = (&left.parent, &right.parent);
        }
        true
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0.as_deref(), other.0.as_deref()) {
            (Some(one), Some(two)) if one.parent.is_same_node(&two.parent) => one.segment.cmp(&two.segment),
            _ => self.segments().cmp(&other.segments()),
        }
    }
}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.upwards().for_each(|segment| segment.hash(state));
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments().into_iter().try_for_each(|segment| {
            if segment.contains(['~', '/']) {
                write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1"))
            } else {
                write!(f, "/{segment}")
            }
        })
    }
}

/// The fragment form (`#/paths/~1x`), so that the root is visible too.
impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_form_escapes_and_reads_back() {
        let pointer = Pointer::root().child("paths").child("/a~b").index(3);
        assert_eq!(pointer.to_string(), "/paths/~1a~0b/3");
        assert_eq!(Pointer::parse("/paths/~1a~0b/3"), pointer);
        assert_eq!(Pointer::parse(""), Pointer::root());
        assert_eq!(format!("{:?}", Pointer::root()), "#");
    }

    #[test]
    fn a_fragment_is_percent_decoded() {
        let expected = Pointer::root().child("paths").child("/x/{id}");
        assert_eq!(Pointer::from_fragment("/paths/~1x~1%7Bid%7D"), expected);
        assert_eq!(Pointer::from_fragment("/50%").to_string(), "/50%");
    }

    #[test]
    fn lookup_walks_objects_and_arrays() {
        let value = json!({"a": [{"b": 1}], "": 2});
        assert_eq!(Pointer::parse("/a/0/b").lookup(&value), Some(&json!(1)));
        assert_eq!(Pointer::parse("/a/00/b").lookup(&value), None);
        assert_eq!(Pointer::parse("/").lookup(&value), Some(&json!(2)));
        assert_eq!(Pointer::root().lookup(&value), Some(&value));
    }

    #[test]
    fn order_is_by_segments() {
        let mut all = ["/b", "/a/c", "", "/a"].map(Pointer::parse);
        all.sort();
        assert_eq!(all.map(|pointer| pointer.to_string()), ["", "/a", "/a/c", "/b"]);
    }

    #[test]
    fn below_and_join_are_inverse() {
        let (whole, start) = (Pointer::parse("/a/b/c"), Pointer::parse("/a"));
        let rest = whole.below(&start).unwrap();
        assert_eq!(rest.to_string(), "/b/c");
        assert_eq!(start.join(&rest), whole);
        assert_eq!(start.below(&whole), None);
    }

    #[test]
    fn a_very_long_pointer_is_released_without_recursion() {
        let long = Pointer::parse(&"/a".repeat(300_000));
        assert_eq!(long.clone(), long);
        assert_eq!(long.segments().len(), 300_000);
    }
}
