//! Compares two schemas, keyword by keyword. Direction decides what a change means.
//!
//! Schemas are brought into one form first ([`view`]): references, `allOf` and the spellings of null, bounds and constants
//! make no difference. It knows nothing of operations: those that reach a schema are found by [`super::cx`].

pub(super) mod apart;
mod arms;
mod both;
pub(super) mod clean;
pub(super) mod node;
mod nullable;
mod parts;
mod rules;
pub(super) mod value;
pub(super) mod view;

pub(super) use both::{Both, Role};
pub(super) use rules::keywords;

use super::cx::Cx;
use super::finding::Direction;
use super::side::At;
use node::Node;

/// Compares the schemas of one place, which may hold references: findings go to `cx`, when all that wait are compared.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>, direction: Direction) {
    let (old, new) = (Node::of(old.side, [old.schema]), Node::of(new.side, [new.schema]));
    cx.pair(old, new, direction, Role::Plain);
}
