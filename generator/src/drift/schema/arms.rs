//! Pairs the alternatives of two unions: by reference, by tag, by title, or else by shape. Order means nothing.

use std::collections::BTreeSet;

use super::super::cx::Cx;
use super::Both;
use super::node::Node;
use super::parts::Union;
use super::view::View;
use crate::spec::Schema;

/// An alternative of a union.
#[derive(Clone, Debug)]
pub(super) struct Arm<'s> {
    /// What stands in the union.
    pub(super) schema: Option<&'s Schema<'s>>,
    /// All of it that holds together.
    pub(super) schemas: Vec<&'s Schema<'s>>,
    /// Which of the arms it is.
    pub(super) position: usize,
}

/// Which arms of two unions are the same alternative, and which have no counterpart.
pub(super) struct Matched<'s> {
    pub(super) pairs: Vec<(Arm<'s>, Arm<'s>)>,
    pub(super) removed: Vec<Arm<'s>>,
    pub(super) added: Vec<Arm<'s>>,
}

impl<'s> Arm<'s> {
    /// A schema as if it were the only arm.
    pub(super) fn alone(node: &Node<'s>) -> Self {
        Self { schema: node.schemas.first().copied(), schemas: node.schemas.clone(), position: 0 }
    }

    /// What to call it in a sentence.
    pub(super) fn name(&self) -> String {
        let Some(schema) = self.schema else { return "a schema".to_owned() };
        let named = schema.reference.as_deref().and_then(|text| text.rsplit('/').next());
        match named.or(schema.title) {
            Some(name) => format!("`{name}`"),
            None if schema.types.is_empty() => "a schema without a name".to_owned(),
            None => format!("`{:?}`", schema.types),
        }
    }

    fn reference(&self) -> Option<&'s str> {
        self.schema?.reference.as_deref()
    }
}

pub(super) fn arms<'s>(union: &Union<'s>) -> Vec<Arm<'s>> {
    let arm =
        |(position, schema): (usize, &&'s Schema<'s>)| Arm { schema: Some(*schema), schemas: vec![*schema], position };
    union.arms.iter().enumerate().map(arm).collect()
}

/// What pairing asks of an arm.
struct Seen<'s> {
    arm: Arm<'s>,
    node: Node<'s>,
    view: std::rc::Rc<View<'s>>,
}

/// How many tests there are.
const TESTS: usize = 6;

/// Whether two arms are one alternative by a test; the surest test is the first.
fn same<'s>(cx: &Cx<'s>, test: usize, old: &Seen<'s>, new: &Seen<'s>) -> bool {
    match test {
        0 => same_reference(old, new),
        1 => same_place(old, new),
        2 => comparable(old, new) && cx.same(&old.node, &new.node),
        3 => same_tag(old, new),
        4 => same_title(old, new),
        _ => same_shape(old, new),
    }
}

pub(super) fn matched<'s>(cx: &mut Cx<'s>, both: &Both<'s>, old: &[Arm<'s>], new: &[Arm<'s>]) -> Matched<'s> {
    let mut see = |arm: &Arm<'s>, side| {
        let node = Node::of(side, arm.schemas.iter().copied());
        Seen { arm: arm.clone(), view: cx.view(&node), node }
    };
    let old: Vec<Seen<'s>> = old.iter().map(|arm| see(arm, both.old.side)).collect();
    let new: Vec<Seen<'s>> = new.iter().map(|arm| see(arm, both.new.side)).collect();
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = BTreeSet::new();
    for test in 0..TESTS {
        for (before, partner) in old.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
            let free = new.iter().enumerate().find(|(i, after)| !taken.contains(i) && same(cx, test, before, after));
            *partner = free.map(|(i, _)| i);
            taken.extend(*partner);
        }
    }
    let mut found = Matched { pairs: Vec::new(), removed: Vec::new(), added: Vec::new() };
    for (before, partner) in old.iter().zip(&partner) {
        match partner.and_then(|i| new.get(i)) {
            Some(after) => found.pairs.push((before.arm.clone(), after.arm.clone())),
            None => found.removed.push(before.arm.clone()),
        }
    }
    let left = new.iter().enumerate().filter(|(i, _)| !taken.contains(i));
    found.added = left.map(|(_, after)| after.arm.clone()).collect();
    found
}

fn same_reference(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    old.arm.reference().is_some() && old.arm.reference() == new.arm.reference()
}

/// A component that stood alone, and a reference to it.
fn same_place(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    old.node.component().is_some() && old.node.component() == new.node.component()
}

/// The same property has the same only value.
fn same_tag(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    let (old_tags, new_tags) = (tags(&old.view), tags(&new.view));
    comparable(old, new) && !old_tags.is_empty() && old_tags.iter().any(|tag| new_tags.contains(tag))
}

fn tags<'s>(view: &View<'s>) -> Vec<(&'s str, &'s str)> {
    let value = |schema: &&'s Schema<'s>| match (schema.constant, schema.values) {
        (Some(constant), _) => constant.as_str(),
        (None, Some([only])) => only.as_str(),
        _ => None,
    };
    let of = |(name, schemas): (&&'s str, &Vec<&'s Schema<'s>>)| Some((*name, schemas.iter().find_map(value)?));
    view.properties.iter().filter_map(of).collect()
}

fn same_title(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    let title = |seen: &Seen<'_>| seen.view.said(|part| part.title).map(str::to_owned);
    comparable(old, new) && title(old).is_some() && title(old) == title(new)
}

/// The same kinds of value; objects have most of their properties in common.
fn same_shape(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    if !comparable(old, new) || old.view.types != new.view.types {
        return false;
    }
    let (before, after) = (&old.view.properties, &new.view.properties);
    if before.is_empty() && after.is_empty() {
        return !old.view.types.is_empty() && old.view.values.is_some() == new.view.values.is_some();
    }
    let common = before.keys().filter(|name| after.contains_key(*name)).count();
    2 * common >= before.len().max(after.len())
}

/// Two components that both sides have are two alternatives, however alike they are.
fn comparable(old: &Seen<'_>, new: &Seen<'_>) -> bool {
    let (Some(before), Some(after)) = (old.node.component(), new.node.component()) else { return true };
    let known = |seen: &Seen<'_>, name: &str| seen.node.side.document.components.schemas.contains_key(name);
    before == after || (!known(new, &before) && !known(old, &after))
}
