//! Names of types: components keep theirs, inline types are named after whose part they are.

use std::collections::BTreeMap;

use super::scope::Scope;
use super::{Lock, OperationNames, case, reserved, shape, status, way};
use crate::ir::{Api, Arm, Owner, Role, Shape, TypeDef, TypeId, TypeRef, Wire};
use crate::pointer::Pointer;
use crate::spec::StatusKey;

/// Gives each type its name, in IR order.
pub(crate) fn assign(
    api: &Api,
    operations: &[OperationNames],
    renames: &BTreeMap<String, String>,
    lock: &Lock,
) -> Vec<String> {
    let mut namer = Namer {
        api,
        operations,
        scope: Scope::reserving(reserved::TYPES),
        names: vec![None; api.types.len()],
        open: Vec::new(),
    };
    let order = by_depth(api);
    for &id in &order {
        namer.fix(id, renames, lock);
    }
    for inline in [false, true] {
        for &id in order.iter().filter(|id| api.types[id.index()].context.component.is_none() == inline) {
            namer.name(id);
        }
    }
    namer.names.into_iter().map(Option::unwrap_or_default).collect()
}

/// Outer types before inner ones, then by pointer: an inline type's owner has its name first.
fn by_depth(api: &Api) -> Vec<TypeId> {
    let key = |def: &TypeDef| def.origins.first().map(|at| (at.segments().len(), at.to_string()));
    let mut keyed: Vec<_> = api.types.iter().zip(0_u32..).map(|(def, id)| (key(def), TypeId(id))).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, id)| id).collect()
}

struct Namer<'a> {
    api: &'a Api,
    operations: &'a [OperationNames],
    scope: Scope,
    names: Vec<Option<String>>,
    /// Types whose name is being made: an owner cannot be named after its own part.
    open: Vec<TypeId>,
}

