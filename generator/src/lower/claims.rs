//! Marks components that multipart bodies refer to, and streams as their envelopes: they may be nothing else, so their own types
//! wait until it is known whether JSON refers to them too.

use super::cx::LowerCx;
use super::events::is_envelope;
use super::media::MediaKind;
use super::operation::sorted;
use super::response::is_success;
use crate::spec::{MediaType, Operation, RefOr, Schema};

/// Marks the components.
pub(super) fn claim(cx: &mut LowerCx<'_, '_>) {
    let document = cx.document;
    for (_, operation) in sorted(document) {
        claim_bodies(cx, operation);
        claim_streams(cx, operation);
    }
}

fn claim_bodies<'d>(cx: &mut LowerCx<'d, '_>, operation: &'d Operation<'d>) {
    let document = cx.document;
    let Some(body) = operation.request_body.as_ref().and_then(|body| document.request_body(body)) else { return };
    for (_, content) in body.content.iter().filter(|(name, _)| MediaKind::of(name) == MediaKind::Multipart) {
        claim_schema(cx, content, |_, content| content.schema.as_ref());
    }
}

fn claim_streams<'d>(cx: &mut LowerCx<'d, '_>, operation: &'d Operation<'d>) {
    let document = cx.document;
    for (status, response) in &operation.responses {
        let Some(response) = document.response(response).filter(|_| is_success(*status)) else { continue };
        for (name, content) in &response.content {
            claim_schema(cx, content, |cx, content| {
                content.item_schema.as_ref().filter(|schema| is_envelope(cx, schema))
            });
            if MediaKind::of(name) == MediaKind::EventStream {
                claim_schema(cx, content, |cx, content| {
                    content.schema.as_ref().filter(|schema| is_envelope(cx, schema))
                });
            }
        }
    }
}

fn claim_schema<'d>(
    cx: &mut LowerCx<'d, '_>,
    content: &'d RefOr<'d, MediaType<'d>>,
    schema: impl Fn(&LowerCx<'d, '_>, &'d MediaType<'d>) -> Option<&'d Schema<'d>>,
) {
    let document = cx.document;
    let schema = document.media_type(content).and_then(|content| schema(cx, content));
    let reference = schema.and_then(|schema| schema.reference.as_deref());
    if let Some((position, _)) = reference.and_then(|reference| cx.component(reference)) {
        cx.claimed.insert(position);
    }
}
