//! `cargo xtask bench [json|sse|call]`: prints one figure a line.

use std::error::Error;
use std::process::ExitCode;

use specloom_bench::allocations::Counting;
use specloom_bench::{call, json, sse};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Bench = (&'static str, fn() -> Result<(), Box<dyn Error>>);

const BENCHES: [Bench; 3] = [("json", json::run), ("sse", sse::run), ("call", call::run)];

fn run(wanted: &[String]) -> Result<(), Box<dyn Error>> {
    if let Some(unknown) = wanted.iter().find(|name| BENCHES.iter().all(|(known, _)| known != name)) {
        return Err(format!("there is no benchmark `{unknown}`: json, sse, call").into());
    }
    for (name, bench) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            bench()?;
        }
    }
    Ok(())
}
