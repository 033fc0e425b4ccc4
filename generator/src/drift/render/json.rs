//! The account as one JSON object, for programs.

use serde_json::{Value, json};

use super::super::account::Account;
use super::super::crate_axis::{Change, CrateChange};
use super::super::finding::{Finding, Spot, Subject};
use super::super::kinds::Effect;
use super::super::verdict::Bump;
use super::words;

pub(super) fn render(account: &Account<'_>) -> String {
    let [old, new] = account.names();
    let ignored = account.ignored.iter().map(|ignored| {
        let mut value = finding(&ignored.finding);
        value["reason"] = json!(ignored.reason);
        value
    });
    let [wire, source] = account.counts();
    let value = json!({
        "specloom": env!("CARGO_PKG_VERSION"),
        "old": old,
        "new": new,
        "level": account.worst().map(|level| level.to_string()),
        "counts": { "wire": counts(wire), "crate": counts(source) },
        "bump": bump(&account.bump),
        "findings": account.findings.iter().map(finding).collect::<Vec<_>>(),
        "ignored": ignored.collect::<Vec<_>>(),
        "crate": account.changes.as_ref().map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
    });
    format!("{value:#}\n")
}

fn counts([breaking, review, additive, none]: [usize; 4]) -> Value {
    json!({ "breaking": breaking, "review": review, "additive": additive, "none": none })
}

fn bump(bump: &Bump) -> Value {
    let reasons =
        bump.reasons.iter().map(|reason| json!({ "id": reason.what, "count": reason.count, "first": reason.first }));
    json!({ "step": bump.step.to_string(), "reasons": reasons.collect::<Vec<_>>() })
}

/// A change of an item of the crate.
fn change(change: &CrateChange) -> Value {
    let (from, to) = match &change.change {
        Change::Renamed(to) => (None, Some(to)),
        Change::Retyped { from, to } => (Some(from), Some(to)),
        Change::Removed | Change::Added => (None, None),
    };
    json!({
        "change": change.change.word(),
        "item": change.path,
        "breaking": change.effect() == Effect::Breaks,
        "id": change.kind.map(|kind| kind.id),
        "from": from,
        "to": to,
        "old": change.old.as_ref().map(ToString::to_string),
        "new": change.new.as_ref().map(ToString::to_string),
    })
}

/// A finding with all that is known of it.
pub(super) fn finding(finding: &Finding) -> Value {
    json!({
        "fingerprint": finding.fingerprint(),
        "id": finding.kind.id,
        "level": finding.level().to_string(),
        "metadata": finding.kind.is_metadata(),
        "wire": {
            "level": finding.wire_level().to_string(),
            "verdict": words::wire(finding.wire),
            "published_crate": words::run(finding.run),
        },
        "crate": { "level": finding.crate_level().to_string(), "verdict": words::source(finding.source) },
        "direction": finding.direction.map(words::direction),
        "subject": subject(&finding.subject),
        "operations": finding.operations.iter().map(|key| json!({ "method": key.method, "path": key.path })).collect::<Vec<_>>(),
        "message": finding.sentence,
        "meaning": finding.kind.meaning,
        "old": finding.old.as_ref().map(spot),
        "new": finding.new.as_ref().map(spot),
    })
}

fn subject(subject: &Subject) -> Value {
    let kind = match subject {
        Subject::Document => "document",
        Subject::Path(_) => "path",
        Subject::Operation(_) => "operation",
        Subject::Component(_) => "component",
    };
    json!({ "kind": kind, "name": subject.to_string() })
}

fn spot(spot: &Spot) -> Value {
    json!({ "pointer": spot.pointer.to_string(), "file": spot.file, "line": spot.line, "excerpt": spot.excerpt })
}
