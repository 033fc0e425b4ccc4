//! Properties: which there are, and which are required.

use std::collections::BTreeSet;

use super::super::super::cx::Cx;
use super::super::super::finding::Finding;
use super::super::super::kinds::{Kind, schemas};
use super::super::super::life_cycle;
use super::super::super::side::At;
use super::super::both::holder;
use super::super::node::Node;
use super::super::view::View;
use super::super::{Both, Role};
use super::{additional, nullability};
use crate::spec::Schema;

/// A property of one side.
struct Property<'v, 's> {
    name: &'s str,
    schemas: &'v [&'s Schema<'s>],
    required: bool,
}

/// Who may send a property.
struct Access {
    read_only: bool,
    write_only: bool,
}

/// Properties of one side by their names.
type Lost<'v, 's> = Vec<Property<'v, 's>>;

pub(super) fn compare<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    let (old, new) = (both.old.clone(), both.new.clone());
    let mut gone = Vec::new();
    for name in old.properties.keys() {
        match (property(&old, name), property(&new, name)) {
            (Some(before), Some(after)) => kept(cx, both, &before, &after),
            (Some(before), None) => gone.push(before),
            _ => {}
        }
    }
    let fresh = new.properties.keys().filter(|name| !old.properties.contains_key(*name));
    let mut come: Lost<'_, 's> = fresh.filter_map(|name| property(&new, name)).collect();
    renamed(cx, both, &mut gone, &mut come);
    // A map that became a struct, or the reverse, is told as a whole.
    if additional::map_became_struct(both) {
        return;
    }
    for property in &gone {
        removed(cx, both, property);
    }
    for property in &come {
        added(cx, both, property);
    }
}

fn property<'v, 's>(view: &'v View<'s>, name: &str) -> Option<Property<'v, 's>> {
    let (name, schemas) = view.properties.get_key_value(name)?;
    Some(Property { name, schemas, required: view.required.contains(name) })
}

fn node<'s>(view: &View<'s>, property: &Property<'_, 's>) -> Node<'s> {
    Node::of(view.side, property.schemas.iter().copied())
}

fn access<'s>(cx: &mut Cx<'s>, view: &View<'s>, property: &Property<'_, 's>) -> Access {
    let seen = cx.view(&node(view, property));
    Access { read_only: seen.read_only, write_only: seen.write_only }
}

fn kept<'s>(cx: &mut Cx<'s>, both: &Both<'s>, old: &Property<'_, 's>, new: &Property<'_, 's>) {
    let (before, after) = (node(&both.old, old), node(&both.new, new));
    if let (Some(one), Some(two)) = (before.schemas.first(), after.schemas.first()) {
        life_cycle::property(cx, At::new(both.old.side, one), At::new(both.new.side, two), both.direction);
    }
    let mut role = Role::Plain;
    if old.required != new.required {
        let null = nullability::change(&cx.view(&before), &cx.view(&after));
        if null == Some(new.required) {
            role = Role::Swapped;
            swapped(cx, both, new);
        } else if new.required {
            became_required(cx, both, new);
        } else {
            became_optional(cx, both, new);
        }
    }
    cx.pair(before, after, both.direction, role);
}

fn added<'s>(cx: &mut Cx<'s>, both: &Both<'s>, property: &Property<'_, 's>) {
    let name = property.name;
    let access = access(cx, &both.new, property);
    // Nobody has to send what only the server may set.
    if both.is_request() && access.read_only {
        return;
    }
    let (kind, sentence) = match (both.is_request(), property.required) {
        (true, true) => (&schemas::REQ_PROP_REQUIRED_ADDED, format!("`{name}` has to be sent now")),
        (true, false) => (&schemas::REQ_PROP_OPTIONAL_ADDED, format!("`{name}` may be sent now")),
        (false, _) if access.write_only => (&schemas::WRITE_ONLY_PROP_CHANGED, format!("`{name}` is new")),
        (false, true) => (&schemas::RESP_PROP_REQUIRED_ADDED, format!("`{name}` is new and always there")),
        (false, false) => (&schemas::RESP_PROP_OPTIONAL_ADDED, format!("`{name}` is new")),
    };
    cx.report(one_sided(both, kind, None, property.schemas.first().copied(), sentence));
}

