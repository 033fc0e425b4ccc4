//! Names inside a type: fields, variants, arms.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::Scope;
use super::{Lock, TypeNames, case, reserved, types};
use crate::ir::{Additional, Api, Arm, Base, EnumValue, Field, Scalar, Shape, Struct, TypeDef, TypeId, TypeRef};

/// Names the members of each type, whose own names are given.
pub(crate) fn assign(api: &Api, names: Vec<String>, renames: &BTreeMap<String, String>, lock: &Lock) -> Vec<TypeNames> {
    let origins = api.types.iter().flat_map(|def| &def.origins).map(ToString::to_string);
    let type_origins = if renames.is_empty() { BTreeSet::new() } else { origins.collect() };
    let cx = MemberCx { api, renames, lock, types: &names, type_origins };
    let members: Vec<_> = api.types.iter().zip(&names).map(|(def, name)| cx.type_members(def, name)).collect();
    let pairs = names.into_iter().zip(members);
    pairs.map(|(name, (members, rest))| TypeNames { name, members, rest }).collect()
}

struct MemberCx<'a> {
    api: &'a Api,
    renames: &'a BTreeMap<String, String>,
    lock: &'a Lock,
    types: &'a [String],
    /// Where types stand, if there are renames.
    type_origins: BTreeSet<String>,
}

/// A member to be named.
struct Member {
    /// Its name on the wire: the key in the lock file.
    wire: String,
    /// A name decided elsewhere.
    fixed: Option<String>,
    /// Names to try.
    candidates: Vec<String>,
}

impl MemberCx<'_> {
    fn type_members(&self, def: &TypeDef, name: &str) -> (Vec<String>, String) {
        match &def.shape {
            Shape::Struct(shape) => self.fields(def, shape),
            Shape::Enum(shape) => {
                let members: Vec<_> = shape.values.iter().map(|value| enum_member(shape.base, value)).collect();
                self.variants(def, &members)
            }
            Shape::Union(shape) => {
                let members: Vec<_> =
                    shape.arms.iter().enumerate().map(|(index, arm)| self.arm(arm, index, name)).collect();
                self.variants(def, &members)
            }
            Shape::Events(shape) => {
                let member = |event: &str| Member {
                    wire: event.to_owned(),
                    fixed: None,
                    candidates: vec![case::pascal(event), format!("{}Event", case::pascal(event))],
                };
                self.variants(def, &shape.arms.iter().map(|arm| member(&arm.event)).collect::<Vec<_>>())
            }
            Shape::Alias(_) => (Vec::new(), String::new()),
        }
    }

    fn fields(&self, def: &TypeDef, shape: &Struct) -> (Vec<String>, String) {
        let mut scope = Scope::reserving(reserved::FIELDS);
        let named = shape.fields.iter().filter(|field| field.constant.is_none());
        let given = self.assign(def, &mut scope, &named.map(|field| self.field(def, field)).collect::<Vec<_>>());
        let mut given = given.into_iter();
        let members = shape.fields.iter().map(|field| match field.constant {
            Some(_) => case::snake(&field.name),
            None => given.next().unwrap_or_default(),
        });
        let members = members.collect();
        let rest = match shape.additional {
            Additional::Kept(_) => scope.first_of(&["extra", "extra_members", "additional_members"].map(str::to_owned)),
            Additional::Ignored => String::new(),
        };
        (members, rest)
    }

    fn field(&self, def: &TypeDef, field: &Field) -> Member {
        let name = case::snake(&field.name);
        let plain = name.strip_prefix("r#").unwrap_or(&name);
        let candidates = vec![name.clone(), format!("{}_field", plain.trim_end_matches('_'))];
        // A rename of a property whose schema is a type of its own names the type.
        let places = def.origins.iter().map(|at| at.child("properties").child(&field.name).to_string());
        let renamed = places.filter(|at| !self.type_origins.contains(at)).find_map(|at| self.renames.get(&at));
        let fixed = renamed.or(field.fixed_name.as_ref()).map(|name| case::snake(name));
        Member { wire: field.name.clone(), fixed, candidates }
    }

    fn variants(&self, def: &TypeDef, members: &[Member]) -> (Vec<String>, String) {
        let mut scope = Scope::reserving(reserved::VARIANTS);
        (self.assign(def, &mut scope, members), "Unknown".to_owned())
    }

    /// Decided names first, then those that are their own wire name, then the rest in order: a member added later
    /// cannot take the name of an earlier one.
    fn assign(&self, def: &TypeDef, scope: &mut Scope, members: &[Member]) -> Vec<String> {
        let locked = def.origins.iter().find_map(|at| self.lock.members.get(&types::lock_key(self.api, at, def)));
        let mut names = vec![None; members.len()];
        for (name, member) in names.iter_mut().zip(members) {
            let decided = member.fixed.as_ref().or_else(|| locked.and_then(|locked| locked.get(&member.wire)));
            *name = decided.filter(|decided| scope.take(decided)).cloned();
        }
        for plain in [true, false] {
            for (name, member) in names.iter_mut().zip(members).filter(|(_, member)| is_plain(member) == plain) {
                if name.is_none() {
                    *name = Some(scope.first_of(&member.candidates));
                }
            }
        }
        names.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn arm(&self, arm: &Arm, index: usize, union: &str) -> Member {
        let whole = arm.hint.as_deref().map_or_else(|| self.kind(&arm.ty), case::pascal);
        let wire = arm.hint.clone().unwrap_or_else(|| index.to_string());
        let mut candidates = vec![without_union(&whole, union).to_owned(), whole];
        if let TypeRef::List(item) = &arm.ty {
            candidates.push(format!("ListOf{}", self.kind(item)));
        }
        candidates.extend(arm.tags.first().map(|tag| case::pascal(tag)));
        Member { wire, fixed: None, candidates }
    }

    /// A name after the kind of value.
    fn kind(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Named(TypeId(id)) => self.types.get(*id as usize).cloned().unwrap_or_default(),
            TypeRef::Scalar(scalar) => scalar_kind(*scalar).to_owned(),
            TypeRef::List(_) => "List".to_owned(),
            TypeRef::Map(_) => "Map".to_owned(),
            TypeRef::Nullable(inner) => self.kind(inner),
            TypeRef::Tuple(_) => "Tuple".to_owned(),
            TypeRef::Json => "Any".to_owned(),
        }
    }
}

