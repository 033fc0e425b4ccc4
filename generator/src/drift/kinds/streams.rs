//! The kinds of change in streams.

use super::catalogue;

catalogue! {
    SSE_RESPONSE_ADDED, "sse-response-added", Response, Keeps, Works, Adds,
        "text/event-stream added next to JSON";
    SSE_RESPONSE_REMOVED, "sse-response-removed", Response, Breaks, Fails, Breaks,
        "text/event-stream removed";
    SSE_BECAME_ONLY, "sse-became-only", Response, Breaks, Fails, Breaks,
        "JSON replaced by text/event-stream, or the reverse";
    SSE_EVENT_ADDED, "sse-event-added", Response, Keeps, Degrades, BreaksIfClosed,
        "A further event type/union member in the stream schema";
    SSE_EVENT_REMOVED, "sse-event-removed", Response, Unclear, Works, Breaks,
        "event type removed";
    SSE_EVENT_RENAMED, "sse-event-renamed", Response, Breaks, Fails, Breaks,
        "event name (or const/discriminator value of the payload) changed";
    SSE_EVENT_PAYLOAD_CHANGED, "sse-event-payload-changed", Response, Breaks, Fails, Breaks,
        "data schema of one event changed";
    SSE_TERMINATOR_CHANGED, "sse-terminator-changed", Response, Breaks, Fails, Notes,
        "end marker (a text, a done event, plain close) changed";
    SSE_ITEM_SCHEMA_CHANGED, "sse-item-schema-changed", Response, Breaks, Fails, Breaks,
        "OpenAPI 3.2 itemSchema / x-sse extension changed";
    SSE_DATA_ENCODING_CHANGED, "sse-data-encoding-changed", Response, Breaks, Fails, Breaks,
        "data: JSON <-> plain text, contentMediaType changed";
    SSE_RESUME_CHANGED, "sse-resume-changed", Both, Keeps, Depends, BreaksIfClosed,
        "last-Event-ID header / retry support added or removed";
    SSE_FLAG_PARAM_CHANGED, "sse-flag-param-changed", Request, Breaks, Fails, Breaks,
        "the parameter/property that switches streaming on (stream: true) changed type, default or name";
}
