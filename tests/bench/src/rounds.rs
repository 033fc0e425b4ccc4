//! CPU time of several contenders that take turns.

use std::time::Duration;

use cpu_time::ThreadTime;

/// One that takes part: what it does in one turn, and the CPU time of that.
pub type Turn<'a> = &'a mut dyn FnMut() -> Duration;

/// The CPU time of this thread during `work`. What it gives is dropped outside of it.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ThreadTime::now();
    let outcome = std::hint::black_box(work());
    let time = start.elapsed();
    drop(outcome);
    time
}

/// The median of each contender in seconds, after one round that does not count. Another one begins each round.
pub fn medians(rounds: usize, turns: &mut [Turn<'_>]) -> Vec<f64> {
    let mut times = vec![Vec::with_capacity(rounds); turns.len()];
    for round in 0..=rounds {
        for step in 0..turns.len() {
            let index = (round + step) % turns.len();
            let time = turns[index]();
            if round > 0 {
                times[index].push(time.as_secs_f64());
            }
        }
    }
    times.into_iter().map(median).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Bytes in seconds as MiB/s.
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
pub fn mib_per_s(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / f64::from(1 << 20) / seconds
}
