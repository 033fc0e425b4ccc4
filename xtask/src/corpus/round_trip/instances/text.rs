//! Strings of the formats, patterns and lengths of all schemas.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::super::oracle::Node;
use super::random::Random;

/// Words of random strings; some need escapes, some more than one byte.
const WORDS: [&str; 8] = ["alpha", "b", "gamma-7", "déjà", "a \"quote\"", "back\\slash", "line\nbreak", "日本🙂"];
/// Repetitions without a bound are this long at most.
const MORE: u32 = 6;

/// A string.
pub(super) fn string(all: &[Node<'_>], random: &mut Random) -> Option<String> {
    let words = |keyword: &str| all.iter().filter_map(|node| node.schema.get(keyword)?.as_str()).collect::<Vec<_>>();
    if let Some(pattern) = words("pattern").first() {
        return of_pattern(pattern, random);
    }
    if let Some(text) = words("format").iter().find_map(|format| of_format(format, random)) {
        return Some(text);
    }
    let counts = |keyword| all.iter().filter_map(move |node| usize::try_from(node.schema.get(keyword)?.as_u64()?).ok());
    let low = counts("minLength").max().unwrap_or(0).min(5000);
    let high = counts("maxLength").min().unwrap_or(low + 12);
    let mut text = String::new();
    if low > 0 || random.percent(95) {
        text.push_str(random.pick(&WORDS).copied().unwrap_or_default());
    }
    while text.chars().count() < low {
        text.push(char::from(b'a' + u8::try_from(random.below(26)).unwrap_or_default()));
    }
    Some(text.chars().take(high).collect())
}

fn of_format(format: &str, random: &mut Random) -> Option<String> {
    let number = random.next();
    let digit = number % 10;
    Some(match format {
        "date-time" => match number % 4 {
            0 => format!("2024-02-29T23:59:5{digit}Z"),
            1 => format!("2021-0{}-1{digit}T08:00:00.12{digit}+02:00", digit.max(1)),
            2 => format!("1999-12-31T00:00:0{digit}.123456789-11:30"),
            _ => format!("2030-10-0{}T12:34:56.5Z", digit.max(1)),
        },
        "date" => format!("20{digit}4-02-29"),
        "time" => format!("12:3{digit}:00Z"),
        "duration" => format!("P{digit}DT1H"),
        "uuid" => uuid(number, random.next()),
        "uri" | "url" | "iri" | "uri-reference" => format!("https://example.com/a/{digit}?q=%20x#f"),
        "email" | "idn-email" => format!("user{digit}@example.com"),
        "hostname" | "idn-hostname" => format!("host{digit}.example.com"),
        "ipv4" => format!("192.0.2.{digit}"),
        "ipv6" => format!("2001:db8::{digit}"),
        "byte" => ["", "aGVsbG8=", "/+8=", "AAECAw=="].get(random.below(4)).copied().unwrap_or_default().to_owned(),
        "regex" => "^a+$".to_owned(),
        "json-pointer" => "/a/0".to_owned(),
        _ => return None,
    })
}

/// Version 4, variant 1, in lower case.
fn uuid(high: u64, low: u64) -> String {
    let number = (u128::from(high) << 64 | u128::from(low)) & !(0xf000 << 64 | 0xc << 60) | 0x4000 << 64 | 0x8 << 60;
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// A text that a pattern matches; `None` for a pattern that `regex-syntax` does not know.
fn of_pattern(pattern: &str, random: &mut Random) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(&without_lookahead(pattern)).ok()?;
    let mut text = String::new();
    sample(&hir, random, &mut text);
    Some(text)
}

/// The pattern without what must not follow: most texts keep to it by chance, the others are no instances.
fn without_lookahead(pattern: &str) -> String {
    let mut text = pattern.to_owned();
    while let Some(start) = ["(?!", "(?=", "(?<!"].iter().filter_map(|opening| text.find(opening)).min() {
        let mut depth = 0_usize;
        let end = text.get(start..).unwrap_or_default().char_indices().find(|(_, c)| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth.saturating_sub(1),
                _ => depth,
            };
            depth == 0
        });
        let Some((length, _)) = end else { break };
        text.replace_range(start..=start + length, "");
    }
    text
}

fn sample(hir: &Hir, random: &mut Random, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(of_class(class, random)),
        HirKind::Repetition(repetition) => {
            let high = repetition.max.unwrap_or(repetition.min + MORE).min(repetition.min + 40);
            let more = random.below(usize::try_from(high - repetition.min).unwrap_or_default() + 1);
            for _ in 0..usize::try_from(repetition.min).unwrap_or_default() + more {
                sample(&repetition.sub, random, text);
            }
        }
        HirKind::Capture(capture) => sample(&capture.sub, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| sample(part, random, text)),
        HirKind::Alternation(arms) => {
            if let Some(arm) = random.pick(arms) {
                sample(arm, random, text);
            }
        }
    }
}

/// A character of a class, if it can be one of ASCII's printable ones.
fn of_class(class: &Class, random: &mut Random) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    let plain: Vec<char> = (' '..='~').filter(|c| ranges.iter().any(|(low, high)| low <= c && c <= high)).collect();
    random.pick(&plain).copied().or_else(|| ranges.first().map(|(low, _)| *low))
}
