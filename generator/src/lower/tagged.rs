//! Makes the tag of a union a constant in the structs that are its arms, where a struct has the same one in every union
//! and a discriminator names it or it must be there.

use std::collections::BTreeMap;

use serde_json::Value;

use super::constant::type_of;
use super::cycles::resolved;
use crate::ir::{Enum, Field, Scalar, Shape, Struct, TypeDef, TypeId, TypeRef};

/// Sets the constants.
pub(super) fn fix_tags(defs: &mut [Option<TypeDef>]) {
    let mut tags: BTreeMap<(TypeId, String), Option<String>> = BTreeMap::new();
    for def in defs.iter().flatten() {
        let Shape::Union(union) = &def.shape else { continue };
        let Some(tag) = &union.tag else { continue };
        for arm in &union.arms {
            let TypeRef::Named(id) = resolved(defs, &arm.ty) else { continue };
            // What no discriminator names may be absent on purpose, and must not come in then.
            if !union.tag_stated && !is_required(defs, id, tag) {
                continue;
            }
            let value = match arm.tags.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            };
            let known = tags.entry((id, tag.clone())).or_insert_with(|| value.clone());
            if *known != value {
                *known = None;
            }
        }
    }
    for ((id, tag), value) in tags {
        let constant = value.and_then(|value| constant_for(defs, id, &tag, &value));
        if let (Some(constant), Some(field)) = (constant, field_mut(defs, id, &tag)) {
            field.ty = type_of(&constant);
            field.constant = Some(constant);
        }
    }
}

fn is_required(defs: &[Option<TypeDef>], id: TypeId, tag: &str) -> bool {
    match defs.get(id.index()) {
        Some(Some(TypeDef { shape: Shape::Struct(of), .. })) => {
            of.fields.iter().any(|field| field.name == tag && field.required)
        }
        _ => false,
    }
}

fn constant_for(defs: &[Option<TypeDef>], id: TypeId, tag: &str, value: &str) -> Option<Value> {
    let Some(Some(TypeDef { shape: Shape::Struct(Struct { fields, .. }), .. })) = defs.get(id.index()) else {
        return None;
    };
    let field = fields.iter().find(|field| field.name == tag && field.constant.is_none())?;
    match resolved(defs, &field.ty) {
        TypeRef::Scalar(Scalar::String) => Some(Value::from(value)),
        TypeRef::Scalar(Scalar::Bool) => value.parse::<bool>().ok().map(Value::from),
        TypeRef::Scalar(Scalar::I64 | Scalar::I32) => value.parse::<i64>().ok().map(Value::from),
        TypeRef::Named(id) => match defs.get(id.index()) {
            Some(Some(TypeDef { shape: Shape::Enum(values), .. })) => value_of(values, value),
            _ => None,
        },
        _ => None,
    }
}

/// The value of the enum that reads like the tag. A mapping that says another one contradicts the schema: the member
/// stays a field then, which can hold either.
fn value_of(of: &Enum, text: &str) -> Option<Value> {
    of.values.iter().map(|value| &value.value).find(|value| super::outline::choice_text(value) == text).cloned()
}

fn field_mut<'t>(defs: &'t mut [Option<TypeDef>], id: TypeId, tag: &str) -> Option<&'t mut Field> {
    match defs.get_mut(id.index()) {
        Some(Some(TypeDef { shape: Shape::Struct(of), .. })) => of.fields.iter_mut().find(|field| field.name == tag),
        _ => None,
    }
}
