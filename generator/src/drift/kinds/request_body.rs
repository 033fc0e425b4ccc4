//! The kinds of change in request bodies.

use super::catalogue;

catalogue! {
    BODY_ADDED_REQUIRED, "body-added-required", Request, Breaks, Fails, Breaks,
        "operation now needs a body";
    BODY_ADDED_OPTIONAL, "body-added-optional", Request, Keeps, Works, BreaksIfClosed,
        "optional body added";
    BODY_REMOVED, "body-removed", Request, Breaks, Depends, Breaks,
        "body removed";
    BODY_BECAME_REQUIRED, "body-became-required", Request, Breaks, Fails, Breaks,
        "required false -> true";
    BODY_BECAME_OPTIONAL, "body-became-optional", Request, Keeps, Works, Breaks,
        "required true -> false";
    BODY_MEDIA_TYPE_REMOVED, "body-media-type-removed", Request, Breaks, Fails, BreaksIfClosed,
        "content type no longer accepted";
    BODY_MEDIA_TYPE_ADDED, "body-media-type-added", Request, Keeps, Works, BreaksIfClosed,
        "further content type accepted";
    BODY_SCHEMA_ADDED, "body-schema-added", Request, Breaks, Depends, Breaks,
        "media type gains a schema where none was";
    BODY_SCHEMA_REMOVED, "body-schema-removed", Request, Keeps, Works, Breaks,
        "media type loses its schema";
    BODY_ENCODING_CHANGED, "body-encoding-changed", Request, Breaks, Fails, Notes,
        "multipart/form encoding (contentType, headers, style) changed";
    BODY_WRAPPED, "body-wrapped", Request, Breaks, Fails, Breaks,
        "body schema wrapped into oneOf";
}
