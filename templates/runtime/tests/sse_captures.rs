//! Event names and counts of recorded streams: of each file in the folder that `SPECLOOM_CAPTURES` names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use specloom_runtime::sse::{Parser, ParserOptions};

/// Whole and byte by byte, every recorded stream gives the same events.
#[test]
fn recorded_streams_parse() {
    let folder = std::env::var("SPECLOOM_CAPTURES").unwrap_or_default();
    let Ok(files) = fs::read_dir(&folder) else {
        println!("no recorded streams: SPECLOOM_CAPTURES is {folder:?}, which is no folder");
        return;
    };
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).filter(|path| is_stream(path)).collect();
    paths.sort();
    for path in paths {
        let stream = fs::read(&path).unwrap();
        let whole = summary([&stream[..]]);
        assert_eq!(summary(stream.chunks(1)), whole, "{}", path.display());
        println!("{}: {whole}", path.display());
    }
}

fn is_stream(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "sse" || extension == "bin")
}

/// Names and counts of the events, those without data included, and how the stream ended.
fn summary<'c>(chunks: impl IntoIterator<Item = &'c [u8]>) -> String {
    let mut parser = Parser::new(ParserOptions { dataless: true, ..ParserOptions::default() });
    let mut counts = BTreeMap::<String, usize>::new();
    for mut chunk in chunks {
        while let Some(frame) = parser.next(&mut chunk).expect("no event is too large") {
            let bare = if frame.dataless { " (bare)" } else { "" };
            *counts.entry(format!("{}{bare}", frame.event)).or_default() += 1;
        }
    }
    let mut words: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    if parser.comments_seen() > 0 {
        words.push(format!("comments {}", parser.comments_seen()));
    }
    if !parser.last_event_id().is_empty() {
        words.push(format!("last id {}", parser.last_event_id()));
    }
    if parser.is_mid_event() {
        words.push("ends inside an event".to_owned());
    }
    if words.is_empty() { "no events".to_owned() } else { words.join(", ") }
}
