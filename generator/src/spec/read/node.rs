//! A small cursor: a value of the tree with its place, and the members of an object one after the other.
//!
//! Reading goes over the members once; whoever knows a keyword takes it, and what nobody knows ends in
//! [`Member::left`]. A place is built only where it is kept or reported.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Cx, Holder};
use crate::diagnostics::codes;
use crate::pointer::Pointer;

/// A value with its place.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) at: Pointer,
}

/// A member of an object.
#[derive(Clone, Copy)]
pub(super) struct Member<'n, 'a> {
    holder: &'n Pointer,
    object: Holder,
    /// The object is read for the first time.
    fresh: bool,
    pub(super) key: &'a str,
    pub(super) value: &'a Value,
}

impl<'a> Node<'a> {
    /// The member of this name; none where this is no object.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.value.as_object()?.get(key)
    }

    /// The text of `$ref`.
    pub(super) fn reference(&self) -> Option<&'a str> {
        self.get("$ref")?.as_str()
    }

    /// The members, each a keyword of this kind of object; none where this is no object, which is reported.
    pub(super) fn members<'n>(
        &'n self,
        cx: &mut Cx<'a>,
        object: Holder,
    ) -> impl Iterator<Item = Member<'n, 'a>> + use<'n, 'a> {
        let fresh = cx.count_members(self, object, |_| true);
        self.all(cx, object, fresh)
    }

    /// The members of an object whose keys are names.
    pub(super) fn entries<'n>(&'n self, cx: &mut Cx<'a>) -> impl Iterator<Item = Member<'n, 'a>> + use<'n, 'a> {
        self.all(cx, Holder::Components, false)
    }

    /// The members of an object whose keys are names of a form that extensions do not have.
    pub(super) fn patterned<'n>(
        &'n self,
        cx: &mut Cx<'a>,
        object: Holder,
    ) -> impl Iterator<Item = Member<'n, 'a>> + use<'n, 'a> {
        let fresh = cx.count_members(self, object, is_extension);
        self.all(cx, object, fresh).filter(|member| !member.is_extension())
    }

    fn all<'n>(
        &'n self,
        cx: &mut Cx<'a>,
        object: Holder,
        fresh: bool,
    ) -> impl Iterator<Item = Member<'n, 'a>> + use<'n, 'a> {
        if !self.value.is_object() {
            let message = format!("{} stands where an object is expected", shown(self.value));
            cx.report(codes::WRONG_TYPE, &self.at, message);
        }
        let member =
            move |(key, value): (&'a String, &'a Value)| Member { holder: &self.at, object, fresh, key, value };
        self.value.as_object().into_iter().flat_map(Map::iter).map(member)
    }
}

impl<'n, 'a> Member<'n, 'a> {
    /// The place of the value.
    pub(super) fn at(self) -> Pointer {
        self.holder.child(self.key)
    }

