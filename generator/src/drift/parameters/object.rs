//! Compares the members of parameters that are objects.

use super::report;
use super::value::{self, Text};
use crate::drift::cx::Cx;
use crate::drift::finding::Finding;
use crate::drift::kinds::{parameters as kinds, schemas};
use crate::drift::side::At;

/// Compares the properties of two schemas.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>) {
    for (name, property) in &old.schema.properties {
        let Some((_, other)) = new.schema.properties.iter().find(|(other, _)| other == name) else {
            let sentence = format!("the property `{name}` is gone");
            report(cx, Finding::new(&schemas::REQ_PROP_REMOVED, sentence).at(&property.at, &new.schema.at));
            continue;
        };
        if !old.schema.required.contains(name) && new.schema.required.contains(name) {
            let sentence = format!("the property `{name}` is now required");
            let finding = Finding::new(&kinds::HEADER_OBJECT_PROPERTY_TIGHTENED, sentence);
            report(cx, finding.at(&property.at, &other.at));
        }
        // A property may lead back to the object: what is sent as text is not nested without end.
        if property.at.segments().len() < DEEPEST && !returns(old, property) {
            value::compare(cx, old.to(property), new.to(other), Text::Member);
        }
    }
    for (name, property) in &new.schema.properties {
        if !old.schema.properties.iter().any(|(other, _)| other == name) {
            added(cx, name, old, new.to(property), new.schema.required.contains(name));
        }
    }
}

/// The deepest place of a property that is followed.
const DEEPEST: usize = 64;

/// Whether a property is described by a reference: its schema is a component, which can hold itself.
fn returns(old: At<'_>, property: &crate::spec::Schema<'_>) -> bool {
    old.to(property).target().is_some_and(|target| target.resolved().schema.types == crate::spec::Types::OBJECT)
}

fn added<'s>(cx: &mut Cx<'s>, name: &str, old: At<'s>, property: At<'s>, required: bool) {
    let (kind, how) = if required {
        (&kinds::HEADER_OBJECT_PROPERTY_TIGHTENED, "required")
    } else {
        (&schemas::REQ_PROP_OPTIONAL_ADDED, "optional")
    };
    let finding = Finding::new(kind, format!("the property `{name}` is new and {how}"));
    report(cx, finding.at(&old.schema.at, &property.schema.at));
}
