//! The account as JUnit's XML: a suite for each group, a case for each finding, failed where it decides the exit code.

use std::fmt::Write as _;

use super::super::account::Account;
use super::super::finding::Finding;
use super::super::verdict::Level;
use super::group::{Group, groups};
use super::words::{escaped, message, place, title};

pub(super) fn render(account: &Account<'_>, fail_on: Option<Level>) -> String {
    let fails = |finding: &Finding| fail_on.is_some_and(|level| finding.level() >= level);
    let failures = account.findings.iter().filter(|finding| fails(finding)).count();
    let tests = account.findings.len().max(1);
    let name = escaped(&title(account));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n"
    );
    if account.findings.is_empty() {
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\">");
        out.push_str("    <testcase name=\"no drift\" classname=\"drift\"/>\n  </testsuite>\n");
    }
    for group in groups(&account.findings) {
        suite(&mut out, &group, &fails);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, group: &Group<'_>, fails: &impl Fn(&Finding) -> bool) {
    let subject = escaped(&group.subject.to_string());
    let failures = group.findings.iter().filter(|finding| fails(finding)).count();
    let tests = group.findings.len();
    let _ = writeln!(out, "  <testsuite name=\"{subject}\" tests=\"{tests}\" failures=\"{failures}\">");
    for finding in &group.findings {
        let kind = finding.kind;
        let name = escaped(&format!("{kind}: {}", finding.sentence));
        let text = details(finding);
        let _ = writeln!(out, "    <testcase name=\"{name}\" classname=\"{subject}\">");
        let _ = if fails(finding) {
            let message = escaped(&message(finding));
            writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{text}</failure>")
        } else {
            writeln!(out, "      <system-out>{text}</system-out>")
        };
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn details(finding: &Finding) -> String {
    let mut text = message(finding);
    for (side, spot) in [("old", &finding.old), ("new", &finding.new)] {
        if let Some(spot) = spot {
            let _ = write!(text, "\n{side}: {} {:?}", place(spot), spot.pointer);
        }
    }
    escaped(&text)
}
