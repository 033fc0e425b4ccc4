//! What documents say about the life of operations, parameters and properties: deprecated, until when, how stable.

use serde_json::Value;

use super::cx::Cx;
use super::finding::{Direction, Finding};
use super::kinds::{Kind, life_cycle as kinds};
use super::side::At;
use super::sunset::Sunset;
use crate::pointer::Pointer;
use crate::spec::{Extensions, Operation, Parameter};

/// What is said about the life of a part.
#[derive(Clone, Copy)]
pub(super) struct Life<'s> {
    at: &'s Pointer,
    deprecated: bool,
    extensions: &'s Extensions<'s>,
}

/// How a part went away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Removal {
    /// Without a word.
    Plain,
    /// It was deprecated, and the day that was told has come, if one was.
    Deprecated,
    /// It was deprecated with a day that has not come.
    BeforeSunset,
    /// It was deprecated with a day nobody can read.
    Unreadable,
}

impl<'s> Life<'s> {
    pub(super) fn of_operation(operation: &'s Operation<'s>) -> Self {
        Self { at: &operation.at, deprecated: operation.deprecated, extensions: &operation.extensions }
    }

    pub(super) fn of_parameter(parameter: &'s Parameter<'s>) -> Self {
        Self { at: &parameter.at, deprecated: parameter.deprecated, extensions: &parameter.extensions }
    }

    fn of_schema(at: At<'s>) -> Self {
        Self { at: &at.schema.at, deprecated: at.schema.deprecated, extensions: &at.schema.extensions }
    }

    /// What its removal amounts to.
    pub(super) fn removal(self, cx: &Cx<'_>) -> Removal {
        match Sunset::of(self.extensions) {
            _ if !self.deprecated => Removal::Plain,
            Sunset::Absent => Removal::Deprecated,
            Sunset::Unreadable => Removal::Unreadable,
            Sunset::On(day) if cx.today.is_some_and(|today| day <= today) => Removal::Deprecated,
            Sunset::On(_) => Removal::BeforeSunset,
        }
    }

    fn said(self, name: &str) -> Option<&'s Value> {
        self.extensions.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Compares the lives of an operation.
pub(super) fn operation<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    let (old, new) = (Life::of_operation(old), Life::of_operation(new));
    stability(cx, old, new);
    cx.unstable = matches!(new.said("x-stability-level").and_then(Value::as_str), Some("draft" | "alpha"));
    let found = match (old.deprecated, new.deprecated) {
        _ if cx.unstable => return,
        (false, true) => match Sunset::of(new.extensions) {
            Sunset::Unreadable => {
                (&kinds::OPERATION_SUNSET_MISSING, "the operation is deprecated, and its sunset is no date")
            }
            Sunset::On(day) if cx.today.is_some_and(|today| day < today) => {
                (&kinds::OPERATION_SUNSET_PASSED, "the operation is deprecated, and its sunset lies in the past")
            }
            _ => (&kinds::OPERATION_DEPRECATED, "the operation is now deprecated"),
        },
        (true, false) => (&kinds::OPERATION_REACTIVATED, "the operation is no longer deprecated"),
        (true, true) => match sunset_change(old, new) {
            Some(Change::Deleted) => (&kinds::OPERATION_SUNSET_DELETED, "the sunset of the operation was withdrawn"),
            Some(Change::Unreadable) => (&kinds::OPERATION_SUNSET_MISSING, "the sunset of the operation is no date"),
            Some(Change::Earlier) => (&kinds::OPERATION_SUNSET_MOVED_EARLIER, "the sunset of the operation is earlier"),
            None => return,
        },
        (false, false) => return,
    };
    report(cx, found, old, new, None);
}

