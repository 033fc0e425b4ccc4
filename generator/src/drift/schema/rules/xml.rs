//! `xml`: how a value is written in bodies of XML, of which the model keeps nothing.

use serde_json::Value;

use super::super::super::cx::Cx;
use super::super::super::kinds::schemas;
use super::super::both::raw;
use super::super::view::View;
use super::Both;

pub(super) fn compare(cx: &mut Cx<'_>, both: &Both<'_>) {
    let stated =
        |view: &View<'_>| -> Option<Value> { view.parts.iter().find_map(|part| raw(view, part, "xml")).cloned() };
    let (old, new) = (stated(&both.old), stated(&both.new));
    if old == new || !(both.old.side.speaks_xml || both.new.side.speaks_xml) {
        return;
    }
    let says = |_: &crate::spec::Schema<'_>| true;
    cx.report(both.finding(&schemas::XML_CHANGED, "xml", says, "it is written in another way in bodies of XML"));
}
