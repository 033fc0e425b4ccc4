//! Turns webhooks and callbacks into payloads that the user can parse.

use super::cx::{LowerCx, Place};
use super::docs::of_texts;
use super::media::MediaKind;
use super::schema::lower_schema;
use crate::ir::{Incoming, Owner, Role, TypeRef};
use crate::spec::{Operation, PathItem};

/// What the API sends, sorted by name and place.
pub(super) fn lower_incoming(cx: &mut LowerCx<'_, '_>) -> Vec<Incoming> {
    let document = cx.document;
    let mut found: Vec<(&str, &Operation<'_>)> = Vec::new();
    for item in &document.webhooks {
        found.extend(item.operations.iter().map(|operation| (&*item.template, operation)));
    }
    for operation in document.paths.iter().flat_map(|item: &PathItem<'_>| &item.operations) {
        for (name, callback) in &operation.callbacks {
            let items = document.callback(callback).map(|callback| callback.items.as_slice()).unwrap_or_default();
            found.extend(items.iter().flat_map(|item| &item.operations).map(|operation| (*name, operation)));
        }
    }
    found.sort_by(|(name, operation), (other_name, other)| (name, &operation.at).cmp(&(other_name, &other.at)));
    // A callback component that several operations use is one.
    found.dedup_by(|(name, operation), (other_name, other)| name == other_name && operation.at == other.at);
    found.into_iter().enumerate().map(|(index, (name, operation))| lower_one(cx, index, name, operation)).collect()
}

fn lower_one<'d>(cx: &mut LowerCx<'d, '_>, index: usize, name: &str, operation: &'d Operation<'d>) -> Incoming {
    Incoming {
        origin: operation.at.clone(),
        name: name.to_owned(),
        payload: payload(cx, index, operation),
        docs: of_texts(operation.summary, operation.description, operation.deprecated),
    }
}

fn payload<'d>(cx: &mut LowerCx<'d, '_>, index: usize, operation: &'d Operation<'d>) -> Option<TypeRef> {
    let document = cx.document;
    let body = document.request_body(operation.request_body.as_ref()?)?;
    let json = |media_type: &str| matches!(MediaKind::of(media_type), MediaKind::Json | MediaKind::Any);
    let (_, content) = body.content.iter().find(|(media_type, _)| json(media_type))?;
    let schema = document.media_type(content)?.schema.as_ref();
    let place = Place::part(Owner::Incoming(index), Role::Body);
    Some(schema.map_or(TypeRef::Json, |schema| lower_schema(cx, schema, &place)))
}