impl Namer<'_> {
    /// Takes a name that was decided elsewhere: `[rename]`, `x-rust-name`, the lock file, in this order.
    fn fix(&mut self, id: TypeId, renames: &BTreeMap<String, String>, lock: &Lock) {
        let def = &self.api.types[id.index()];
        let find = |names: &BTreeMap<String, String>| {
            def.origins.iter().find_map(|at| names.get(&lock_key(self.api, at, def))).cloned()
        };
        let stated = find(renames).or_else(|| self.of_component(def, renames)).or_else(|| def.context.fixed.clone());
        let name = stated.map(|name| case::pascal(&name)).or_else(|| find(&lock.types));
        if let Some(name) = name.filter(|name| self.scope.take(name)) {
            self.names[id.index()] = Some(name);
        }
    }

    /// A rename that does not say which type of the component it means, where there is but one.
    fn of_component(&self, def: &TypeDef, renames: &BTreeMap<String, String>) -> Option<String> {
        let is_alone = |at: &Pointer| self.api.types.iter().filter(|other| other.origins.contains(at)).count() == 1;
        let mut stated = def.origins.iter().filter_map(|at| Some((at, renames.get(&at.to_string())?)));
        stated.find(|(at, _)| is_alone(at)).map(|(_, name)| name.clone())
    }

    fn name(&mut self, id: TypeId) -> String {
        if let Some(name) = &self.names[id.index()] {
            return name.clone();
        }
        self.open.push(id);
        let candidates = self.candidates(id);
        self.open.pop();
        let name = self.scope.first_of(&candidates);
        self.names[id.index()] = Some(name.clone());
        name
    }

    fn candidates(&mut self, id: TypeId) -> Vec<String> {
        let def = &self.api.types[id.index()];
        let mut candidates = Vec::new();
        if let Some(component) = &def.context.component {
            let name = case::pascal(component);
            let wire = if def.wire == Wire::Multipart { "Form" } else { "Schema" };
            candidates.extend([name.clone(), format!("{name}{wire}")]);
            return candidates;
        }
        candidates.extend(title(def));
        candidates.extend(shape::spelled(def));
        let owner = self.owner(def.context.owner);
        candidates.extend(self.part(def, &owner));
        if def.context.owner == Owner::None {
            candidates.extend(def.origins.first().and_then(way::spelled));
        }
        if candidates.is_empty() {
            candidates.push("Payload".to_owned());
        }
        candidates
    }

    fn owner(&mut self, owner: Owner) -> String {
        match owner {
            Owner::None => String::new(),
            Owner::Type(id) if self.open.contains(&id) => String::new(),
            Owner::Type(id) => self.name(id),
            Owner::Operation(id) => {
                self.operations.get(id.index()).map(|names| names.builder.clone()).unwrap_or_default()
            }
            Owner::Incoming(index) => {
                self.api.incoming.get(index).map(|incoming| case::pascal(&incoming.name)).unwrap_or_default()
            }
        }
    }

    fn part(&self, def: &TypeDef, owner: &str) -> Vec<String> {
        let part = |text: &str| vec![format!("{owner}{}", without_underscore(text))];
        match &def.context.role {
            Role::Whole if def.context.owner == Owner::None => Vec::new(),
            Role::Whole => part("Payload"),
            Role::Property(name) | Role::Parameter(name) | Role::Event(name) => part(&case::pascal(name)),
            Role::Header(name) => part(&format!("{}Header", case::pascal(name))),
            Role::Item => part("Item"),
            Role::MapValue => part("Value"),
            Role::Element(index) => part(&format!("Element{}", index + 1)),
            Role::Arm(index) => self.arm(def, *index).iter().flat_map(|name| part(name)).collect(),
            Role::Body if def.wire == Wire::Multipart => vec![format!("{owner}Body"), format!("{owner}Form")],
            Role::Body => part("Body"),
            Role::Events => part("Event"),
            Role::Request => part("Request"),
            Role::Answer(status @ StatusKey::Code(200..=299)) => {
                vec![format!("{owner}Response"), format!("{owner}{}", status::name(*status))]
            }
            Role::Answer(status) => part(&status::name(*status)),
        }
    }

    /// An inline arm is named after its hint, else after what the others have not; what stands in a list or map of an
    /// arm after that; the rest by place.
    fn arm(&self, def: &TypeDef, index: usize) -> Vec<String> {
        let place = vec![format!("Variant{}", index + 1)];
        let Owner::Type(owner) = def.context.owner else { return place };
        let Some(Shape::Union(union)) = self.api.types.get(owner.index()).map(|def| &def.shape) else { return place };
        let apart = || shape::of_arm(union, index).map(|name| case::pascal(&name));
        match union.arms.get(index) {
            Some(Arm { hint: Some(hint), .. }) => [case::pascal(hint)].into_iter().chain(apart()).collect(),
            Some(Arm { ty: TypeRef::List(_), .. }) => vec!["Item".to_owned()],
            Some(Arm { ty: TypeRef::Map(_), .. }) => vec!["Value".to_owned()],
            _ => apart().map_or(place, |name| vec![name]),
        }
    }
}

/// A title says more than the place where it names something of its own. FastAPI writes one everywhere: the property's
/// name, or `Response <operation>`; those are no names.
fn title(def: &TypeDef) -> Option<String> {
    let title = def.context.title.as_deref()?;
    let words = case::words(title);
    let repeats = match &def.context.role {
        Role::Property(name) | Role::Parameter(name) => case::words(name) == words,
        _ => false,
    };
    let name = !repeats && words.len() <= 5 && words.first().is_some_and(|word| word != "response" && word != "empty");
    name.then(|| case::pascal(title))
}

/// `Owner` + `_1st` reads `Owner1st`.
fn without_underscore(part: &str) -> &str {
    part.strip_prefix('_').unwrap_or(part)
}

/// The pointer. A component has a second type where it is a multipart body or the events of a stream as well, and where
/// what is sent of it differs from what is received; a schema of several kinds has one for each of them, and a schema in
/// the middle of another one that is referred to is a type apart from that one's part.
pub(crate) fn lock_key(api: &Api, at: &Pointer, def: &TypeDef) -> String {
    let within = |id: TypeId| api.types.get(id.index()).is_some_and(|owner| owner.origins.contains(at));
    let form = match (def.wire, &def.context.role, &def.shape, def.context.owner) {
        (Wire::Multipart, ..) => "#multipart".to_owned(),
        (_, Role::Request, ..) => "#request".to_owned(),
        (_, _, Shape::Events(_), _) => "#events".to_owned(),
        (_, Role::Arm(index), _, Owner::Type(owner)) if within(owner) => format!("#variant{}", index + 1),
        (.., Owner::None) if def.context.component.is_none() => "#referred".to_owned(),
        _ => String::new(),
    };
    format!("{at}{form}")
}
