//! Compares what values of a parameter may be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::form::{contained, format_contained};
use super::{Form, bounds, object, report};
use crate::drift::cx::Cx;
use crate::drift::finding::{Direction, Finding};
use crate::drift::kinds::{Kind, Wire, parameters as kinds};
use crate::drift::schema;
use crate::drift::side::At;
use crate::spec::Types;

/// How a value stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// As one text.
    Once,
    /// Lists repeat the name, so that a list of one looks like its item.
    Repeated,
    /// As a member of an object or an item of a list.
    Member,
}

/// Compares two values.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, text: Text) {
    let (before, after) = (Form::of(old), Form::of(new));
    if before.composed || after.composed {
        return schema::compare(cx, old, new, Direction::Request);
    }
    nullable(cx, &before, &after);
    default(cx, &before, &after);
    if types(cx, &before, &after, text) {
        return;
    }
    values(cx, &before, &after, text);
    bounds::compare(cx, before.core, after.core);
    if let (Some(before), Some(after)) = (&before.core.schema.items, &after.core.schema.items) {
        compare(cx, old.to(before), new.to(after), Text::Member);
    }
    object::compare(cx, before.core, after.core);
}

/// A finding about a keyword of a value.
pub(super) fn keyword<'s>(kind: &'static Kind, old: At<'s>, new: At<'s>, key: &str, sentence: String) -> Finding {
    let value = |at: At<'s>| at.raw().and_then(|raw| raw.get(key));
    Finding::new(kind, sentence).at(&old.schema.at, &new.schema.at).values(value(old), value(new))
}

fn nullable(cx: &mut Cx<'_>, old: &Form<'_>, new: &Form<'_>) {
    if old.nullable == new.nullable {
        return;
    }
    let (wire, sentence) = if new.nullable {
        (Wire::Keeps, "values may now be null")
    } else {
        (Wire::Breaks, "values may no longer be null")
    };
    let finding = Finding::new(&kinds::PARAM_NULLABLE_CHANGED, sentence);
    report(cx, finding.at(&old.core.schema.at, &new.core.schema.at).judged(wire));
}

fn default(cx: &mut Cx<'_>, old: &Form<'_>, new: &Form<'_>) {
    // As it stands: the model leaves out defaults that do not fit their type.
    let said = |form: &Form<'_>| form.core.raw().and_then(|raw| raw.get("default")).cloned();
    let (before, after) = (said(old), said(new));
    if before == after {
        return;
    }
    let sentence = match (&before, &after) {
        (None, Some(after)) => format!("values now have the default `{after}`"),
        (Some(before), None) => format!("values no longer have the default `{before}`"),
        (before, after) => {
            let shown = |value: &Option<Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("the default changed from `{}` to `{}`", shown(before), shown(after))
        }
    };
    report(cx, keyword(&kinds::PARAM_DEFAULT_CHANGED, old.core, new.core, "default", sentence));
}

/// Compares types and formats; whether they changed.
fn types(cx: &mut Cx<'_>, old: &Form<'_>, new: &Form<'_>, text: Text) -> bool {
    let same_types = old.types == new.types;
    if same_types && old.format() == new.format() {
        return false;
    }
    let shown = |form: &Form<'_>| match (form.types.is_empty(), form.format()) {
        (true, None) => "any value".to_owned(),
        (_, None) => format!("`{:?}`", form.types),
        (_, Some(format)) => format!("`{:?}` ({format})", form.types),
    };
    let sentence = format!("values were {} and are {}", shown(old), shown(new));
    let widened = if same_types {
        format_contained(old.format(), new.format())
    } else {
        contained(old, new, text != Text::Member) || becomes_list(old, new, text)
    };
    let narrowed = !same_types && (old.listed || new.listed) && contained(new, old, false);
    let (kind, wire) = match (widened, old.listed || new.listed) {
        _ if narrowed => (&kinds::PARAM_TYPE_LIST_NARROWED, Wire::Breaks),
        (true, false) => (&kinds::PARAM_TYPE_GENERALIZED, Wire::Keeps),
        (true, true) => (&kinds::PARAM_TYPE_LIST_WIDENED, Wire::Keeps),
        // A member that was a number is a text now, and servers read numbers as texts as a rule.
        (false, _) if text == Text::Member && contained(old, new, true) => (&kinds::PARAM_TYPE_CHANGED, Wire::Unclear),
        (false, _) => (&kinds::PARAM_TYPE_CHANGED, Wire::Breaks),
    };
    report(cx, keyword(kind, old.core, new.core, "type", sentence).judged(wire));
    true
}

/// `name=1` is a list of one where lists repeat the name, unless its items are bounded.
fn becomes_list(old: &Form<'_>, new: &Form<'_>, text: Text) -> bool {
    let Some(items) = new.core.schema.items.as_ref().filter(|_| new.types == Types::ARRAY && text == Text::Repeated)
    else {
        return false;
    };
    let item = Form::of(new.core.to(items));
    let free = item.core.schema.rare.is_none() && item.core.schema.values.is_none() && !item.composed;
    free && Form::are_scalars(old.types) && contained(old, &item, true)
}

/// The allowed values; null is told by [`nullable`].
fn allowed(at: At<'_>) -> Option<BTreeSet<String>> {
    let extensible = || {
        let (_, value) = at.schema.extensions.iter().find(|(name, _)| *name == "x-extensible-enum")?;
        value.as_array().map(Vec::as_slice)
    };
    let one = at.schema.constant.map(std::slice::from_ref);
    let values = at.schema.values.or(one).or_else(extensible)?;
    Some(values.iter().filter(|value| !value.is_null()).map(ToString::to_string).collect())
}

fn values(cx: &mut Cx<'_>, old: &Form<'_>, new: &Form<'_>, text: Text) {
    let list =
        |values: Vec<&String>| values.into_iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    let mut tell = |kind, sentence| report(cx, keyword(kind, old.core, new.core, "enum", sentence));
    match (allowed(old.core), allowed(new.core)) {
        (None, Some(after)) => {
            let kind =
                if text == Text::Member { &kinds::HEADER_OBJECT_PROPERTY_TIGHTENED } else { &kinds::PARAM_ENUM_ADDED };
            tell(kind, format!("values must now be one of {}", list(after.iter().collect())));
        }
        (Some(_), None) => tell(&kinds::PARAM_ENUM_DROPPED, "values are no longer of a list".to_owned()),
        (Some(before), Some(after)) => {
            let gone: Vec<_> = before.difference(&after).collect();
            let fresh: Vec<_> = after.difference(&before).collect();
            if !gone.is_empty() {
                tell(&kinds::PARAM_ENUM_VALUE_REMOVED, format!("values may no longer be {}", list(gone)));
            }
            if !fresh.is_empty() {
                tell(&kinds::PARAM_ENUM_VALUE_ADDED, format!("values may now be {}", list(fresh)));
            }
        }
        (None, None) => {}
    }
}
