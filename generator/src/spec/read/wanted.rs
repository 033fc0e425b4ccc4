//! What the document refers to: each target that is not a declared component is read under its reference text, until
//! no reference is left.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::Value;

use super::nearest::nearest;
use super::references::{Kind, key_of, lookup};
use super::{Cx, Node, component};
use crate::diagnostics::codes;
use crate::pointer::Pointer;
use crate::spec::Components;

/// The references met so far, with the places where they stand.
#[derive(Default)]
pub(super) struct Wanted<'a>(IndexMap<(Kind, Cow<'a, str>), Vec<Pointer>>);

impl<'a> Wanted<'a> {
    /// Adds a reference.
    pub(super) fn add(&mut self, kind: Kind, key: Cow<'a, str>, at: &Pointer) {
        self.0.entry((kind, key)).or_default().push(at.clone());
    }
}

/// Reads the targets. Reading one can add references, which are read in their turn.
pub(super) fn read_all<'a>(cx: &mut Cx<'a>, components: &mut Components<'a>) {
    let mut position = 0;
    while let Some(((kind, key), places)) = cx.wanted.0.get_index(position) {
        position += 1;
        if component::has(components, *kind, key) {
            continue;
        }
        let (kind, key, places) = (*kind, key.clone(), places.clone());
        if let Some(section) = key.strip_prefix("#/components/").and_then(|rest| another_section(kind, rest)) {
            let read_all_the_same = kind == Kind::Header && section == Kind::Parameter.section();
            report_wrong_kind(cx, &key, section, kind, &places);
            if let Some(target) = target_of(cx, &key).filter(|_| read_all_the_same) {
                read_target(cx, components, kind, &key, &target);
            }
        } else if let Some(target) = target_of(cx, &key) {
            read_target(cx, components, kind, &key, &target);
        } else {
            report_dangling(cx, &key, kind, &places);
        }
    }
}

fn target_of<'a>(cx: &Cx<'a>, key: &str) -> Option<Node<'a>> {
    lookup(cx.root, &Pointer::parse(key.strip_prefix('#')?))
}

fn read_target<'a>(cx: &mut Cx<'a>, components: &mut Components<'a>, kind: Kind, key: &str, target: &Node<'a>) {
    let outer = cx.resource.take();
    cx.resource = cx.index.as_ref().and_then(|index| index.enclosing(&target.at));
    component::fill(cx, components, kind, key.to_owned(), target);
    cx.resource = outer;
}

/// The section a key leads to, where it is a component of another kind.
fn another_section(kind: Kind, rest: &str) -> Option<&str> {
    let (section, name) = rest.split_once('/')?;
    let is_component = Kind::ALL.iter().any(|kind| kind.section() == section) && !name.contains('/');
    (is_component && section != kind.section()).then_some(section)
}

fn report_wrong_kind(cx: &mut Cx<'_>, key: &str, section: &str, kind: Kind, places: &[Pointer]) {
    for at in places {
        let message = format!("`{key}` leads to a member of `{section}` where one of `{}` is needed", kind.section());
        cx.report(codes::WRONG_KIND_REFERENCE, at, message);
    }
}

fn report_dangling(cx: &mut Cx<'_>, key: &str, kind: Kind, places: &[Pointer]) {
    let help = repair(cx.root, key, kind);
    for at in places {
        let in_mapping = at.parent().is_some_and(|holder| matches!(holder.last(), Some("mapping" | "discriminator")));
        let consequence = if kind == Kind::Schema && !in_mapping { "any value is accepted" } else { "it is left out" };
        let message = format!("`{key}` leads to nothing in this document: {consequence}");
        cx.report(codes::DANGLING_REFERENCE, at, message).help(help.as_str());
    }
}

fn repair(root: &Value, key: &str, kind: Kind) -> String {
    let section = root.get("components").and_then(|components| components.get(kind.section()));
    let names = section.and_then(Value::as_object).into_iter().flat_map(|all| all.keys().map(String::as_str));
    let name = key.rsplit('/').next().unwrap_or_default();
    match nearest(name, names) {
        Some(name) => format!("`{}` exists", key_of(&kind.component(name))),
        None if key.starts_with('#') => "declare the target or correct the reference".to_owned(),
        None => "bundle the other document into this one".to_owned(),
    }
}
