//! Feeds chunks to the event stream parser and writes down all that comes of it; cuts streams at random.

use std::time::Duration;

use specloom_runtime::sse::{Parser, ParserOptions};

/// An event: name, data (`None` where it had no data line), id.
pub(crate) type Event = (String, Option<String>, String);

/// All that a stream has led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) events: Vec<Event>,
    pub(crate) last_event_id: String,
    pub(crate) retry: Option<Duration>,
    pub(crate) comments: u64,
    pub(crate) mid_event: bool,
}

/// Parses the stream that `chunks` make.
pub(crate) fn parse<'c>(dataless: bool, chunks: impl IntoIterator<Item = &'c [u8]>) -> Outcome {
    let mut parser = Parser::new(ParserOptions { dataless, ..ParserOptions::default() });
    let mut events = Vec::new();
    for mut chunk in chunks {
        while let Some(frame) = parser.next(&mut chunk).expect("no event is too large") {
            let data = (!frame.dataless).then(|| frame.data.to_owned());
            events.push((frame.event.to_owned(), data, frame.id.to_owned()));
        }
        assert!(chunk.is_empty());
    }
    Outcome {
        events,
        last_event_id: parser.last_event_id().to_owned(),
        retry: parser.retry(),
        comments: parser.comments_seen(),
        mid_event: parser.is_mid_event(),
    }
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }

    /// `stream` in chunks of up to `longest` bytes.
    pub(crate) fn cut<'c>(&mut self, mut stream: &'c [u8], longest: usize) -> Vec<&'c [u8]> {
        let mut chunks = Vec::new();
        while !stream.is_empty() {
            let (chunk, rest) = stream.split_at((1 + self.below(longest)).min(stream.len()));
            chunks.push(chunk);
            stream = rest;
        }
        chunks
    }
}
