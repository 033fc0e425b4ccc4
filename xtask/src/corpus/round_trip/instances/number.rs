//! Numbers within the bounds of all schemas.

use serde_json::{Number, Value, json};

use super::super::oracle::Node;
use super::random::Random;

/// An integer.
pub(super) fn integer(all: &[Node<'_>], random: &mut Random) -> Option<Value> {
    let step = steps(all).filter(|step| *step >= 1.0).fold(1_i128, |step, next| step.max(whole(next)));
    let low = bound(all, "minimum", i128::max)
        .into_iter()
        .chain(bound(all, "exclusiveMinimum", i128::max).map(|n| n + 1))
        .max();
    let high = bound(all, "maximum", i128::min)
        .into_iter()
        .chain(bound(all, "exclusiveMaximum", i128::min).map(|n| n - 1))
        .min();
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low + 1000),
        (None, Some(high)) => (high - 1000, high),
        (None, None) => (-20, 5000),
    };
    let (first, last) = (low.div_euclid(step) + i128::from(low.rem_euclid(step) != 0), high.div_euclid(step));
    let count = last.checked_sub(first)?.checked_add(1).filter(|count| *count > 0)?;
    // The ends are where ranges go wrong.
    let index = match random.below(8) {
        0 => 0,
        1 => count - 1,
        _ => i128::from(random.next() >> 1) % count,
    };
    let value = (first + index) * step;
    Some(i64::try_from(value).map_or_else(|_| u64::try_from(value).map_or(Value::Null, |n| json!(n)), |n| json!(n)))
}

/// A number; quarters, which every format holds exactly.
pub(super) fn number(all: &[Node<'_>], random: &mut Random) -> Option<Value> {
    let limit = |keyword, pick: fn(f64, f64) -> f64| {
        all.iter().filter_map(|node| node.schema.get(keyword)?.as_f64()).reduce(pick)
    };
    let low = [limit("minimum", f64::max), limit("exclusiveMinimum", f64::max).map(|n| n + 0.25)].into_iter().flatten();
    let high =
        [limit("maximum", f64::min), limit("exclusiveMaximum", f64::min).map(|n| n - 0.25)].into_iter().flatten();
    let (low, high) = match (low.reduce(f64::max), high.reduce(f64::min)) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low + 100.0),
        (None, Some(high)) => (high - 100.0, high),
        (None, None) => (-10.0, 200.0),
    };
    let share = f64::from(u8::try_from(random.below(101)).unwrap_or_default()) / 100.0;
    let mut value = low + (high - low).max(0.0) * share;
    if let Some(step) = steps(all).reduce(f64::max) {
        value = (value / step).round() * step;
    } else if high - low >= 1.0 {
        value = ((value * 4.0).round() / 4.0).clamp(low, high);
    }
    Number::from_f64(value).map(Value::Number)
}

fn steps<'a>(all: &'a [Node<'_>]) -> impl Iterator<Item = f64> + 'a {
    all.iter().filter_map(|node| node.schema.get("multipleOf")?.as_f64())
}

fn bound(all: &[Node<'_>], keyword: &str, pick: fn(i128, i128) -> i128) -> Option<i128> {
    let values = all.iter().filter_map(|node| node.schema.get(keyword));
    values.filter_map(exact).reduce(pick)
}

fn exact(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)).or_else(|| value.as_f64().map(whole))
}

#[expect(clippy::cast_possible_truncation, reason = "bounds beyond the range are cut to it")]
fn whole(number: f64) -> i128 {
    number.clamp(-1e18, 1e18) as i128
}
