//! Turns what a document says of the events of a stream into their type.
//!
//! An event is described as an object with `event`, `data`, `id` and `retry` (the envelope), or by its payload alone.
//! Envelopes that name their event become arms told apart by name.

use indexmap::IndexMap;

use super::constant::listed;
use super::cx::{LowerCx, Place};
use super::docs;
use super::hoist::Draft;
use super::intersect::{Intersection, Merged, Part};
use super::media::MediaKind;
use super::nullable::null_arm;
use super::object::{head_of, members_of};
use super::outline::choice_text;
use super::scalar::number_format;
use super::schema::lower_all;
use super::union::{alternatives, draft, lower_arms};
use crate::ir::{
    Content, Docs, EventArm, Events, OperationId, Owner, Role, Scalar, Shape, StreamItem, TypeId, TypeRef, Wire,
};
use crate::spec::{Discriminator, Schema, Types};

/// How deep unions of envelopes are nested.
const DEEPEST: usize = 8;

/// The members of an envelope.
const ENVELOPE: &[&str] = &["event", "data", "id", "retry", "comment"];

/// The name of events without one.
const UNNAMED: &str = "message";

/// The items of a stream, and the `data` that ends it if an envelope says so.
pub(super) struct Items {
    /// The items.
    pub(super) item: StreamItem,
    /// The sentinel.
    pub(super) done: Option<String>,
}

/// One envelope.
struct Envelope<'d> {
    names: Vec<String>,
    payload: Payload<'d>,
    docs: Docs,
}

/// What `data` holds.
#[derive(Clone)]
enum Payload<'d> {
    Empty,
    Text,
    Number(Scalar),
    Json(Vec<Intersection<'d>>),
    Sentinel(String),
}

/// The items that a schema describes.
pub(super) fn lower_items<'d>(cx: &mut LowerCx<'d, '_>, schema: &'d Schema<'d>, id: OperationId) -> Items {
    let all = Intersection::of(schema);
    let place = Place::part(Owner::Operation(id), Role::Events);
    let mut envelopes = Vec::new();
    if !gather(cx, &all, None, 0, &mut envelopes) || envelopes.is_empty() {
        return Items { item: lower_payload_item(cx, &all, &place), done: None };
    }
    let mut done = None;
    envelopes.retain(|envelope| match &envelope.payload {
        Payload::Sentinel(text) => {
            done = Some(text.clone());
            false
        }
        _ => true,
    });
    let named = envelopes.iter().any(|envelope| !envelope.names.is_empty());
    let item = if named { lower_named(cx, schema, &place, envelopes) } else { lower_unnamed(cx, envelopes, &place) };
    Items { item, done }
}

/// Whether a schema describes events as envelopes.
pub(super) fn is_envelope<'d>(cx: &LowerCx<'d, '_>, schema: &'d Schema<'d>) -> bool {
    gather(cx, &Intersection::of(schema), None, 0, &mut Vec::new())
}

// Without a type, `data` is text of which nothing is known.
fn lower_payload_item<'d>(cx: &mut LowerCx<'d, '_>, all: &Intersection<'d>, place: &Place) -> StreamItem {
    let merged = all.merged(cx);
    let untyped = merged.groups.is_empty() && merged.types().is_none_or(Types::is_empty) && listed(&merged).is_none();
    if untyped || (merged.groups.is_empty() && merged.types() == Some(Types::STRING)) {
        return StreamItem::Text;
    }
    StreamItem::Json(lower_all(cx, all, place))
}

/// Collects the envelopes of a schema and of the unions in it; false where something is no envelope.
fn gather<'d>(
    cx: &LowerCx<'d, '_>,
    all: &Intersection<'d>,
    pinned: Option<Vec<String>>,
    depth: usize,
    into: &mut Vec<Envelope<'d>>,
) -> bool {
    let merged = all.merged(cx);
    if merged.groups.is_empty() {
        return envelope(cx, all, &merged, pinned).map(|envelope| into.push(envelope)).is_some();
    }
    let Some(arms) = alternatives(all, &merged, &merged.groups).filter(|_| depth < DEEPEST) else { return false };
    let discriminator = merged.groups.iter().find_map(|group| group.holder.discriminator.as_deref());
    arms.iter().all(|arm| {
        let pinned = discriminator.and_then(|discriminator| pinned_names(cx, arm, discriminator));
        gather(cx, arm, pinned, depth + 1, into)
    })
}

