//! One call of an emitted client beside the same call written by hand, over a connection to this machine that stays open.
//!
//! The server has a thread of its own, so that the CPU time is that of the client with its connection and its runtime.

mod server;
mod written;

use std::cell::Cell;
use std::error::Error;
use std::time::Duration;

use epsimo_client::Client;
use tokio::runtime::Runtime;

use self::written::Written;
use crate::allocations;
use crate::rounds::{medians, timed};

const ROUNDS: usize = 61;
const CALLS: u32 = 100;
const THREAD: &str = "5b1f3c0e-7a52-4b1c-9d0e-2f6a8c4d1e90";

/// Prints microseconds of CPU time and allocations of one call.
pub fn run() -> Result<(), Box<dyn Error>> {
    let base = server::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let emitted = Client::builder().base_url(&base)?.bearer_token("a-token").build()?;
    let plain = Written::new(&base, reqwest::Client::new());
    let timed_out = Written::new(&base, written::with_timeouts()?);
    let expected = runtime.block_on(plain.thread(THREAD))?;
    let found = runtime.block_on(emitted.threads().get(THREAD).send())?;
    if found.name != expected.name || found.thread_id != expected.thread_id {
        return Err("the calls give different answers".into());
    }
    let failures = Cell::new(0_u32);
    let count = |failed: bool| failures.set(failures.get() + u32::from(failed));
    let mut specloom = || several(&runtime, async || count(emitted.threads().get(THREAD).send().await.is_err()));
    let mut reqwest = || several(&runtime, async || count(plain.thread(THREAD).await.is_err()));
    let mut timeouts = || several(&runtime, async || count(timed_out.thread(THREAD).await.is_err()));
    let seconds = medians(ROUNDS, &mut [&mut specloom, &mut reqwest, &mut timeouts]);
    let counts = [allocations::during(specloom), allocations::during(reqwest), allocations::during(timeouts)];
    if failures.get() > 0 {
        return Err(format!("{} calls failed", failures.get()).into());
    }
    print(&seconds, counts);
    Ok(())
}

fn print(seconds: &[f64], counts: [u64; 3]) {
    let names = ["specloom", "reqwest", "reqwest-with-timeouts"];
    for ((name, seconds), count) in names.iter().zip(seconds).zip(counts) {
        println!("call {name} {:.2}", seconds * 1e6 / f64::from(CALLS));
        println!("call {name}-allocations {:.1}", each(count));
    }
    println!("call ratio {:.3}", seconds[0] / seconds[1]);
    println!("call extra-allocations {:.1}", each(counts[0]) - each(counts[1]));
    println!("call ratio-with-timeouts {:.3}", seconds[0] / seconds[2]);
    println!("call extra-allocations-with-timeouts {:.1}", each(counts[0]) - each(counts[2]));
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn each(count: u64) -> f64 {
    count as f64 / f64::from(CALLS)
}

/// The CPU time of several calls in a row.
fn several(runtime: &Runtime, call: impl AsyncFn()) -> Duration {
    timed(|| {
        runtime.block_on(async {
            for _ in 0..CALLS {
                call().await;
            }
        });
    })
}
