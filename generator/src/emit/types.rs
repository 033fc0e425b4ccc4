//! Uses of types as tokens: [`TypeRef`] -> `Option<Vec<Thread>>`.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::uses::{Uses, prelude};
use crate::ir::{Scalar, Shape, TypeRef};

/// The owned type, as a field has it.
pub(super) fn owned(cx: &Cx<'_>, uses: &mut Uses, ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Named(id) => {
            let name = uses.ty(cx, *id);
            quote!(#name)
        }
        TypeRef::Scalar(scalar) => self::scalar(cx, uses, *scalar),
        TypeRef::List(item) => wrapped(cx, uses, "Vec", item),
        TypeRef::Map(value) => {
            let map = uses.map(cx);
            let string = prelude(cx, "String");
            let value = owned(cx, uses, value);
            quote!(#map<#string, #value>)
        }
        TypeRef::Nullable(inner) => wrapped(cx, uses, "Option", inner),
        TypeRef::Tuple(elements) => {
            let elements = elements.iter().map(|element| owned(cx, uses, element));
            let elements: Vec<TokenStream> = elements.collect();
            match elements.as_slice() {
                [only] => quote!((#only,)),
                all => quote!((#(#all),*)),
            }
        }
        TypeRef::Json => uses.runtime(cx, "Value"),
    }
}

/// `Wrapper<T>` with a wrapper of the prelude.
pub(super) fn wrapped(cx: &Cx<'_>, uses: &mut Uses, wrapper: &'static str, inner: &TypeRef) -> TokenStream {
    let wrapper = prelude(cx, wrapper);
    let inner = owned(cx, uses, inner);
    quote!(#wrapper<#inner>)
}

/// The type without its null, as a parameter or an optional field has it.
pub(super) fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => without_null(inner),
        other => other,
    }
}

fn scalar(cx: &Cx<'_>, uses: &mut Uses, scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Bool => quote!(bool),
        Scalar::I8 => quote!(i8),
        Scalar::I16 => quote!(i16),
        Scalar::I32 => quote!(i32),
        Scalar::I64 => quote!(i64),
        Scalar::U8 => quote!(u8),
        Scalar::U16 => quote!(u16),
        Scalar::U32 => quote!(u32),
        Scalar::U64 => quote!(u64),
        Scalar::F32 => quote!(f32),
        Scalar::F64 => quote!(f64),
        Scalar::String => prelude(cx, "String"),
        Scalar::Uuid => uses.uuid(cx),
        Scalar::DateTime => uses.runtime(cx, "DateTime"),
        Scalar::Base64 => uses.runtime(cx, "Base64"),
        Scalar::Bytes => uses.runtime(cx, "Bytes"),
        Scalar::File => uses.runtime(cx, "Part"),
        Scalar::Null => quote!(()),
    }
}

/// The type behind aliases.
pub(super) fn resolved<'a>(cx: &Cx<'a>, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    // Aliases do not form circles; the bound only makes that plain.
    for _ in 0..64 {
        let TypeRef::Named(id) = ty else { break };
        let Shape::Alias(aliased) = &cx.type_def(*id).shape else { break };
        ty = aliased;
    }
    ty
}

/// How an argument is taken, and the expression that hands it to the request as `&dyn ToJson`.
pub(super) struct Argument {
    /// Its type.
    pub(super) ty: TokenStream,
    /// Whether `&argument` rather than `argument` is a reference to something sized.
    pub(super) by_value: bool,
}

/// The type of an argument that is only read: `&str`, `i64`, `&[Thread]`, `&Filter`.
pub(super) fn borrowed(cx: &Cx<'_>, uses: &mut Uses, ty: &TypeRef) -> Argument {
    match resolved(cx, ty) {
        TypeRef::Named(id) if matches!(cx.type_def(*id).shape, Shape::Enum(_)) => {
            Argument { ty: owned(cx, uses, ty), by_value: true }
        }
        TypeRef::Scalar(Scalar::String) => Argument { ty: quote!(&str), by_value: true },
        TypeRef::Scalar(Scalar::DateTime | Scalar::Base64 | Scalar::Bytes | Scalar::File) => reference(cx, uses, ty),
        TypeRef::Scalar(_) => Argument { ty: owned(cx, uses, ty), by_value: true },
        TypeRef::List(item) => {
            let item = owned(cx, uses, item);
            Argument { ty: quote!(&[#item]), by_value: true }
        }
        _ => reference(cx, uses, ty),
    }
}

fn reference(cx: &Cx<'_>, uses: &mut Uses, ty: &TypeRef) -> Argument {
    let ty = owned(cx, uses, ty);
    Argument { ty: quote!(&#ty), by_value: false }
}