/// The names that a discriminator on `event` gives an arm.
fn pinned_names<'d>(cx: &LowerCx<'d, '_>, arm: &Intersection<'d>, by: &Discriminator<'_>) -> Option<Vec<String>> {
    let (position, _) = cx.component(arm.first()?.reference.as_deref()?)?;
    let leads_here = |reference: &str| cx.component(reference).is_some_and(|(found, _)| found == position);
    let names = by.mapping.iter().filter(|(_, reference)| leads_here(reference)).map(|(name, _)| (*name).to_owned());
    let names: Vec<String> = names.collect();
    (by.property == "event" && !names.is_empty()).then_some(names)
}

fn envelope<'d>(
    cx: &LowerCx<'d, '_>,
    all: &Intersection<'d>,
    merged: &Merged<'d>,
    pinned: Option<Vec<String>>,
) -> Option<Envelope<'d>> {
    let members = members_of(merged);
    let fits = members.keys().all(|name| ENVELOPE.contains(name));
    if !fits || !(members.contains_key("data") || members.contains_key("event")) {
        return None;
    }
    let names = members.get("event").map(|parts| names_of(cx, parts)).unwrap_or_default();
    let payload = members.get("data").map_or(Payload::Empty, |parts| payload_of(cx, parts));
    let docs = docs::of_type(all, "");
    Some(Envelope { names: pinned.unwrap_or(names), payload, docs })
}

fn names_of<'d>(cx: &LowerCx<'d, '_>, parts: &[Part<'d>]) -> Vec<String> {
    let merged = Intersection::parts(parts.to_vec()).merged(cx);
    listed(&merged).unwrap_or_default().iter().map(|one| choice_text(one.value)).collect()
}

fn payload_of<'d>(cx: &LowerCx<'d, '_>, parts: &[Part<'d>]) -> Payload<'d> {
    let all = Intersection::parts(parts.to_vec());
    let merged = all.merged(cx);
    let mut contents = Vec::new();
    contents_of(cx, &merged, 0, &mut contents);
    if !contents.is_empty() {
        return Payload::Json(contents);
    }
    if let Some([one]) = listed(&merged).as_deref() {
        return one
            .value
            .as_str()
            .map_or_else(|| Payload::Json(vec![all.clone()]), |text| Payload::Sentinel(text.to_owned()));
    }
    if merged.is_null() {
        return Payload::Empty;
    }
    let json = merged.schemas().any(|schema| {
        let media_type = schema.rare.as_deref().and_then(|rare| rare.content_media_type);
        media_type.is_some_and(|media_type| MediaKind::of(media_type) == MediaKind::Json)
    });
    let text =
        merged.groups.is_empty() && merged.types().is_none_or(|types| types.is_empty() || types == Types::STRING);
    let number = merged.schemas().find_map(|schema| number_format(schema.format?));
    match (json, text) {
        (true, true) => Payload::Json(Vec::new()),
        (false, true) => number.map_or(Payload::Text, Payload::Number),
        _ => Payload::Json(vec![all]),
    }
}

/// The schemas of JSON within texts (`contentSchema`), also in the arms of unions.
fn contents_of<'d>(cx: &LowerCx<'d, '_>, merged: &Merged<'d>, depth: usize, into: &mut Vec<Intersection<'d>>) {
    let contents = merged.own.iter().filter_map(|part| {
        let schema = part.schema.rare.as_deref()?.content_schema.as_deref()?;
        Some(Part { schema, whole: true, home: part.home })
    });
    let contents: Vec<Part<'d>> = contents.collect();
    if !contents.is_empty() {
        into.push(Intersection::parts(contents));
        return;
    }
    let arms = merged.groups.iter().flat_map(|group| group.arms).filter(|arm| depth < DEEPEST && !null_arm(arm));
    for arm in arms {
        contents_of(cx, &Intersection::of(arm).merged(cx), depth + 1, into);
    }
}

