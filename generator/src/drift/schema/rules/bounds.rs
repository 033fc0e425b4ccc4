//! Bounds of numbers, texts, arrays and objects.

use super::super::super::cx::Cx;
use super::super::super::finding::Finding;
use super::super::super::kinds::{Kind, constraints, schemas};
use super::super::view::View;
use super::Both;
use crate::spec::{Bounds, Schema};

/// A bound: the keyword that states it and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    keyword: &'static str,
    at: f64,
    /// The bound itself is not allowed.
    exclusive: bool,
}

/// What a bound is about, and the tightest that a part states.
struct Measure {
    of: fn(&Bounds<'_>) -> Option<Bound>,
    /// A first bound is no more than one that was 0 before.
    from_zero: bool,
}

const UPPER: [Measure; 3] = [
    Measure { of: maximum, from_zero: false },
    Measure { of: |bounds| count("maxLength", bounds.max_length), from_zero: false },
    Measure { of: |bounds| count("maxItems", bounds.max_items), from_zero: false },
];

const LOWER: [Measure; 3] = [
    Measure { of: minimum, from_zero: false },
    Measure { of: |bounds| count("minLength", bounds.min_length), from_zero: true },
    Measure { of: |bounds| count("minItems", bounds.min_items), from_zero: false },
];

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    for measure in &UPPER {
        let tightest = |view: &View<'_>| tightest(view, measure, |bound| (bound.at, !bound.exclusive));
        upper(cx, both, tightest(&both.old), tightest(&both.new));
    }
    for measure in &LOWER {
        let tightest = |view: &View<'_>| tightest(view, measure, |bound| (-bound.at, !bound.exclusive));
        lower(cx, both, measure, tightest(&both.old), tightest(&both.new));
    }
    multiple_of(cx, both);
    sizes(cx, both);
}

/// The bound that leaves the least, by an order in which the least comes first.
fn tightest(view: &View<'_>, measure: &Measure, order: fn(&Bound) -> (f64, bool)) -> Option<Bound> {
    let all = view.bounds().filter_map(|bounds| (measure.of)(bounds));
    all.min_by(|one, two| order(one).partial_cmp(&order(two)).unwrap_or(std::cmp::Ordering::Equal))
}

fn count(keyword: &'static str, count: Option<u64>) -> Option<Bound> {
    // No length comes near the numbers that f64 cannot tell apart.
    #[expect(clippy::cast_precision_loss, reason = "only compared and shown")]
    count.map(|count| Bound { keyword, at: count as f64, exclusive: false })
}

fn maximum(bounds: &Bounds<'_>) -> Option<Bound> {
    let plain = number("maximum", bounds.maximum, false);
    let exclusive = number("exclusiveMaximum", bounds.exclusive_maximum, true);
    match (plain, exclusive) {
        (Some(plain), Some(exclusive)) => Some(if exclusive.at <= plain.at { exclusive } else { plain }),
        (one, two) => one.or(two),
    }
}

fn minimum(bounds: &Bounds<'_>) -> Option<Bound> {
    let plain = number("minimum", bounds.minimum, false);
    let exclusive = number("exclusiveMinimum", bounds.exclusive_minimum, true);
    match (plain, exclusive) {
        (Some(plain), Some(exclusive)) => Some(if exclusive.at >= plain.at { exclusive } else { plain }),
        (one, two) => one.or(two),
    }
}

fn number(keyword: &'static str, value: Option<&serde_json::Value>, exclusive: bool) -> Option<Bound> {
    value.and_then(serde_json::Value::as_f64).map(|at| Bound { keyword, at, exclusive })
}

fn upper(cx: &mut Cx<'_>, both: &Both<'_>, old: Option<Bound>, new: Option<Bound>) {
    let kind = match (old, new) {
        (None, None) => return,
        (Some(old), Some(new)) if (old.at, old.exclusive) == (new.at, new.exclusive) => return,
        (None, Some(_)) => match tightened(both, &constraints::REQ_MAX_SET) {
            Some(kind) => kind,
            None => return,
        },
        (Some(old), Some(new)) if new.at < old.at || (new.at <= old.at && new.exclusive) => {
            match tightened(both, &constraints::REQ_MAX_TIGHTENED) {
                Some(kind) => kind,
                None => return,
            }
        }
        (Some(_), _) => both.kind(&constraints::REQ_MAX_LOOSENED, &constraints::RESP_MAX_LOOSENED),
    };
    cx.report(told(both, kind, "at most", old, new));
}

