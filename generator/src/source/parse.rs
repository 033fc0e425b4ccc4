//! Source text to a value tree, in whichever format it is written, with every complaint placed and coded.
//!
//! Whether the tree is an OpenAPI document or an overlay is not asked here.

use serde_json::Value;

use super::read::{Format, Source};
use super::tree::{Growth, Refusal};
use super::{json, locate, yaml};
use crate::diagnostics::{Code, Diagnostics, Place, codes};
use crate::pointer::Pointer;

/// Why a text is no tree.
pub(super) struct Complaint {
    pub(super) code: Code,
    pub(super) message: String,
    /// Line and column, from 1.
    pub(super) position: Option<(usize, usize)>,
    pub(super) help: Option<String>,
}

impl Complaint {
    pub(super) fn too_deep(position: Option<(usize, usize)>) -> Self {
        let message = "objects and lists are nested too deep".to_owned();
        Self { code: codes::NESTING_TOO_DEEP, message, position, help: None }
    }

    pub(super) fn repetition(position: Option<(usize, usize)>) -> Self {
        Self {
            code: codes::YAML_ALIAS_BOMB,
            message: "aliases repeat their anchors until the document is far larger than its text".to_owned(),
            position,
            help: Some("write the value once under `components` and refer to it with `$ref`".to_owned()),
        }
    }
}

/// The tree of a source; none when a complaint was reported. `index` is the position of the source in the list.
pub(super) fn parse(index: usize, source: &Source, max_depth: usize, diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut growth = Growth::new(source.text.len(), max_depth, source.format == Format::Yaml);
    match tree(source, &mut growth) {
        Ok(value) => {
            report_notes(index, source, &growth, diagnostics);
            Some(value)
        }
        Err(complaint) => {
            let (line, column) = within(&source.text, complaint.position.unwrap_or((1, 1)));
            let at = place(index, line, column);
            let found = diagnostics.report(complaint.code, at, complaint.message);
            found.help = complaint.help;
            None
        }
    }
}

fn tree(source: &Source, growth: &mut Growth) -> Result<Value, Complaint> {
    let text = source.text.as_str();
    if text.trim().is_empty() {
        return Err(empty());
    }
    if text.trim_start().starts_with('<') {
        return Err(Complaint {
            code: codes::DOCUMENT_SYNTAX,
            message: "the document is HTML or XML, neither JSON nor YAML".to_owned(),
            position: Some((1, 1)),
            help: Some("take the address of the document itself, not of the page that shows it".to_owned()),
        });
    }
    let parsed = match source.format {
        Format::Json => json::parse(text, growth),
        Format::Yaml => yaml::parse(text, growth),
    };
    match (parsed, growth.refusal) {
        (Ok(Value::Null), _) => Err(empty()),
        (Ok(value), _) => Ok(value),
        (Err(complaint), None) => Err(complaint),
        (Err(Complaint { position, .. }), Some(refusal)) => Err(refused(refusal, position)),
    }
}

/// Parsers notice at the end of a text that something is missing: the end of its last line shows more than nothing.
fn within(text: &str, (line, column): (usize, usize)) -> (usize, usize) {
    let rest = text.split('\n').skip(line.saturating_sub(1));
    if rest.into_iter().any(|line| !line.trim().is_empty()) {
        return (line, column);
    }
    let written = text.trim_end();
    let last = written.rsplit('\n').next().unwrap_or_default();
    (written.split('\n').count(), last.chars().count() + 1)
}

fn empty() -> Complaint {
    Complaint {
        code: codes::DOCUMENT_EMPTY,
        message: "the document is empty".to_owned(),
        position: Some((1, 1)),
        help: None,
    }
}

fn refused(refusal: Refusal, position: Option<(usize, usize)>) -> Complaint {
    match refusal {
        Refusal::TooMuchRepetition => Complaint::repetition(position),
        Refusal::TooDeep => Complaint::too_deep(position),
        Refusal::MergeKey => Complaint {
            code: codes::YAML_MERGE_KEY,
            message: "a merge key `<<` does not lead to a mapping".to_owned(),
            position,
            help: Some("merge a mapping, or a list of mappings".to_owned()),
        },
    }
}

fn report_notes(index: usize, source: &Source, growth: &Growth, diagnostics: &mut Diagnostics) {
    let (duplicates, not_finite) = (growth.duplicates(), growth.not_finite());
    let wanted: Vec<&Pointer> = duplicates.iter().chain(&not_finite).collect();
    let spots = locate::spots(source, &wanted);
    for (position, (pointer, spot)) in wanted.iter().zip(spots).enumerate() {
        let at =
            spot.map_or(Place::Document, |spot| Place::Source { source: index, line: spot.line, column: spot.column });
        let name = pointer.last().unwrap_or_default();
        if position < duplicates.len() {
            let message = format!("`{name}` stands twice in the same object");
            diagnostics.report(codes::DUPLICATE_KEY, at, message).label("this one is used").help("remove one of them");
        } else {
            let message = format!("`{name}` is no finite number, which JSON cannot express");
            diagnostics.report(codes::YAML_NOT_FINITE, at, message).help("leave it out, or write a number");
        }
    }
}

/// A place from the numbers of a parser.
pub(super) fn place(source: usize, line: usize, column: usize) -> Place {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).max(1);
    Place::Source { source, line: number(line), column: number(column) }
}
