//! Writes what makes two inline types the same type as a text to compare: names, types and constraints in an order of
//! their own. Docs and the place do not matter.

use std::fmt::Write as _;

use super::hoist::Head;
use crate::ir::{Additional, Arm, Content, Enum, Events, Field, Shape, Struct, TypeRef, Union};

/// The key of an inline type.
pub(super) fn structure_key(head: &Head<'_>, shape: &Shape) -> String {
    let mut key = String::with_capacity(256);
    push(&mut key, head.title.unwrap_or_default());
    push(&mut key, head.fixed.unwrap_or_default());
    let _ = write!(key, "{:?}", head.wire);
    write_shape(&mut key, shape);
    key
}

/// The key of what a type is made of, whatever it is called.
pub(super) fn shape_key(shape: &Shape) -> String {
    let mut key = String::with_capacity(256);
    write_shape(&mut key, shape);
    key
}

fn write_shape(key: &mut String, shape: &Shape) {
    match shape {
        Shape::Struct(of) => write_struct(key, of),
        Shape::Enum(of) => write_enum(key, of),
        Shape::Union(of) => write_union(key, of),
        Shape::Events(of) => write_events(key, of),
        Shape::Alias(of) => write_type(key, of),
    }
}

// Texts are separated by a character that no JSON text holds unescaped.
fn push(key: &mut String, text: &str) {
    key.push_str(text);
    key.push('\u{1}');
}

fn write_struct(key: &mut String, of: &Struct) {
    key.push('S');
    let mut fields: Vec<&Field> = of.fields.iter().collect();
    fields.sort_by_key(|field| field.name.as_str());
    for field in fields {
        write_field(key, field);
    }
    if let Additional::Kept(ty) = &of.additional {
        key.push('+');
        write_type(key, ty);
    }
}

fn write_field(key: &mut String, field: &Field) {
    push(key, &field.name);
    push(key, field.fixed_name.as_deref().unwrap_or_default());
    write_type(key, &field.ty);
    let _ = write!(key, "{}{:?}{}", field.required, field.access, field.secret);
    if let Some(value) = &field.constant {
        let _ = write!(key, "={value}");
    }
    if let Some(value) = &field.default {
        let _ = write!(key, "?{value}");
    }
    key.push(';');
}

fn write_enum(key: &mut String, of: &Enum) {
    let _ = write!(key, "E{:?}", of.base);
    let named = of.values.iter().map(|value| (value.value.to_string(), value.hint.as_deref().unwrap_or_default()));
    let mut values: Vec<(String, &str)> = named.collect();
    values.sort_unstable();
    for (value, hint) in values {
        push(key, &value);
        push(key, hint);
    }
}

fn write_union(key: &mut String, of: &Union) {
    let _ = write!(key, "U{:?}{}{}", of.default_arm, of.tag_optional, of.tag_stated);
    push(key, of.tag.as_deref().unwrap_or_default());
    for arm in &of.arms {
        write_arm(key, arm);
    }
}

fn write_arm(key: &mut String, arm: &Arm) {
    write_type(key, &arm.ty);
    push(key, arm.hint.as_deref().unwrap_or_default());
    let _ = write!(key, "{}", arm.kinds.0);
    for texts in [&arm.tags, &arm.required, &arm.known] {
        for text in texts {
            push(key, text);
        }
        key.push(';');
    }
}

fn write_events(key: &mut String, of: &Events) {
    key.push('V');
    for arm in &of.arms {
        push(key, &arm.event);
        match &arm.payload {
            Content::Json(ty) => write_type(key, ty),
            other => {
                let _ = write!(key, "{other:?}");
            }
        }
    }
}

fn write_type(key: &mut String, ty: &TypeRef) {
    match ty {
        TypeRef::Named(id) => {
            let _ = write!(key, "#{};", id.0);
        }
        TypeRef::Scalar(scalar) => {
            let _ = write!(key, "{scalar:?};");
        }
        TypeRef::List(of) => {
            key.push('[');
            write_type(key, of);
        }
        TypeRef::Map(of) => {
            key.push('{');
            write_type(key, of);
        }
        TypeRef::Nullable(of) => {
            key.push('?');
            write_type(key, of);
        }
        TypeRef::Tuple(elements) => {
            key.push('(');
            for element in elements {
                write_type(key, element);
            }
            key.push(')');
        }
        TypeRef::Json => key.push('*'),
    }
}
