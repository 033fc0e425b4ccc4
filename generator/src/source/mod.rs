//! The read stage: inputs to one merged value tree, with overlays applied and external references brought in.
//!
//! Positions are looked up only for findings. Whether the tree is an OpenAPI document is for the next stage to say.

mod bundle;
pub(crate) mod extend;
mod fetch;
mod grafts;
mod homes;
mod identities;
mod json;
mod kind;
mod library;
mod live;
mod loaded;
mod locate;
mod locate_json;
mod locate_yaml;
mod merge;
mod overlay;
mod parse;
mod read;
mod tree;
mod wanted;
mod yaml;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Place, codes};
use bundle::Bundle;
use homes::Homes;
use library::Library;
use overlay::Overlay;

pub use grafts::{Graft, Grafts};
pub use live::{Fault, Live, Served, Wrong};
pub use loaded::{Failure, FailureKind, Loaded};
pub use read::{Format, Input, ReadOptions, Source};

/// Reads a document, brings in what it refers to and applies the overlays in order. Findings that leave a tree are in
/// `diagnostics` alone; the failure says whether there was nothing to read or nothing that could be understood.
pub fn load(
    input: &Input,
    overlays: &[Input],
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Loaded, Failure> {
    let source = read::read(input, 0, options).map_err(|unread| Failure::unread(Vec::new(), *unread, diagnostics))?;
    let mut reading = Reading::start(Some(input), source, options, diagnostics)?;
    for overlay in overlays {
        match read::read(overlay, reading.library.sources.len(), options) {
            Ok(source) => reading.overlay(Some(overlay), source, diagnostics),
            Err(unread) => return Err(Failure::unread(reading.library.sources, *unread, diagnostics)),
        }
    }
    Ok(reading.finish(diagnostics))
}

/// The same for texts that are at hand, overlays as names and texts. References to files are not followed.
pub fn load_text(
    name: &str,
    text: &str,
    overlays: &[(&str, &str)],
    options: &ReadOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Loaded, Failure> {
    let mut reading = Reading::start(None, Source::new(name, text.to_owned()), options, diagnostics)?;
    for (name, text) in overlays {
        reading.overlay(None, Source::new(*name, (*text).to_owned()), diagnostics);
    }
    Ok(reading.finish(diagnostics))
}

/// A document on its way.
struct Reading<'a> {
    library: Library<'a>,
    document: Value,
    grafts: Grafts,
    homes: Homes,
    root: Option<&'a Input>,
}

impl<'a> Reading<'a> {
    /// Parses the root document and brings in what it refers to.
    fn start(
        input: Option<&'a Input>,
        source: Source,
        options: &'a ReadOptions,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Failure> {
        let parsed = parse::parse(0, &source, options.max_depth, diagnostics);
        let Some(document) = parsed.filter(|value| is_object(value, diagnostics)) else {
            return Err(Failure { kind: FailureKind::Invalid, sources: vec![source] });
        };
        let mut library = Library::new(options);
        // The original stays on the shelf, since other documents may refer to parts of it.
        let original = bundle::leads_elsewhere(&document).then(|| document.clone());
        library.add(input, source, original);
        let (grafts, homes) = (Grafts::default(), Homes::default());
        let mut reading = Self { library, document, grafts, homes, root: input };
        let Self { library, document, grafts, homes, .. } = &mut reading;
        Bundle::new(library, grafts, homes, diagnostics).root(document);
        Ok(reading)
    }

    fn overlay(&mut self, input: Option<&Input>, source: Source, diagnostics: &mut Diagnostics) {
        let options = self.library.options;
        let index = self.library.sources.len();
        if let Some(value) = parse::parse(index, &source, options.max_depth, diagnostics) {
            let mut overlay = Overlay::new(index, &value, options, &mut self.grafts);
            overlay.check_extends(input, self.root);
            overlay.apply(&mut self.document);
            overlay.report(&source, diagnostics);
        }
        self.library.add_overlay(input, source);
    }

    fn finish(mut self, diagnostics: &mut Diagnostics) -> Loaded {
        let Self { library, document, grafts, homes, .. } = &mut self;
        Bundle::new(library, grafts, homes, diagnostics).overlaid(document);
        Loaded { value: self.document, sources: self.library.sources, grafts: self.grafts }
    }
}

fn is_object(value: &Value, diagnostics: &mut Diagnostics) -> bool {
    if !value.is_object() {
        let message = "the document is a list, a text or a number, where every OpenAPI document is an object";
        diagnostics.report(codes::DOCUMENT_NOT_OBJECT, Place::Source { source: 0, line: 1, column: 1 }, message);
    }
    value.is_object()
}

#[cfg(test)]
mod tests;
