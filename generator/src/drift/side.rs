//! One of the two documents: its text, its value tree and its typed model.

use super::finding::{Finding, Spot};
use super::schema::apart::{self, Apart};
use crate::diagnostics::{Diagnostics, Place};
use crate::pointer::Pointer;
use crate::source::Loaded;
use crate::spec::{self, Document, MediaType, Operation, RefOr, Schema};
use serde_json::Value;

/// A document to compare.
#[derive(Debug)]
pub struct Side<'a> {
    /// The merged value tree and where its parts were written.
    pub loaded: &'a Loaded,
    /// The typed model.
    pub document: Document<'a>,
    /// Some body is XML.
    pub(super) speaks_xml: bool,
    apart: Apart<'a>,
}

/// A schema of one side. Its place is `schema.at`.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'s> {
    pub(super) schema: &'s Schema<'s>,
    pub(super) side: &'s Side<'s>,
}

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 32;

impl<'a> Side<'a> {
    /// Reads a loaded document; `None` where nothing can be made of it.
    pub fn read(loaded: &'a Loaded, diagnostics: &mut Diagnostics) -> Option<Self> {
        let document = spec::read(&loaded.value, diagnostics)?;
        let apart = apart::read(&loaded.value, document.version);
        let speaks_xml = speaks_xml(&document);
        Some(Self { loaded, document, speaks_xml, apart })
    }

    /// The value at a place of this document.
    pub(super) fn value(&self, at: &Pointer) -> Option<&'a Value> {
        at.lookup(&self.loaded.value)
    }

    /// A schema of which the model keeps the place alone.
    pub(super) fn apart(&self, at: &Pointer) -> Option<&Schema<'a>> {
        self.apart.get(&at.to_string())
    }

    /// Looks up the lines of the places that `spot` picks.
    pub(super) fn locate(&self, findings: &mut [Finding], spot: fn(&mut Finding) -> Option<&mut Spot>) {
        let mut spots: Vec<&mut Spot> = findings.iter_mut().filter_map(spot).collect();
        let places: Vec<Place> = spots.iter().map(|spot| Place::from(&spot.pointer)).collect();
        let located = self.loaded.locate(&places.iter().collect::<Vec<_>>());
        for (spot, found) in spots.iter_mut().zip(located) {
            let Some(found) = found else { continue };
            spot.line = Some(found.line);
            spot.file = self.loaded.sources.get(found.source).map(|source| source.name.clone());
        }
    }
}

impl<'s> At<'s> {
    pub(super) fn new(side: &'s Side<'s>, schema: &'s Schema<'s>) -> Self {
        Self { schema, side }
    }

    /// Another schema of the same side.
    pub(super) fn to(self, schema: &'s Schema<'s>) -> Self {
        Self { schema, ..self }
    }

    /// The schema as it stands in the document, for keywords that the model does not keep.
    pub(super) fn raw(self) -> Option<&'s Value> {
        self.side.value(&self.schema.at)
    }

    /// The schema that a reference leads to; keywords beside the reference are for the caller to mind.
    pub(super) fn target(self) -> Option<Self> {
        self.side.document.schema(self.schema.reference.as_deref()?).map(|schema| self.to(schema))
    }

    /// The end of a chain of references; this very schema where it holds none.
    pub(super) fn resolved(self) -> Self {
        let mut at = self;
        for _ in 0..LONGEST_CHAIN {
            match at.target() {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }
}

fn speaks_xml(document: &Document<'_>) -> bool {
    let is_xml = |content: &[(&str, RefOr<'_, MediaType<'_>>)]| content.iter().any(|(name, _)| name.contains("xml"));
    let bodies = |operation: &Operation<'_>| {
        let body = operation.request_body.as_ref().and_then(|body| document.request_body(body));
        let mut responses = operation.responses.iter().filter_map(|(_, response)| document.response(response));
        body.is_some_and(|body| is_xml(&body.content)) || responses.any(|response| is_xml(&response.content))
    };
    document.paths.iter().flat_map(|item| &item.operations).any(bodies)
}
