//! Feeds chunks to the event stream parser and writes down all that comes of it.

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
