//! References to other documents become references within the merged document, or what they refer to.
//!
//! A schema, response or the like is kept once under `components` and referred to; a path item, and whatever stands
//! where the specification allows no reference, is put in the place of its reference. References within the root
//! document are left alone.

use serde_json::{Map, Value};

use super::grafts::{Graft, Grafts};
use super::homes::{Homes, Target};
use super::identities::Identities;
use super::kind::{Kind, Part};
use super::library::{Library, Unresolved};
use crate::diagnostics::{Diagnostics, codes};
use crate::pointer::Pointer;

/// How many references may lead through one another where values are put in their place.
const LONGEST_CHAIN: usize = 8;

/// How many values may be visited: thirty times the largest document known.
const MOST_VISITED: usize = 20_000_000;

/// The state of one merged document's references.
pub(super) struct Bundle<'a, 'o> {
    library: &'a mut Library<'o>,
    grafts: &'a mut Grafts,
    diagnostics: &'a mut Diagnostics,
    homes: &'a mut Homes,
    identities: Identities,
    /// Values that have a home but are not in the document yet.
    waiting: Vec<Target>,
    /// The values that are being put in the place of their references.
    chain: Vec<(usize, Pointer)>,
    /// How many more values may be visited; only copies within copies can exhaust it.
    allowance: usize,
}

/// A place of the merged document, and the source whose references it holds.
#[derive(Clone)]
struct Spot {
    source: usize,
    kind: Kind,
    at: Pointer,
}

impl Spot {
    fn member(&self, key: &str) -> Self {
        Self { source: self.source, kind: self.kind.member(key), at: self.at.child(key) }
    }

    fn item(&self, position: usize) -> Self {
        Self { source: self.source, kind: self.kind.item(), at: self.at.index(position) }
    }
}

/// What becomes of a reference.
enum Fate {
    Keep,
    Rewrite(String),
    Replace(usize, Pointer),
}

