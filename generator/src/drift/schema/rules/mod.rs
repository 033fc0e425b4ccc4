//! The rules, one small function for each kind of change, in the order of the catalogue.

mod access;
mod additional;
mod all_of;
mod bounds;
mod constants;
mod content;
mod discriminator;
mod enums;
mod formats;
mod items;
mod metadata;
mod nullability;
mod patterns;
mod presence;
mod properties;
mod types;
mod unions;
mod xml;

use super::super::cx::Cx;
use super::Both;

/// Compares what stands in two nodes; what they hold is left to pairs of its own.
pub(in crate::drift) fn keywords<'s>(cx: &mut Cx<'s>, both: &Both<'s>) {
    if unions::wrapped(cx, both) {
        return;
    }
    properties::compare(cx, both);
    access::read_only(cx, both);
    access::write_only(cx, both);
    types::compare(cx, both);
    nullability::compare(cx, both);
    constants::default(cx, both);
    additional::compare(cx, both);
    items::compare(cx, both);
    items::unique(cx, both);
    content::compare(cx, both);
    xml::compare(cx, both);
    enums::compare(cx, both);
    unions::compare(cx, both);
    all_of::compare(cx, both);
    discriminator::compare(cx, both);
    presence::compare(cx, both);
    bounds::compare(cx, both);
    patterns::compare(cx, both);
    metadata::compare(cx, both);
}
