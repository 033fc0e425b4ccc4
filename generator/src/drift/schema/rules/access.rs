//! `readOnly` and `writeOnly`: who may send a property.

use super::super::super::cx::Cx;
use super::super::super::kinds::{Wire, schemas};
use super::Both;

pub(super) fn read_only(cx: &mut Cx<'_>, both: &Both<'_>) {
    let sentence = match (both.old.read_only, both.new.read_only) {
        (false, true) => "it is read-only now: clients no longer send it",
        (true, false) => "it is no longer read-only: clients may send it",
        _ => return,
    };
    let says = |part: &crate::spec::Schema<'_>| part.read_only;
    cx.report(both.finding(&schemas::READ_ONLY_SET, "readOnly", says, sentence).judged(Wire::Unclear));
}

pub(super) fn write_only(cx: &mut Cx<'_>, both: &Both<'_>) {
    let sentence = match (both.old.write_only, both.new.write_only) {
        (false, true) => "it is write-only now: answers no longer hold it",
        (true, false) => "it is no longer write-only: answers may hold it",
        _ => return,
    };
    let says = |part: &crate::spec::Schema<'_>| part.write_only;
    cx.report(both.finding(&schemas::WRITE_ONLY_SET, "writeOnly", says, sentence));
}
