//! Two views to compare, and how a change between them is told.

use std::rc::Rc;

use serde_json::Value;

use super::super::finding::{Direction, Finding};
use super::super::kinds::{Kind, Wire};
use super::view::View;
use crate::pointer::Pointer;
use crate::spec::Schema;

/// What the two sides say of one place.
#[derive(Clone, Debug)]
pub(in crate::drift) struct Both<'s> {
    pub(in crate::drift) old: Rc<View<'s>>,
    pub(in crate::drift) new: Rc<View<'s>>,
    pub(in crate::drift) direction: Direction,
    pub(in crate::drift) role: Role,
}

/// What is special about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::drift) enum Role {
    /// Nothing.
    Plain,
    /// A property that was optional and may be null now instead, or the reverse, which was told.
    Swapped,
}

impl<'s> Both<'s> {
    pub(super) fn is_request(&self) -> bool {
        self.direction == Direction::Request
    }

    /// The kind of this direction.
    pub(super) fn kind(&self, request: &'static Kind, response: &'static Kind) -> &'static Kind {
        if self.is_request() { request } else { response }
    }

    /// The verdict where a keyword accepts less than before, or more: what the client sends may be refused when less is
    /// accepted, and what it reads may be new to it when more is.
    pub(super) fn verdict(&self, tightened: bool) -> Wire {
        if tightened == self.is_request() { Wire::Breaks } else { Wire::Keeps }
    }

    /// A change of a keyword. On a side that does not say it the place is that of what would hold it, if possible the
    /// component that says it on the other side, so that a change in a base is one wherever the base is used.
    pub(super) fn finding(
        &self,
        kind: &'static Kind,
        keyword: &str,
        says: impl Fn(&Schema<'s>) -> bool,
        sentence: impl Into<String>,
    ) -> Finding {
        self.annotation(kind, keyword, says, sentence).sent(self.direction)
    }

    /// A change of the schema as a whole.
    pub(super) fn whole(&self, kind: &'static Kind, sentence: impl Into<String>) -> Finding {
        let (old, new) = (self.old.at(), self.new.at());
        let values = (self.old.side.value(&old), self.new.side.value(&new));
        Finding::new(kind, sentence).at(&old, &new).values(values.0, values.1).sent(self.direction)
    }

    /// A schema that stands on the old side alone.
    pub(super) fn gone(
        &self,
        kind: &'static Kind,
        schema: Option<&Schema<'s>>,
        sentence: impl Into<String>,
    ) -> Finding {
        let before = schema.map_or_else(|| self.old.at(), |schema| schema.at.clone());
        let value = self.old.side.value(&before);
        Finding::new(kind, sentence).at(&before, &self.new.at()).values(value, None).sent(self.direction)
    }

    /// A schema that stands on the new side alone.
    pub(super) fn come(
        &self,
        kind: &'static Kind,
        schema: Option<&Schema<'s>>,
        sentence: impl Into<String>,
    ) -> Finding {
        let after = schema.map_or_else(|| self.new.at(), |schema| schema.at.clone());
        let value = self.new.side.value(&after);
        Finding::new(kind, sentence).at(&self.old.at(), &after).values(None, value).sent(self.direction)
    }

    /// A change that means the same whoever sends the value.
    pub(super) fn annotation(
        &self,
        kind: &'static Kind,
        keyword: &str,
        says: impl Fn(&Schema<'s>) -> bool,
        sentence: impl Into<String>,
    ) -> Finding {
        let (old, new) = (self.old.part(&says), self.new.part(&says));
        let place = |part: Option<&Schema<'s>>, view: &View<'s>, other: Option<&Schema<'s>>| match part {
            Some(part) => part.at.child(keyword),
            None => holder(view, other),
        };
        let (before, after) = (place(old, &self.old, new), place(new, &self.new, old));
        let value = |part: Option<&Schema<'s>>, view: &View<'s>, at: &Pointer| part.and_then(|_| view.side.value(at));
        let values = (value(old, &self.old, &before), value(new, &self.new, &after));
        Finding::new(kind, sentence).at(&before, &after).values(values.0, values.1)
    }
}

/// The part at the same place as one of the other side, or else the outermost.
pub(super) fn holder<'s>(view: &View<'s>, other: Option<&Schema<'s>>) -> Pointer {
    let same = other.and_then(|other| view.part(|part| part.at == other.at));
    same.map_or_else(|| view.at(), |part| part.at.clone())
}

/// A keyword as it stands in a part.
pub(super) fn raw<'s>(view: &View<'s>, part: &Schema<'s>, keyword: &str) -> Option<&'s Value> {
    view.side.value(&part.at)?.get(keyword)
}

/// Values in a sentence, the first few of them.
pub(super) fn listed<'v>(values: impl ExactSizeIterator<Item = &'v Value>) -> String {
    const MOST: usize = 8;
    let more = values.len().saturating_sub(MOST);
    let shown: Vec<String> = values.take(MOST).map(|value| format!("`{value}`")).collect();
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}
