//! The kinds of change in responses.

use super::catalogue;

catalogue! {
    SUCCESS_STATUS_REMOVED, "success-status-removed", Response, Breaks, Fails, Breaks,
        "2xx status removed";
    SUCCESS_STATUS_ADDED, "success-status-added", Response, Keeps, Degrades, BreaksIfClosed,
        "2xx status added";
    ERROR_STATUS_REMOVED, "error-status-removed", Response, Keeps, Works, BreaksIfClosed,
        "non-2xx status removed";
    ERROR_STATUS_ADDED, "error-status-added", Response, Keeps, Degrades, BreaksIfClosed,
        "non-2xx status added";
    DEFAULT_RESPONSE_CHANGED, "default-response-changed", Response, Unclear, Degrades, BreaksIfClosed,
        "default response added/removed/changed";
    STATUS_RANGE_RESPELLED, "status-range-respelled", Response, Keeps, Depends, Breaks,
        "404 -> 4XX or the reverse";
    PRIMARY_SUCCESS_CHANGED, "primary-success-changed", Response, Breaks, Fails, Breaks,
        "the lowest 2xx with a body is another one";
    RESPONSE_BODY_REMOVED, "response-body-removed", Response, Breaks, Fails, Breaks,
        "A response loses its content (200 with body -> empty/204)";
    RESPONSE_BODY_ADDED, "response-body-added", Response, Keeps, Works, Breaks,
        "an empty response gains content";
    RESPONSE_MEDIA_TYPE_REMOVED, "response-media-type-removed", Response, Breaks, Fails, BreaksIfClosed,
        "content type removed from a response";
    RESPONSE_MEDIA_TYPE_ADDED, "response-media-type-added", Response, Keeps, Depends, BreaksIfClosed,
        "content type added to a response";
    RESPONSE_MEDIA_TYPE_RENAMED, "response-media-type-renamed", Response, Unclear, Depends, Same,
        "media type name or parameter changed (json -> problem+json, v=1 -> v=2)";
    RESPONSE_SCHEMA_ADDED, "response-schema-added", Response, Keeps, Works, Breaks,
        "response media type gains a schema";
    RESPONSE_SCHEMA_REMOVED, "response-schema-removed", Response, Unclear, Depends, Breaks,
        "response media type loses its schema";
    RESPONSE_HEADER_REQUIRED_REMOVED, "response-header-required-removed", Response, Breaks, Fails, Breaks,
        "required response header removed";
    RESPONSE_HEADER_OPTIONAL_REMOVED, "response-header-optional-removed", Response, Unclear, Degrades, Breaks,
        "optional response header removed";
    RESPONSE_HEADER_ADDED, "response-header-added", Response, Keeps, Works, BreaksIfClosed,
        "response header added";
    RESPONSE_HEADER_BECAME_OPTIONAL, "response-header-became-optional", Response, Breaks, Fails, Breaks,
        "required -> optional header";
    RESPONSE_HEADER_TYPE_CHANGED, "response-header-type-changed", Response, Breaks, Fails, Breaks,
        "header type changed or widened";
    RESPONSE_HEADER_TYPE_NARROWED, "response-header-type-narrowed", Response, Keeps, Works, Breaks,
        "header type narrowed";
    RESPONSE_HEADER_NULLABLE_CHANGED, "response-header-nullable-changed", Response, Unclear, Depends, Breaks,
        "header became (not) nullable";
    PAGINATION_SHAPE_CHANGED, "pagination-shape-changed", Response, Breaks, Fails, Breaks,
        "the fields/params the crate's pager uses changed (cursor, next, page size, Link header)";
}
