//! The table for people.

use std::fmt::Write as _;

use super::row::{Check, Row};

/// A line for each document, the troubles below, a sum at the end.
pub(super) fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.spec.len()).max().unwrap_or(4).max(4);
    let mut text = format!(
        "{:width$} {:>11} {:>7} {:>8} {:>8} {:>7} {:>7} {:>8} {:>6} {:>8} {:>8} {:>9} {:>18} {:>11}\n",
        "spec",
        "operations",
        "schemas",
        "repaired",
        "lines",
        "gen s",
        "gen MiB",
        "check",
        "errors",
        "warnings",
        "check s",
        "check MiB",
        "equal/decod/tried",
        "wrong"
    );
    for row in rows {
        let operations = format!("{}/{}", row.operations_emitted, row.operations);
        let trip = row.round_trip.map(|of| format!("{}/{}/{}", of.equal, of.decoded, of.tried)).unwrap_or_default();
        let wrong = row.round_trip.map(|of| format!("{}/{}", of.refused, of.wrong)).unwrap_or_default();
        let _ = writeln!(
            text,
            "{:width$} {operations:>11} {:>7} {:>8} {:>8} {:>7.2} {:>7.0} {:>8} {:>6} {:>8} {:>8.2} {:>9.0} {:>18} {:>11}",
            row.spec,
            row.schemas,
            row.repaired,
            row.lines,
            row.generate_cpu_s,
            row.generate_rss_mib,
            word(row),
            row.errors,
            row.warnings,
            row.check_cpu_s,
            row.check_rss_mib,
            trip,
            wrong
        );
    }
    for row in rows.iter().filter(|row| !row.trouble.is_empty()) {
        let _ = write!(text, "\n{}:\n{}\n", row.spec, row.trouble);
    }
    let _ = write!(text, "\n{}", sum(rows));
    text
}

fn word(row: &Row) -> &'static str {
    match row.check {
        _ if !row.generated => "no crate",
        Check::Ok => "ok",
        Check::Failed => "failed",
        Check::Skipped => "skipped",
    }
}

fn sum(rows: &[Row]) -> String {
    let count = |test: fn(&Row) -> bool| rows.iter().filter(|row| test(row)).count();
    let total = |part: fn(&Row) -> usize| rows.iter().map(part).sum::<usize>();
    format!(
        "{} of {} generated, {} compile, {} without a warning; {} of {} operations",
        count(|row| row.generated),
        rows.len(),
        count(|row| row.check == Check::Ok),
        count(|row| row.check == Check::Ok && row.warnings == 0),
        total(|row| row.operations_emitted),
        total(|row| row.operations),
    )
}