fn lower_unnamed<'d>(cx: &mut LowerCx<'d, '_>, envelopes: Vec<Envelope<'d>>, place: &Place) -> StreamItem {
    let payloads = envelopes.into_iter().map(|envelope| envelope.payload).collect();
    match lower_payloads(cx, payloads, place) {
        Content::Json(ty) => StreamItem::Json(ty),
        _ => StreamItem::Text,
    }
}

/// The type of one payload, or of one of several.
fn lower_payloads<'d>(cx: &mut LowerCx<'d, '_>, payloads: Vec<Payload<'d>>, place: &Place) -> Content {
    if let [Payload::Number(scalar)] = payloads.as_slice() {
        return Content::Json(TypeRef::Scalar(*scalar));
    }
    if payloads.iter().any(|payload| matches!(payload, Payload::Text | Payload::Number(_) | Payload::Sentinel(_))) {
        return Content::Text;
    }
    let json = payloads.iter().any(|payload| matches!(payload, Payload::Json(_)));
    if !json {
        return Content::Empty;
    }
    let alternatives: Option<Vec<Intersection<'d>>> = payloads
        .into_iter()
        .filter_map(|payload| match payload {
            Payload::Json(schemas) => Some(schemas),
            _ => None,
        })
        .map(|schemas| (!schemas.is_empty()).then_some(schemas))
        .collect::<Option<Vec<_>>>()
        .map(|lists| lists.concat());
    Content::Json(match alternatives.as_deref() {
        None | Some([]) => TypeRef::Json,
        Some([one]) => lower_all(cx, one, place),
        Some(several) => {
            let all = Intersection::parts(several.iter().flat_map(|all| all.parts.clone()).collect());
            let drafts = several.iter().map(|all| draft(cx, all.clone())).collect();
            lower_arms(cx, &all, drafts, None, place)
        }
    })
}

/// The type of named events. One that is a component of its own becomes that component's type.
fn lower_named<'d>(
    cx: &mut LowerCx<'d, '_>,
    schema: &'d Schema<'d>,
    place: &Place,
    envelopes: Vec<Envelope<'d>>,
) -> StreamItem {
    let component = schema.reference.as_deref().and_then(|reference| cx.component(reference));
    if let Some(&id) = component.as_ref().and_then(|(position, _)| cx.forms.get(position)) {
        return StreamItem::Events(id);
    }
    let draft = Draft::new(cx.drafts.reserve());
    let id = draft.id;
    if let Some((position, _)) = component {
        cx.forms.insert(position, id);
    }
    let mut by_name: IndexMap<String, (Vec<Payload<'d>>, Docs)> = IndexMap::new();
    for Envelope { names, payload, docs } in envelopes {
        let names = if names.is_empty() { vec![UNNAMED.to_owned()] } else { names };
        for name in names {
            by_name.entry(name).or_insert_with(|| (Vec::new(), docs.clone())).0.push(payload.clone());
        }
    }
    let arms =
        by_name.into_iter().map(|(event, (payloads, docs))| lower_event(cx, id, event, payloads, docs)).collect();
    let head = head_of(&Intersection::of(component.map_or(schema, |(_, target)| target)), place, Wire::Json);
    cx.drafts.finish(draft, place, head, Shape::Events(Events { arms }));
    StreamItem::Events(id)
}

fn lower_event<'d>(
    cx: &mut LowerCx<'d, '_>,
    id: TypeId,
    event: String,
    payloads: Vec<Payload<'d>>,
    docs: Docs,
) -> EventArm {
    let place = Place::part(Owner::Type(id), Role::Event(event.clone()));
    EventArm { payload: lower_payloads(cx, payloads, &place), event, docs }
}
