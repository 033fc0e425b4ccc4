//! Compares the bounds and patterns of parameters.

use std::cmp::Ordering;

use serde_json::Value;

use super::report;
use super::value::keyword;
use crate::drift::cx::Cx;
use crate::drift::kinds::{Kind, Wire, parameters as kinds};
use crate::drift::side::At;
use crate::spec::Bounds;

/// What happened to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Tightened,
    Set,
    Loosened,
}

/// The kinds that tell of a bound.
struct Told {
    keyword: &'static str,
    tightened: &'static Kind,
    set: &'static Kind,
    loosened: &'static Kind,
}

/// Compares all bounds of two schemas.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>) {
    let none = Bounds::default();
    let bounds = |at: At<'s>| at.schema.rare.as_ref().map(|rare| &rare.bounds);
    let (before, after) = (bounds(old).unwrap_or(&none), bounds(new).unwrap_or(&none));
    if before == after {
        return;
    }
    for (change, told) in changes(before, after) {
        let (kind, word) = match change {
            Change::Tightened => (told.tightened, "tighter than before"),
            Change::Set => (told.set, "set where nothing was"),
            Change::Loosened => (told.loosened, "wider than before"),
        };
        report(cx, keyword(kind, old, new, told.keyword, format!("`{}` is {word}", told.keyword)));
    }
    pattern(cx, old, new, before.pattern, after.pattern);
}

fn changes(old: &Bounds<'_>, new: &Bounds<'_>) -> Vec<(Change, Told)> {
    let max = |keyword| Told {
        keyword,
        tightened: &kinds::PARAM_MAX_TIGHTENED,
        set: &kinds::PARAM_MAX_SET,
        loosened: &kinds::PARAM_MAX_LOOSENED,
    };
    let min = |keyword| Told {
        keyword,
        tightened: &kinds::PARAM_MIN_TIGHTENED,
        set: &kinds::PARAM_MIN_SET,
        loosened: &kinds::PARAM_MIN_LOOSENED,
    };
    let length = |keyword, set| Told {
        keyword,
        tightened: &kinds::PARAM_LENGTH_TIGHTENED,
        set,
        loosened: &kinds::PARAM_LENGTH_LOOSENED,
    };
    let items = |keyword| Told {
        keyword,
        tightened: &kinds::PARAM_ITEMS_TIGHTENED,
        set: &kinds::PARAM_ITEMS_SET,
        loosened: &kinds::PARAM_ITEMS_LOOSENED,
    };
    let all = [
        (highest(old), highest(new), Ordering::Less, max("maximum")),
        (lowest(old), lowest(new), Ordering::Greater, min("minimum")),
        (count(old.max_length), count(new.max_length), Ordering::Less, length("maxLength", &kinds::PARAM_LENGTH_SET)),
        (
            at_least(old.min_length),
            at_least(new.min_length),
            Ordering::Greater,
            length("minLength", &kinds::PARAM_LENGTH_TIGHTENED),
        ),
        (count(old.max_items), count(new.max_items), Ordering::Less, items("maxItems")),
        (count(old.min_items), count(new.min_items), Ordering::Greater, items("minItems")),
    ];
    all.into_iter().filter_map(|(old, new, tighter, told)| Some((change(old, new, tighter)?, told))).collect()
}

/// The highest value that is allowed. An exclusive bound allows the number before it.
fn highest(bounds: &Bounds<'_>) -> Option<f64> {
    let number = |value: Option<&Value>| value.and_then(Value::as_f64);
    let exclusive = number(bounds.exclusive_maximum).map(f64::next_down);
    number(bounds.maximum).into_iter().chain(exclusive).reduce(f64::min)
}

/// The lowest value that is allowed.
fn lowest(bounds: &Bounds<'_>) -> Option<f64> {
    let number = |value: Option<&Value>| value.and_then(Value::as_f64);
    let exclusive = number(bounds.exclusive_minimum).map(f64::next_up);
    number(bounds.minimum).into_iter().chain(exclusive).reduce(f64::max)
}

#[expect(clippy::cast_precision_loss, reason = "lengths of that size are no bounds")]
fn count(count: Option<u64>) -> Option<f64> {
    count.map(|count| count as f64)
}

/// No text is shorter than nothing: `minLength: 0` is no bound.
fn at_least(length: Option<u64>) -> Option<f64> {
    count(length.filter(|length| *length > 0))
}

fn change(old: Option<f64>, new: Option<f64>, tighter: Ordering) -> Option<Change> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(Change::Set),
        (Some(_), None) => Some(Change::Loosened),
        (Some(old), Some(new)) => match new.partial_cmp(&old)? {
            Ordering::Equal => None,
            ordering if ordering == tighter => Some(Change::Tightened),
            _ => Some(Change::Loosened),
        },
    }
}

/// Patterns that every text matches.
const ANYTHING: [&str; 6] = [".*", "^.*$", "^.*", ".*$", "^(?:.*)$", ""];

fn pattern<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, before: Option<&str>, after: Option<&str>) {
    let open = |pattern: Option<&str>| pattern.is_none_or(|pattern| ANYTHING.contains(&pattern));
    let (kind, wire, sentence) = match (before, after) {
        _ if before == after || (open(before) && open(after)) => return,
        (_, None) => (&kinds::PARAM_PATTERN_LOOSENED, Wire::Keeps, "values need no longer match a pattern".to_owned()),
        (_, Some(after)) if open(Some(after)) => {
            (&kinds::PARAM_PATTERN_LOOSENED, Wire::Keeps, format!("values may now match `{after}`"))
        }
        (None, Some(after)) => (&kinds::PARAM_PATTERN_ADDED, Wire::Breaks, format!("values must now match `{after}`")),
        // Whether one pattern includes another cannot be told in general.
        (Some(before), Some(after)) => {
            (&kinds::PARAM_PATTERN_ADDED, Wire::Unclear, format!("values must match `{after}` instead of `{before}`"))
        }
    };
    report(cx, keyword(kind, old, new, "pattern", sentence).judged(wire));
}