fn removed<'s>(cx: &mut Cx<'s>, both: &Both<'s>, property: &Property<'_, 's>) {
    let name = property.name;
    let access = access(cx, &both.old, property);
    if both.is_request() && access.read_only {
        return;
    }
    let (kind, sentence) = match (both.is_request(), property.required) {
        (true, _) => (&schemas::REQ_PROP_REMOVED, format!("`{name}` is no longer known")),
        (false, _) if access.write_only => (&schemas::WRITE_ONLY_PROP_CHANGED, format!("`{name}` is gone")),
        (false, true) => (&schemas::RESP_PROP_REQUIRED_REMOVED, format!("`{name}`, which was always there, is gone")),
        (false, false) => (&schemas::RESP_PROP_OPTIONAL_REMOVED, format!("`{name}` is gone")),
    };
    cx.report(one_sided(both, kind, property.schemas.first().copied(), None, sentence));
}

fn became_required<'s>(cx: &mut Cx<'s>, both: &Both<'s>, property: &Property<'_, 's>) {
    let name = property.name;
    let access = access(cx, &both.new, property);
    if both.is_request() && access.read_only {
        return;
    }
    let (kind, sentence) = match both.is_request() {
        true => (&schemas::REQ_PROP_BECAME_REQUIRED, format!("`{name}` has to be sent now")),
        false if access.write_only => (&schemas::WRITE_ONLY_PROP_CHANGED, format!("`{name}` is required now")),
        false => (&schemas::RESP_PROP_BECAME_REQUIRED, format!("`{name}` is always there now")),
    };
    cx.report(required(both, kind, name, sentence));
}

fn became_optional<'s>(cx: &mut Cx<'s>, both: &Both<'s>, property: &Property<'_, 's>) {
    let name = property.name;
    let access = access(cx, &both.new, property);
    if both.is_request() && access.read_only {
        return;
    }
    let (kind, sentence) = match both.is_request() {
        true => (&schemas::REQ_PROP_BECAME_OPTIONAL, format!("`{name}` may be left out now")),
        false if access.write_only => (&schemas::WRITE_ONLY_PROP_CHANGED, format!("`{name}` is no longer required")),
        false => (&schemas::RESP_PROP_BECAME_OPTIONAL, format!("`{name}` may be missing now")),
    };
    cx.report(required(both, kind, name, sentence));
}

fn swapped(cx: &mut Cx<'_>, both: &Both<'_>, property: &Property<'_, '_>) {
    let name = property.name;
    let sentence = if property.required {
        format!("`{name}` is null now where it was absent")
    } else {
        format!("`{name}` is absent now where it was null")
    };
    cx.report(required(both, &schemas::OPTIONAL_VS_NULLABLE_SWAPPED, name, sentence));
}

/// Likely renames: one name went and one came that differ in case and separators alone, and the schema stayed.
fn renamed<'s>(cx: &mut Cx<'s>, both: &Both<'s>, gone: &mut Lost<'_, 's>, come: &mut Lost<'_, 's>) {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut told = BTreeSet::new();
    for old in gone.iter() {
        let spelled: String = letters(old.name);
        let Some(new) = come.iter().find(|new| letters(new.name) == spelled && new.required == old.required) else {
            continue;
        };
        if !cx.same(&node(&both.old, old), &node(&both.new, new)) {
            continue;
        }
        told.extend([old.name, new.name]);
        let sentence = format!("`{}` is called `{}` now", old.name, new.name);
        let places = (old.schemas.first().copied(), new.schemas.first().copied());
        cx.report(one_sided(both, &schemas::PROP_RENAMED, places.0, places.1, sentence));
    }
    gone.retain(|property| !told.contains(property.name));
    come.retain(|property| !told.contains(property.name));
}

/// A finding about a property that one side lacks.
fn one_sided<'s>(
    both: &Both<'s>,
    kind: &'static Kind,
    old: Option<&'s Schema<'s>>,
    new: Option<&'s Schema<'s>>,
    sentence: String,
) -> Finding {
    let before = old.map_or_else(|| holder(&both.old, parent(&both.new, new)), |property| property.at.clone());
    let after = new.map_or_else(|| holder(&both.new, parent(&both.old, old)), |property| property.at.clone());
    let values = (old.and_then(|_| both.old.side.value(&before)), new.and_then(|_| both.new.side.value(&after)));
    Finding::new(kind, sentence).at(&before, &after).values(values.0, values.1).sent(both.direction)
}

/// The part that states a property.
fn parent<'s>(view: &View<'s>, property: Option<&Schema<'s>>) -> Option<&'s Schema<'s>> {
    let property = property?;
    view.part(|part| part.properties.iter().any(|(_, other)| std::ptr::eq(other, property)))
}

fn required(both: &Both<'_>, kind: &'static Kind, name: &str, sentence: String) -> Finding {
    both.finding(kind, "required", |part| part.required.contains(&name), sentence)
}