/// Compares the lives of a parameter.
pub(super) fn parameter<'s>(cx: &mut Cx<'s>, old: &'s Parameter<'s>, new: &'s Parameter<'s>) {
    let (old, new) = (Life::of_parameter(old), Life::of_parameter(new));
    stability(cx, old, new);
    let unreadable = |life: Life<'_>| Sunset::of(life.extensions) == Sunset::Unreadable;
    let found = match (old.deprecated, new.deprecated) {
        _ if cx.unstable => return,
        (false, true) if unreadable(new) => {
            (&kinds::PARAM_SUNSET_POLICY, "the parameter is deprecated, and its sunset is no date")
        }
        (false, true) => (&kinds::PARAM_DEPRECATED, "the parameter is now deprecated"),
        (true, false) => (&kinds::PARAM_DEPRECATED, "the parameter is no longer deprecated"),
        (true, true) if unreadable(old) || sunset_change(old, new).is_some() => (
            &kinds::PARAM_SUNSET_POLICY,
            "the sunset of the parameter was unreadable, is so, or was moved or withdrawn",
        ),
        _ => return,
    };
    report(cx, found, old, new, Some(Direction::Request));
}

/// Compares the lives of a property.
pub(super) fn property<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, direction: Direction) {
    let (old, new) = (Life::of_schema(old), Life::of_schema(new));
    stability(cx, old, new);
    let found = match (old.deprecated, new.deprecated) {
        (false, true) if Sunset::of(new.extensions) == Sunset::Unreadable => {
            (&kinds::PROPERTY_SUNSET_POLICY, "the property is deprecated, and its sunset is no date")
        }
        (false, true) => (&kinds::PROPERTY_DEPRECATED, "the property is now deprecated"),
        (true, false) => (&kinds::PROPERTY_DEPRECATED, "the property is no longer deprecated"),
        (true, true) if sunset_change(old, new).is_some() => {
            (&kinds::PROPERTY_SUNSET_POLICY, "the sunset of the property is unreadable, or was moved or withdrawn")
        }
        _ => return,
    };
    report(cx, found, old, new, Some(direction));
}

enum Change {
    Deleted,
    Unreadable,
    Earlier,
}

fn sunset_change(old: Life<'_>, new: Life<'_>) -> Option<Change> {
    match (Sunset::of(old.extensions), Sunset::of(new.extensions)) {
        (Sunset::On(_) | Sunset::Unreadable, Sunset::Absent) => Some(Change::Deleted),
        (Sunset::On(_) | Sunset::Absent, Sunset::Unreadable) => Some(Change::Unreadable),
        (Sunset::On(old), Sunset::On(new)) if new < old => Some(Change::Earlier),
        _ => None,
    }
}

/// The levels of `x-stability-level`, from the least stable; a part without one is stable.
const LEVELS: [&str; 4] = ["draft", "alpha", "beta", "stable"];

fn stability<'s>(cx: &mut Cx<'s>, old: Life<'s>, new: Life<'s>) {
    let level = |life: Life<'_>| match life.said("x-stability-level") {
        None => Some(LEVELS.len() - 1),
        Some(value) => LEVELS.iter().position(|level| value.as_str() == Some(*level)),
    };
    let found = match (level(old), level(new)) {
        (Some(before), Some(after)) if before == after => return,
        (Some(before), Some(after)) if before < after => {
            (&kinds::STABILITY_INCREASED, "the stability level was raised")
        }
        (Some(_), Some(_)) => (&kinds::STABILITY_DECREASED, "the stability level was lowered"),
        _ if old.said("x-stability-level") == new.said("x-stability-level") => return,
        _ => (&kinds::STABILITY_DECREASED, "a stability level is none of draft, alpha, beta and stable"),
    };
    report(cx, found, old, new, None);
}

fn report(
    cx: &mut Cx<'_>,
    (kind, sentence): (&'static Kind, &'static str),
    old: Life<'_>,
    new: Life<'_>,
    direction: Option<Direction>,
) {
    let mut finding = Finding::new(kind, sentence).at(old.at, new.at);
    finding.direction = direction;
    cx.report(finding.values(old.said("x-sunset"), new.said("x-sunset")));
}
