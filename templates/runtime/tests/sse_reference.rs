//! The event stream parser beside the algorithm of the HTML standard, written down as naively as it reads there, on
//! streams made of what is likely to confuse a parser.

mod random;
mod streams;

use std::time::Duration;

use random::Random;
use streams::{Outcome, parse};

const PIECES: [&[u8]; 30] = [
    b"data:",
    b"data: ",
    b"data",
    b"event:",
    b"event",
    b"id:",
    b"id",
    b"retry:",
    b"retry",
    b":",
    b" ",
    b"\r",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\r\r",
    b"\xEF\xBB\xBF",
    b"\xEF",
    b"\xBB",
    b"\xFF",
    b"\xE2\x82",
    "é".as_bytes(),
    b"\0",
    b"dat",
    b"1",
    b"23",
    b"x",
    b"+",
    b"\x0B\x0C\x0E\x8A",
    b"0123456789abcdef",
];

#[test]
fn agrees_on_byte_soup() {
    for seed in 0..6_000 {
        let mut random = Random::new(seed);
        let stream = soup(&mut random);
        for dataless in [false, true] {
            let expected =
                Outcome { mid_event: parse(dataless, [&stream[..]]).mid_event, ..reference(&stream, dataless) };
            assert_eq!(parse(dataless, [&stream[..]]), expected, "{seed}: {}", stream.escape_ascii());
            assert_eq!(parse(dataless, stream.chunks(1)), expected, "{seed}: {}", stream.escape_ascii());
            for longest in [2, 5, 20] {
                let outcome = parse(dataless, random.cut(&stream, longest));
                assert_eq!(outcome, expected, "{seed}, up to {longest}: {}", stream.escape_ascii());
            }
        }
    }
}

fn soup(random: &mut Random) -> Vec<u8> {
    let length = 1 + random.below(40);
    (0..length).flat_map(|_| PIECES[random.below(PIECES.len())]).copied().collect()
}

/// What the state of the algorithm is called there.
#[derive(Default)]
struct Reference {
    data: String,
    event_type: String,
    last_event_id_buffer: String,
    dataless: bool,
    outcome: Outcome,
}

/// Decodes the whole stream, drops a BOM, and goes through its lines; what no line end closes is left out.
fn reference(stream: &[u8], dataless: bool) -> Outcome {
    let text = String::from_utf8_lossy(stream);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    let mut reference = Reference { dataless, ..Reference::default() };
    let mut lines: Vec<&str> = text.split('\n').collect();
    let unfinished = lines.pop().unwrap_or_default();
    for line in lines {
        reference.line(line);
    }
    reference.outcome.comments += u64::from(unfinished.starts_with(':'));
    reference.outcome
}

impl Reference {
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            self.dispatch();
        } else if line.starts_with(':') {
            self.outcome.comments += 1;
        } else if let Some((field, value)) = line.split_once(':') {
            self.field(field, value.strip_prefix(' ').unwrap_or(value));
        } else {
            self.field(line, "");
        }
    }

    fn field(&mut self, field: &str, value: &str) {
        match field {
            "event" => value.clone_into(&mut self.event_type),
            "data" => self.data.extend([value, "\n"]),
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_event_id_buffer),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.outcome.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        self.outcome.last_event_id.clone_from(&self.last_event_id_buffer);
        let name = std::mem::take(&mut self.event_type);
        let data = std::mem::take(&mut self.data);
        let data = data.strip_suffix('\n').map(str::to_owned);
        if data.is_none() && (!self.dataless || name.is_empty()) {
            return;
        }
        let name = if name.is_empty() { "message".to_owned() } else { name };
        self.outcome.events.push((name, data, self.outcome.last_event_id.clone()));
    }
}
