//! The account as SARIF 2.1.0: a rule for each kind, a result for each finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::account::Account;
use super::super::finding::{Finding, Spot};
use super::super::kinds::Kind;
use super::super::verdict::Level;
use super::words;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(account: &Account<'_>) -> String {
    let ignored = account.ignored.iter();
    let all = account.findings.iter().chain(ignored.clone().map(|ignored| &ignored.finding));
    let kinds: BTreeMap<&str, &Kind> = all.map(|finding| (finding.kind.id, finding.kind)).collect();
    let positions: BTreeMap<&str, usize> = kinds.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut results: Vec<Value> = account.findings.iter().map(|finding| result(finding, &positions)).collect();
    results.extend(ignored.map(|ignored| {
        let mut value = result(&ignored.finding, &positions);
        value["suppressions"] = json!([{ "kind": "external", "justification": ignored.reason }]);
        value
    }));
    let driver = json!({
        "name": "specloom",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": kinds.values().map(|kind| rule(kind)).collect::<Vec<_>>(),
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

fn rule(kind: &Kind) -> Value {
    json!({
        "id": kind.id,
        "shortDescription": { "text": kind.meaning },
        "properties": { "wire": words::wire(kind.wire), "crate": words::source(kind.source) },
    })
}

fn result(finding: &Finding, positions: &BTreeMap<&str, usize>) -> Value {
    let level = match finding.level() {
        Level::Breaking => "error",
        Level::Review => "warning",
        Level::Additive | Level::None => "note",
    };
    let main = words::in_checkout(finding).or(finding.new.as_ref()).or(finding.old.as_ref());
    let other = [&finding.old, &finding.new].into_iter().flatten().filter(|spot| Some(*spot) != main);
    let operations: Vec<String> = finding.operations.iter().map(ToString::to_string).collect();
    json!({
        "ruleId": finding.kind.id,
        "ruleIndex": positions.get(finding.kind.id),
        "level": level,
        "message": { "text": words::message(finding) },
        "locations": main.map(|spot| location(spot, None)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": other.map(|spot| location(spot, Some("the other document"))).collect::<Vec<_>>(),
        "partialFingerprints": { "specloom/v1": finding.fingerprint() },
        "properties": {
            "wire": finding.wire_level().to_string(),
            "crate": finding.crate_level().to_string(),
            "operations": operations,
        },
    })
}

fn location(spot: &Spot, message: Option<&str>) -> Value {
    let pointer = spot.pointer.to_string();
    let mut value = json!({ "logicalLocations": [{ "fullyQualifiedName": format!("#{pointer}"), "kind": "element" }] });
    if let Some(file) = &spot.file {
        let region = spot.line.map(|line| json!({ "startLine": line }));
        value["physicalLocation"] = json!({ "artifactLocation": { "uri": uri(file) } });
        if let Some(region) = region {
            value["physicalLocation"]["region"] = region;
        }
    }
    if let Some(message) = message {
        value["message"] = json!({ "text": message });
    }
    value
}

/// A path as a reference of URIs; a URL as it is.
fn uri(file: &str) -> String {
    if file.contains("://") {
        return file.to_owned();
    }
    let mut out = if file.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}
