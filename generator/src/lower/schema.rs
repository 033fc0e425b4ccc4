//! Turns schemas into types.
//!
//! | schema | Rust |
//! |---|---|
//! | `type: object` with `properties` | a struct |
//! | `type: object` without | a map of `additionalProperties`, or of any JSON |
//! | the same with `additionalProperties: false` | a struct without fields |
//! | `enum`, `const` of texts, integers or several kinds | an open enum; a member that is always there and has one value is no field at all |
//! | `enum` of booleans | `bool` |
//! | `oneOf`, `anyOf`, `type: [a, b]` | an open union, after null, equal and nested arms are taken out |
//! | `oneOf`, `anyOf` of known texts and any text | an open enum |
//! | `allOf`, `$ref` with siblings | the type of all together; the referred one where nothing is added |
//! | `$ref` | the component's type |
//! | a discriminator on a schema that others extend | a union of those |
//! | `type: array` | a list; with `prefixItems` of fixed number a tuple |
//! | `nullable`, `null` among types, values or arms | `Option`, or `Nullable` where null and absent differ |
//! | `string`, `integer`, `number`, `boolean` | by format, see `scalar` |
//! | `true`, `{}`, and what contradicts itself | any JSON |
//!
//! A component has a type of its own, another name of the type if it is no struct, enum or union.

use super::alias::same_as;
use super::constant::Listed;
use super::cx::{LowerCx, Place, component_name};
use super::intersect::{Intersection, Merged, Part};
use super::nullable::{allows_null, or_null};
use super::{constant, enums, family, object, scalar, union};
use crate::diagnostics::codes;
use crate::ir::{Context, Owner, Role, Shape, TypeDef, TypeId, TypeRef, Wire};
use crate::spec::{Schema, Types};

/// Makes the types of all components, but for those that may be a form or stream and nothing else.
pub(super) fn lower_components(cx: &mut LowerCx<'_, '_>) {
    for position in cx.component_order.clone() {
        if !cx.claimed.contains(&position) {
            lower_component(cx, position);
        }
    }
}

/// Makes the types of the remaining components: the form or stream made of one becomes its type, unless JSON refers to
/// it as well.
pub(super) fn lower_claimed(cx: &mut LowerCx<'_, '_>) {
    // A component that is lowered may refer to a further one.
    let waiting = |cx: &LowerCx<'_, '_>, position: &usize| {
        cx.claimed.contains(position) && (cx.referenced.contains(position) || !cx.forms.contains_key(position))
    };
    while let Some(position) = cx.component_order.iter().copied().find(|position| waiting(cx, position)) {
        cx.claimed.remove(&position);
        lower_component(cx, position);
    }
    for (position, id) in cx.forms.clone() {
        name_form(cx, position, id);
    }
}

// A form is called after its component; so are the events of a stream, where the component is nothing else.
fn name_form(cx: &mut LowerCx<'_, '_>, position: usize, id: TypeId) {
    let document = cx.document;
    let Some((key, schema)) = document.components.schemas.get_index(position) else { return };
    if cx.drafts.is_multipart(id) || !cx.drafts.has(cx.component_id(position)) {
        let docs = super::docs::of_type(&Intersection::of(schema), component_name(key).unwrap_or_default());
        cx.drafts.describe(id, component_context(key, schema), docs);
    }
}

fn lower_component(cx: &mut LowerCx<'_, '_>, position: usize) {
    let document = cx.document;
    let Some((key, schema)) = document.components.schemas.get_index(position) else { return };
    let id = cx.component_id(position);
    let place = Place::component(id);
    let all = Intersection::of(schema);
    let ty = match family::lower_family(cx, position, schema, &place) {
        Some(ty) => ty,
        None => lower_value(cx, &all, &place),
    };
    let docs = super::docs::of_type(&all, component_name(key).unwrap_or_default());
    let context = component_context(key, schema);
    if cx.drafts.has(id) {
        cx.drafts.describe(id, context, docs);
    } else {
        let origins = vec![schema.at.clone()];
        cx.drafts.fill(id, TypeDef { origins, context, docs, wire: Wire::Json, shape: Shape::Alias(ty) });
    }
}

/// The context of a component. What else references lead to is called by its last step.
fn component_context(key: &str, schema: &Schema<'_>) -> Context {
    let fixed = super::docs::extension(&schema.extensions, "x-rust-name").map(str::to_owned);
    let component = component_name(key).map(str::to_owned);
    let steps = schema.at.segments();
    let (title, role) = match steps.as_slice() {
        _ if component.is_some() => (schema.title.map(str::to_owned), Role::Whole),
        [.., "$defs" | "definitions", name] => (Some((*name).to_owned()), Role::Whole),
        [.., "properties", name] => (schema.title.map(str::to_owned), Role::Property((*name).to_owned())),
        [.., "items"] => (schema.title.map(str::to_owned), Role::Item),
        _ => (schema.title.map(str::to_owned), Role::Whole),
    };
    Context { fixed, component, title, owner: Owner::None, role }
}

/// The type of one schema.
pub(super) fn lower_schema<'d>(cx: &mut LowerCx<'d, '_>, schema: &'d Schema<'d>, place: &Place) -> TypeRef {
    lower_all(cx, &Intersection::of(schema), place)
}

/// The type of schemas that hold together.
pub(super) fn lower_all<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>, place: &Place) -> TypeRef {
    let value = lower_value(cx, all, place);
    if allows_null(cx, all) { or_null(value) } else { value }
}

