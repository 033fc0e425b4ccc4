//! What is new in the payload of an event.
//!
//! Of texts that come again, longer, only length and hash are kept.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};

use super::super::super::json::{JsonError, Kind, Reader};
use super::super::shape::{Only, Stream, Text};
use super::Delta;
use super::path::{first, strings};

/// So many messages are remembered, whether they are in the latest event or not.
const REMEMBERED: usize = 1024;

/// Reads events one after another.
pub(super) struct Gatherer {
    style: Text,
    known: BTreeMap<Key, Known>,
    events: u64,
    messages: usize,
}

/// What a message is known by: its id, else its place among those of an event.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Id(String),
    Place(usize),
}

/// What came of a message so far.
struct Known {
    message: usize,
    length: usize,
    hash: u64,
    /// The event that had it last.
    event: u64,
}

/// A message as an event has it.
struct Message {
    id: Option<String>,
    text: Option<String>,
    is_wanted: bool,
}

impl Gatherer {
    /// A gatherer for streams of this shape, if it says where the text is.
    pub(super) fn of(shape: &Stream) -> Option<Self> {
        Some(Self { style: shape.text?, known: BTreeMap::new(), events: 0, messages: 0 })
    }

    /// What is new in `data`. An event that holds no JSON array or object has no text; one that holds a broken one is wrong.
    pub(super) fn read(&mut self, data: &str) -> Result<Option<Vec<Delta>>, JsonError> {
        if !data.trim_start().starts_with(['{', '[']) {
            return Ok(None);
        }
        let mut reader = Reader::new(data);
        let deltas = match self.style {
            Text::Delta { content } => added(&mut reader, content)?.into_iter().collect(),
            Text::Cumulative { id, content, only } => {
                let messages = messages(&mut reader, id, content, only)?;
                self.news(messages)
            }
        };
        reader.finish()?;
        Ok(Some(deltas).filter(|deltas| !deltas.is_empty()))
    }

    fn news(&mut self, messages: Vec<Message>) -> Vec<Delta> {
        self.events += 1;
        let of_message = |(place, message): (usize, Message)| {
            let text = message.text.filter(|_| message.is_wanted)?;
            self.new_text(message.id, place, &text)
        };
        let deltas = messages.into_iter().enumerate().filter_map(of_message).collect();
        if self.known.len() > REMEMBERED {
            let latest = self.events;
            self.known.retain(|_, known| known.event == latest);
        }
        deltas
    }

    /// What `text` has that the message did not have before.
    fn new_text(&mut self, id: Option<String>, place: usize, text: &str) -> Option<Delta> {
        let key = id.clone().map_or(Key::Place(place), Key::Id);
        let next = self.messages;
        let known =
            self.known.entry(key).or_insert_with(|| Known { message: next, length: 0, hash: hash(""), event: 0 });
        if known.message == next {
            self.messages += 1;
        }
        let begins = text.get(..known.length).is_some_and(|begin| hash(begin) == known.hash);
        let new = if begins { text.get(known.length..).unwrap_or_default() } else { text };
        (known.length, known.hash, known.event) = (text.len(), hash(text), self.events);
        let delta =
            Delta { message: known.message, id: id.unwrap_or_default(), text: new.to_owned(), replaces: !begins };
        Some(delta).filter(|delta| delta.replaces || !delta.text.is_empty())
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The text at `content`, all of which is new.
fn added(reader: &mut Reader<'_>, content: &str) -> Result<Option<Delta>, JsonError> {
    let mut text = String::new();
    strings(reader, Some(content), &mut |part| text.push_str(part))?;
    let delta = Delta { message: 0, id: String::new(), text, replaces: false };
    Ok(Some(delta).filter(|delta| !delta.text.is_empty()))
}

/// The messages of a payload, which is one or an array of them.
fn messages(reader: &mut Reader<'_>, id: &str, content: &str, only: Option<Only>) -> Result<Vec<Message>, JsonError> {
    let mut messages = Vec::new();
    if reader.kind()? == Kind::Object {
        messages.push(message(reader, id, content, only)?);
        return Ok(messages);
    }
    reader.array(&mut |value| {
        if value.kind()? != Kind::Object {
            return value.skip();
        }
        messages.push(message(value, id, content, only)?);
        Ok(())
    })?;
    Ok(messages)
}

fn message(reader: &mut Reader<'_>, id: &str, content: &str, only: Option<Only>) -> Result<Message, JsonError> {
    let mut message = Message { id: None, text: None, is_wanted: only.is_none() };
    let (member, rest) = first(content);
    reader.object(&mut |name, value| {
        // One member may have several roles.
        if name == id {
            message.id = scalar(&mut value.clone())?;
        }
        if let Some((_, values)) = only.filter(|(member, _)| *member == name) {
            message.is_wanted = scalar(&mut value.clone())?.is_some_and(|text| values.contains(&text.as_str()));
        }
        if name == member {
            return strings(value, rest, &mut |part| message.text.get_or_insert_default().push_str(part));
        }
        value.skip()
    })?;
    Ok(message)
}

/// A string, or the text of a number.
fn scalar(value: &mut Reader<'_>) -> Result<Option<String>, JsonError> {
    Ok(match value.kind()? {
        Kind::String => Some(value.string()?.into_owned()),
        Kind::Number => Some(value.number()?.to_owned()),
        _ => None,
    })
}
