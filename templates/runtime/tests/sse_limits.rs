//! What the event stream parser holds, when it stops, and what it gives back.

use specloom_runtime::sse::{EventTooLarge, Parser, ParserOptions};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

fn parser(max_event_bytes: usize) -> Parser {
    Parser::new(ParserOptions { max_event_bytes, ..ParserOptions::default() })
}

/// Number of events in `chunk`.
fn count(parser: &mut Parser, mut chunk: &[u8]) -> Result<usize, EventTooLarge> {
    let mut events = 0;
    while parser.next(&mut chunk)?.is_some() {
        events += 1;
    }
    Ok(events)
}

#[test]
fn comments_and_unknown_fields_need_no_buffer() {
    for (start, length) in [(&b":"[..], 64 * MIB), (b"unknown: ", 4 * MIB), (b"datum", 4 * MIB)] {
        let mut parser = Parser::new(ParserOptions::default());
        count(&mut parser, start).unwrap();
        let chunk = vec![b'x'; 16 * KIB];
        for _ in 0..length / chunk.len() {
            assert_eq!(count(&mut parser, &chunk), Ok(0));
            assert_eq!(parser.buffered(), 0);
        }
        assert!(!parser.is_mid_event());
        assert_eq!(count(&mut parser, b"\ndata: still here\n\n"), Ok(1));
    }
}

#[test]
fn a_line_without_end_stops_at_the_limit() {
    for start in [&b"data:"[..], b"event:", b"id:", b"retry:"] {
        let mut parser = parser(MIB);
        count(&mut parser, start).unwrap();
        let chunk = [b'1'; KIB];
        for _ in 0..KIB {
            assert_eq!(count(&mut parser, &chunk), Ok(0));
            assert!(parser.buffered() <= MIB);
        }
        let error = Err(EventTooLarge { limit: MIB });
        assert_eq!(count(&mut parser, &chunk), error);
        assert_eq!(parser.buffered(), 0);
        assert_eq!(count(&mut parser, b"\n\ndata: too late\n\n"), error);
    }
}

#[test]
fn a_block_without_end_stops_at_the_limit() {
    for line in [&b"data\n"[..], b"event: a\n", b"id: a\n", b"retry: 1\n"] {
        let mut parser = parser(MIB);
        let chunk = line.repeat(16 * KIB);
        let failed = (0..=MIB / (16 * KIB)).any(|_| count(&mut parser, &chunk).is_err());
        assert!(failed, "{}", line.escape_ascii());
    }
}

#[test]
fn the_limit_does_not_depend_on_chunks() {
    let fits = b"event: abc\ndata: defg\ndata: h\nid: i\n\n";
    for length in [1, 2, 3, 7, fits.len()] {
        let total = |limit| -> Result<usize, EventTooLarge> {
            let mut parser = parser(limit);
            fits.chunks(length).map(|chunk| count(&mut parser, chunk)).sum()
        };
        assert_eq!(total(10), Ok(1), "{length}");
        assert_eq!(total(9), Err(EventTooLarge { limit: 9 }), "{length}");
    }
    let whole = b"data: 0123456789\n\n";
    assert_eq!(count(&mut parser(10), whole), Ok(1));
    assert!(count(&mut parser(9), whole).is_err());
}

#[test]
fn the_limit_is_for_one_event() {
    let mut parser = parser(10);
    for _ in 0..100 {
        assert_eq!(count(&mut parser, b"event: ab\ndata: 01234567\n\nid: 456789\n\ndata: 01234"), Ok(1));
        assert_eq!(count(&mut parser, b"56789\n\n"), Ok(1));
    }
}