impl<'a, 'o> Bundle<'a, 'o> {
    pub(super) fn new(
        library: &'a mut Library<'o>,
        grafts: &'a mut Grafts,
        homes: &'a mut Homes,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            library,
            grafts,
            diagnostics,
            homes,
            identities: Identities::default(),
            waiting: Vec::new(),
            chain: Vec::new(),
            allowance: MOST_VISITED,
        }
    }

    /// Follows the references of the root document.
    pub(super) fn root(&mut self, document: &mut Value) {
        if !leads_elsewhere(document) {
            return;
        }
        self.homes.take_names(document);
        self.settle_components(document);
        self.visit(document, &Spot { source: 0, kind: Kind::Document, at: Pointer::root() });
        self.bring_in(document);
    }

    /// Follows the references in what overlays brought in.
    pub(super) fn overlaid(&mut self, document: &mut Value) {
        let is_added = |(_, graft): &(&Pointer, &Graft)| self.library.is_overlay(graft.source);
        let added: Vec<(Pointer, usize)> =
            self.grafts.iter().filter(is_added).map(|(at, graft)| (at.clone(), graft.source)).collect();
        self.homes.take_names(document);
        for (at, source) in added {
            let kind = at.segments().into_iter().fold(Kind::Document, Kind::member);
            if let Some(value) = document.pointer_mut(&at.to_string()).filter(|value| leads_elsewhere(value)) {
                self.visit(value, &Spot { source, kind, at });
            }
        }
        self.bring_in(document);
    }

    /// A component that is nothing but a reference to another document is that value's home.
    fn settle_components(&mut self, document: &Value) {
        for part in Part::KEPT {
            let Some(section) = part.section() else { continue };
            let own =
                document.get("components").and_then(|components| components.get(section)).and_then(Value::as_object);
            for (name, value) in own.into_iter().flatten() {
                let text = reference_of(value).filter(|text| !text.starts_with('#') && is_alone(value));
                // What cannot be followed is reported when the component itself is visited.
                let home = Pointer::root().child("components").child(section).child(name);
                let Some(Ok((source, from))) = text.map(|text| self.resolve(0, &home, text)) else { continue };
                if source != 0 {
                    self.homes.settle(Target { source, from, part }, home);
                }
            }
        }
    }

    /// Puts the values that were given homes under `components`, and those that these refer to.
    fn bring_in(&mut self, document: &mut Value) {
        while let Some(target) = self.waiting.pop() {
            let Some(home) = self.homes.find(&target) else { continue };
            let Target { source, from, part } = target;
            let Some(mut value) = self.library.value(source).and_then(|tree| from.lookup(tree)).cloned() else {
                continue;
            };
            self.grafts.set(&home, Graft { source, from });
            self.visit(&mut value, &Spot { source, kind: Kind::One(part), at: home.clone() });
            insert(document, &home, value);
        }
    }

    fn visit(&mut self, value: &mut Value, spot: &Spot) {
        if !self.spend(spot) {
            return;
        }
        match value {
            Value::Object(_) => self.visit_object(value, spot),
            Value::Array(items) => {
                for (position, item) in items.iter_mut().enumerate() {
                    self.visit(item, &spot.item(position));
                }
            }
            Value::String(text) if spot.kind == Kind::Mapping && names_a_place(text) => {
                if let Fate::Rewrite(local) = self.fate(text, Some(Part::Schema), spot) {
                    *text = local;
                }
            }
            _ => {}
        }
    }

    fn visit_object(&mut self, value: &mut Value, spot: &Spot) {
        let fate = match reference_of(value) {
            Some(text)
                if matches!(spot.kind, Kind::Payload | Kind::Extension)
                    && !self.library.is_document(spot.source, without_fragment(text)) =>
            {
                Fate::Keep
            }
            Some(text) => self.fate(text, part_of(spot.kind), spot),
            None => Fate::Keep,
        };
        if let Fate::Replace(source, from) = fate {
            self.replace(value, source, from, spot);
            return;
        }
        let Value::Object(members) = value else { return };
        if let (Fate::Rewrite(local), Some(reference)) = (fate, members.get_mut("$ref")) {
            *reference = Value::String(local);
        }
        for (key, member) in members.iter_mut() {
            self.visit(member, &spot.member(key));
        }
    }

    fn fate(&mut self, text: &str, part: Option<Part>, spot: &Spot) -> Fate {
        if text.starts_with('#') && (spot.source == 0 || self.library.is_overlay(spot.source)) {
            return Fate::Keep;
        }
        let place = self.grafts.origin(&spot.at).from;
        let (source, from) = match self.resolve(spot.source, &place, text) {
            Ok((0, from)) if from != Pointer::from_fragment(fragment(text)) => {
                return Fate::Rewrite(format!("#{from}"));
            }
            Ok((0, _)) => return Fate::Rewrite(format!("#{}", fragment(text))),
            Ok(found) => found,
            Err(unresolved) => {
                // A file that was not readable as a document has been reported with its own place.
                if let Some(Unresolved { code, message, help }) = unresolved {
                    self.diagnostics.report(code, &spot.at.child("$ref"), message).help = help;
                }
                return Fate::Keep;
            }
        };
        let Some((part, section)) = part.and_then(|part| Some((part, part.section()?))) else {
            return Fate::Replace(source, from);
        };
        let target = Target { source, from, part };
        match self.homes.find(&target) {
            Some(home) if home == spot.at => Fate::Replace(target.source, target.from),
            Some(home) => Fate::Rewrite(format!("#{home}")),
            None => {
                let names = self.names(&target);
                self.waiting.push(target.clone());
                Fate::Rewrite(format!("#{}", self.homes.found(target, section, &names)))
            }
        }
    }

    /// The source and the place in it that a reference at `place` leads to. Nothing to say is an error reported
    /// elsewhere.
    fn resolve(&mut self, base: usize, place: &Pointer, text: &str) -> Result<(usize, Pointer), Option<Unresolved>> {
        let rest = Pointer::from_fragment(fragment(text));
        let (source, top) = match without_fragment(text) {
            "" if self.library.value(base).is_some_and(|tree| rest.lookup(tree).is_some()) => (base, Pointer::root()),
            "" => (base, self.identities.enclosing(self.library, base, place).unwrap_or_default()),
            file if self.library.is_file(base, file) => {
                (self.library.open(base, file, self.diagnostics)?, Pointer::root())
            }
            name => match self.identities.named(self.library, base, place, name) {
                Some(found) => found,
                None => (self.library.open(base, name, self.diagnostics)?, Pointer::root()),
            },
        };
        let tree = self.library.value(source).ok_or(None)?;
        let is_pointer = ["", "/"].contains(&fragment(text)) || fragment(text).starts_with('/');
        let inside = top.join(&rest);
        if is_pointer && inside.lookup(tree).is_some() {
            return Ok((source, inside));
        }
        if source == 0 || is_pointer && rest.lookup(tree).is_some() {
            return Ok((source, rest));
        }
        if !is_pointer && let Some(at) = self.identities.anchored(self.library, source, &top, fragment(text)) {
            return Ok((source, at));
        }
        // Files cut out of one document often keep referring to its components as if they were still in it.
        if text.starts_with('#') && self.library.value(0).is_some_and(|root| rest.lookup(root).is_some()) {
            return Ok((0, rest));
        }
        Err(Some(Unresolved {
            code: codes::REFERENCE_FRAGMENT_MISSING,
            message: format!("`{text}` leads to a document that has no such value"),
            help: (!is_pointer).then(|| "no `$anchor` there has this name".to_owned()),
        }))
    }

    fn names(&self, target: &Target) -> Vec<String> {
        let inner = target.from.last().filter(|name| !name.is_empty()).map(str::to_owned);
        inner.into_iter().chain(self.library.names(target.source)).collect()
    }

    /// Puts the value at `from` in the place of the reference to it; members beside the reference win over its own.
    fn replace(&mut self, value: &mut Value, source: usize, from: Pointer, spot: &Spot) {
        let step = (source, from);
        if self.chain.contains(&step) || self.chain.len() >= LONGEST_CHAIN {
            self.expansion(spot, "a reference leads back to itself where no reference can be kept");
            return;
        }
        let (source, from) = step.clone();
        let Some(mut copy) = self.library.value(source).and_then(|tree| from.lookup(tree)).cloned() else { return };
        let own = self.grafts.origin(&spot.at);
        self.grafts.set(&spot.at, Graft { source, from });
        self.chain.push(step);
        self.visit(&mut copy, &Spot { source, kind: spot.kind, at: spot.at.clone() });
        self.chain.pop();
        if let (Value::Object(copied), Value::Object(beside)) = (&mut copy, &mut *value) {
            for (key, mut member) in std::mem::take(beside).into_iter().filter(|(key, _)| key != "$ref") {
                let from = own.from.child(&key);
                self.grafts.set(&spot.at.child(&key), Graft { source: own.source, from });
                self.visit(&mut member, &spot.member(&key));
                copied.insert(key, member);
            }
        }
        *value = copy;
    }

    fn spend(&mut self, spot: &Spot) -> bool {
        if self.allowance == 1 {
            self.expansion(spot, "references repeat other documents until the whole is far larger than its files");
        }
        self.allowance = self.allowance.saturating_sub(1);
        self.allowance > 0
    }

    fn expansion(&mut self, spot: &Spot, message: &str) {
        self.diagnostics.error(codes::REFERENCE_EXPANSION, &spot.at, message).help("keep the value under `components`");
    }
}

