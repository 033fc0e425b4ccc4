//! The account for people: groups with the operations they reach, both axes apart, excerpts of both documents.

use std::fmt::Write as _;

use super::super::account::Account;
use super::super::finding::{Finding, Spot};
use super::excerpts::{self, Texts};
use super::group::{Group, groups};
use super::words;

/// The most operations that are listed for a group.
const MOST_OPERATIONS: usize = 5;

pub(super) fn render(account: &Account<'_>) -> String {
    let texts = excerpts::both(account);
    let mut out = String::new();
    for group in groups(&account.findings) {
        heading(&mut out, &group);
        for finding in group.findings {
            one(&mut out, finding, &texts);
        }
        out.push('\n');
    }
    end(&mut out, account);
    out
}

fn heading(out: &mut String, group: &Group<'_>) {
    let _ = writeln!(out, "{}", words::one_line(&group.subject.to_string()));
    if let Some(reach) = group.reach(MOST_OPERATIONS) {
        let _ = writeln!(
            out,
            "  reaches {}: {}",
            words::number(group.operations.len(), "operation"),
            words::one_line(&reach)
        );
    }
}

fn one(out: &mut String, finding: &Finding, texts: &[Texts<'_>; 2]) {
    let sent = finding.direction.map(|direction| format!(" [{}]", words::direction(direction))).unwrap_or_default();
    let (level, kind) = (finding.level(), finding.kind);
    let _ = writeln!(out, "  {level:8}  {kind}{sent}: {}", words::one_line(&finding.sentence));
    let _ = writeln!(out, "    wire   {}", words::wire_axis(finding));
    let _ = writeln!(out, "    crate  {}", words::source(finding.source));
    let [old, new] = texts;
    excerpt(out, "old", finding.old.as_ref(), old);
    excerpt(out, "new", finding.new.as_ref(), new);
}

fn excerpt(out: &mut String, side: &str, spot: Option<&Spot>, texts: &Texts<'_>) {
    let Some(spot) = spot else { return };
    let _ = writeln!(out, "    {side}    {} {:?}", words::place(spot), spot.pointer);
    for (number, line) in texts.excerpt(spot) {
        let _ = writeln!(out, "    {number:>6} | {line}");
    }
}

fn end(out: &mut String, account: &Account<'_>) {
    let [wire, source] = account.counts();
    let _ = writeln!(out, "{}: {}", words::title(account), words::number(account.findings.len(), "finding"));
    for ignored in &account.ignored {
        let (kind, subject) = (ignored.finding.kind, &ignored.finding.subject);
        let reason = format!("{subject}: {} ({})", ignored.finding.sentence, ignored.reason);
        let _ = writeln!(out, "  ignored  {kind}: {}", words::one_line(&reason));
    }
    if account.findings.is_empty() && account.bump.reasons.is_empty() {
        return;
    }
    let _ = writeln!(out, "  wire     {}", words::counted(wire));
    let _ = writeln!(out, "  crate    {}", words::counted(source));
    let _ = writeln!(out, "  bump     {}", account.bump.step);
    for reason in &account.bump.reasons {
        let _ = writeln!(out, "           {}", words::one_line(&reason.to_string()));
    }
}
