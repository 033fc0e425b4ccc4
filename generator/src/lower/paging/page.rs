//! What the types say of a page: where its items are, and what stands beside them.

use crate::ir::{Api, Field, Scalar, Shape, Struct, TypeRef};

/// The longest chain of names for one type.
const LONGEST: usize = 32;

/// Names of the member that holds the items, where a page has several arrays.
const ITEMS: &[&str] =
    &["data", "items", "results", "records", "entries", "values", "value", "elements", "list", "objects"];

/// Names of members that hold what is said of the page.
const AROUND: &[&str] = &[
    "meta",
    "metadata",
    "listmetadata",
    "responsemetadata",
    "pagination",
    "paging",
    "pageinfo",
    "page",
    "cursor",
    "cursors",
    "links",
];

/// The items of a page.
pub(super) struct Items<'a> {
    pub(super) at: Vec<String>,
    pub(super) item: TypeRef,
    pub(super) may_lack: bool,
    /// The page, where it is an object.
    pub(super) page: Option<&'a Struct>,
}

/// What a type is behind its names, and whether null stands beside it.
pub(super) fn resolved<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    for _ in 0..LONGEST {
        ty = match ty {
            TypeRef::Nullable(inner) => inner,
            TypeRef::Named(id) => match api.types.get(id.index()).map(|def| &def.shape) {
                Some(Shape::Alias(target)) => target,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}

/// The object that a type is.
pub(super) fn object<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    match resolved(api, ty) {
        TypeRef::Named(id) => match &api.types.get(id.index())?.shape {
            Shape::Struct(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// The items of a page, where there is no doubt which they are.
pub(super) fn items<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<Items<'a>> {
    if let TypeRef::List(item) = resolved(api, ty) {
        return Some(Items { at: Vec::new(), item: (**item).clone(), may_lack: false, page: None });
    }
    if let Some(page) = object(api, ty) {
        return in_object(api, page);
    }
    let TypeRef::Named(id) = resolved(api, ty) else { return None };
    let Shape::Union(union) = &api.types.get(id.index())?.shape else { return None };
    // A page for those who ask for one, and the bare array for the others.
    let mut arms = union.arms.iter().map(|arm| plain(api, &arm.ty)).collect::<Option<Vec<_>>>()?;
    arms.sort_by_key(|arm| arm.page.is_none());
    let same = arms.windows(2).all(|pair| matches!(pair, [one, other] if one.item == other.item));
    let objects = arms.iter().filter(|arm| arm.page.is_some()).count();
    (same && objects < 2).then(|| arms.into_iter().next()).flatten()
}

fn plain<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<Items<'a>> {
    match resolved(api, ty) {
        TypeRef::List(_) => items(api, ty),
        _ => in_object(api, object(api, ty)?),
    }
}

/// The only array of objects, or the only array of a usual name.
fn in_object<'a>(api: &'a Api, page: &'a Struct) -> Option<Items<'a>> {
    let list = |field: &&'a Field| match resolved(api, &field.ty) {
        TypeRef::List(item) => Some((*field, &**item)),
        _ => None,
    };
    let lists: Vec<(&Field, &TypeRef)> = page.fields.iter().filter_map(|field| list(&field)).collect();
    let usual: Vec<_> = lists.iter().filter(|(field, _)| ITEMS.contains(&plain_name(&field.name).as_str())).collect();
    let (field, item) = match (lists.as_slice(), usual.as_slice()) {
        (_, [only]) => **only,
        ([only], _) if is_object(api, only.1) => *only,
        _ => return None,
    };
    let may_lack = !field.required || matches!(field.ty, TypeRef::Nullable(_));
    Some(Items { at: vec![field.name.clone()], item: item.clone(), may_lack, page: Some(page) })
}

fn is_object(api: &Api, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = resolved(api, ty) else { return false };
    api.types.get(id.index()).is_some_and(|def| matches!(def.shape, Shape::Struct(_) | Shape::Union(_)))
}

/// A member by its name in small letters and digits, at the top of a page or in what is said of it: the first of `names`.
pub(super) fn member(
    api: &Api,
    page: &Struct,
    names: &[&str],
    fits: fn(&Api, &TypeRef) -> bool,
) -> Option<Vec<String>> {
    let of = |object: &Struct, name: &str| {
        let mut fields = object.fields.iter();
        let found =
            fields.find(|field| field.constant.is_none() && plain_name(&field.name) == name && fits(api, &field.ty));
        found.map(|field| field.name.clone())
    };
    names.iter().find_map(|name| {
        let at_top = of(page, name).map(|found| vec![found]);
        at_top.or_else(|| {
            let around = page.fields.iter().filter(|field| AROUND.contains(&plain_name(&field.name).as_str()));
            let mut inside = around.filter_map(|field| Some((field, object(api, &field.ty)?)));
            inside.find_map(|(field, object)| Some(vec![field.name.clone(), of(object, name)?]))
        })
    })
}

/// The type at a place of a page.
pub(super) fn at<'a>(api: &'a Api, ty: &'a TypeRef, path: &[String]) -> Option<&'a TypeRef> {
    path.iter().try_fold(ty, |ty, name| {
        let mut fields = object(api, ty)?.fields.iter();
        fields.find(|field| field.name == *name).map(|field| &field.ty)
    })
}

pub(super) fn is_text(api: &Api, ty: &TypeRef) -> bool {
    matches!(resolved(api, ty), TypeRef::Scalar(Scalar::String | Scalar::Uuid | Scalar::Base64))
}

pub(super) fn is_integer(api: &Api, ty: &TypeRef) -> bool {
    use Scalar::{F64, I8, I16, I32, I64, I128, U8, U16, U32, U64};
    let number = |scalar: &Scalar| matches!(scalar, I8 | I16 | I32 | I64 | I128 | U8 | U16 | U32 | U64 | F64);
    matches!(resolved(api, ty), TypeRef::Scalar(scalar) if number(scalar))
}

pub(super) fn is_cursor(api: &Api, ty: &TypeRef) -> bool {
    is_text(api, ty) || is_integer(api, ty)
}

pub(super) fn is_flag(api: &Api, ty: &TypeRef) -> bool {
    matches!(resolved(api, ty), TypeRef::Scalar(Scalar::Bool))
}

/// A name in small letters and digits.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
