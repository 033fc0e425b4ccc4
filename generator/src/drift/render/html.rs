//! The account as one page: style and script within, nothing fetched, so that it works from a folder too.
//!
//! Every finding is in the page as it is loaded; the script only hides what the filters leave out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::account::{Account, LEVELS};
use super::super::finding::{Finding, Spot};
use super::excerpts::{self, Texts};
use super::group::{Group, groups};
use super::words::{self, escaped};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn render(account: &Account<'_>) -> String {
    let texts = excerpts::both(account);
    let groups = groups(&account.findings);
    let title = escaped(&words::title(account));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Drift: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Drift</h1>\n<p>{title}</p>\n"
    );
    head(&mut out, account);
    filters(&mut out, &groups);
    out.push_str("</header>\n<main>\n");
    for group in &groups {
        section(&mut out, group, &texts);
    }
    ignored(&mut out, account);
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn head(out: &mut String, account: &Account<'_>) {
    if account.findings.is_empty() {
        out.push_str("<p>No drift.</p>\n");
        return;
    }
    let [wire, source] = account.counts();
    let cells = |counts: [usize; 4]| counts.map(|count| format!("<td>{count}</td>")).concat();
    let names = LEVELS.map(|level| format!("<th class=\"{level}\">{level}</th>")).concat();
    let _ = write!(
        out,
        "<table>\n<tr><th>axis</th>{names}</tr>\n<tr><th>wire</th>{}</tr>\n<tr><th>crate</th>{}</tr>\n</table>\n",
        cells(wire),
        cells(source)
    );
    let _ = writeln!(out, "<details><summary>Proposed bump: <strong>{}</strong></summary><ul>", account.bump.step);
    for reason in &account.bump.reasons {
        let _ = writeln!(out, "<li>{}</li>", escaped(&reason.to_string()));
    }
    out.push_str("</ul></details>\n");
}

fn filters(out: &mut String, groups: &[Group<'_>]) {
    let operations: BTreeSet<&String> = groups.iter().flat_map(|group| &group.operations).collect();
    let axes = ["worst of both", "wire", "crate"];
    let values = ["level", "wire", "crate"];
    let axes = values.iter().zip(axes).map(|(value, name)| format!("<option value=\"{value}\">{name}</option>"));
    let levels = LEVELS.map(|level| {
        format!("<label><input type=\"checkbox\" name=\"level\" value=\"{level}\" checked> {level}</label>\n")
    });
    let operations = operations.into_iter().map(|operation| format!("<option value=\"{}\">\n", escaped(operation)));
    let _ = write!(
        out,
        "<form id=\"filters\">\n<label>axis <select id=\"axis\">{}</select></label>\n{}\
         <label>operation <input id=\"operation\" list=\"operations\" placeholder=\"any\"></label>\n\
         <datalist id=\"operations\">\n{}</datalist>\n<output id=\"shown\"></output>\n</form>\n",
        axes.collect::<String>(),
        levels.concat(),
        operations.collect::<String>()
    );
}

fn section(out: &mut String, group: &Group<'_>, texts: &[Texts<'_>; 2]) {
    let _ = writeln!(out, "<section class=\"{}\">\n<h2>{}</h2>", group.level, escaped(&group.subject.to_string()));
    if group.reach(1).is_some() {
        let count = words::number(group.operations.len(), "operation");
        let items = group.operations.iter().map(|operation| format!("<li>{}</li>", escaped(operation)));
        let items = items.collect::<String>();
        let _ = writeln!(out, "<details><summary>reaches {count}</summary><ul>{items}</ul></details>");
    }
    for finding in &group.findings {
        one(out, finding, texts);
    }
    out.push_str("</section>\n");
}

fn one(out: &mut String, finding: &Finding, texts: &[Texts<'_>; 2]) {
    let operations: Vec<String> = finding.operations.iter().map(ToString::to_string).collect();
    let (level, wire, source) = (finding.level(), finding.wire_level(), finding.crate_level());
    let sent = finding.direction.map(|direction| format!(" ({})", words::direction(direction))).unwrap_or_default();
    let _ = write!(
        out,
        "<article id=\"f-{}\" data-level=\"{level}\" data-wire=\"{wire}\" data-crate=\"{source}\" data-operations=\"{}\">\n\
         <h3><span class=\"{level}\">{level}</span> <code title=\"{}\">{}</code>{sent}</h3>\n<p>{}</p>\n\
         <p class=\"axes\"><span>wire: <b class=\"{wire}\">{}</b></span> <span>crate: <b class=\"{source}\">{}</b></span></p>\n",
        finding.fingerprint(),
        escaped(&operations.join("\n")),
        escaped(finding.kind.meaning),
        finding.kind,
        escaped(&finding.sentence),
        words::wire_axis(finding),
        words::source(finding.source)
    );
    let [old, new] = texts;
    out.push_str("<div class=\"both\">\n");
    excerpt(out, "old", finding.old.as_ref(), old);
    excerpt(out, "new", finding.new.as_ref(), new);
    out.push_str("</div>\n</article>\n");
}

fn excerpt(out: &mut String, side: &str, spot: Option<&Spot>, texts: &Texts<'_>) {
    let Some(spot) = spot else { return };
    let pointer = escaped(&format!("{:?}", spot.pointer));
    let lines = texts.excerpt(spot).into_iter().map(|(number, line)| format!("{number:>5}  {}\n", escaped(&line)));
    let lines = lines.collect::<String>();
    let place = escaped(&words::place(spot));
    let _ = writeln!(out, "<figure><figcaption>{side}: {place}<br>{pointer}</figcaption><pre>{lines}</pre></figure>");
}

fn ignored(out: &mut String, account: &Account<'_>) {
    if account.ignored.is_empty() {
        return;
    }
    let _ = writeln!(out, "<details><summary>{} ignored</summary><ul>", account.ignored.len());
    for ignored in &account.ignored {
        let finding = &ignored.finding;
        let text = format!("{} ({})", words::message(finding), ignored.reason);
        let _ = writeln!(out, "<li><code>{}</code> {}</li>", finding.kind, escaped(&text));
    }
    out.push_str("</ul></details>\n");
}
