//! The kinds of change in the shape of schemas.

use super::catalogue;

catalogue! {
    REQ_PROP_REQUIRED_ADDED, "req-prop-required-added", Request, Breaks, Fails, Breaks,
        "new required property in a request schema (with or without default)";
    REQ_PROP_OPTIONAL_ADDED, "req-prop-optional-added", Request, Keeps, Works, BreaksIfClosed,
        "new optional property in a request schema";
    REQ_PROP_REMOVED, "req-prop-removed", Request, Unclear, Depends, Breaks,
        "property removed from a request schema";
    REQ_PROP_BECAME_REQUIRED, "req-prop-became-required", Request, Breaks, Fails, Breaks,
        "optional -> required in a request schema";
    REQ_PROP_BECAME_OPTIONAL, "req-prop-became-optional", Request, Keeps, Works, Breaks,
        "required -> optional in a request schema";
    RESP_PROP_REQUIRED_REMOVED, "resp-prop-required-removed", Response, Breaks, Fails, Breaks,
        "always-present response property removed";
    RESP_PROP_OPTIONAL_REMOVED, "resp-prop-optional-removed", Response, Unclear, Degrades, Breaks,
        "optional response property removed";
    RESP_PROP_REQUIRED_ADDED, "resp-prop-required-added", Response, Keeps, Works, BreaksIfClosed,
        "new always-present response property";
    RESP_PROP_OPTIONAL_ADDED, "resp-prop-optional-added", Response, Keeps, Works, BreaksIfClosed,
        "new optional response property";
    RESP_PROP_BECAME_OPTIONAL, "resp-prop-became-optional", Response, Breaks, Fails, Breaks,
        "required -> optional in a response";
    RESP_PROP_BECAME_REQUIRED, "resp-prop-became-required", Response, Keeps, Works, Breaks,
        "optional -> required in a response";
    PROP_RENAMED, "prop-renamed", Both, Breaks, Fails, Breaks,
        "likely rename of a property";
    PROP_ORDER_CHANGED, "prop-order-changed", Both, Keeps, Works, Same,
        "order of properties changed";
    SHARED_SCHEMA_BOTH_DIRECTIONS, "shared-schema-both-directions", Both, Breaks, Depends, Breaks,
        "A schema used in request and response changed";
    READ_ONLY_SET, "read-only-set", Both, Unclear, Depends, Breaks,
        "readOnly set/unset";
    WRITE_ONLY_SET, "write-only-set", Both, Unclear, Degrades, Breaks,
        "writeOnly set/unset";
    WRITE_ONLY_PROP_CHANGED, "write-only-prop-changed", Response, Keeps, Works, BreaksIfClosed,
        "property that is writeOnly added/removed/required-changed in a response schema";
    READ_ONLY_PROP_CONSTRAINT, "read-only-prop-constraint", Request, Keeps, Works, BreaksIfClosed,
        "constraint or enum change on a readOnly property of a request schema";
    TYPE_CHANGED_REQUEST, "type-changed-request", Request, Breaks, Fails, Breaks,
        "type/format changed incompatibly in a request";
    TYPE_CHANGED_RESPONSE, "type-changed-response", Response, Breaks, Fails, Breaks,
        "type/format changed incompatibly in a response";
    TYPE_WIDENED_REQUEST, "type-widened-request", Request, Keeps, Works, Breaks,
        "type widened in a request (integer -> number)";
    TYPE_WIDENED_RESPONSE, "type-widened-response", Response, Breaks, Fails, Breaks,
        "type widened in a response";
    TYPE_NARROWED_RESPONSE, "type-narrowed-response", Response, Keeps, Works, Breaks,
        "type narrowed in a response (number -> integer)";
    TYPE_LIST_NARROWED_REQUEST, "type-list-narrowed-request", Request, Breaks, Fails, Breaks,
        "3.1 type array loses a member (request)";
    TYPE_LIST_WIDENED_REQUEST, "type-list-widened-request", Request, Keeps, Works, BreaksIfClosed,
        "3.1 type array gains a member (request)";
    TYPE_LIST_WIDENED_RESPONSE, "type-list-widened-response", Response, Breaks, Fails, BreaksIfClosed,
        "3.1 type array gains a member (response)";
    TYPE_LIST_NARROWED_RESPONSE, "type-list-narrowed-response", Response, Keeps, Works, Breaks,
        "3.1 type array loses a member (response)";
    FORMAT_CHANGED, "format-changed", Both, Unclear, Depends, Breaks,
        "only format changed (int32->int64, none->date-time, uuid...)";
    NULLABLE_ADDED_REQUEST, "nullable-added-request", Request, Keeps, Works, Breaks,
        "accepts null now";
    NULLABLE_REMOVED_REQUEST, "nullable-removed-request", Request, Breaks, Fails, Breaks,
        "null no longer accepted";
    NULLABLE_ADDED_RESPONSE, "nullable-added-response", Response, Breaks, Fails, Breaks,
        "may be null now";
    NULLABLE_REMOVED_RESPONSE, "nullable-removed-response", Response, Keeps, Works, Breaks,
        "never null now";
    NULLABLE_RESPELLED, "nullable-respelled", Both, Keeps, Works, Same,
        "nullable:true <-> type T or null <-> oneOf with null";
    OPTIONAL_VS_NULLABLE_SWAPPED, "optional-vs-nullable-swapped", Both, Unclear, Fails, BreaksIfClosed,
        "optional non-null -> required nullable or back";
    DEFAULT_CHANGED_REQUEST, "default-changed-request", Request, Keeps, Differs, Notes,
        "default of a request property/body added/removed/changed";
    DEFAULT_CHANGED_RESPONSE, "default-changed-response", Response, Keeps, Works, Notes,
        "default in a response schema added/removed/changed";
    CONST_ADDED_REQUEST, "const-added-request", Request, Breaks, Fails, Breaks,
        "const added or changed (request)";
    CONST_REMOVED_REQUEST, "const-removed-request", Request, Keeps, Works, Breaks,
        "const removed (request)";
    CONST_REMOVED_RESPONSE, "const-removed-response", Response, Breaks, Fails, Breaks,
        "const removed or changed (response)";
    CONST_ADDED_RESPONSE, "const-added-response", Response, Keeps, Works, Breaks,
        "const added (response)";
    ADDITIONAL_PROPERTIES_CLOSED, "additional-properties-closed", Request, Breaks, Fails, BreaksIfClosed,
        "additionalProperties true/absent -> false";
    ADDITIONAL_PROPERTIES_OPENED, "additional-properties-opened", Response, Keeps, Works, BreaksIfClosed,
        "false -> true/absent";
    ADDITIONAL_PROPERTIES_SCHEMA_CHANGED, "additional-properties-schema-changed", Both, Breaks, Fails, Breaks,
        "value schema of a map changed";
    MAP_BECAME_STRUCT, "map-became-struct", Both, Unclear, Depends, Breaks,
        "object with only additionalProperties gains named properties, or the reverse";
    ITEMS_SCHEMA_CHANGED, "items-schema-changed", Both, Breaks, Fails, Breaks,
        "array item schema changed";
    ARRAY_BECAME_SCALAR, "array-became-scalar", Both, Breaks, Fails, Breaks,
        "array <-> single value";
    UNIQUE_ITEMS_CHANGED, "unique-items-changed", Both, Unclear, Depends, BreaksIfClosed,
        "uniqueItems set/unset";
    CONTENT_ENCODING_CHANGED, "content-encoding-changed", Both, Breaks, Depends, BreaksIfClosed,
        "contentEncoding/contentMediaType changed";
    CONTENT_SCHEMA_TIGHTENED, "content-schema-tightened", Both, Breaks, Depends, Same,
        "contentSchema added (request) or removed (response)";
    CONTENT_SCHEMA_LOOSENED, "content-schema-loosened", Both, Keeps, Works, Same,
        "contentSchema removed (request) or added (response)";
    XML_CHANGED, "xml-changed", Both, Breaks, Fails, Same,
        "xml name/namespace/attribute/wrapped changed";
    EXAMPLE_CHANGED, "example-changed", Both, Keeps, Works, Same,
        "example/examples/externalDocs changed";
    DESCRIPTION_CHANGED, "description-changed", Both, Keeps, Works, Same,
        "title/description changed";
    EXTENSION_CHANGED, "extension-changed", Both, Keeps, Works, Same,
        "x-* changed";
}
