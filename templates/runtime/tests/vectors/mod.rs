//! Reads the test vectors of this folder: streams in chunks, and the events that must come of them.
//!
//! A file holds one group. `vector NAME` starts a vector, `why SENTENCE` may explain it; then, in order:
//! `chunk TEXT`, `event NAME DATA [ID]`, `bare NAME [ID]` (an event without a data line, which only the data-less mode
//! delivers), and what stands at the end: `id TEXT`, `retry MILLISECONDS` or `retry any`.
//!
//! Texts are quoted. Escapes are `\n`, `\r`, `\t`, `\"`, `\\`, `\xHH` for a byte, `\u{HEX}` for a character, and
//! `\(TEXT){COUNT}` for repetition, in which `\#` is the number of the turn, from nought.

use std::str::Chars;

/// One vector.
pub(crate) struct Vector {
    /// Group and name.
    pub(crate) name: String,
    pub(crate) chunks: Vec<Vec<u8>>,
    /// All events, those without data included.
    pub(crate) events: Vec<Expected>,
    pub(crate) last_event_id: String,
    pub(crate) retry: Retry,
}

/// An event; `data` is `None` where it had no data line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) event: String,
    pub(crate) data: Option<String>,
    pub(crate) id: String,
}

/// The reconnection time at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    Unset,
    Milliseconds(u64),
    Any,
}

const GROUPS: [(&str, &str); 11] = [
    ("bom", include_str!("bom.txt")),
    ("comments", include_str!("comments.txt")),
    ("data", include_str!("data.txt")),
    ("endings", include_str!("endings.txt")),
    ("event-names", include_str!("event-names.txt")),
    ("fields", include_str!("fields.txt")),
    ("ids", include_str!("ids.txt")),
    ("line-ends", include_str!("line-ends.txt")),
    ("retry", include_str!("retry.txt")),
    ("servers", include_str!("servers.txt")),
    ("utf-8", include_str!("utf-8.txt")),
];

/// All vectors.
pub(crate) fn all() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for (group, text) in GROUPS {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, value) = line.split_once(' ').expect("a key and a value");
            match key {
                "vector" => vectors.push(Vector::new(format!("{group}/{value}"))),
                _ => vectors.last_mut().expect("a vector").add(key, value),
            }
        }
    }
    vectors
}

impl Vector {
    fn new(name: String) -> Self {
        Self { name, chunks: Vec::new(), events: Vec::new(), last_event_id: String::new(), retry: Retry::Unset }
    }

    fn add(&mut self, key: &str, value: &str) {
        match key {
            "why" => {}
            "chunk" => self.chunks.push(texts(value).remove(0)),
            "event" | "bare" => {
                let mut texts = texts(value).into_iter().map(utf8);
                let event = texts.next().expect("a name");
                let data = (key == "event").then(|| texts.next().expect("data"));
                self.events.push(Expected { event, data, id: texts.next().unwrap_or_default() });
            }
            "id" => self.last_event_id = utf8(texts(value).remove(0)),
            "retry" if value == "any" => self.retry = Retry::Any,
            "retry" => self.retry = Retry::Milliseconds(value.parse().expect("a number")),
            _ => panic!("{}: `{key}` is no key", self.name),
        }
    }

    /// What must be delivered in the data-less mode, or in the strict one.
    pub(crate) fn expected(&self, dataless: bool) -> Vec<Expected> {
        self.events.iter().filter(|event| dataless || event.data.is_some()).cloned().collect()
    }
}

/// The quoted texts of a line.
fn texts(line: &str) -> Vec<Vec<u8>> {
    let mut chars = line.chars();
    let mut texts = Vec::new();
    while let Some(next) = chars.next() {
        if next == '"' {
            texts.push(text(&mut chars, '"', 0));
        }
    }
    texts
}

/// The text up to the closing character `close`, in turn number `turn` of a repetition.
fn text(chars: &mut Chars<'_>, close: char, turn: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        match chars.next().expect("an open text") {
            next if next == close => return bytes,
            '\\' => escape(chars, turn, &mut bytes),
            next => bytes.extend(next.to_string().into_bytes()),
        }
    }
}

fn escape(chars: &mut Chars<'_>, turn: usize, bytes: &mut Vec<u8>) {
    match chars.next().expect("an escape") {
        'n' => bytes.push(b'\n'),
        'r' => bytes.push(b'\r'),
        't' => bytes.push(b'\t'),
        '#' => bytes.extend(turn.to_string().into_bytes()),
        'x' => {
            let digits: String = chars.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
        }
        'u' => {
            let number = u32::from_str_radix(&braced(chars), 16).expect("digits");
            bytes.extend(char::from_u32(number).expect("a character").to_string().into_bytes());
        }
        '(' => repeat(chars, bytes),
        other => bytes.extend(other.to_string().into_bytes()),
    }
}

fn repeat(chars: &mut Chars<'_>, bytes: &mut Vec<u8>) {
    let start = chars.clone();
    text(chars, ')', 0);
    let count = braced(chars).parse().expect("a count");
    for turn in 0..count {
        bytes.extend(text(&mut start.clone(), ')', turn));
    }
}

fn braced(chars: &mut Chars<'_>) -> String {
    assert_eq!(chars.next(), Some('{'));
    chars.by_ref().take_while(|next| *next != '}').collect()
}

fn utf8(text: Vec<u8>) -> String {
    String::from_utf8(text).expect("text")
}
