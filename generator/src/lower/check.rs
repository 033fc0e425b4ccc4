//! Rules that need the types of the whole API.

use serde_json::Value;

use super::cycles::resolved;
use crate::diagnostics::{Diagnostics, codes};
use crate::ir::{Scalar, Shape, TypeDef, TypeRef};

/// How deep the values of a default are looked into.
const DEEPEST: usize = 32;

/// A default is a value that its schema allows. One that is not is left out.
pub(super) fn check_defaults(defs: &mut [Option<TypeDef>], diagnostics: &mut Diagnostics) {
    let mut wrong = Vec::new();
    for (index, def) in defs.iter().enumerate() {
        let Some(TypeDef { shape: Shape::Struct(of), .. }) = def else { continue };
        for (position, field) in of.fields.iter().enumerate() {
            if field.default.as_ref().is_some_and(|value| !fits(defs, &field.ty, value, 0)) {
                wrong.push((index, position));
            }
        }
    }
    for (index, position) in wrong {
        let Some(Some(TypeDef { shape: Shape::Struct(of), origins, .. })) = defs.get_mut(index) else { continue };
        let Some(field) = of.fields.get_mut(position) else { continue };
        let (Some(value), Some(origin)) = (field.default.take(), origins.first()) else { continue };
        field.docs.notes.retain(|note| !note.starts_with("Default: "));
        let at = origin.child("properties").child(&field.name);
        let message = format!("the default `{value}` is not a value that `{}` can have, so it is left out", field.name);
        diagnostics.report(codes::INVALID_DEFAULT, &at, message);
    }
}

fn fits(defs: &[Option<TypeDef>], ty: &TypeRef, value: &Value, depth: usize) -> bool {
    if depth > DEEPEST {
        return true;
    }
    match resolved(defs, ty) {
        TypeRef::Json => true,
        TypeRef::Nullable(inner) => value.is_null() || fits(defs, &inner, value, depth + 1),
        TypeRef::Scalar(scalar) => fits_scalar(scalar, value),
        TypeRef::List(item) => {
            value.as_array().is_some_and(|items| items.iter().all(|one| fits(defs, &item, one, depth + 1)))
        }
        TypeRef::Map(of) => {
            value.as_object().is_some_and(|members| members.values().all(|one| fits(defs, &of, one, depth + 1)))
        }
        TypeRef::Tuple(_) => value.is_array(),
        TypeRef::Named(id) => match defs.get(id.index()) {
            Some(Some(TypeDef { shape: Shape::Enum(of), .. })) => of.values.iter().any(|one| one.value == *value),
            Some(Some(TypeDef { shape: Shape::Struct(_), .. })) => value.is_object(),
            _ => true,
        },
    }
}

fn fits_scalar(scalar: Scalar, value: &Value) -> bool {
    match scalar {
        Scalar::Bool => value.is_boolean(),
        Scalar::F32 | Scalar::F64 => value.is_number(),
        Scalar::Null => value.is_null(),
        Scalar::String | Scalar::Uuid | Scalar::DateTime | Scalar::Base64 | Scalar::Bytes | Scalar::File => {
            value.is_string()
        }
        Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::I128
        | Scalar::U8
        | Scalar::U16
        | Scalar::U32
        | Scalar::U64 => value.as_f64().is_some_and(|number| number.fract() == 0.0),
    }
}
