//! `default`, and `const` beside what is no enum.

use serde_json::Value;

use super::super::super::cx::Cx;
use super::super::super::kinds::schemas;
use super::super::value::{same_said, same_value};
use super::Both;
use crate::spec::Schema;

pub(super) fn default(cx: &mut Cx<'_>, both: &Both<'_>) {
    let (old, new) = (both.old.default(), both.new.default());
    if same_said(old, new) {
        return;
    }
    let sentence = match (old, new) {
        (None, Some(new)) => format!("where it is absent, `{new}` is taken now"),
        (Some(old), None) => format!("where it is absent, `{old}` is no longer taken"),
        (old, new) => format!(
            "where it is absent, `{}` is taken instead of `{}`",
            new.unwrap_or(&Value::Null),
            old.unwrap_or(&Value::Null)
        ),
    };
    let kind = both.kind(&schemas::DEFAULT_CHANGED_REQUEST, &schemas::DEFAULT_CHANGED_RESPONSE);
    cx.report(both.finding(kind, "default", |part| part.default.is_some(), sentence));
}

/// Two values where each side allows one.
pub(super) fn changed(cx: &mut Cx<'_>, both: &Both<'_>, old: &Value, new: &Value) {
    if same_value(old, new) {
        return;
    }
    let kind = both.kind(&schemas::CONST_ADDED_REQUEST, &schemas::CONST_REMOVED_RESPONSE);
    cx.report(both.finding(kind, "const", says_value, format!("the only value is `{new}` instead of `{old}`")));
}

pub(super) fn added(cx: &mut Cx<'_>, both: &Both<'_>, new: &Value) {
    let kind = both.kind(&schemas::CONST_ADDED_REQUEST, &schemas::CONST_ADDED_RESPONSE);
    cx.report(both.finding(kind, "const", says_value, format!("only the value `{new}` is left")));
}

pub(super) fn removed(cx: &mut Cx<'_>, both: &Both<'_>, old: &Value) {
    let kind = both.kind(&schemas::CONST_REMOVED_REQUEST, &schemas::CONST_REMOVED_RESPONSE);
    cx.report(both.finding(kind, "const", says_value, format!("`{old}` is no longer the only value")));
}

fn says_value(part: &Schema<'_>) -> bool {
    part.constant.is_some() || part.values.is_some()
}
