//! Equality of values as JSON means it: numbers by what they count, members in any order.

use serde_json::Value;

/// Whether two values mean the same: `1` and `1.0` do.
pub(in crate::drift) fn same_value(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one == two || one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same_value(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            let same = |(key, value): (&String, &Value)| two.get(key).is_some_and(|other| same_value(value, other));
            one.len() == two.len() && one.iter().all(same)
        }
        _ => one == two,
    }
}

/// Whether both say the same or nothing.
pub(in crate::drift) fn same_said(one: Option<&Value>, two: Option<&Value>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => same_value(one, two),
        (one, two) => one.is_none() && two.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_equal_by_what_they_count() {
        assert!(same_value(&json!({"a": [1, 2.0], "b": null}), &json!({"b": null, "a": [1.0, 2]})));
        assert!(!same_value(&json!([1]), &json!(["1"])));
    }
}
