//! The words for verdicts, places and numbers that all formats share.

use std::fmt;

use super::super::account::{Account, LEVELS};
use super::super::finding::{Direction, Finding, Spot, Subject};
use super::super::kinds::{Effect, Run, Wire};
use super::super::verdict::Level;

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document => f.write_str("document"),
            Self::Path(path) => f.write_str(path),
            Self::Operation(key) => key.fmt(f),
            Self::Component(reference) => f.write_str(reference),
        }
    }
}

pub(super) fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Unjudged => "not judged",
        Wire::Keeps => "keeps",
        Wire::Unclear => "unclear",
        Wire::Breaks => "breaks",
    }
}

pub(super) fn run(run: Run) -> &'static str {
    match run {
        Run::Unjudged => "not judged",
        Run::Works => "works",
        Run::Differs => "differs",
        Run::Depends => "depends",
        Run::Degrades => "degrades",
        Run::Fails => "fails",
    }
}

pub(super) fn source(effect: Effect) -> &'static str {
    match effect {
        Effect::Unjudged => "not judged",
        Effect::Same => "same",
        Effect::Notes => "differs",
        Effect::Depends => "depends",
        Effect::Adds => "adds",
        Effect::BreaksIfClosed => "adds, would break closed types",
        Effect::Breaks => "breaks",
    }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    }
}

/// `wire breaks, published crates fail`.
pub(super) fn wire_axis(finding: &Finding) -> String {
    match (finding.wire, finding.run) {
        (one, Run::Unjudged) => wire(one).to_owned(),
        (one, two) => format!("{}; a published crate {}", wire(one), run(two)),
    }
}

/// `2 breaking, 1 review`; only what there is.
pub(super) fn counted(counts: [usize; 4]) -> String {
    let told = LEVELS.iter().zip(counts).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(level, count)| format!("{count} {}", in_words(*level))).collect();
    if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
}

fn in_words(level: Level) -> &'static str {
    match level {
        Level::Breaking => "breaking",
        Level::Review => "to review",
        Level::Additive => "additive",
        Level::None => "harmless",
    }
}

/// `1 finding`, `2 findings`.
pub(super) fn number(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `openapi.json:12`, as far as it is known.
pub(super) fn place(spot: &Spot) -> String {
    match (&spot.file, spot.line) {
        (Some(file), Some(line)) => format!("{file}:{line}"),
        (Some(file), None) => file.clone(),
        _ => format!("{:?}", spot.pointer),
    }
}

/// The place to point at in a checkout: the new document where it is a file of it, else the old.
pub(super) fn in_checkout(finding: &Finding) -> Option<&Spot> {
    let is_file =
        |spot: &&Spot| spot.file.as_deref().is_some_and(|file| !file.contains("://") && !file.starts_with('<'));
    [&finding.new, &finding.old].into_iter().flatten().find(is_file)
}

/// `id: sentence`, or with what it is about.
pub(super) fn message(finding: &Finding) -> String {
    format!(
        "{}: {} (wire: {}; crate: {})",
        finding.subject,
        finding.sentence,
        wire_axis(finding),
        source(finding.source)
    )
}

/// The first operations of a list in words.
pub(super) fn operations(account: &[String], most: usize) -> String {
    let shown = account.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match account.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Text without control characters, on one line.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// `old.json → new.json`.
pub(super) fn title(account: &Account<'_>) -> String {
    let [old, new] = account.names();
    format!("{} → {}", one_line(old), one_line(new))
}

/// Text for XML and HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // XML 1.0, section 2.2: these characters cannot be written at all.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
