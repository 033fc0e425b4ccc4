//! Turns findings into text for people (an excerpt with a caret) and into JSON lines for programs.
//!
//! Prints nothing itself and decides nothing about the run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::excerpt::{Excerpt, Lines};
use super::{Code, Diagnostic, Diagnostics, Located, Place, Severity};

/// How many findings of one code are shown in full.
const SHOWN_PER_CODE: usize = 10;

/// The longest message, label or help that is shown, in characters.
const LONGEST_TEXT: usize = 2_000;

/// What knows the texts and turns places into positions in them.
pub trait Locate {
    /// The position of each place, in one pass over the texts.
    fn locate(&self, places: &[&Place]) -> Vec<Option<Located>>;

    /// The name and the content of a text.
    fn text(&self, source: usize) -> Option<(&str, &str)>;
}

/// For findings without a document, such as those about the command line.
pub struct NoSources;

impl Locate for NoSources {
    fn locate(&self, places: &[&Place]) -> Vec<Option<Located>> {
        vec![None; places.len()]
    }

    fn text(&self, _: usize) -> Option<(&str, &str)> {
        None
    }
}

/// The text for people, in document order: at most ten findings of one code, then how many more there are.
pub fn render(diagnostics: &Diagnostics, sources: &dyn Locate, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut lines = BTreeMap::new();
    let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
    let mut text = String::new();
    for (diagnostic, located) in in_document_order(diagnostics, sources) {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN_PER_CODE {
            text.push_str(&rendered(&renderer, diagnostic, located, sources, &mut lines));
            text.push_str("\n\n");
        }
    }
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > SHOWN_PER_CODE) {
        let title = format!("and {} more of this kind", count - SHOWN_PER_CODE);
        text.push_str(
            &renderer.render(&[Group::with_title(level(code.severity()).primary_title(title).id(code.name()))]),
        );
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// One JSON object a line for each finding, in document order, none left out.
pub fn render_json_lines(diagnostics: &Diagnostics, sources: &dyn Locate) -> String {
    let mut text = String::new();
    for line in findings_as_json(diagnostics, sources) {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}

/// One JSON object for each finding, in document order.
pub(crate) fn findings_as_json(diagnostics: &Diagnostics, sources: &dyn Locate) -> Vec<serde_json::Value> {
    let mut all = Vec::new();
    for (diagnostic, located) in in_document_order(diagnostics, sources) {
        let pointer = match &diagnostic.at {
            Place::Pointer(pointer) => Some(pointer.to_string()),
            Place::Source { .. } | Place::Document => None,
        };
        all.push(json!({
            "severity": diagnostic.severity().to_string(),
            "code": diagnostic.code.name(),
            "message": diagnostic.message,
            "pointer": pointer,
            "file": located.and_then(|at| sources.text(at.source)).map(|(name, _)| name),
            "line": located.map(|at| at.line),
            "column": located.map(|at| at.column),
            "length": located.map(|at| at.length),
            "label": diagnostic.label,
            "help": diagnostic.help,
        }));
    }
    all
}

/// A line for each finding, in document order: `error[code] file:1:2: what is wrong`.
pub(crate) fn render_lines(diagnostics: &Diagnostics, sources: &dyn Locate) -> String {
    let mut text = String::new();
    for (diagnostic, located) in in_document_order(diagnostics, sources) {
        let _ = write!(text, "{}[{}]", diagnostic.severity(), diagnostic.code.name());
        let name = located.and_then(|at| Some((sources.text(at.source)?.0, at)));
        if let Some((name, at)) = name {
            let _ = write!(text, " {name}:{}:{}", at.line, at.column);
        }
        let _ = writeln!(text, ": {}", diagnostic.message.replace('\n', " "));
    }
    text
}

/// Findings about no place come first, then those with a position, then those whose place has none.
fn in_document_order<'a>(diagnostics: &'a Diagnostics, sources: &dyn Locate) -> Vec<(&'a Diagnostic, Option<Located>)> {
    let places: Vec<&Place> = diagnostics.iter().map(|diagnostic| &diagnostic.at).collect();
    let located = sources.locate(&places).into_iter().chain(std::iter::repeat(None));
    let mut found: Vec<_> = diagnostics.iter().zip(located).collect();
    found.sort_by_key(|(diagnostic, located)| (located.is_none() && diagnostic.at != Place::Document, *located));
    found
}

fn rendered(
    renderer: &Renderer,
    diagnostic: &Diagnostic,
    located: Option<Located>,
    sources: &dyn Locate,
    lines: &mut BTreeMap<usize, Lines>,
) -> String {
    let title = level(diagnostic.severity()).primary_title(capped(&diagnostic.message)).id(diagnostic.code.name());
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(capped(help)));
    let label = diagnostic.label.as_deref().map(capped);
    let source = located.and_then(|at| Some((at, sources.text(at.source)?)));
    let excerpt = source.and_then(|(at, (name, text))| {
        let lines = lines.entry(at.source).or_insert_with(|| Lines::of(text));
        Some((at, name, lines.excerpt(text, at)?))
    });
    let Some((at, name, Excerpt { text, span })) = excerpt else {
        let origin = match (source, &diagnostic.at) {
            (Some((at, (name, _))), _) => Some(format!("{name}:{}:{}", at.line, at.column)),
            (None, Place::Pointer(pointer)) => Some(capped(&format!("{pointer:?}"))),
            (None, _) => None,
        };
        let label = label.map(|label| Level::NOTE.message(label));
        let group = Group::with_title(title).elements(origin.map(Origin::path)).elements(label).elements(help);
        return renderer.render(&[group]);
    };
    let shown_column = text.get(..span.start).unwrap_or_default().chars().count() + 1;
    let caret = AnnotationKind::Primary.span(span).label(label);
    let snippet = Snippet::source(text).path(name).line_start(at.line as usize).annotation(caret);
    let text = renderer.render(&[Group::with_title(title).element(snippet).elements(help)]);
    // The column is counted in the excerpt, which starts later than the line when it was cut.
    text.replacen(&format!("{name}:{}:{shown_column}", at.line), &format!("{name}:{}:{}", at.line, at.column), 1)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn capped(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;
    use crate::pointer::Pointer;

    struct OneText(&'static str);

    impl Locate for OneText {
        fn locate(&self, places: &[&Place]) -> Vec<Option<Located>> {
            let place = |place: &&Place| match **place {
                Place::Source { source, line, column } => Some(Located { source, line, column, length: 18 }),
                _ => None,
            };
            places.iter().map(place).collect()
        }

        fn text(&self, _: usize) -> Option<(&str, &str)> {
            Some(("openapi.json", self.0))
        }
    }

    const TEXT: OneText = OneText("{\n  \"content\": {\n    \"application/json\": { \"schema\": {} }\n  }\n}\n");

    #[test]
    fn an_excerpt_with_caret_label_and_help() {
        let mut found = Diagnostics::new();
        let at = Place::Source { source: 0, line: 3, column: 5 };
        let stream = found.report(codes::STREAM_UNDECLARED, at, "`POST /runs/stream` is declared as JSON");
        stream.label("written for a stream").help("declare it in an overlay");
        insta::assert_snapshot!(render(&found, &TEXT, false), @r#"
        warning[stream-undeclared]: `POST /runs/stream` is declared as JSON
         --> openapi.json:3:5
          |
        3 |     "application/json": { "schema": {} }
          |     ^^^^^^^^^^^^^^^^^^ written for a stream
          |
          = help: declare it in an overlay
        "#);
    }

    #[test]
    fn a_cut_line_keeps_its_column() {
        let long: &'static str = Box::leak(format!("{}x: 1", " a".repeat(500_000)).into_boxed_str());
        let mut found = Diagnostics::new();
        found.report(codes::DOCUMENT_SYNTAX, Place::Source { source: 0, line: 1, column: 1_000_001 }, "expected `,`");
        let text = render(&found, &OneText(long), false);
        assert!(text.contains("openapi.json:1:1000001\n") && text.len() < 500, "{text}");
        let text = render(&found, &OneText(long), true);
        assert!(text.contains("openapi.json:1:1000001") && text.contains("\u{1b}["), "{text}");
    }

    #[test]
    fn a_place_without_position_is_shown_as_a_pointer() {
        let mut found = Diagnostics::new();
        found.warning(codes::DUPLICATE_KEY, &Pointer::parse("/a/b"), "`b` stands twice").help("remove one");
        insta::assert_snapshot!(render(&found, &NoSources, false), @r"
        warning[duplicate-key]: `b` stands twice
        --> #/a/b
         = help: remove one
        ");
    }

    #[test]
    fn the_eleventh_of_a_code_is_counted_only() {
        let mut found = Diagnostics::new();
        (0..14).for_each(|i| {
            found.warning(codes::DUPLICATE_KEY, &Pointer::root().index(i), format!("key {i}"));
        });
        let text = render(&found, &NoSources, false);
        assert!(text.contains("key 9") && !text.contains("key 10"), "{text}");
        assert!(text.ends_with("warning[duplicate-key]: and 4 more of this kind\n"), "{text}");
    }

    #[test]
    fn json_lines_carry_every_field() {
        let mut found = Diagnostics::new();
        found.report(codes::DOCUMENT_SYNTAX, Place::Source { source: 0, line: 2, column: 3 }, "expected `:`");
        let line: serde_json::Value = serde_json::from_str(&render_json_lines(&found, &TEXT)).unwrap();
        assert_eq!((line["code"].as_str(), line["line"].as_u64()), (Some("document-syntax"), Some(2)));
        assert_eq!((line["file"].as_str(), line["help"].as_str()), (Some("openapi.json"), None));
    }
}
