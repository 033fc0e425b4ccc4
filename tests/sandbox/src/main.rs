//! `epsimo-sandbox`: serves until it is ended. The first line of its output is JSON that says where.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use epsimo_sandbox::{Options, Sandbox};

/// A local backend with the shape of EpsimoAI.
#[derive(Debug, Parser)]
#[command(name = "epsimo-sandbox", version)]
struct Line {
    #[command(flatten)]
    options: Options,
}

#[tokio::main]
async fn main() -> ExitCode {
    match Sandbox::start(Line::parse().options).await {
        Ok(sandbox) => {
            let ready = serde_json::json!({ "ready": true, "base_url": sandbox.base_url(), "pid": std::process::id() });
            let mut out = std::io::stdout();
            let _ = writeln!(out, "{ready}").and_then(|()| out.flush());
            sandbox.wait().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
