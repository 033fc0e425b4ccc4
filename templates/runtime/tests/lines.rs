//! JSON Lines and JSON text sequences: what is a text, whatever the chunks, and when a text is too large.

mod random;

use random::Random;
use specloom_runtime::lines::{Framing, Parser, ParserOptions};
use specloom_runtime::sse::EventTooLarge;

/// The texts of a stream; those that may be truncated end in an ellipsis.
fn texts<'c>(framing: Framing, chunks: impl IntoIterator<Item = &'c [u8]>) -> Vec<String> {
    let mut parser = Parser::new(ParserOptions::new(framing));
    let mut texts = Vec::new();
    let mut write = |json: &[u8], truncated| {
        texts.push(format!("{}{}", json.escape_ascii(), if truncated { "…" } else { "" }));
    };
    for mut chunk in chunks {
        while let Some(text) = parser.next(&mut chunk).expect("no text is too large") {
            write(text.json, text.truncated);
        }
    }
    if let Some(text) = parser.finish().expect("no text is too large") {
        write(text.json, text.truncated);
    }
    texts
}

/// Parses `stream` whole and cut in many ways.
#[track_caller]
fn assert_texts(framing: Framing, stream: &[u8], expected: &[&str]) {
    assert_eq!(texts(framing, [stream]), expected);
    assert_eq!(texts(framing, stream.chunks(1)), expected);
    for at in 0..=stream.len() {
        let (head, tail) = stream.split_at(at);
        assert_eq!(texts(framing, [head, tail]), expected, "cut at {at}");
    }
    for seed in 0..60 {
        assert_eq!(texts(framing, Random::new(seed).cut(stream, 9)), expected, "cut by {seed}");
    }
}

#[test]
fn a_line_is_a_text() {
    assert_texts(Framing::Lines, b"{\"a\":1}\n[2]\nnull\n", &[r#"{\"a\":1}"#, "[2]", "null"]);
}

#[test]
fn blank_lines_and_space_around_are_left_out() {
    assert_texts(Framing::Lines, b"\n  \r\n 1 \t\r\n\n\n2\r\n\n", &["1", "2"]);
    assert_texts(Framing::Lines, b"", &[]);
    assert_texts(Framing::Lines, b" \n\r\n ", &[]);
}

#[test]
fn the_last_line_needs_no_line_feed() {
    assert_texts(Framing::Lines, b"1\n2", &["1", "2"]);
    assert_texts(Framing::Lines, b"1\n2 ", &["1", "2"]);
}

#[test]
fn one_bom_at_the_start_is_left_out() {
    assert_texts(Framing::Lines, b"\xEF\xBB\xBF1\n\xEF\xBB\xBF2\n", &["1", r"\xef\xbb\xbf2"]);
    assert_texts(Framing::Lines, b"\xEF\xBB\xBF\n\xEF\xBB\xBF2\n", &[r"\xef\xbb\xbf2"]);
    assert_texts(Framing::Sequence, b"\xEF\xBB\xBF\x1E1\n", &["1"]);
}

#[test]
fn a_text_that_is_not_utf_8_is_lent_as_it_is() {
    assert_texts(Framing::Lines, b"\"\xFF\"\n1\n", &[r#"\"\xff\""#, "1"]);
}

#[test]
fn a_sequence_has_a_separator_before_each_text() {
    assert_texts(Framing::Sequence, b"\x1E{\"a\":1}\n\x1E[2]\n", &[r#"{\"a\":1}"#, "[2]"]);
    assert_texts(Framing::Sequence, b"\x1E\x1E\n\x1E1\n\x1E\n", &["1"]);
    assert_texts(Framing::Sequence, b"", &[]);
}

#[test]
fn a_text_of_a_sequence_may_have_lines() {
    let stream = b"\x1E{\n \"a\": \"}\\\"\",\n \"b\": [\n1\n]\n}\n\x1E2\n";
    assert_texts(Framing::Sequence, stream, &[r#"{\n \"a\": \"}\\\"\",\n \"b\": [\n1\n]\n}"#, "2"]);
}

#[test]
fn a_text_of_a_sequence_does_not_wait_for_the_next() {
    let mut parser = Parser::new(ParserOptions::new(Framing::Sequence));
    let mut rest = &b"\x1E{\n}\n"[..];
    assert!(parser.next(&mut rest).unwrap().is_some());
}

#[test]
fn a_separator_ends_a_broken_text() {
    assert_texts(Framing::Sequence, b"\x1E{\"a\":\"b\n\x1E{}\n", &[r#"{\"a\":\"b"#, "{}"]);
    assert_texts(Framing::Sequence, b"\x1E{]]]\n\x1E[1", &["{]]]", "[1"]);
}

#[test]
fn a_number_or_word_may_be_truncated() {
    assert_texts(Framing::Sequence, b"\x1E12\x1E34\n\x1Etru", &["12…", "34", "tru…"]);
    assert_texts(Framing::Sequence, b"\x1E12 \x1E\"a\"\x1E[]", &["12", r#"\"a\""#, "[]"]);
}

#[test]
fn a_text_without_end_stops_at_the_limit() {
    for framing in [Framing::Lines, Framing::Sequence] {
        let mut parser = Parser::new(ParserOptions { max_text_bytes: 64 * 1024, ..ParserOptions::new(framing) });
        let chunk = [b'1'; 1024];
        for _ in 0..64 {
            assert_eq!(parser.next(&mut &chunk[..]), Ok(None));
            assert!(parser.is_mid_text() && parser.buffered() <= 64 * 1024);
        }
        let error = EventTooLarge { limit: 64 * 1024 };
        assert_eq!(parser.next(&mut &chunk[..]), Err(error));
        assert_eq!(parser.buffered(), 0);
        assert_eq!(parser.next(&mut &b"\n1\n"[..]), Err(error));
        assert_eq!(parser.finish(), Err(error));
    }
}

#[test]
fn the_limit_does_not_depend_on_chunks() {
    for length in [1, 2, 5, 20] {
        let parse = |limit| {
            let options = ParserOptions { max_text_bytes: limit, ..ParserOptions::new(Framing::Lines) };
            let mut parser = Parser::new(options);
            b"\n[1,2,3]\n[4]\n".chunks(length).all(|mut chunk| {
                loop {
                    match parser.next(&mut chunk) {
                        Ok(Some(_)) => {}
                        Ok(None) => return true,
                        Err(_) => return false,
                    }
                }
            })
        };
        assert!(parse(7) && !parse(6), "{length}");
    }
}

#[test]
fn texts_inside_a_chunk_are_not_copied_and_blank_ones_need_no_buffer() {
    let mut parser = Parser::new(ParserOptions::new(Framing::Lines));
    let stream = b"[1]\n[2]\n   \n";
    let mut rest = &stream[..];
    while let Some(text) = parser.next(&mut rest).unwrap() {
        assert!(stream.as_ptr_range().contains(&text.json.as_ptr()));
    }
    for _ in 0..1000 {
        assert_eq!(parser.next(&mut &b"  \n \r\n"[..]), Ok(None));
    }
    assert_eq!(parser.buffered(), 0);
}