pub(super) fn scalar_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "Bool",
        Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::I128
        | Scalar::U8
        | Scalar::U16
        | Scalar::U32
        | Scalar::U64 => "Integer",
        Scalar::F32 | Scalar::F64 => "Number",
        Scalar::String => "String",
        Scalar::Uuid => "Uuid",
        Scalar::DateTime => "DateTime",
        Scalar::Base64 | Scalar::Bytes => "Bytes",
        Scalar::File => "File",
        Scalar::Null => "Null",
    }
}

/// `Human` of `HumanMessage` in the union `Message`; also `Delta` of `StreamEventDelta` in `StreamEvent`.
fn without_union<'a>(arm: &'a str, union: &str) -> &'a str {
    let rest = arm.strip_suffix(union).or_else(|| arm.strip_prefix(union)).unwrap_or(arm);
    if rest.starts_with(|c: char| c.is_ascii_uppercase()) { rest } else { arm }
}

fn enum_member(base: Base, value: &EnumValue) -> Member {
    let text = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
    let name = match (&value.hint, base) {
        (Some(hint), _) => case::pascal(hint),
        (None, Base::Integer) => case::pascal(&format!("value {}", text.replace('-', "minus "))),
        (None, Base::String) => case::pascal(&text),
        (None, Base::Mixed) => match &value.value {
            serde_json::Value::Number(_) => case::pascal(&format!("value {}", text.replace('-', "minus "))),
            _ => case::pascal(&text),
        },
    };
    let mut candidates = vec![name.clone()];
    // Values that differ in case only.
    if text.chars().any(char::is_alphabetic) {
        let all = |test: fn(char) -> bool| text.chars().filter(|c| c.is_alphabetic()).all(test);
        candidates.extend(all(char::is_uppercase).then(|| format!("{name}Upper")));
        candidates.extend(all(char::is_lowercase).then(|| format!("{name}Lower")));
    }
    candidates.push(format!("{name}Value"));
    Member { wire: text, fixed: None, candidates }
}

/// The wire name is what its identifier spells, so that no other wire name is nearer to it.
fn is_plain(member: &Member) -> bool {
    let Some(name) = member.candidates.first() else { return false };
    let name = name.strip_prefix("r#").unwrap_or(name);
    name == member.wire
        || (name.starts_with(|c: char| c.is_ascii_uppercase()) && case::words(name).join("_") == member.wire)
}

/// What the lock file keeps: members whose name is not the plain conversion.
pub(crate) fn to_lock(def: &TypeDef, names: &TypeNames) -> BTreeMap<String, String> {
    let wires: Vec<String> = match &def.shape {
        Shape::Struct(shape) => shape.fields.iter().map(|field| field.name.clone()).collect(),
        Shape::Enum(shape) => {
            let text = |value: &EnumValue| value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
            shape.values.iter().map(text).collect()
        }
        Shape::Events(shape) => shape.arms.iter().map(|arm| arm.event.clone()).collect(),
        Shape::Union(shape) => shape.arms.iter().map(|arm| arm.hint.clone().unwrap_or_default()).collect(),
        Shape::Alias(_) => Vec::new(),
    };
    let pairs = wires.into_iter().zip(&names.members);
    let kept = pairs.filter(|(wire, name)| {
        !wire.is_empty() && case::words(name.strip_prefix("r#").unwrap_or(name)).join("_") != *wire
    });
    kept.map(|(wire, name)| (wire, name.clone())).collect()
}