    /// The place of the object that holds it.
    pub(super) fn holder(self) -> &'n Pointer {
        self.holder
    }

    /// The value with its place.
    pub(super) fn node(self) -> Node<'a> {
        Node { value: self.value, at: self.at() }
    }

    /// A text; null, as YAML reads an empty value, is no text.
    pub(super) fn text(self, cx: &mut Cx<'a>) -> Option<&'a str> {
        match self.value {
            Value::String(text) => Some(text),
            Value::Null => None,
            _ => self.wrong(cx, "a text"),
        }
    }

    /// A text, or the text of a number or boolean: YAML reads `1.0` and `443` as numbers.
    pub(super) fn scalar_text(self, cx: &mut Cx<'a>) -> Option<Cow<'a, str>> {
        scalar_text(self.value).or_else(|| self.text(cx).map(Cow::Borrowed))
    }

    /// A boolean, also as a text.
    pub(super) fn flag(self, cx: &mut Cx<'a>) -> Option<bool> {
        match self.value {
            Value::Bool(flag) => Some(*flag),
            Value::Null => None,
            _ => {
                self.wrong::<bool>(cx, "`true` or `false`");
                self.value.as_str()?.to_ascii_lowercase().parse().ok()
            }
        }
    }

    /// A count: an integer that is not negative.
    pub(super) fn count(self, cx: &mut Cx<'a>) -> Option<u64> {
        let whole = |number: f64| (number >= 0.0 && number.fract() == 0.0).then(|| number.to_string());
        match self.value {
            Value::Null => None,
            value => value
                .as_u64()
                .or_else(|| whole(value.as_f64()?)?.parse().ok())
                .or_else(|| self.wrong(cx, "an integer from 0")),
        }
    }

    /// A number, kept as it stands.
    pub(super) fn number(self, cx: &mut Cx<'a>) -> Option<&'a Value> {
        match self.value {
            Value::Number(_) => Some(self.value),
            Value::Null => None,
            _ => self.wrong(cx, "a number"),
        }
    }

    /// An array of texts; what else stands in it is reported and left out.
    pub(super) fn texts(self, cx: &mut Cx<'a>) -> Vec<&'a str> {
        let Some(items) = self.array(cx) else { return Vec::new() };
        let mut texts = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            match item.as_str() {
                Some(text) => texts.push(text),
                None => cx.wrong_type(&self.at().index(i), item, "a text"),
            }
        }
        texts
    }

    /// The items of an array.
    pub(super) fn array(self, cx: &mut Cx<'a>) -> Option<&'a [Value]> {
        match self.value {
            Value::Array(items) => Some(items),
            Value::Null => None,
            _ => self.wrong(cx, "an array"),
        }
    }

    /// What `read` makes of each item of an array.
    pub(super) fn list<T>(self, cx: &mut Cx<'a>, mut read: impl FnMut(&mut Cx<'a>, &Node<'a>) -> Option<T>) -> Vec<T> {
        let Some(items) = self.array(cx) else { return Vec::new() };
        let at = self.at();
        let mut all = Vec::with_capacity(items.len());
        all.extend(items.iter().enumerate().filter_map(|(i, value)| read(cx, &Node { value, at: at.index(i) })));
        all
    }

    /// What `read` makes of each member of an object whose keys are names.
    pub(super) fn named<T>(
        self,
        cx: &mut Cx<'a>,
        mut read: impl FnMut(&mut Cx<'a>, &Node<'a>) -> Option<T>,
    ) -> Vec<(&'a str, T)> {
        let Some(members) = self.object(cx) else { return Vec::new() };
        let at = self.at();
        let mut all = Vec::with_capacity(members.len());
        all.extend(members.iter().filter_map(|(name, value)| {
            let one = read(cx, &Node { value, at: at.child(name) })?;
            Some((name.as_str(), one))
        }));
        all
    }

    /// The members of an object.
    pub(super) fn object(self, cx: &mut Cx<'a>) -> Option<&'a Map<String, Value>> {
        match self.value {
            Value::Object(members) => Some(members),
            Value::Null => None,
            _ => self.wrong(cx, "an object"),
        }
    }

    /// Reports that the value is of the wrong kind; it is left out.
    pub(super) fn wrong<T>(self, cx: &mut Cx<'a>, expected: &str) -> Option<T> {
        cx.wrong_type(&self.at(), self.value, expected);
        None
    }

    /// Whether this is an extension (`x-…`).
    pub(super) fn is_extension(self) -> bool {
        is_extension(self.key)
    }

    /// Records that nobody read this member, unless it is an extension or ignored with a reason.
    pub(super) fn left(self, cx: &mut Cx<'a>) {
        if !self.is_extension() && !self.object.ignores(self.key) {
            cx.unread(self.holder, self.key);
            if self.fresh {
                cx.count_unread(self.object, self.key);
            }
        }
    }
}

fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

/// The text of a number or boolean.
pub(super) fn scalar_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        _ => None,
    }
}

/// The longest value that a message shows, in characters.
const LONGEST_SHOWN: usize = 60;

/// A value in a message: scalars as they stand in JSON, the rest by kind.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        scalar => {
            let text = scalar.to_string();
            match text.char_indices().nth(LONGEST_SHOWN) {
                Some((end, _)) => format!("`{}...`", text.get(..end).unwrap_or_default()),
                None => format!("`{text}`"),
            }
        }
    }
}
