//! How a sandbox behaves: one type for the command line and for tests.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, ValueEnum};

use crate::clock::Clock;

/// How a sandbox behaves. The defaults are those of the command line.
#[derive(Clone, Debug, Args)]
#[non_exhaustive]
pub struct Options {
    /// The port on the loopback; 0 takes one that is free
    #[arg(long, default_value_t = 0)]
    pub port: u16,

    /// Keep everything in this file of SQLite (needs a build with the feature `sqlite`)
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,

    /// What ids and the cutting of answers into pieces follow from
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// How long tokens live, such as 8s, 5m, 12h or 30d
    #[arg(long, value_name = "TIME", default_value = "30d", value_parser = time)]
    pub token_ttl: Duration,

    /// The status for calls without a token: old builds of the framework say 403
    #[arg(long, value_name = "STATUS", default_value_t = 401, value_parser = clap::value_parser!(u16).range(401..=403))]
    pub no_auth_status: u16,

    /// The status for a wrong password: some builds say 401
    #[arg(long, value_name = "STATUS", default_value_t = 404, value_parser = clap::value_parser!(u16).range(401..=404))]
    pub wrong_password: u16,

    /// What the token of a user is worth where a project is needed
    #[arg(long, value_enum, default_value_t = UserToken::Main)]
    pub user_token: UserToken,

    /// Which of the answers that the document allows are given
    #[arg(long, value_enum, default_value_t = Shapes::Plain)]
    pub shapes: Shapes,

    /// How the events of runs look
    #[arg(long, value_enum, default_value_t = Dialect::Ancestor)]
    pub dialect: Dialect,

    /// Time between two pieces of an answer, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 20)]
    pub pace: u64,

    /// Time of silence after which a stream sends a comment, such as 15s
    #[arg(long, value_name = "TIME", default_value = "15s", value_parser = time)]
    pub ping: Duration,

    /// How many threads the seeded user may have
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub thread_max: u32,

    /// Serve the routes below /_sandbox, to those who have the admin token
    #[arg(long)]
    pub admin: bool,

    /// The secret of the operators
    #[arg(long, value_name = "TOKEN", default_value = "sandbox-admin")]
    pub admin_token: String,

    /// Faults to begin with: a JSON list of {"match": "POST /runs/*", "times": 2, "fault": "cut;events=3"}
    #[arg(long, value_name = "FILE")]
    pub faults: Option<PathBuf>,

    /// Where the time comes from.
    #[arg(skip)]
    pub clock: Clock,
}

/// What the token of a user is worth where a project is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UserToken {
    /// As much as the token of the user's first project
    Main,
    /// Nothing: the call fails with status 500, as the ancestor's do
    Refused,
}

/// Which of the answers that the document allows are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shapes {
    /// 200 for everything, lists as arrays
    Plain,
    /// 201 for what was made, 204 for what was deleted, lists within objects
    Rich,
}

/// How the events of runs look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// `metadata`, `data`, `end`
    Ancestor,
    /// `messages` in place of `data`, and `[DONE]` at the end
    Messages,
    /// Chunks of chat completions, without names
    Openai,
}

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    options: Options,
}

impl Default for Options {
    fn default() -> Self {
        Line::parse_from(["epsimo-sandbox"]).options
    }
}

/// A number with a unit; without one it is seconds.
fn time(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: u64 = digits.parse().map_err(|_| format!("`{text}` is no time, such as 8s"))?;
    let millis = match text.strip_prefix(digits).unwrap_or_default() {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        unit => return Err(format!("`{unit}` is no unit: ms, s, m, h, d")),
    };
    Ok(Duration::from_millis(number.saturating_mul(millis)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_command_line() {
        let options = Options::default();
        assert_eq!((options.port, options.no_auth_status, options.thread_max), (0, 401, 100));
        assert_eq!(options.token_ttl, Duration::from_secs(30 * 86_400));
        assert!(!options.admin);
    }
}
