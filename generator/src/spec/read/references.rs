//! Reads `$ref` and turns its text into a key of the components: `#` and the pointer of the target.

use std::borrow::Cow;

use serde_json::Value;

use super::{Cx, Holder, Node};
use crate::identity::{Index, Resource};
use crate::pointer::Pointer;
use crate::spec::RefOr;

/// The longest chain of references that is followed while a pointer is looked up.
const LONGEST_CHAIN: usize = 32;

/// What a reference has to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Schema,
    Response,
    Parameter,
    Example,
    RequestBody,
    Header,
    SecurityScheme,
    Link,
    Callback,
    PathItem,
    MediaType,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Schema,
        Self::Response,
        Self::Parameter,
        Self::Example,
        Self::RequestBody,
        Self::Header,
        Self::SecurityScheme,
        Self::Link,
        Self::Callback,
        Self::PathItem,
        Self::MediaType,
    ];

    /// The member of `components` that holds such objects.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem => "pathItems",
            Self::MediaType => "mediaTypes",
        }
    }

    /// The place of a component.
    pub(super) fn component(self, name: &str) -> Pointer {
        Pointer::root().child("components").child(self.section()).child(name)
    }
}

/// An object, or the reference that stands in its place.
pub(super) fn ref_or<'a, T>(
    cx: &mut Cx<'a>,
    node: &Node<'a>,
    kind: Kind,
    read: impl FnOnce(&mut Cx<'a>, &Node<'a>) -> Option<T>,
) -> Option<RefOr<'a, T>> {
    let Some(text) = node.reference() else { return read(cx, node).map(RefOr::Item) };
    let (mut summary, mut description) = (None, None);
    for member in node.members(cx, Holder::Reference) {
        match member.key {
            "$ref" => {}
            "summary" => summary = member.text(cx),
            "description" => description = member.text(cx),
            _ => member.left(cx),
        }
    }
    Some(RefOr::Ref { at: node.at.clone(), to: cx.refer(kind, text, &node.at), summary, description })
}

impl<'a> Cx<'a> {
    /// The key of a reference, whose target is to be read.
    pub(super) fn refer(&mut self, kind: Kind, text: &'a str, at: &Pointer) -> Cow<'a, str> {
        let key = self.canonical(kind, text);
        self.wanted.add(kind, key.clone(), at);
        key
    }

    /// The target of a reference, where it has one, chains of references followed.
    pub(super) fn target(&mut self, kind: Kind, text: &'a str) -> Option<Node<'a>> {
        let mut key = self.canonical(kind, text);
        for _ in 0..LONGEST_CHAIN {
            let node = lookup(self.root, &Pointer::parse(key.strip_prefix('#')?))?;
            match node.reference() {
                Some(next) => key = self.canonical(kind, next),
                None => return Some(node),
            }
        }
        None
    }

    /// Nearly every reference is a plain pointer, which is a key as it stands.
    pub(super) fn canonical(&mut self, kind: Kind, text: &'a str) -> Cow<'a, str> {
        if text.starts_with("#/") && self.resource.is_none() && !text.contains('%') {
            return Cow::Borrowed(text);
        }
        self.locate(kind, text).map_or(Cow::Borrowed(text), |pointer| Cow::Owned(key_of(&pointer)))
    }

    /// RFC 3986 and JSON Schema 2020-12, section 8.2: the part before `#` names a schema with an `$id`, the part after
    /// it is a pointer or an anchor below that schema. Documents that state an `$id` without caring for this are common,
    /// so that a pointer that fails there is tried from the root.
    fn locate(&mut self, kind: Kind, text: &str) -> Option<Pointer> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let start = if uri.is_empty() {
            self.resource.clone()
        } else {
            let base = self.resource.clone();
            let found = self.index().resource(base.as_ref(), uri);
            match found {
                None => return self.bare_name(kind, text),
                some => some,
            }
        };
        let top = start.as_ref().map(|resource| resource.at.clone()).unwrap_or_default();
        if fragment.is_empty() {
            return Some(top).filter(|top| *top != Pointer::root());
        }
        if !fragment.starts_with('/') {
            return self.index().anchor(start.as_ref(), fragment);
        }
        let rest = Pointer::from_fragment(fragment);
        let inside = top.join(&rest);
        if lookup(self.root, &inside).is_some() { Some(inside) } else { Some(rest) }
    }

    /// A name alone, as Swagger 1.2 wrote references.
    fn bare_name(&self, kind: Kind, text: &str) -> Option<Pointer> {
        Some(kind.component(text)).filter(|pointer| pointer.lookup(self.root).is_some())
    }

    /// The key of the only schema with this `$dynamicAnchor`.
    pub(super) fn dynamic(&mut self, text: &'a str, at: &Pointer) -> Option<Cow<'a, str>> {
        if text == "#" {
            return self.recursive(at);
        }
        let Some(name) = text.strip_prefix('#').filter(|name| !name.starts_with('/')) else {
            return Some(self.refer(Kind::Schema, text, at));
        };
        let key = Cow::Owned(key_of(&self.index().only_dynamic(name)?));
        self.wanted.add(Kind::Schema, Cow::clone(&key), at);
        Some(key)
    }

    /// `$recursiveRef: '#'` of draft 2019-09 leads to the schema around it with `$recursiveAnchor: true`.
    fn recursive(&mut self, at: &Pointer) -> Option<Cow<'a, str>> {
        let is_anchor = |value: &Value| value.get("$recursiveAnchor") == Some(&Value::Bool(true));
        let mut around = std::iter::successors(Some(at.clone()), Pointer::parent);
        let found = around.find(|at| at.lookup(self.root).is_some_and(is_anchor))?;
        let key = Cow::Owned(key_of(&found));
        self.wanted.add(Kind::Schema, Cow::clone(&key), at);
        Some(key)
    }

    /// Enters a schema, whose `$id` is the base of what stands below; gives what to restore on leaving it.
    pub(super) fn enter(&mut self, node: &Node<'a>) -> Option<Resource> {
        let outer = self.resource.clone();
        if let Some(id) = node.get("$id").and_then(Value::as_str).filter(|id| !id.starts_with('#')) {
            self.resource = self.index().resource(outer.as_ref(), id).or_else(|| outer.clone());
        }
        outer
    }

    fn index(&mut self) -> &Index {
        let root = self.root;
        self.index.get_or_insert_with(|| Index::of(root))
    }
}

/// The reference text of a place.
pub(super) fn key_of(at: &Pointer) -> String {
    format!("{at:?}")
}

/// The value under a pointer and where it really stands: references on the way are followed, although RFC 6901 knows
/// none, since documents with `$ref: '#/paths/~1a/get/…'` rely on it.
pub(super) fn lookup<'a>(root: &'a Value, pointer: &Pointer) -> Option<Node<'a>> {
    let mut hops = 0;
    let mut node = Node { value: root, at: Pointer::root() };
    for segment in pointer.segments() {
        while let (None, Some(text)) = (step(node.value, segment), node.reference()) {
            hops += 1;
            let next = Pointer::from_fragment(text.strip_prefix('#')?);
            if hops > LONGEST_CHAIN {
                return None;
            }
            node = Node { value: next.lookup(root)?, at: next };
        }
        node = Node { value: step(node.value, segment)?, at: node.at.child(segment) };
    }
    Some(node)
}

fn step<'a>(value: &'a Value, segment: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => members.get(segment),
        Value::Array(items) => items.get(crate::pointer::item_position(segment)?),
        _ => None,
    }
}
