//! The account as workflow commands of GitHub: an annotation at a line of the checkout for each finding.
//!
//! GitHub shows ten of each kind for a step and drops the rest: the worst come first, and the last tells what is dropped.

use std::fmt::Write as _;

use super::super::account::{Account, LEVELS};
use super::super::finding::Finding;
use super::super::verdict::Level;
use super::words;

/// How many annotations of a kind are shown for a step.
const MOST: usize = 10;

pub(super) fn render(account: &Account<'_>) -> String {
    let mut out = String::new();
    let mut dropped = 0;
    for command in ["error", "warning", "notice"] {
        let of_this = LEVELS.iter().filter(|level| self::command(**level) == command);
        let findings: Vec<&Finding> = of_this
            .flat_map(|level| account.findings.iter().filter(move |finding| finding.level() == *level))
            .collect();
        // The last notice is kept for what is dropped.
        let most = if command == "notice" { MOST - 1 } else { MOST };
        dropped += findings.len().saturating_sub(most);
        findings.iter().take(most).for_each(|finding| out += &one(command, finding));
    }
    if dropped > 0 {
        let message = format!("{} not shown as annotations: the summary lists them", words::number(dropped, "finding"));
        let _ = writeln!(out, "::notice title=drift::{}", data(&message));
    }
    out
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Breaking => "error",
        Level::Review => "warning",
        Level::Additive | Level::None => "notice",
    }
}

fn one(command: &str, finding: &Finding) -> String {
    let mut properties = Vec::new();
    if let Some(spot) = words::in_checkout(finding) {
        properties.extend(spot.file.as_ref().map(|file| format!("file={}", property(file))));
        properties.extend(spot.line.map(|line| format!("line={line}")));
    }
    properties.push(format!("title={}", property(finding.kind.id)));
    format!("::{command} {}::{}\n", properties.join(","), data(&words::message(finding)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
