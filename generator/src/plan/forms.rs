//! The form of each type: fields, constructor, setters, derives.

use std::collections::BTreeSet;

use super::usage::{REQUEST, RESPONSE};
use super::{FieldForm, TraitForm, TypePlan};
use crate::ir::{Access, Api, Field, Shape, Struct, TypeDef, TypeId, TypeRef, Union, Wire};

/// Decides the form of each type, in IR order.
pub(crate) fn types(api: &Api, directions: &[u8]) -> Vec<TypePlan> {
    api.types.iter().zip(directions).map(|(def, direction)| form(api, def, *direction)).collect()
}

/// Named types that setters take as `Nullable<T>`.
pub(crate) fn set_or_null(api: &Api, plans: &[TypePlan]) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for (def, plan) in api.types.iter().zip(plans) {
        let Shape::Struct(shape) = &def.shape else { continue };
        let nullable = plan.setters.iter().filter(|index| plan.fields.get(**index) == Some(&FieldForm::Nullable));
        for field in nullable.filter_map(|index| shape.fields.get(*index)) {
            if let TypeRef::Nullable(inner) = &field.ty
                && let TypeRef::Named(id) = without_aliases(api, inner, 0)
            {
                found.insert(id);
            }
        }
    }
    found
}

fn form(api: &Api, def: &TypeDef, directions: u8) -> TypePlan {
    let plan = TypePlan {
        in_request: directions & REQUEST != 0,
        in_response: directions & RESPONSE != 0,
        ..TypePlan::default()
    };
    match &def.shape {
        Shape::Struct(shape) => TypePlan { traits: traits(def.wire, shape), ..structure(shape, plan) },
        Shape::Enum(_) => TypePlan { traits: TraitForm::Table, ..plan },
        Shape::Union(shape) => TypePlan { traits: TraitForm::Table, from_arms: from_arms(api, shape), ..plan },
        Shape::Events(_) | Shape::Alias(_) => plan,
    }
}

fn structure(shape: &Struct, plan: TypePlan) -> TypePlan {
    let fields: Vec<FieldForm> = shape.fields.iter().map(|field| field_form(field, plan.in_request)).collect();
    let sent = |field: &Field| field.access != Access::ReadOnly;
    let with = |form: fn(FieldForm) -> bool| -> Vec<usize> {
        let indexed = fields.iter().zip(&shape.fields).enumerate();
        indexed
            .filter(|(_, (f, field))| form(**f) && (**f == FieldForm::Required || sent(field)))
            .map(|(i, _)| i)
            .collect()
    };
    // A type that nothing uses may be used by the user: it can be built too.
    let built = plan.in_request || !plan.in_response;
    let required = with(|form| form == FieldForm::Required);
    let optional = with(|form| matches!(form, FieldForm::Optional | FieldForm::Nullable));
    TypePlan {
        default: required.is_empty(),
        fields,
        constructor: built.then_some(required),
        setters: if built { optional } else { Vec::new() },
        ..plan
    }
}

/// Parts of a form have no JSON to show or compare.
fn traits(wire: Wire, shape: &Struct) -> TraitForm {
    match wire {
        Wire::Multipart if shape.fields.iter().any(|field| field.secret && field.constant.is_none()) => {
            TraitForm::Written
        }
        Wire::Multipart => TraitForm::Derived,
        Wire::Json => TraitForm::Table,
    }
}

fn field_form(field: &Field, in_request: bool) -> FieldForm {
    match (field.required, &field.ty) {
        _ if field.constant.is_some() => FieldForm::Constant,
        (true, _) => FieldForm::Required,
        (false, TypeRef::Nullable(_)) if in_request => FieldForm::Nullable,
        (false, _) => FieldForm::Optional,
    }
}

/// Arms whose type no other arm has under any name: the others could not be told apart by `From`.
fn from_arms(api: &Api, union: &Union) -> Vec<usize> {
    let types: Vec<TypeRef> = union.arms.iter().map(|arm| without_aliases(api, &arm.ty, 0)).collect();
    let unique = |ty: &TypeRef| types.iter().filter(|other| *other == ty).count() == 1;
    // Lists, maps and nested options of foreign types are fine too: the union itself is local.
    types.iter().enumerate().filter(|(_, ty)| **ty != TypeRef::Json && unique(ty)).map(|(index, _)| index).collect()
}

/// The type with each alias replaced by what it stands for. Aliases form no circles; the depth is a second guard.
fn without_aliases(api: &Api, ty: &TypeRef, depth: usize) -> TypeRef {
    let inner = |of: &TypeRef| Box::new(without_aliases(api, of, depth + 1));
    match ty {
        _ if depth > api.types.len() => ty.clone(),
        TypeRef::Named(id) => match api.types.get(id.index()).map(|def| &def.shape) {
            Some(Shape::Alias(of)) => without_aliases(api, of, depth + 1),
            _ => ty.clone(),
        },
        TypeRef::List(of) => TypeRef::List(inner(of)),
        TypeRef::Map(of) => TypeRef::Map(inner(of)),
        TypeRef::Nullable(of) => TypeRef::Nullable(inner(of)),
        TypeRef::Tuple(of) => TypeRef::Tuple(of.iter().map(|of| without_aliases(api, of, depth + 1)).collect()),
        TypeRef::Scalar(_) | TypeRef::Json => ty.clone(),
    }
}