fn part_of(kind: Kind) -> Option<Part> {
    match kind {
        Kind::One(part) => Some(part),
        _ => None,
    }
}

fn reference_of(value: &Value) -> Option<&str> {
    value.as_object()?.get("$ref")?.as_str()
}

fn is_alone(value: &Value) -> bool {
    value.as_object().is_some_and(|members| members.len() == 1)
}

fn fragment(reference: &str) -> &str {
    reference.split_once('#').map_or("", |(_, fragment)| fragment)
}

fn without_fragment(reference: &str) -> &str {
    reference.split_once('#').map_or(reference, |(file, _)| file)
}

/// Whether a text of a discriminator's mapping is a reference; otherwise it is the name of a schema.
fn names_a_place(text: &str) -> bool {
    text.contains('/') || [".yaml", ".yml", ".json"].iter().any(|ending| without_fragment(text).ends_with(ending))
}

/// Whether any reference below leads to another document.
pub(super) fn leads_elsewhere(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            reference_of(value).is_some_and(|text| !text.starts_with('#')) || members.values().any(leads_elsewhere)
        }
        Value::Array(items) => items.iter().any(leads_elsewhere),
        _ => false,
    }
}

/// Adds a component; objects that are missing on the way are made.
fn insert(document: &mut Value, home: &Pointer, value: Value) {
    let mut at = document;
    for segment in home.segments() {
        let Value::Object(members) = at else { return };
        at = members.entry(segment).or_insert_with(|| Value::Object(Map::new()));
    }
    *at = value;
}
