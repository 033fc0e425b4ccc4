//! Changes of items to the kinds of the catalogue that only names and crates show.

use super::super::kinds::{Kind, enums, names, paths};
use super::rows::{Row, What};
use super::{Change, Tables};
use crate::ir::{Shape, TypeDef};

/// The kind of a change; `None` where the documents show it, as they show a member that is gone.
pub(super) fn kind(
    old: &Tables,
    new: &Tables,
    row: &Row,
    counterpart: Option<&Row>,
    change: &Change,
) -> Option<&'static Kind> {
    let default_is_gone = row.what == What::Trait && row.identity.ends_with(" default");
    if *change == Change::Removed && default_is_gone {
        return Some(&names::DERIVE_SET_CHANGED);
    }
    let def = |tables: &Tables, row: &Row| row.of.and_then(|id| tables.api.types.get(id.index()).cloned());
    let other = counterpart?;
    match change {
        Change::Renamed(_) => match (row.what, def(old, row), def(new, other)) {
            (What::Struct | What::Enum | What::Alias, Some(from), Some(to)) => renamed_type(&from, &to),
            (What::Unit, Some(from), _) if matches!(from.shape, Shape::Enum(_)) => Some(&enums::ENUM_VALUE_COLLISION),
            (What::Method, None, _) => renamed_method(old, new, row, other),
            _ => None,
        },
        Change::Retyped { .. } => retyped(row, other, def(new, other).as_ref()),
        Change::Removed | Change::Added => None,
    }
}

fn renamed_type(from: &TypeDef, to: &TypeDef) -> Option<&'static Kind> {
    match (&from.context.component, &to.context.component) {
        (Some(from), Some(to)) if from == to => Some(&names::SCHEMA_NAME_COLLISION),
        (Some(_), Some(_)) => Some(&names::SCHEMA_RENAMED),
        (Some(_), None) => Some(&names::SCHEMA_INLINED),
        (None, Some(_)) => Some(&names::SCHEMA_EXTRACTED),
        (None, None) => (from.context.title != to.context.title).then_some(&names::INLINE_TITLE_CHANGED),
    }
}

/// A method that is called otherwise though its operation is not had to give way to another one.
fn renamed_method(old: &Tables, new: &Tables, row: &Row, other: &Row) -> Option<&'static Kind> {
    let operation = |tables: &Tables, row: &Row| {
        let at = row.origin.clone()?;
        tables.api.operations.iter().find(|operation| operation.origin == at).cloned()
    };
    let (from, to) = (operation(old, row)?, operation(new, other)?);
    let tag =
        |tables: &Tables, tag: Option<usize>| tag.and_then(|tag| tables.api.tags.get(tag)).map(|tag| tag.name.clone());
    let same = from.operation_id == to.operation_id && tag(old, from.tag) == tag(new, to.tag);
    same.then_some(&paths::OPERATION_NAME_COLLISION)
}

fn retyped(row: &Row, other: &Row, def: Option<&TypeDef>) -> Option<&'static Kind> {
    match (row.what, other.what) {
        (What::Alias, What::Struct | What::Enum) | (What::Struct | What::Enum, What::Alias) => {
            Some(&names::NEWTYPE_INTRODUCED)
        }
        (What::Unit, What::Holding { .. }) | (What::Holding { .. }, What::Unit) => Some(&names::VARIANT_KIND_CHANGED),
        (What::Holding { boxed: one }, What::Holding { boxed: two }) if one != two => {
            let is_union = def.is_none_or(|def| matches!(def.shape, Shape::Union(_) | Shape::Events(_)));
            is_union.then_some(&names::LARGE_ENUM_BOXED)
        }
        (What::Field, What::Field) if is_boxed_otherwise(&row.signature, &other.signature) => {
            Some(&names::SCHEMA_BECAME_RECURSIVE)
        }
        (What::Constructor, What::Constructor) => Some(&names::CONSTRUCTOR_ARITY_CHANGED),
        _ => None,
    }
}

fn is_boxed_otherwise(one: &str, two: &str) -> bool {
    let without = |text: &str| text.replace("Box<", "").replace(['<', '>'], "");
    one.contains("Box<") != two.contains("Box<") && without(one) == without(two)
}
