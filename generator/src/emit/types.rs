//! Uses of types as tokens: [`TypeRef`] -> `Option<Vec<Thread>>`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::cx::{Cx, ident};
use super::uses::Uses;
use crate::ir::{Scalar, Shape, TypeRef};

/// The owned type, as a field has it.
pub(super) fn owned(cx: &Cx<'_>, uses: &mut Uses, ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Named(id) => uses.ty(cx, *id),
        TypeRef::Scalar(scalar) => self::scalar(uses, *scalar),
        TypeRef::List(item) => {
            let item = owned(cx, uses, item);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) => {
            let map = uses.map();
            let value = owned(cx, uses, value);
            quote!(#map<String, #value>)
        }
        TypeRef::Nullable(_) => {
            let inner = owned(cx, uses, without_null(ty));
            quote!(Option<#inner>)
        }
        TypeRef::Tuple(elements) => {
            let elements = elements.iter().map(|element| owned(cx, uses, element));
            let elements: Vec<TokenStream> = elements.collect();
            match elements.as_slice() {
                [only] => quote!((#only,)),
                all => quote!((#(#all),*)),
            }
        }
        TypeRef::Json => uses.runtime("Value").into_token_stream(),
    }
}

/// The owned type on the heap; an absent value takes none of it.
pub(super) fn boxed(cx: &Cx<'_>, uses: &mut Uses, ty: &TypeRef) -> TokenStream {
    let inner = owned(cx, uses, without_null(ty));
    if matches!(ty, TypeRef::Nullable(_)) { quote!(Option<Box<#inner>>) } else { quote!(Box<#inner>) }
}

/// The type without its null, as a parameter or an optional field has it.
pub(super) fn without_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) => without_null(inner),
        other => other,
    }
}

fn scalar(uses: &mut Uses, scalar: Scalar) -> TokenStream {
    let word = match scalar {
        Scalar::Bool => ident("bool"),
        Scalar::I8 => ident("i8"),
        Scalar::I16 => ident("i16"),
        Scalar::I32 => ident("i32"),
        Scalar::I64 => ident("i64"),
        Scalar::I128 => ident("i128"),
        Scalar::U8 => ident("u8"),
        Scalar::U16 => ident("u16"),
        Scalar::U32 => ident("u32"),
        Scalar::U64 => ident("u64"),
        Scalar::F32 => ident("f32"),
        Scalar::F64 => ident("f64"),
        Scalar::String => ident("String"),
        Scalar::Uuid => uses.uuid(),
        Scalar::DateTime => uses.runtime("DateTime"),
        Scalar::Base64 => uses.runtime("Base64"),
        Scalar::Bytes => uses.runtime("Bytes"),
        Scalar::File => uses.runtime("Part"),
        Scalar::Null => return quote!(()),
    };
    word.into_token_stream()
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
