//! Turns objects into structs and maps.

use indexmap::IndexMap;

use super::constant::{constant_of, type_of};
use super::cx::{LowerCx, Place};
use super::docs::{self, extension};
use super::hoist::{Begun, Head};
use super::intersect::{Intersection, Merged, Part};
use super::nullable::allows_null;
use super::schema::lower_all;
use crate::diagnostics::codes;
use crate::ir::{Access, Additional, Field, Owner, Role, Scalar, Shape, Struct, TypeId, TypeRef, Wire};
use crate::spec::Schema;

/// The properties of an object, each with all schemas that hold for it.
pub(super) type Members<'d> = IndexMap<&'d str, Vec<Part<'d>>>;

/// The type of an object.
pub(super) fn lower_object<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    place: &Place,
) -> TypeRef {
    let members = members_of(merged);
    let closed = is_closed(merged);
    if members.is_empty() && !(closed && extra_schemas(merged).is_empty()) {
        return TypeRef::Map(Box::new(lower_extra(cx, merged, &place.inner(Role::MapValue)).unwrap_or(TypeRef::Json)));
    }
    let draft = match cx.drafts.begin(all, place) {
        Begun::Known(id) => return TypeRef::Named(id),
        Begun::New(draft) => draft,
    };
    let required = required_of(cx, merged, &members, closed);
    let fields = members
        .into_iter()
        .map(|(name, parts)| lower_field(cx, name, parts, required.contains(&name), draft.id))
        .collect();
    let value_place = Place::part(Owner::Type(draft.id), Role::MapValue);
    let additional = match lower_extra(cx, merged, &value_place) {
        Some(ty) => Additional::Kept(ty),
        None => Additional::Ignored,
    };
    let head = head_of(all, place, Wire::Json);
    cx.drafts.finish(draft, place, head, Shape::Struct(Struct { fields, additional }))
}

/// Title, docs and origin of a type.
pub(super) fn head_of<'d>(all: &Intersection<'d>, place: &Place, wire: Wire) -> Head<'d> {
    let schema = all.first();
    let title = all.parts.iter().find_map(|part| part.schema.title);
    Head {
        origin: schema.map(|schema| schema.at.clone()).unwrap_or_default(),
        title: title.filter(|title| docs::names_something(title, &place.role)),
        fixed: schema.and_then(|schema| extension(&schema.extensions, "x-rust-name")),
        // The title of an inline type is its name already.
        docs: docs::of_type(all, title.unwrap_or_default()),
        wire,
    }
}

/// All properties in document order.
pub(super) fn members_of<'d>(merged: &Merged<'d>) -> Members<'d> {
    let mut members = Members::new();
    for part in &merged.own {
        for (name, schema) in &part.schema.properties {
            members.entry(name).or_default().push(Part { schema, whole: true, home: part.home });
        }
    }
    for (name, part) in conditional_members(merged) {
        members.entry(name).or_insert_with(|| vec![part]);
    }
    members
}

/// Members that are there under a condition only. What several conditions say of one need not hold together, so that
/// nothing is known of it.
fn conditional_members<'d>(merged: &Merged<'d>) -> impl Iterator<Item = (&'d str, Part<'d>)> {
    let mut found: IndexMap<&'d str, Option<Part<'d>>> = IndexMap::new();
    for part in &merged.own {
        let conditional = part.schema.rare.as_deref().map(|rare| rare.conditional.as_slice()).unwrap_or_default();
        for (name, schema) in conditional.iter().flat_map(|schema| &schema.properties) {
            let one = Some(Part { schema, whole: true, home: part.home });
            found.entry(name).and_modify(|found| *found = None).or_insert(one);
        }
    }
    found.into_iter().filter_map(|(name, part)| Some((name, part?)))
}

/// The names of members that must be there. One that is not declared cannot be asked for.
pub(super) fn required_of<'d>(
    cx: &mut LowerCx<'d, '_>,
    merged: &Merged<'d>,
    members: &Members<'d>,
    closed: bool,
) -> Vec<&'d str> {
    let mut required = Vec::new();
    for schema in merged.schemas() {
        for &name in &schema.required {
            if !members.contains_key(name) {
                report_undeclared(cx, schema, name, closed);
            } else if !required.contains(&name) {
                required.push(name);
            }
        }
    }
    required
}

fn report_undeclared(cx: &mut LowerCx<'_, '_>, schema: &Schema<'_>, name: &str, closed: bool) {
    let (code, why) = if closed {
        (codes::REQUIRED_UNDECLARED, "and `additionalProperties` forbids it")
    } else {
        (codes::REQUIRED_UNKNOWN, "so it gets no field")
    };
    cx.report(code, &schema.at.child("required"), || {
        format!("`{name}` is required but not among the properties, {why}")
    });
}

/// A field of a struct.
pub(super) fn lower_field<'d>(
    cx: &mut LowerCx<'d, '_>,
    name: &'d str,
    parts: Vec<Part<'d>>,
    required: bool,
    id: TypeId,
) -> Field {
    let owner = match parts.as_slice() {
        [one] => one.home.unwrap_or(id),
        _ => id,
    };
    let all = Intersection::parts(parts);
    let default = default_of(&all);
    let constant = constant_of(&all).filter(|value| required || default == Some(value));
    let constant = constant.filter(|_| !allows_null(cx, &all));
    let ty = match constant {
        Some(value) => type_of(value),
        None => lower_all(cx, &all, &Place::part(Owner::Type(owner), Role::Property(name.to_owned()))),
    };
    field(cx, name, &all, required, ty, constant.cloned())
}