fn lower(cx: &mut Cx<'_>, both: &Both<'_>, measure: &Measure, old: Option<Bound>, new: Option<Bound>) {
    let kind = match (old, new) {
        (None, None) => return,
        (Some(old), Some(new)) if (old.at, old.exclusive) == (new.at, new.exclusive) => return,
        (None, Some(new)) if measure.from_zero && new.at <= 0.0 => return,
        (None, Some(_)) if both.is_request() && !measure.from_zero => &constraints::REQ_MIN_SET,
        (Some(old), Some(new)) if new.at < old.at || (new.at <= old.at && old.exclusive) => {
            both.kind(&constraints::REQ_MIN_LOOSENED, &constraints::RESP_MIN_LOOSENED)
        }
        (_, Some(_)) => match tightened(both, &constraints::REQ_MIN_TIGHTENED) {
            Some(kind) => kind,
            None => return,
        },
        (Some(_), None) => both.kind(&constraints::REQ_MIN_LOOSENED, &constraints::RESP_MIN_LOOSENED),
    };
    cx.report(told(both, kind, "at least", old, new));
}

/// A tighter bound hurts nobody in an answer, nor in what only the server sends.
fn tightened(both: &Both<'_>, kind: &'static Kind) -> Option<&'static Kind> {
    match both.is_request() {
        true if both.new.read_only => Some(&schemas::READ_ONLY_PROP_CONSTRAINT),
        true => Some(kind),
        false => None,
    }
}

fn told(both: &Both<'_>, kind: &'static Kind, side: &str, old: Option<Bound>, new: Option<Bound>) -> Finding {
    let keyword = new.or(old).map_or("", |bound| bound.keyword);
    let shown = |bound: Bound| {
        let exclusive = if bound.exclusive { " (exclusive)" } else { "" };
        format!("{side} `{}`{exclusive}", bound.at)
    };
    let sentence = match (old, new) {
        (None, Some(new)) => format!("`{keyword}`: {} is allowed now", shown(new)),
        (Some(old), None) => format!("`{keyword}`: it is no longer {}", shown(old)),
        (Some(old), Some(new)) => format!("`{keyword}`: {} instead of {}", shown(new), shown(old)),
        (None, None) => String::new(),
    };
    let keywords = [old, new].map(|bound| bound.map(|bound| bound.keyword));
    let says = |part: &Schema<'_>| {
        let Some(rare) = part.rare.as_deref() else { return false };
        let measures = UPPER.iter().chain(&LOWER);
        measures.filter_map(|measure| (measure.of)(&rare.bounds)).any(|bound| keywords.contains(&Some(bound.keyword)))
    };
    both.finding(kind, keyword, says, sentence)
}

fn multiple_of(cx: &mut Cx<'_>, both: &Both<'_>) {
    let of = |view: &View<'_>| view.bounds().find_map(|bounds| bounds.multiple_of?.as_f64());
    let (old, new) = (of(&both.old), of(&both.new));
    if old == new {
        return;
    }
    let sentence = match (old, new) {
        (_, Some(new)) => format!("numbers are multiples of `{new}` now"),
        (old, None) => format!("numbers need no longer be multiples of `{}`", old.unwrap_or_default()),
    };
    let says = |part: &Schema<'_>| part.rare.as_ref().is_some_and(|rare| rare.bounds.multiple_of.is_some());
    cx.report(both.finding(&constraints::MULTIPLE_OF_CHANGED, "multipleOf", says, sentence));
}

/// How many members an object has.
fn sizes(cx: &mut Cx<'_>, both: &Both<'_>) {
    size(cx, both, "minProperties", |bounds| bounds.min_properties.filter(|least| *least > 0));
    size(cx, both, "maxProperties", |bounds| bounds.max_properties);
}

fn size(cx: &mut Cx<'_>, both: &Both<'_>, keyword: &str, of: fn(&Bounds<'_>) -> Option<u64>) {
    let stated = |view: &View<'_>| view.bounds().find_map(of);
    let (old, new) = (stated(&both.old), stated(&both.new));
    if old == new {
        return;
    }
    let shown = |count: Option<u64>| count.map_or_else(|| "nothing".to_owned(), |count| format!("`{count}`"));
    let sentence = format!("`{keyword}` changed from {} to {}", shown(old), shown(new));
    let says = |part: &Schema<'_>| part.rare.as_ref().is_some_and(|rare| of(&rare.bounds).is_some());
    cx.report(both.finding(&constraints::MIN_MAX_PROPERTIES_CHANGED, keyword, says, sentence));
}
