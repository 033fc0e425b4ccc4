//! Compares the events of two streams, paired by name.
//!
//! An event is an envelope (`event` and `data`) or its payload alone; its name is that of the envelope, else the constant
//! that tells it apart, else that of its schema.

use serde_json::Value;

use super::{kinds, report};
use crate::drift::cx::Cx;
use crate::drift::finding::{Direction, Finding};
use crate::drift::kinds::Kind;
use crate::drift::schema;
use crate::drift::side::At;
use crate::spec::{Schema, Types};

/// An event of a stream.
#[derive(Clone)]
struct Event<'s> {
    name: String,
    at: At<'s>,
    /// The property that holds the name.
    tag: Option<&'s str>,
    /// What `data` holds, in an envelope.
    data: Option<At<'s>>,
}

/// Compares the schemas of items.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: At<'s>, new: At<'s>) {
    let (before, after) = (events(old), events(new));
    if let ([one], [two]) = (before.as_slice(), after.as_slice())
        && one.tag.is_none()
        && two.tag.is_none()
    {
        return if encoding_differs(one, two) {
            encoding(cx, one, two);
        } else {
            schema::compare(cx, old, new, Direction::Response);
        };
    }
    let mut fresh: Vec<&Event<'s>> =
        after.iter().filter(|event| !before.iter().any(|old| old.name == event.name)).collect();
    for event in &before {
        if let Some(other) = after.iter().find(|other| other.name == event.name) {
            pair(cx, event, other);
        } else if let Some(at) = fresh.iter().position(|other| same_payload(event, other)) {
            let other = fresh.remove(at);
            tell(
                cx,
                &kinds::SSE_EVENT_RENAMED,
                event.at,
                other.at,
                format!("the event `{}` is now called `{}`", event.name, other.name),
            );
        } else {
            tell(cx, &kinds::SSE_EVENT_REMOVED, event.at, new, format!("the event `{}` is gone", event.name));
        }
    }
    for event in fresh {
        tell(cx, &kinds::SSE_EVENT_ADDED, old, event.at, format!("the event `{}` is new", event.name));
    }
}

fn tell<'s>(cx: &mut Cx<'s>, kind: &'static Kind, old: At<'s>, new: At<'s>, sentence: String) {
    report(cx, Finding::new(kind, sentence).at(&old.schema.at, &new.schema.at));
}

/// How deep unions of events are nested.
const DEEPEST: usize = 4;

fn events(at: At<'_>) -> Vec<Event<'_>> {
    let mut all = Vec::new();
    gather(at, None, DEEPEST, &mut all);
    all
}

fn gather<'s>(at: At<'s>, tag: Option<&'s str>, deeper: usize, all: &mut Vec<Event<'s>>) {
    let target = at.resolved();
    let schema = target.schema;
    let arms = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
    let tag = schema.discriminator.as_ref().map(|discriminator| discriminator.property).or(tag);
    if deeper == 0 || arms.is_empty() {
        let position = all.len();
        all.push(event(at, target, tag, position));
    }
    for arm in arms.iter().filter(|_| deeper > 0) {
        gather(target.to(arm), tag, deeper - 1, all);
    }
}

fn event<'s>(at: At<'s>, target: At<'s>, tag: Option<&'s str>, position: usize) -> Event<'s> {
    let property = |name: &str| {
        target.schema.properties.iter().find(|(other, _)| *other == name).map(|(_, schema)| target.to(schema))
    };
    let tags = tag.into_iter().chain(["event", "type", "kind"]);
    let tagged = tags.into_iter().find_map(|tag| Some((tag, constant(property(tag)?.resolved().schema)?)));
    let data = property("data").filter(|_| property("event").is_some()).map(At::resolved);
    let called = || at.schema.reference.as_deref().and_then(|key| key.rsplit('/').next()).or(target.schema.title);
    let name = tagged.as_ref().map(|(_, name)| name.clone()).or_else(|| called().map(str::to_owned));
    Event { name: name.unwrap_or_else(|| position.to_string()), at: target, tag: tagged.map(|(tag, _)| tag), data }
}

fn constant(schema: &Schema<'_>) -> Option<String> {
    let one = match schema.values {
        Some([one]) => Some(one),
        _ => schema.constant,
    };
    one.and_then(Value::as_str).map(str::to_owned)
}

fn pair<'s>(cx: &mut Cx<'s>, old: &Event<'s>, new: &Event<'s>) {
    if encoding_differs(old, new) {
        return encoding(cx, old, new);
    }
    let (before, after) = (old.at, new.at);
    let inner = cx.alone(|cx| schema::compare(cx, before, after, Direction::Response));
    let (metadata, changes): (Vec<_>, Vec<_>) = inner.into_iter().partition(|finding| finding.kind.is_metadata());
    for finding in metadata {
        cx.report(finding);
    }
    let worst = changes
        .iter()
        .map(|finding| (finding.wire, finding.run, finding.source))
        .reduce(|one, two| (one.0.max(two.0), one.1.max(two.1), one.2.max(two.2)));
    let (Some(first), Some((wire, run, source))) = (changes.first(), worst) else { return };
    let more = if changes.len() > 1 { format!(" and {} more", changes.len() - 1) } else { String::new() };
    let sentence = format!("the payload of the event `{}` changed: {}{more}", old.name, first.sentence);
    let finding = Finding::new(&kinds::SSE_EVENT_PAYLOAD_CHANGED, sentence).at(&before.schema.at, &after.schema.at);
    report(cx, Finding { wire, run, source, ..finding });
}

fn encoding_differs(old: &Event<'_>, new: &Event<'_>) -> bool {
    let outline = |event: &Event<'_>| {
        let data = event.data?.schema;
        let media_type = data.rare.as_ref().and_then(|rare| rare.content_media_type);
        Some((data.types == Types::STRING, media_type.map(str::to_owned)))
    };
    outline(old).is_some() && outline(new).is_some() && outline(old) != outline(new)
}

fn encoding<'s>(cx: &mut Cx<'s>, old: &Event<'s>, new: &Event<'s>) {
    let sentence = format!("`data` of the event `{}` is encoded differently", old.name);
    tell(cx, &kinds::SSE_DATA_ENCODING_CHANGED, old.data.unwrap_or(old.at), new.data.unwrap_or(new.at), sentence);
}

/// Whether two events of different names hold the same.
fn same_payload(old: &Event<'_>, new: &Event<'_>) -> bool {
    let payload = |event: &Event<'_>| {
        let mut raw = event.at.raw()?.clone();
        if let (Some(tag), Some(members)) = (event.tag, raw.get_mut("properties").and_then(Value::as_object_mut)) {
            members.shift_remove(tag);
        }
        let texts = raw.as_object_mut()?;
        texts.shift_remove("title");
        texts.shift_remove("description");
        Some(raw)
    };
    payload(old).is_some_and(|old| Some(old) == payload(new))
}
