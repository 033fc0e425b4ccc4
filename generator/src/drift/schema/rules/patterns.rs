//! `pattern`.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Wire, constraints};
use super::super::view::View;
use super::Both;
use crate::spec::Schema;

/// Patterns that every text matches.
const ANYTHING: [&str; 6] = ["", ".*", "^.*$", "^.*", ".*$", "^"];

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    let of = |view: &View<'_>| view.said(|part| part.rare.as_deref()?.bounds.pattern).map(str::to_owned);
    let (old, new) = (of(&both.old), of(&both.new));
    if old == new {
        return;
    }
    let sentence = match (&old, &new) {
        (None, Some(new)) => format!("texts match `{new}` now"),
        (Some(old), None) => format!("texts need no longer match `{old}`"),
        (old, new) => format!(
            "texts match `{}` instead of `{}`",
            new.as_deref().unwrap_or_default(),
            old.as_deref().unwrap_or_default()
        ),
    };
    let says = |part: &Schema<'_>| part.rare.as_ref().is_some_and(|rare| rare.bounds.pattern.is_some());
    let finding = |kind| both.finding(kind, "pattern", says, sentence.as_str());
    let loosened = new.as_deref().is_none_or(|new| ANYTHING.contains(&new));
    cx.report(match (both.is_request(), loosened, old) {
        (false, ..) => finding(&constraints::RESP_PATTERN_CHANGED),
        (true, true, _) => finding(&constraints::REQ_PATTERN_LOOSENED),
        (true, false, None) => finding(&constraints::REQ_PATTERN_ADDED),
        // Whether one pattern includes another cannot be told in general.
        (true, false, Some(_)) => finding(&constraints::REQ_PATTERN_ADDED).judged(Wire::Unclear),
    });
}