/// The type of the values but null.
pub(super) fn lower_value<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>, place: &Place) -> TypeRef {
    let Some(first) = all.first() else { return TypeRef::Json };
    cx.deeper(&first.at, |cx| match same_as(cx, all, place) {
        Some(position) => cx.use_component(position),
        None => lower_merged(cx, all, &all.merged(cx), place),
    })
}

/// The type of schemas whose keywords have been gathered.
pub(super) fn lower_merged<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    place: &Place,
) -> TypeRef {
    report_not_honoured(cx, merged);
    if merged.is_null() {
        return TypeRef::Scalar(crate::ir::Scalar::Null);
    }
    if let Some(ty) = union::lower_groups(cx, all, merged, place) {
        return ty;
    }
    if let Some(listed) = constant::listed(merged).filter(|listed| !lists_items(cx, merged, listed)) {
        return enums::lower_listed(cx, all, merged, listed, place);
    }
    let Some(types) = merged.types() else {
        return contradiction(cx, all);
    };
    lower_types(cx, all, merged, types, place)
}

/// The type of values of these kinds.
pub(super) fn lower_types<'d>(
    cx: &mut LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    types: Types,
    place: &Place,
) -> TypeRef {
    match types {
        Types::OBJECT => object::lower_object(cx, all, merged, place),
        Types::ARRAY => lower_array(cx, merged, place),
        _ if types.is_empty() => TypeRef::Json,
        _ if types.len() > 1 => union::lower_kinds(cx, all, types, place),
        kind => TypeRef::Scalar(scalar::scalar_of(merged, kind)),
    }
}

/// Reports that nothing can satisfy all the schemas.
pub(super) fn contradiction<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>) -> TypeRef {
    if let Some(schema) = all.first() {
        cx.report(codes::SCHEMA_CONTRADICTION, &schema.at, || {
            "no value satisfies all that is said here, so any value is accepted".to_owned()
        });
    }
    TypeRef::Json
}

fn report_not_honoured(cx: &mut LowerCx<'_, '_>, merged: &Merged<'_>) {
    for schema in merged.schemas() {
        report_keywords(cx, schema);
    }
}

/// Reports the keywords of one schema that change no type.
pub(super) fn report_keywords(cx: &mut LowerCx<'_, '_>, schema: &Schema<'_>) {
    let Some(rare) = schema.rare.as_deref() else { return };
    for (keyword, at) in &rare.not_honoured {
        cx.report(codes::KEYWORD_NOT_HONOURED, at, || {
            format!("`{keyword}` does not change the type that is made here")
        });
    }
}

/// Whether an array lists the values of its items, as if they were its own. They are what may stand in it, if nothing
/// else says so.
fn lists_items<'d>(cx: &mut LowerCx<'d, '_>, merged: &Merged<'d>, listed: &[Listed<'d>]) -> bool {
    let items = merged.types() == Some(Types::ARRAY) && !listed.iter().any(|one| one.value.is_array());
    if let Some(first) = listed.first().filter(|_| items) {
        cx.report(codes::ENUM_VALUE_TYPE, &first.schema.at.child("enum"), || {
            "the values are no arrays and are taken for those of its items".to_owned()
        });
    }
    items
}

fn lower_array<'d>(cx: &mut LowerCx<'d, '_>, merged: &Merged<'d>, place: &Place) -> TypeRef {
    if let Some(tuple) = lower_tuple(cx, merged, place) {
        return tuple;
    }
    let items: Vec<Part<'d>> = merged
        .own
        .iter()
        .filter_map(|part| Some(Part { schema: part.schema.items.as_deref()?, whole: true, home: part.home }))
        .collect();
    let place = place.inner(Role::Item);
    let item = if items.is_empty() {
        constant::listed(merged).map_or(TypeRef::Json, |listed| enums::lower_items(cx, listed, &place))
    } else {
        lower_all(cx, &Intersection::parts(items), &place)
    };
    TypeRef::List(Box::new(item))
}

// A tuple reads arrays of its own length only. Where others are allowed a list holds what all places have in common.
fn lower_tuple<'d>(cx: &mut LowerCx<'d, '_>, merged: &Merged<'d>, place: &Place) -> Option<TypeRef> {
    let (schema, rare) = merged.schemas().find_map(|schema| {
        let rare = schema.rare.as_deref()?;
        rare.prefix_items.as_ref().map(|_| (schema, rare))
    })?;
    let prefix = rare.prefix_items.as_deref().unwrap_or_default();
    let count = prefix.len() as u64;
    let closed = schema.items.as_deref().is_some_and(|items| items.always == Some(false));
    let fixed = closed || rare.bounds.max_items == Some(count) || rare.bounds.min_items == Some(count);
    let element = |cx: &mut LowerCx<'d, '_>, index: usize, element: &'d Schema<'d>| {
        lower_schema(cx, element, &place.inner(Role::Element(index)))
    };
    let mut types: Vec<TypeRef> = prefix.iter().enumerate().map(|(index, schema)| element(cx, index, schema)).collect();
    if fixed {
        return Some(TypeRef::Tuple(types));
    }
    if let Some(items) = schema.items.as_deref() {
        types.push(element(cx, prefix.len(), items));
    }
    let same = types.windows(2).all(|pair| pair.first() == pair.last());
    let item = if same { types.pop().unwrap_or(TypeRef::Json) } else { TypeRef::Json };
    Some(TypeRef::List(Box::new(item)))
}
