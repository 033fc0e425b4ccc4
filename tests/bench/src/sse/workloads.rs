//! Streams to parse, the same in every run.

use bytes::Bytes;

use super::parsers::Tally;
use crate::random::Random;

/// A stream, and what a parser must find in it.
pub(super) struct Stream {
    pub(super) bytes: Vec<u8>,
    pub(super) tally: Tally,
}

/// A name, and what makes the stream.
type Workload = (&'static str, fn() -> Stream);

/// Tokens of a model as JSON, 186 bytes an event; the smallest events there are; states of a conversation, 1 MiB each.
pub(super) const WORKLOADS: [Workload; 3] = [("token", tokens), ("tiny", tiny), ("big", big)];

/// The stream cut into allocations of their own, as a socket gives them.
pub(super) fn chunks(bytes: &[u8], size: usize) -> Vec<Bytes> {
    bytes.chunks(size).map(Bytes::copy_from_slice).collect()
}

fn tokens() -> Stream {
    let mut random = Random::new(7);
    gather(8 << 20, |index, bytes| {
        let count = 1 + random.below(4);
        let content = random.words(count);
        let data = format!(
            "[{{\"content\": \"{content}\", \"kwargs\": {{}}, \"type\": \"AIMessageChunk\", \"example\": false, \
             \"id\": \"run-{index:08x}-9d1c-4f0a\", \"name\": null, \"finish_reason\": null, \"parts\": []}}]"
        );
        bytes.extend_from_slice(format!("event: data\ndata: {data}\n\n").as_bytes());
        data.len()
    })
}

fn tiny() -> Stream {
    gather(4 << 20, |index, bytes| {
        let data = format!("t{:05}abcdef", index % 100_000);
        bytes.extend_from_slice(format!("data: {data}\n\n").as_bytes());
        data.len()
    })
}

/// Events of many data lines.
fn big() -> Stream {
    let mut random = Random::new(13);
    gather(8 << 20, |_, bytes| {
        let end = bytes.len() + (1 << 20);
        let mut length = 0;
        bytes.extend_from_slice(b"event: values\n");
        while bytes.len() < end {
            let line = random.words(14);
            bytes.extend_from_slice(format!("data: {line}\n").as_bytes());
            length += line.len() + 1;
        }
        bytes.push(b'\n');
        length - 1
    })
}

/// Events until there are as many bytes; `event` adds one and says how long its data is.
fn gather(size: usize, mut event: impl FnMut(u64, &mut Vec<u8>) -> usize) -> Stream {
    let mut stream = Stream { bytes: Vec::new(), tally: Tally::default() };
    while stream.bytes.len() < size {
        let length = event(stream.tally.events, &mut stream.bytes);
        stream.tally.add(length);
    }
    stream
}
