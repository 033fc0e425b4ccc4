//! An account to text: for people, for programs, for pull requests and for the services that run them.
//!
//! Nothing is judged and nothing is written here.

mod excerpts;
mod github;
mod group;
mod html;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;
mod words;

use clap::ValueEnum;

use super::account::Account;
use super::verdict::Level;

pub use group::Group;

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal
    Text,
    /// One JSON object
    Json,
    /// For a pull request
    Markdown,
    /// Annotations for GitHub, and a summary of the job
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit's XML
    Junit,
    /// One page that needs nothing else
    Html,
}

/// The longest Markdown that a pull request takes is 65,536 characters.
const LONGEST_MARKDOWN: usize = 60_000;

/// The longest summary of a job is 1 MiB.
const LONGEST_SUMMARY: usize = 1_000_000;

/// The account in a format. Findings from `fail_on` on are failures where the format knows any.
pub fn render(account: &Account<'_>, format: Format, fail_on: Option<Level>) -> String {
    match format {
        Format::Text => text::render(account),
        Format::Json => json::render(account),
        Format::Markdown => markdown::render(account, LONGEST_MARKDOWN),
        Format::Github => github::render(account),
        Format::Sarif => sarif::render(account),
        Format::Junit => junit::render(account, fail_on),
        Format::Html => html::render(account),
    }
}

/// The summary of a job, which is longer than what a pull request takes.
pub fn summary(account: &Account<'_>) -> String {
    markdown::render(account, LONGEST_SUMMARY)
}

#[cfg(test)]
mod tests;