/// A field whose type is known.
pub(super) fn field<'d>(
    cx: &LowerCx<'d, '_>,
    name: &str,
    all: &Intersection<'d>,
    required: bool,
    ty: TypeRef,
    constant: Option<serde_json::Value>,
) -> Field {
    let access = access_of(cx, all);
    Field {
        name: name.to_owned(),
        fixed_name: all
            .parts
            .iter()
            .find_map(|part| extension(&part.schema.extensions, "x-rust-name"))
            .map(str::to_owned),
        required,
        constant,
        default: default_of(all).cloned(),
        access,
        secret: access == Access::WriteOnly || is_password(all) || is_text(&ty) && is_credential(name),
        ty,
        docs: docs::of_member(all, name),
    }
}

fn default_of<'d>(all: &Intersection<'d>) -> Option<&'d serde_json::Value> {
    all.parts.iter().find_map(|part| part.schema.default).filter(|value| !value.is_null())
}

fn is_password(all: &Intersection<'_>) -> bool {
    let secret = |schema: &Schema<'_>| schema.format == Some("password");
    all.parts.iter().any(|part| secret(part.schema) || part.schema.any_of.iter().any(secret))
}

fn is_text(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(ty) => is_text(ty),
        other => *other == TypeRef::Scalar(Scalar::String),
    }
}

/// Few documents say `format: password` of what opens a door; these names say it. A `token` alone may be a word of a text.
fn is_credential(name: &str) -> bool {
    const NAMES: [&str; 14] = [
        "accesskey",
        "accesstoken",
        "apikey",
        "authtoken",
        "bearertoken",
        "clientsecret",
        "idtoken",
        "jwttoken",
        "password",
        "privatekey",
        "refreshtoken",
        "secretkey",
        "secretaccesskey",
        "sessiontoken",
    ];
    let letters: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    NAMES.contains(&letters.as_str())
}

// 3.0 allows no siblings of `$ref`, so what is referred to speaks for the member too.
fn access_of<'d>(cx: &LowerCx<'d, '_>, all: &Intersection<'d>) -> Access {
    let (mut read_only, mut write_only) = (false, false);
    for part in &all.parts {
        let target = part.schema.reference.as_deref().and_then(|reference| cx.component(reference));
        let wrapped = part.schema.all_of.iter().chain(target.map(|(_, schema)| schema));
        for schema in std::iter::once(part.schema).chain(wrapped) {
            read_only |= schema.read_only;
            write_only |= schema.write_only;
        }
    }
    match (read_only, write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::Both,
    }
}

/// Whether further members are forbidden.
pub(super) fn is_closed(merged: &Merged<'_>) -> bool {
    merged.schemas().any(|schema| extra_of(schema).is_some_and(|extra| extra.always == Some(false)))
}

/// What a schema says of members that it does not declare.
pub(super) fn extra_of<'s, 'd>(schema: &'s Schema<'d>) -> Option<&'s Schema<'d>> {
    let unevaluated = || schema.rare.as_deref()?.unevaluated_properties.as_deref();
    schema.additional_properties.as_deref().or_else(unevaluated)
}

/// The schemas of members that are not declared: of `additionalProperties` or `unevaluatedProperties`, else of
/// `patternProperties`.
fn extra_schemas<'d>(merged: &Merged<'d>) -> Vec<Part<'d>> {
    let open = |part: &Part<'d>| {
        let schema = extra_of(part.schema).filter(|extra| extra.always != Some(false))?;
        Some(Part { schema, whole: true, home: part.home })
    };
    let stated: Vec<Part<'d>> = merged.own.iter().filter_map(open).collect();
    if !stated.is_empty() && !is_closed(merged) {
        return stated;
    }
    let patterns = merged.own.iter().flat_map(|part| {
        let rare = part.schema.rare.as_deref();
        let patterns = rare.map(|rare| rare.pattern_properties.as_slice()).unwrap_or_default();
        patterns.iter().map(|(_, schema)| Part { schema, whole: true, home: part.home })
    });
    patterns.collect()
}

// Several patterns speak of different members, so what they describe is not met but listed.
fn lower_extra<'d>(cx: &mut LowerCx<'d, '_>, merged: &Merged<'d>, place: &Place) -> Option<TypeRef> {
    let schemas = extra_schemas(merged);
    let from_patterns = is_closed(merged) || merged.schemas().all(|schema| extra_of(schema).is_none());
    if schemas.is_empty() {
        return None;
    }
    if !from_patterns {
        return Some(lower_all(cx, &Intersection::parts(schemas), place));
    }
    let mut types: Vec<TypeRef> =
        schemas.into_iter().map(|part| lower_all(cx, &Intersection::parts(vec![part]), place)).collect();
    let same = types.windows(2).all(|pair| pair.first() == pair.last());
    Some(if same { types.pop().unwrap_or(TypeRef::Json) } else { TypeRef::Json })
}
