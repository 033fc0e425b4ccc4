//! Names after what values look like, where the document has no word for a type.

use super::case;
use super::members::scalar_kind;
use crate::ir::{Arm, Shape, TypeDef, TypeRef, Union};
use crate::pointer::Pointer;
use crate::spec::Types;

/// The most arms that a name lists.
const MOST_ARMS: usize = 3;

/// `StringOrStringList`, for a union of plain values that stands in places of different names: none of these names is
/// that of the others.
pub(super) fn spelled(def: &TypeDef) -> Option<String> {
    let Shape::Union(union) = &def.shape else { return None };
    let property = |at: &&Pointer| at.parent().is_some_and(|parent| parent.last() == Some("properties"));
    let mut places = def.origins.iter().filter(property).map(Pointer::last);
    let first = places.next()?;
    if places.all(|place| place == first) || union.arms.len() > MOST_ARMS {
        return None;
    }
    let words: Option<Vec<String>> = union.arms.iter().map(|arm| plain(&arm.ty)).collect();
    Some(words?.join("Or"))
}

fn plain(ty: &TypeRef) -> Option<String> {
    match ty {
        TypeRef::Scalar(scalar) => Some(scalar_kind(*scalar).to_owned()),
        TypeRef::List(item) => Some(format!("{}List", plain(item)?)),
        TypeRef::Map(value) => Some(format!("{}Map", plain(value)?)),
        TypeRef::Json => Some("Any".to_owned()),
        TypeRef::Nullable(inner) => plain(inner),
        TypeRef::Named(_) | TypeRef::Tuple(_) => None,
    }
}

/// What an arm has that the others have not: a kind of values, else a member it requires, else one it knows.
pub(super) fn of_arm(union: &Union, index: usize) -> Option<String> {
    let arm = union.arms.get(index)?;
    let others: Vec<&Arm> =
        union.arms.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, arm)| arm).collect();
    if let Some(kind) =
        kind(arm.kinds).filter(|_| others.iter().all(|other| other.kinds.intersection(arm.kinds).is_empty()))
    {
        return Some(kind.to_owned());
    }
    let own = |name: &&String| !others.iter().any(|other| other.known.contains(name) || other.required.contains(name));
    let member = arm.required.iter().find(own).or_else(|| arm.known.iter().find(own));
    member.filter(|name| !case::words(name).is_empty()).cloned()
}

fn kind(kinds: Types) -> Option<&'static str> {
    Some(match kinds {
        Types::STRING => "String",
        Types::INTEGER => "Integer",
        Types::NUMBER => "Number",
        Types::BOOLEAN => "Bool",
        Types::ARRAY => "List",
        Types::OBJECT => "Object",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Docs, Scalar};

    fn arm(kinds: Types, required: &[&str], known: &[&str]) -> Arm {
        let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (required, known) = (texts(required), texts(known));
        Arm {
            ty: TypeRef::Scalar(Scalar::String),
            hint: None,
            kinds,
            tags: Vec::new(),
            required,
            known,
            docs: Docs::default(),
        }
    }

    #[test]
    fn arms_are_called_after_what_sets_them_apart() {
        let arms = vec![
            arm(Types::STRING, &[], &[]),
            arm(Types::OBJECT, &["role", "content"], &["role", "content"]),
            arm(Types::OBJECT, &["role"], &["role", "calls"]),
            arm(Types::OBJECT, &["role"], &["role"]),
        ];
        let union = Union { tag: None, tag_optional: false, tag_stated: false, arms, default_arm: None };
        let names: Vec<_> = (0..4).map(|index| of_arm(&union, index)).collect();
        assert_eq!(names, [Some("String".to_owned()), Some("content".to_owned()), Some("calls".to_owned()), None]);
    }
}
