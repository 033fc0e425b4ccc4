//! Places of both documents to the lines that stand there.
//!
//! Of a long line (a document without line breaks) the value is shown instead, as far as the finding has it.

use std::collections::BTreeMap;

use super::super::account::Account;
use super::super::finding::Spot;
use super::words::one_line;
use crate::source::Source;

/// The texts of one document with the starts of their lines.
pub(super) struct Texts<'a>(BTreeMap<&'a str, (&'a str, Vec<usize>)>);

/// A line with its number.
pub(super) type Line = (u32, String);

/// The longest line that is shown.
const WIDTH: usize = 120;

/// How many lines are shown of a value that opens at the end of its first.
const MOST_LINES: u32 = 3;

/// The texts of both documents.
pub(super) fn both<'a>(account: &Account<'a>) -> [Texts<'a>; 2] {
    [account.old, account.new].map(|side| Texts::of(&side.loaded.sources))
}

impl<'a> Texts<'a> {
    fn of(sources: &'a [Source]) -> Self {
        let starts = |text: &str| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let texts = sources.iter().map(|source| (source.name.as_str(), (source.text.as_str(), starts(&source.text))));
        Self(texts.collect())
    }

    /// What stands at a place; empty where it is not known.
    pub(super) fn excerpt(&self, spot: &Spot) -> Vec<Line> {
        let (Some(file), Some(first)) = (&spot.file, spot.line) else { return Vec::new() };
        let mut lines = Vec::new();
        for number in first..first.saturating_add(MOST_LINES) {
            let Some(line) = self.line(file, number) else { break };
            if line.char_indices().nth(WIDTH).is_some() {
                let start: String = line.chars().take(WIDTH).collect();
                let value = (number == first).then(|| spot.excerpt.clone()).flatten();
                lines.push((number, value.unwrap_or_else(|| format!("{start}…"))));
                break;
            }
            lines.push((number, line.to_owned()));
            if !line.ends_with(['{', '[', ':']) {
                break;
            }
        }
        let shared = lines.iter().map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or_default();
        let cut = |(number, line): Line| (number, one_line(line.get(shared..).unwrap_or_default()));
        lines.into_iter().map(cut).collect()
    }

    fn line(&self, file: &str, number: u32) -> Option<&'a str> {
        let (text, starts) = self.0.get(file)?;
        let index = (number as usize).checked_sub(1)?;
        let start = *starts.get(index)?;
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        text.get(start..end).map(str::trim_end)
    }
}
