//! Event streams: the runtime's parser beside others and beside the limit, on three kinds of streams in three sizes of
//! chunks.

mod parsers;
mod workloads;

use std::error::Error;

use bytes::Bytes;

use self::parsers::{PARSERS, Tally};
use self::workloads::{WORKLOADS, chunks};
use crate::allocations;
use crate::rounds::{Turn, medians, mib_per_s, timed};

const ROUNDS: usize = 21;

/// Sizes of chunks with their names: what one packet brings, one read of a socket, one TLS record or more.
const CHUNKS: [(&str, usize); 3] = [("1.4KiB", 1434), ("16KiB", 16 * 1024), ("64KiB", 64 * 1024)];

/// Prints one line for each workload, chunk size and parser, and the allocations of ours.
pub fn run() -> Result<(), Box<dyn Error>> {
    for (workload, make) in WORKLOADS {
        let stream = make();
        for (chunk, size) in CHUNKS {
            let whole = chunks(&stream.bytes, size);
            let prefix = chunks(&stream.bytes[..stream.bytes.len() / 8], size);
            compare(workload, chunk, &whole, &prefix, &stream.tally)?;
        }
        if workload == "token" {
            let whole = chunks(&stream.bytes, 16 * 1024);
            let count = allocations::during(|| parsers::specloom(&whole));
            println!("sse token 16KiB allocations-per-event {:.4}", ratio(count, stream.tally.events));
        }
    }
    Ok(())
}

fn compare(
    workload: &str,
    chunk: &str,
    whole: &[Bytes],
    prefix: &[Bytes],
    tally: &Tally,
) -> Result<(), Box<dyn Error>> {
    for parser in PARSERS.iter().filter(|parser| !parser.is_limit && !parser.is_slow) {
        if (parser.read)(whole) != *tally {
            return Err(format!("{workload} {chunk}: {} reads other events", parser.name).into());
        }
    }
    let inputs: Vec<&[Bytes]> = PARSERS.iter().map(|parser| if parser.is_slow { prefix } else { whole }).collect();
    let mut turns: Vec<_> =
        PARSERS.iter().zip(&inputs).map(|(parser, input)| move || timed(|| (parser.read)(input))).collect();
    let mut turns: Vec<Turn<'_>> = turns.iter_mut().map(|turn| turn as Turn<'_>).collect();
    for ((parser, input), seconds) in PARSERS.iter().zip(&inputs).zip(medians(ROUNDS, &mut turns)) {
        let bytes = input.iter().map(Bytes::len).sum();
        println!("sse {workload} {chunk} {} {:.1}", parser.name, mib_per_s(bytes, seconds));
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}
