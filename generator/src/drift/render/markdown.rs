//! The account as Markdown, for a pull request or the summary of a job, with a limit on its length.
//!
//! Text of the documents is kept from being read as Markdown, HTML or mentions.

use std::fmt::Write as _;

use super::super::account::{Account, LEVELS};
use super::super::finding::{Finding, Spot};
use super::excerpts::{self, Texts};
use super::group::{Group, groups};
use super::words;

/// The most operations that are listed for a group.
const MOST_OPERATIONS: usize = 10;

/// What the closing line may take.
const ROOM_FOR_THE_END: usize = 200;

pub(super) fn render(account: &Account<'_>, longest: usize) -> String {
    let mut out = head(account);
    let texts = excerpts::both(account);
    let mut told = 0;
    'all: for group in groups(&account.findings) {
        let mut text = heading(&group);
        for finding in group.findings {
            text += &one(finding, &texts);
            if out.len() + text.len() + ROOM_FOR_THE_END > longest {
                break 'all;
            }
            out += &std::mem::take(&mut text);
            told += 1;
        }
    }
    let left = account.findings.len().saturating_sub(told);
    if left > 0 {
        let _ = writeln!(out, "\n*{} left out here: the other formats list all.*", words::number(left, "finding"));
    }
    out
}

fn head(account: &Account<'_>) -> String {
    let mut out = format!("## Drift: {}\n\n", plain(&words::title(account)));
    if account.findings.is_empty() {
        out.push_str("No drift.\n");
    } else {
        let [wire, source] = account.counts();
        let row = |counts: [usize; 4]| counts.map(|count| format!(" {count} ")).join("|");
        let names = LEVELS.map(|level| format!(" {level} ")).join("|");
        let _ =
            write!(out, "| axis |{names}|\n|---|---|---|---|---|\n| wire |{}|\n| crate |{}|\n", row(wire), row(source));
        let _ = writeln!(out, "\nProposed bump: **{}**", account.bump.step);
        for reason in &account.bump.reasons {
            let _ = writeln!(out, "- {}", plain(&reason.to_string()));
        }
    }
    if !account.ignored.is_empty() {
        let _ = writeln!(out, "\nIgnored:");
    }
    for ignored in &account.ignored {
        let finding = &ignored.finding;
        let text = format!("{}: {} ({})", finding.subject, finding.sentence, ignored.reason);
        let _ = writeln!(out, "- `{}` {}", finding.kind, plain(&text));
    }
    out
}

fn heading(group: &Group<'_>) -> String {
    let mut out = format!("\n### {}\n\n", code(&group.subject.to_string()));
    if let Some(reach) = group.reach(MOST_OPERATIONS) {
        let count = words::number(group.operations.len(), "operation");
        let _ = writeln!(out, "Reaches {count}: {}\n", code(&reach));
    }
    out
}

fn one(finding: &Finding, texts: &[Texts<'_>; 2]) -> String {
    let sent = finding.direction.map(|direction| format!(" ({})", words::direction(direction))).unwrap_or_default();
    let mut out = format!(
        "- **{}** `{}`{sent}: {}\n  wire: {}, crate: {}\n",
        finding.level(),
        finding.kind,
        plain(&finding.sentence),
        words::wire_axis(finding),
        words::source(finding.source)
    );
    let [old, new] = texts;
    let lines = [excerpt('-', finding.old.as_ref(), old), excerpt('+', finding.new.as_ref(), new)].concat();
    if !lines.is_empty() {
        let fence = "`".repeat(longest_run(&lines).max(2) + 1);
        let indented: String = lines.lines().fold(String::new(), |text, line| text + "  " + line + "\n");
        let _ = write!(out, "\n  {fence}diff\n{indented}  {fence}\n\n");
    }
    out
}

fn excerpt(sign: char, spot: Option<&Spot>, texts: &Texts<'_>) -> String {
    let Some(spot) = spot else { return String::new() };
    let lines = texts.excerpt(spot);
    if lines.is_empty() {
        return String::new();
    }
    let place = words::one_line(&words::place(spot));
    lines.iter().fold(format!("@@ {place} @@\n"), |text, (_, line)| text + &format!("{sign} {line}\n"))
}

/// A code span, whatever the text holds (CommonMark, section 6.1).
fn code(text: &str) -> String {
    let text = words::one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// Words with code spans: what is outside of them is no HTML, no link, no emphasis and no mention.
fn plain(text: &str) -> String {
    let text = words::one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks: some value has one, and no span can be trusted.
    if parts.len().is_multiple_of(2) {
        return code(&text);
    }
    let mut out = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        match (index % 2, part.is_empty()) {
            (1, true) => out.push_str("``` `` ```"),
            (1, false) => out += &code(part),
            _ => part.chars().for_each(|c| match c {
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                '@' => out.push_str("&#64;"),
                '*' | '_' | '[' | ']' | '\\' | '|' | '#' => out.extend(['\\', c]),
                c => out.push(c),
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_documents_is_no_markup() {
        assert_eq!(plain("`a` <b> @c [d](e)"), "`a` &lt;b> &#64;c \\[d\\](e)");
        assert_eq!(plain("a ` <b>"), "``a ` <b>``");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
    }
}
