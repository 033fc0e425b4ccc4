//! Which events were given already, so that a server that sends some again does not give them twice.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hasher as _};

use super::super::super::sse::Frame;

/// So many ids, and events since the last id, are remembered.
const REMEMBERED: usize = 1024;

/// What an event is to those before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was not given yet.
    New,
    /// It is one that was given.
    Known,
    /// It is one that was given long before: the server does not go on, it starts over.
    Restarted,
}

/// The events that were given.
#[derive(Default)]
pub(super) struct Seen {
    /// Hashes of ids before the last one, and of the last one.
    ids: VecDeque<u64>,
    last: Option<u64>,
    /// Hashes of the events since the last id appeared, its own among them.
    events: VecDeque<u64>,
    /// There were more of them than are remembered.
    is_full: bool,
    /// Whether nothing new came yet from this connection, and how many of the events have come again.
    is_catching_up: bool,
    caught_up: usize,
}

impl Seen {
    /// A new connection: what comes first may be known.
    pub(super) fn catch_up(&mut self) {
        self.is_catching_up = true;
        self.caught_up = 0;
    }

    /// Whether events that come again would be known.
    pub(super) fn is_sure(&self) -> bool {
        !self.is_full
    }

    /// Judges an event, and remembers it. Its id is its `own` unless it comes from an earlier connection.
    pub(super) fn judge(&mut self, frame: &Frame<'_>, id: &str, own: bool) -> Verdict {
        let id = Some(hash_of(&id)).filter(|_| !id.is_empty());
        let event = hash_of(&(frame.event, frame.data));
        if self.is_catching_up {
            let is_other = own && id.is_some() && id != self.last;
            if is_other && id.is_some_and(|id| self.ids.contains(&id)) {
                return Verdict::Restarted;
            }
            let known = self.events.iter().skip(self.caught_up).position(|known| *known == event);
            if let Some(position) = known.filter(|_| !is_other) {
                self.caught_up += position + 1;
                return Verdict::Known;
            }
            self.is_catching_up = false;
        }
        self.remember(id, event);
        Verdict::New
    }

    fn remember(&mut self, id: Option<u64>, event: u64) {
        if id.is_some() && id != self.last {
            self.ids.extend(self.last.take());
            self.last = id;
            self.events.clear();
            self.is_full = false;
        }
        self.events.push_back(event);
        self.is_full |= bound(&mut self.events);
        bound(&mut self.ids);
    }
}

/// Forgets the oldest where there are too many, and says whether there were.
fn bound(hashes: &mut VecDeque<u64>) -> bool {
    let is_full = hashes.len() > REMEMBERED;
    if is_full {
        hashes.pop_front();
    }
    is_full
}

fn hash_of(value: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
