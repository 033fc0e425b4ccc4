//! Every format tells what is found, and text of the documents breaks none of them.

use serde_json::Value;

use super::super::finding::{Direction, Finding, OperationKey, Subject};
use super::super::kinds::Kind;
use super::super::{Account, Date, Ignore, Side};
use super::{Format, Level, render, summary};
use crate::diagnostics::Diagnostics;
use crate::pointer::Pointer;
use crate::source::{Loaded, ReadOptions, load_text};

const OLD: &str = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet:\n      \
                   type: object\n      properties:\n        name: {type: string}\n";

fn loaded(name: &str, text: &str) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    let loaded = load_text(name, text, &[], &ReadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    loaded.unwrap()
}

/// A finding at the member `name`, which the new document has not.
fn finding(id: &str, sentence: &str) -> Finding {
    let pet = Pointer::parse("/components/schemas/Pet/properties");
    let key = OperationKey { method: "GET".to_owned(), path: "/pets/<i>".to_owned() };
    let mut finding = Finding::new(Kind::named(id).unwrap(), sentence).at(&pet.child("name"), &pet);
    finding.subject = Subject::Component("#/components/schemas/Pet".to_owned());
    finding.operations = vec![key.into()];
    finding.sent(Direction::Response)
}

fn with<T>(findings: Vec<Finding>, ignore: &str, told: impl FnOnce(&Account<'_>) -> T) -> T {
    let new = OLD.replace("        name: {type: string}\n", "        {}\n");
    let (old, new) = (loaded("a/old.yaml", OLD), loaded("new.yaml", &new));
    let mut diagnostics = Diagnostics::new();
    let (old, new) = (Side::read(&old, &mut diagnostics).unwrap(), Side::read(&new, &mut diagnostics).unwrap());
    let _ = diagnostics.len();
    let mut findings = findings;
    old.locate(&mut findings, |finding| finding.old.as_mut());
    new.locate(&mut findings, |finding| finding.new.as_mut());
    let today: Date = "2026-01-01".parse().unwrap();
    told(&Account::new(&old, &new, findings, None, &Ignore::read(ignore).unwrap(), today))
}

const HOSTILE: &str = "`</script><b>%\n::error::x\u{1}` was removed";

fn text(format: Format) -> String {
    let findings = vec![finding("schema-renamed", HOSTILE), finding("path-moved", "`b` moved")];
    with(findings, "", |account| render(account, format, Some(Level::Breaking)))
}

#[test]
fn people_see_both_axes_apart_and_both_documents() {
    let text = text(Format::Text);
    assert!(
        text.contains("\n    crate  breaks\n    old    a/old.yaml:9 #/components/schemas/Pet/properties/name\n"),
        "{text}"
    );
    assert!(text.contains("         9 | name: {type: string}\n    new    new.yaml:"), "{text}");
    assert!(text.contains("#/components/schemas/Pet\n  reaches 1 operation: GET /pets/<i>\n"), "{text}");
    assert!(
        text.contains("  wire     1 breaking, 1 harmless\n  crate    1 breaking, 1 harmless\n  bump     major\n"),
        "{text}"
    );
}

#[test]
fn programs_get_fingerprints_pointers_and_lines() {
    let value: Value = serde_json::from_str(&text(Format::Json)).unwrap();
    let first = &value["findings"][0];
    assert_eq!(first["old"]["pointer"], "/components/schemas/Pet/properties/name");
    assert_eq!([&first["old"]["line"], &first["operations"][0]["method"]], [&Value::from(9), &Value::from("GET")]);
    assert_eq!(first["fingerprint"].as_str().map(str::len), Some(16));
    assert_eq!([&first["wire"]["level"], &first["crate"]["level"]], ["none", "breaking"]);
    assert_eq!([&value["bump"]["step"], &value["bump"]["reasons"][0]["id"]], ["major", "schema-renamed"]);
}

#[test]
fn annotations_are_one_line_each_and_few() {
    let text = text(Format::Github);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.starts_with("::error file=new.yaml,line="), "{text}");
    assert!(text.contains("%25%0A") && !text.contains("\n::error::x"), "{text}");
    let many = (0..40).map(|_| finding("schema-added", "added")).collect();
    let many = with(many, "", |account| render(account, Format::Github, None));
    assert_eq!(many.lines().count(), 10);
    assert!(many.ends_with("31 findings not shown as annotations: the summary lists them\n"));
}

#[test]
fn sarif_has_a_rule_and_a_fingerprint_for_each_result() {
    let value: Value = serde_json::from_str(&text(Format::Sarif)).unwrap();
    let run = &value["runs"][0];
    let result = &run["results"][0];
    let rule = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "new.yaml");
    assert!(place["region"]["startLine"].is_u64() && result["partialFingerprints"]["specloom/v1"].is_string());
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a/old.yaml");
}

#[test]
fn xml_and_html_hold_text_of_documents_as_text() {
    let junit = text(Format::Junit);
    assert!(
        junit.contains("tests=\"2\" failures=\"2\"") && !junit.contains("<b>") && !junit.contains('\u{1}'),
        "{junit}"
    );
    let html = text(Format::Html);
    assert!(html.matches("</script>").count() == 1 && !html.contains("<b>%"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains(" src="), "nothing is fetched");
    assert!(
        html.contains("data-wire=\"none\" data-crate=\"breaking\" data-operations=\"GET /pets/&lt;i&gt;\""),
        "{html}"
    );
}

#[test]
fn markdown_keeps_to_its_limit_and_tells_what_it_left_out() {
    let told = with((0..20_000).map(|_| finding("schema-added", "added")).collect(), "", |account| {
        [render(account, Format::Markdown, None), summary(account)]
    });
    let [request, summary] = told;
    assert!(request.len() <= 60_000 && summary.len() <= 1_000_000, "{} {}", request.len(), summary.len());
    assert!(request.trim_end().ends_with("left out here: the other formats list all.*"));
    assert!(text(Format::Markdown).contains("- name: {type: string}\n"));
}

#[test]
fn what_is_ignored_is_told_and_counts_for_the_bump_alone() {
    let ignore = "[[ignore]]\nid = 'schema-renamed'\npointer = '/components/schemas/Pet'\nreason = 'agreed'\n";
    with(vec![finding("schema-renamed", "renamed")], ignore, |account| {
        assert_eq!((account.worst(), account.bump.step), (None, super::super::Step::Major));
        assert!(
            render(account, Format::Text, None)
                .contains("ignored  schema-renamed: #/components/schemas/Pet: renamed (agreed)")
        );
        assert!(render(account, Format::Sarif, None).contains("\"justification\": \"agreed\""));
        assert!(render(account, Format::Junit, None).contains("no drift"));
    });
}