#[test]
fn memory_of_a_large_event_is_given_back_after_a_while() {
    for small in [&b"data: small\n\n"[..], b"data: two\ndata: lines\n\n"] {
        let mut parser = Parser::new(ParserOptions::default());
        large_event(&mut parser);
        assert!(parser.buffered() >= MIB);
        assert_eq!(count(&mut parser, small), Ok(1));
        assert!(parser.buffered() >= MIB, "a large event may follow");
        assert_eq!(count(&mut parser, &small.repeat(20)), Ok(20));
        assert!(parser.buffered() <= 64 * KIB);
    }
}

#[test]
fn memory_stays_while_large_events_come() {
    let mut parser = Parser::new(ParserOptions::default());
    large_event(&mut parser);
    let held = parser.buffered();
    for _ in 0..20 {
        assert_eq!(count(&mut parser, &b"data: small\n\n".repeat(10)), Ok(10));
        large_event(&mut parser);
        assert_eq!(parser.buffered(), held);
    }
}

/// An event of a MiB in chunks of 1,400 bytes.
fn large_event(parser: &mut Parser) {
    let event = [b"data: ", &vec![b'x'; MIB][..], b"\n\n"].concat();
    let events: Result<usize, EventTooLarge> = event.chunks(1400).map(|chunk| count(parser, chunk)).sum();
    assert_eq!(events, Ok(1));
}

#[test]
fn events_inside_a_chunk_are_not_copied() {
    let stream = "data: a\n\n: comment\nevent: b\ndata: c\nretry: 5\n\nid: 7\r\ndata: d\r\n\r\nevent: e\ndata: f\n\n";
    let mut parser = Parser::new(ParserOptions { last_event_id: "7".to_owned(), ..ParserOptions::default() });
    let mut rest = stream.as_bytes();
    let mut events = 0;
    while let Some(frame) = parser.next(&mut rest).unwrap() {
        assert!(stream.as_bytes().as_ptr_range().contains(&frame.data.as_ptr()), "{frame:?}");
        events += 1;
    }
    assert_eq!(events, 4);
    assert!(parser.buffered() <= 1, "the id alone");
}

#[test]
fn a_line_of_many_chunks_comes_out_whole() {
    let text = "é0123456789".repeat(MIB / 3);
    let stream = format!("data: {text}\n\n");
    let mut parser = Parser::new(ParserOptions::default());
    let mut seen = 0;
    for mut chunk in stream.as_bytes().chunks(1400) {
        while let Some(frame) = parser.next(&mut chunk).unwrap() {
            assert!(frame.data == text);
            seen += 1;
        }
    }
    assert_eq!(seen, 1);
}

#[test]
fn the_id_of_an_earlier_connection_holds_until_it_is_replaced() {
    let mut parser = Parser::new(ParserOptions { last_event_id: "41".to_owned(), ..ParserOptions::default() });
    let mut rest = &b"data: a\n\nid: 42\ndata: b\n\n"[..];
    assert_eq!(parser.next(&mut rest).unwrap().map(|frame| frame.id.to_owned()).as_deref(), Some("41"));
    assert_eq!(parser.next(&mut rest).unwrap().map(|frame| frame.id.to_owned()).as_deref(), Some("42"));
    assert_eq!(parser.last_event_id(), "42");
}

#[test]
fn what_an_end_cuts_can_be_told() {
    let no: Option<&[u8]> = None;
    let cases = [
        (&b"data: a\n\n"[..], false, no),
        (b"data: a\n", true, Some(b"a")),
        (b"data: a\ndata: [DO", true, Some(b"a\n[DO")),
        (b"data: a\n\nda", true, no),
        (b"event: a", true, no),
        (b"id: 5\n", true, no),
        (b"retry: 5\n\n", false, no),
        (b": comm", false, no),
        (b"data: a\r\n\r", false, no),
    ];
    for (stream, mid_event, data) in cases {
        let mut parser = Parser::new(ParserOptions::default());
        count(&mut parser, stream).unwrap();
        assert_eq!(parser.is_mid_event(), mid_event, "{}", stream.escape_ascii());
        assert_eq!(parser.unfinished_data(), data, "{}", stream.escape_ascii());
    }
}
